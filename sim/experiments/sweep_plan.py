"""A plan of many runs: points of a design, in scenarios, with replicates."""

import hashlib
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, NamedTuple, get_args

import numpy as np

from sim.experiments import designs
from sim.experiments.designs import Quantiles
from sim.experiments.factors import Design, Factor, SeriesWanted
from sim.experiments.points import seed_of
from sim.scenario import Scenario

Seeds = Literal["common", "own"]
SEEDS: tuple[Seeds, ...] = get_args(Seeds)
KEY_DIGITS = 20
FIRST_SEED = 1  # of a plan that says none


class Point(NamedTuple):
    """A point of a design.

    Attributes
    ----------
    number : int
        Kept when the design grows.
    values : dict of str to float
        By factor.
    draw : mapping of str to float
        Parameters of a posterior draw.
    """

    number: int
    values: dict[str, float]
    draw: Mapping[str, float]


class Job(NamedTuple):
    """One run: what it is of, and everything that decides its numbers."""

    key: str
    scenario: str
    point: int
    replicate: int
    seed: int
    values: Mapping[str, float]
    settings: Mapping[str, Any]
    draw: Mapping[str, float]


@dataclass(frozen=True)
class SweepPlan:
    """Everything that a plan file says.

    Attributes
    ----------
    name : str
        Name of the file without its ending, and of the folder of the sweep.
    scenarios : dict of str to Scenario
        With the plan's settings.
    factors : tuple of Factor
    outcomes : tuple of str
        Those asked for; all are kept.
    seeds : {"common", "own"}
        Whether replicate r has one seed in all points, or one of its own.
    text : str
        As written.
    """

    name: str
    file: str
    scenarios: Mapping[str, Scenario]
    factors: tuple[Factor, ...]
    design: Design
    replicates: int
    seed: int
    seeds: Seeds
    outcomes: tuple[str, ...]
    series: SeriesWanted
    text: str = field(repr=False)

    @cached_property
    def varied(self) -> tuple[Factor, ...]:
        """Factors that have more than one value."""
        if self.design.method == "table":
            return self.factors
        return tuple(each for each in self.factors if not each.fixed)

    @cached_property
    def quantiles(self) -> Quantiles:
        """Design in quantiles: what sensitivity analysis reads.

        Returns
        -------
        ndarray, shape (points, varied factors)
            Of ``table`` and ``grid`` there is none: shape (points, 0).
        """
        design, names = self.design, [each.name for each in self.varied]
        places = [place for place, each in enumerate(self.factors) if not each.fixed]
        match design.method:
            case "random" | "posterior":
                return designs.random(names, design.points, self.seed)
            case "latin_hypercube":
                return designs.latin_hypercube(names, design.points, self.seed)
            case "sobol":
                return designs.sobol(places, design.points, self.seed)
            case "saltelli":
                return designs.saltelli(places, design.points, self.seed, design.second_order)
            case "morris":
                return designs.morris(names, design.points, self.seed, design.levels)
        return np.empty((self.number_of_points, 0))

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """Points of the design, in its order."""
        design = self.design
        fixed = {each.name: each.distribution.ends[0] for each in self.factors if each.fixed}
        names = [each.name for each in self.varied]
        numbers: Sequence[int] = range(self.number_of_points)
        if design.method == "table":
            rows, fixed = [list(row) for row in design.rows], {}
        elif design.method == "grid":
            levels = [each.levels for each in self.varied]
            numbers, places = designs.grid([len(each) for each in levels])
            rows = [[of[i] for of, i in zip(levels, place, strict=True)] for place in places]
        else:
            given = [each.distribution for each in self.varied]
            rows = [
                [each.value(u) for each, u in zip(given, row, strict=True)]
                for row in self.quantiles.tolist()
            ]
        draws: Sequence[Mapping[str, float]] = design.draws or [{}] * len(numbers)
        return tuple(
            Point(number, fixed | dict(zip(names, row, strict=True)), draw)
            for number, row, draw in zip(numbers, rows, draws, strict=True)
        )

    @property
    def number_of_points(self) -> int:
        """Number of points, known before any is made."""
        design, factors = self.design, len(self.varied)
        match design.method:
            case "table":
                return len(design.rows)
            case "grid":
                return math.prod(len(each.levels) for each in self.varied)
            case "saltelli":
                return design.points * ((2 if design.second_order else 1) * factors + 2)
            case "morris":
                return design.points * (factors + 1)
        return design.points

    @property
    def size(self) -> int:
        """Number of runs."""
        return self.number_of_points * len(self.scenarios) * self.replicates

    def jobs(self, version: str) -> Iterator[Job]:
        """Go through all runs: point by point, in each scenario, replicate by replicate.

        Parameters
        ----------
        version : str
            Hash of the rules and of how outcomes are measured.
        """
        digests = {name: _digest([version, said(each)]) for name, each in self.scenarios.items()}
        for point in self.points:
            settings: dict[str, Any] = {}
            for factor in self.factors:
                settings |= factor.setting(point.values[factor.name])
            values = {**point.draw, **point.values}
            for name, digest in digests.items():
                for replicate in range(self.replicates):
                    seed = self._seed(values, replicate)
                    key = _digest([digest, settings, dict(point.draw), seed])[:KEY_DIGITS]
                    yield Job(
                        key, name, point.number, replicate, seed, values, settings, point.draw
                    )

    def _seed(self, values: Mapping[str, float], replicate: int) -> int:
        if self.seeds == "common":
            return self.seed + replicate
        # The first seed goes without saying, so that stores from before it counted are found.
        luck = {} if self.seed == FIRST_SEED else {"seed": float(self.seed)}
        return seed_of({**values, **luck}, replicate)


def said(scenario: Scenario) -> dict[str, Any]:
    """What a scenario says that decides the numbers of a run."""
    resolved = scenario.resolved()
    texts = ("title", "question", "look_for", "run")
    return {key: value for key, value in resolved.items() if key not in texts} | {
        "months": scenario.months
    }


def _digest(content: Any) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()

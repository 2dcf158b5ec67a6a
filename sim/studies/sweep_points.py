"""The points of a sweep as analyses take them: parameters, values of outcomes, what is lacking."""

from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.analysis.condition import unknown_outcome
from sim.analysis.point_values import PointValues, point_values
from sim.analysis.run_outcomes import catalogue
from sim.results.run_store import OK, STATUS
from sim.scenario.problems import nearest
from sim.studies.sweep_api import Sweep
from sim.studies.sweep_file import read_plan
from sim.studies.terminal import BadInput


class CannotAnalyse(BadInput):
    """What cannot be analysed as asked, and why, in one English sentence."""


def sweep_of(sweep: Sweep | str | Path, out: str | Path = "outputs") -> Sweep:
    """Return a sweep, given itself or its plan file.

    Raises
    ------
    ScenarioError
        With everything that is wrong with the plan.
    CannotAnalyse
        If no run of it is there.
    """
    if isinstance(sweep, Sweep):
        found = sweep
    elif Path(sweep).is_dir():
        raise CannotAnalyse(f"{sweep} is a folder; name the plan file of the sweep")
    else:
        found = Sweep(read_plan(sweep), Path(out))
    if STATUS not in found.frame or not (found.frame[STATUS] == OK).any():
        others = ", ".join(found.folder.others())
        hint = f"; there are runs of other versions of the model ({others})" if others else ""
        raise CannotAnalyse(
            f"no run of {found.plan.file} is in {found.path}{hint}; "
            f"run 'makersim sweep {found.plan.file}' first"
        )
    return found


class SweepPoints:
    """Points of a sweep in one scenario, or differences between two.

    Parameters
    ----------
    scenario : str, optional
        The first of the plan by default.
    against : str, optional
        Another one: outcomes are differences from it at the same points and seeds.

    Raises
    ------
    CannotAnalyse
        If the plan has no such scenario.
    """

    def __init__(
        self, sweep: Sweep, scenario: str | None = None, against: str | None = None
    ) -> None:
        self.sweep, self.plan = sweep, sweep.plan
        self.scenario = scenario or next(iter(self.plan.scenarios))
        self.against = against
        names = tuple(self.plan.scenarios)
        for name in (self.scenario, against):
            if name is not None and name not in names:
                close = nearest(name, names)
                hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(names)}"
                raise CannotAnalyse(f"no scenario '{name}' in the sweep; {hint}")
        if against == self.scenario:
            raise CannotAnalyse(f"'{against}' has no difference from itself")

    @property
    def numbers(self) -> pd.Index:
        """Numbers of the points, in the order of the design."""
        return pd.Index([point.number for point in self.plan.points])

    @property
    def label(self) -> str:
        """Scenario, and what it is held against."""
        return f"{self.scenario} less {self.against}" if self.against else self.scenario

    @property
    def source(self) -> str:
        """Where the numbers of a figure come from."""
        return f"makersim, sweep {self.plan.name}, scenario {self.label}"

    @cached_property
    def factors(self) -> pd.DataFrame:
        """Parameters that vary, by point, in the order of the design; whole numbers as such."""
        rows = [{**point.draw, **point.values} for point in self.plan.points]
        found = pd.DataFrame(rows, index=self.numbers)
        found = found.loc[:, found.nunique() > 1]
        whole = [each.name for each in self.plan.varied if each.kind != "number"]
        return found.astype({name: np.int64 for name in whole if name in found})

    @cached_property
    def well(self) -> pd.DataFrame:
        """Runs that did well, with all their outcomes."""
        frame = self.sweep.frame
        return frame[frame[STATUS] == OK]

    def values(self, outcome: str) -> PointValues:
        """Values of an outcome at every point.

        Raises
        ------
        CannotAnalyse
            If there is no such outcome.
        """
        names = tuple(catalogue())
        if outcome not in names:
            raise CannotAnalyse(unknown_outcome(outcome, names))
        return self.series_values(self.well, outcome)

    def series_values(self, runs: pd.DataFrame, column: str) -> PointValues:
        """Values of any column of a table with a row a run."""
        return point_values(
            runs, column, self.numbers, self.plan.replicates, self.scenario, self.against
        )

    @property
    def slug(self) -> str:
        """What is added to the name of a folder, if the scenario is not the first alone."""
        first = next(iter(self.plan.scenarios))
        if self.against:
            return f"-{self.scenario}-less-{self.against}"
        return "" if self.scenario == first else f"-{self.scenario}"

    def about(self) -> dict[str, Any]:
        """What all analyses say of the sweep."""
        return {"sweep": self.plan.name, "plan": self.plan.file, "scenario": self.label}


def unit_of(outcome: str) -> str:
    """Label and unit of an outcome in English."""
    about = catalogue()[outcome]
    group = f", {about.group.en.lower()}" if ":" in outcome and outcome[:4] != "chec" else ""
    unit = f" ({about.unit.en})" if about.unit.en else ""
    return f"{about.label.en}{group}{unit}"


def averaged(replicates: int) -> str:
    """Say how many runs stand behind a point.

    >>> averaged(1), averaged(3)
    ('one run a point', '3 replicates averaged')
    """
    return "one run a point" if replicates == 1 else f"{replicates} replicates averaged"


def file_name(text: str) -> str:
    """Return a text as a part of a file name.

    >>> file_name("gap:funded_24 <= -1.5")
    'gap-funded_24-at-most--1.5'
    """
    words = {"<=": "at-most", ">=": "at-least", "<": "below", ">": "above"}
    for sign, word in words.items():
        text = text.replace(sign, word)
    return "".join(c if c.isalnum() or c in "._-" else "-" for c in text)

"""Scenario discovery: the part of the parameter space where a condition on outcomes holds.

PRIM (Friedman and Fisher 1999; Bryant and Lempert 2010), by the EMA Workbench: a box is peeled
off the parameter space, a twentieth of its points at a time, so that the share of points where
the condition holds rises. Coverage is the share of all such points that a box contains, density
the share of the points in a box that are such.
"""

import math
import warnings
from importlib.util import find_spec
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Holds = NDArray[np.bool_]
PEEL, LEAST_MASS, TINY = 0.05, 0.05, 1e-9
CHANCE = 0.05  # quasi-p-value above which an end of a range may be chance
SPLITS = 5
LEAST_CASES = 20  # points where the condition holds, and where it does not


class Side(NamedTuple):
    """Range of a parameter within a box.

    Attributes
    ----------
    chance_low, chance_high : float
        Quasi-p-value of each end: how likely so large a gain in density is by chance, were the
        end not there; NaN of an end that is that of the whole range.
    """

    factor: str
    low: float
    high: float
    lowest: float
    highest: float
    chance_low: float
    chance_high: float


class Box(NamedTuple):
    """A box on the way from the whole parameter space to the densest box."""

    coverage: float
    density: float
    mass: float
    points: int
    sides: tuple[Side, ...]

    @property
    def balance(self) -> float:
        """Harmonic mean of coverage and density."""
        both = self.coverage + self.density
        return 2 * self.coverage * self.density / both if both > 0 else 0.0

    def contains(self, factors: pd.DataFrame) -> Holds:
        """Which points lie in the box."""
        inside = np.ones(len(factors), dtype=bool)
        for side in self.sides:
            inside &= factors[side.factor].between(side.low, side.high).to_numpy()
        return inside


class Check(NamedTuple):
    """A box found on one half of the points and measured on the other, averaged over splits.

    Attributes
    ----------
    again : dict of str to float
        Share of splits whose box restricts each parameter of the chosen box.
    """

    coverage: float
    density: float
    again: dict[str, float]


class Discovery(NamedTuple):
    """Boxes where a condition holds.

    Attributes
    ----------
    points, cases : int
        Points of the design, and those where the condition holds.
    boxes : tuple of Box
        From the whole space inwards.
    chosen : Box
        The whole space if no box is better.
    check : Check
    """

    points: int
    cases: int
    boxes: tuple[Box, ...]
    chosen: Box
    check: Check


def discover_box(
    factors: pd.DataFrame, holds: Holds, density: float | None = None, seed: int = 1
) -> Discovery:
    """Find the box that best separates points where a condition holds.

    Parameters
    ----------
    factors : DataFrame
        A row a point, a column a parameter; whole numbers as integers.
    holds : ndarray of bool, shape (points,)
    density : float, optional
        Take the box of largest coverage among those at least as dense; by default that with the
        best balance of coverage and density.
    seed : int
        Of the splits of the check.
    """
    boxes, chosen = _box(factors, holds, density)
    generator = np.random.default_rng(seed)
    found = []
    for _ in range(SPLITS):
        order = generator.permutation(len(holds))
        one, other = order[: len(order) // 2], order[len(order) // 2 :]
        if not holds[one].any() or not holds[other].any():
            continue
        _, box = _box(factors.iloc[one].reset_index(drop=True), holds[one], density)
        inside = box.contains(factors.iloc[other])
        caught = int(holds[other][inside].sum())
        dense = caught / inside.sum() if inside.any() else math.nan
        restricted = {side.factor for side in box.sides}
        again = [float(side.factor in restricted) for side in chosen.sides]
        found.append([caught / holds[other].sum(), dense, *again])
    means = np.nanmean(np.array(found), axis=0).tolist()
    often = dict(zip((side.factor for side in chosen.sides), means[2:], strict=True))
    return Discovery(len(holds), int(holds.sum()), boxes, chosen, Check(means[0], means[1], often))


def is_there() -> bool:
    """Whether the EMA Workbench is installed, which is an extra."""
    return find_spec("ema_workbench") is not None


def _box(factors: pd.DataFrame, holds: Holds, density: float | None) -> tuple[tuple[Box, ...], Box]:
    """Peel and paste, choose, then drop the restrictions that may be chance."""
    with warnings.catch_warnings():  # it tells of each optional part that is not installed
        warnings.simplefilter("ignore")
        from ema_workbench.analysis import prim

        # Its threshold parts cases from others, and gives up a box whose density is below it.
        search = prim.Prim(factors, holds.astype(int), TINY, peel_alpha=PEEL, mass_min=LEAST_MASS)
        path = search.find_box()
        boxes = [_read(path, place, factors) for place in range(len(path.box_lims))]
        place = _best(boxes, density)
        while weak := _weakest(boxes[place]):
            path.drop_restriction(weak, place)
            boxes.append(_read(path, len(boxes), factors))
            place = len(boxes) - 1
    return tuple(boxes), boxes[place]


def _best(boxes: list[Box], density: float | None) -> int:
    dense = [place for place, box in enumerate(boxes) if box.density >= (density or 0.0)]
    if density is None:
        return max(dense, key=lambda place: boxes[place].balance)
    if not dense:
        return max(range(len(boxes)), key=lambda place: boxes[place].density)
    return max(dense, key=lambda place: boxes[place].coverage)


def _weakest(box: Box) -> str | None:
    """Return the parameter whose ends are both most likely chance, if there is one."""
    chances = {
        side.factor: min(c for c in (side.chance_low, side.chance_high) if not math.isnan(c))
        for side in box.sides
    }
    weak = {name: chance for name, chance in chances.items() if chance > CHANCE}
    return max(weak, key=lambda name: weak[name]) if weak else None


def _read(path: Any, place: int, factors: pd.DataFrame) -> Box:
    row, limits = path.peeling_trajectory.iloc[place], path.box_lims[place]
    sides = []
    for name in factors.columns:  # in the order of the plan
        if name in path.qp[place]:
            low, high = (float(limits[name].iloc[end]) for end in (0, 1))
            whole = float(factors[name].min()), float(factors[name].max())
            chances = [c if c >= 0 else math.nan for c in map(float, path.qp[place][name])]
            sides.append(Side(name, low, high, *whole, *chances))
    found = (float(row["coverage"]), float(row["density"]), float(row["mass"]))
    return Box(*found, int(row["n"]), tuple(sides))

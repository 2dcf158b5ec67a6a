"""``sim.discover``: where in the parameter space of a sweep a condition on outcomes holds."""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sim.analysis.condition import Condition, ConditionError, read_condition
from sim.analysis.discovery import LEAST_CASES, Discovery, Holds, discover_box, is_there
from sim.analysis.point_values import undefined_where
from sim.analysis.run_outcomes import catalogue
from sim.studies.sweep_api import Sweep
from sim.studies.sweep_points import CannotAnalyse, SweepPoints, file_name, sweep_of, unit_of

if TYPE_CHECKING:
    from sim.analysis.figures.draw import Figure

SPREAD_METHODS = ("random", "latin_hypercube", "sobol", "posterior", "table")


class BoxSearch:
    """The box of a sweep's parameter space where a condition holds.

    Outcomes of a point are averaged over its replicates before the condition is asked.

    Parameters
    ----------
    where : str
        Such as "gap:survival_mean_60 < 0 and spaces < 500".
    scenario, against : str, optional
        As for :class:`SweepPoints`.
    density : float, optional
        Least share of points in the box where the condition holds.
    without_undefined : bool
        Leave out points where an outcome has no value, rather than refuse.

    Raises
    ------
    CannotAnalyse
        If the sweep cannot be analysed as asked.
    """

    def __init__(
        self,
        sweep: Sweep,
        where: str,
        scenario: str | None = None,
        against: str | None = None,
        density: float | None = None,
        without_undefined: bool = False,
    ) -> None:
        if not is_there():
            raise CannotAnalyse("discover needs the EMA Workbench; install makersim[discover]")
        self.points = SweepPoints(sweep, scenario, against)
        try:
            self.condition: Condition = read_condition(where, tuple(catalogue()))
        except ConditionError as error:
            raise CannotAnalyse(f"--where: {error}") from None
        method = sweep.plan.design.method
        if method not in SPREAD_METHODS:
            raise CannotAnalyse(
                f"{sweep.plan.file}: boxes need points spread over the whole space "
                f"({', '.join(SPREAD_METHODS[:3])}), not the method {method}"
            )
        self.density, self.without_undefined = density, without_undefined
        self.factors, self.holds = self._cases()
        self.found: Discovery = discover_box(self.factors, self.holds, density)

    @property
    def left_out(self) -> int:
        """Points left out: not all of their runs are there, or an outcome has no value."""
        return self.points.plan.number_of_points - len(self.holds)

    @property
    def sides(self) -> pd.DataFrame:
        """Ranges of the box, a row a restricted parameter."""
        from sim.studies.discover_tables import sides_frame

        return sides_frame(self)

    @property
    def trajectory(self) -> pd.DataFrame:
        """All boxes from the whole space inwards, a row a box."""
        from sim.studies.discover_tables import trajectory_frame

        return trajectory_frame(self)

    @property
    def sentence(self) -> str:
        """What was found, in plain words."""
        from sim.studies.discover_tables import sentence

        return sentence(self)

    def plot(self) -> "Figure":
        """Draw the points over pairs of restricted parameters, the box as a frame."""
        from sim.studies.discover_tables import box_figure

        return box_figure(self)

    def save(self) -> Path:
        """Write tables and figures beside the runs; returns their folder."""
        from sim.studies.discover_tables import write

        return write(self)

    @property
    def path(self) -> Path:
        """Folder of what ``save`` writes."""
        name = f"discover-{file_name(str(self.condition))}{self.points.slug}"
        return self.points.sweep.path / "analysis" / name

    def __repr__(self) -> str:
        return f"BoxSearch({self.points.label}: {self.condition})"

    def _cases(self) -> tuple[pd.DataFrame, Holds]:
        """Parameters of the points, and where the condition holds."""
        values, keep = {}, np.ones(self.points.plan.number_of_points, dtype=bool)
        undefined = np.zeros_like(keep)
        for name in self.condition.outcomes:
            of = self.points.values(name)
            values[name] = of.values.mean(axis=1)
            keep &= of.there
            undefined |= of.there & np.isnan(values[name])
            if undefined.any() and not self.without_undefined:
                raise CannotAnalyse(self._no_value(name, undefined))
        keep &= ~undefined
        holds = self.condition.holds({name: of[keep] for name, of in values.items()})
        self._check_number(int(holds.sum()), len(holds))
        return self.points.factors[keep].reset_index(drop=True), holds

    def _no_value(self, name: str, undefined: Holds) -> str:
        where = undefined_where(self.points.factors, undefined)
        ranges = ", ".join(f"{factor} is {said}" for factor, said in where.items())
        return (
            f"'{name}' has no value at {undefined.sum()} of {len(undefined)} points"
            + (f", where {ranges}" if ranges else ", all over the parameter space")
            + "; leave them out by --without-undefined"
        )

    def _check_number(self, cases: int, points: int) -> None:
        if min(cases, points - cases) < LEAST_CASES:
            reach = self._reach()
            raise CannotAnalyse(
                f"'{self.condition}' holds at {cases} of {points} points; a box needs {LEAST_CASES}"
                f" where it holds and {LEAST_CASES} where it does not: move the threshold{reach}, "
                "or make a larger sweep"
            )

    def _reach(self) -> str:
        said = []
        for name in self.condition.outcomes:
            means = self.points.values(name).values.mean(axis=1)
            if np.isfinite(means).any():
                low, middle, high = np.nanquantile(means, (0.1, 0.5, 0.9))
                said.append(f"{name} is {low:.3g} to {high:.3g}, median {middle:.3g}")
        return f" (80 % of points: {'; '.join(said)})" if said else ""

    @property
    def outcome_labels(self) -> dict[str, str]:
        """Outcomes of the condition in words, with units."""
        return {name: unit_of(name) for name in self.condition.outcomes}


def discover(
    sweep: Sweep | str | Path,
    where: str,
    *,
    scenario: str | None = None,
    against: str | None = None,
    density: float | None = None,
    without_undefined: bool = False,
    out: str | Path = "outputs",
) -> BoxSearch:
    """Find where in the parameter space of a sweep a condition on outcomes holds.

    Parameters
    ----------
    sweep : Sweep or path
        A sweep, or its plan file.
    where : str
        Such as "gap:survival_mean_60 < 0".

    Returns
    -------
    BoxSearch
        ``.sentence`` says it, ``.sides`` is a DataFrame, ``.plot()`` a figure, ``.save()``
        writes them.
    """
    found = sweep_of(sweep, out)
    return BoxSearch(found, where, scenario, against, density, without_undefined)

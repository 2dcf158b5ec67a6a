"""``sim.sensitivity``: which parameters of a sweep an outcome depends on, and how surely."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.analysis.point_values import Luck, PointValues, luck_of, undefined_where
from sim.analysis.sensitivity import (
    LEAST_BASE_POINTS,
    LEAST_TRAJECTORIES,
    MorrisEffects,
    PairIndex,
    SobolIndices,
    effect_of_luck,
    morris_effects,
    pair_indices,
    rows_of_a_block,
    sobol_indices,
    varies,
    whole_blocks,
)
from sim.studies.sweep_api import Sweep
from sim.studies.sweep_points import CannotAnalyse, SweepPoints, sweep_of, unit_of

if TYPE_CHECKING:
    from sim.analysis.figures.draw import Figure


class OutcomeSensitivity(NamedTuple):
    """Sensitivity of one outcome.

    Attributes
    ----------
    blocks : int
        Base points, or trajectories, that were used.
    incomplete, undefined : int
        Those left out, for runs that are not there or failed, or for no value of the outcome.
    luck : Luck
    effect_of_luck : float
        Of ``morris``; NaN for Sobol indices and with one replicate.
    pairs : sequence of PairIndex
        Of a design with ``second_order``.
    """

    outcome: str
    label: str
    blocks: int
    incomplete: int
    undefined: int
    luck: Luck
    effect_of_luck: float
    of: Sequence[SobolIndices] | Sequence[MorrisEffects]
    pairs: Sequence[PairIndex]

    @property
    def indices(self) -> list[SobolIndices]:
        """Sobol indices; none of a Morris design."""
        return [each for each in self.of if isinstance(each, SobolIndices)]

    @property
    def effects(self) -> list[MorrisEffects]:
        """Elementary effects; none of a Saltelli design."""
        return [each for each in self.of if isinstance(each, MorrisEffects)]


class Sensitivity:
    """Sobol indices, or Morris's elementary effects, of outcomes of a sweep.

    Parameters
    ----------
    sweep : Sweep
        Of a plan whose design is ``saltelli`` or ``morris``.
    outcomes : sequence of str
        Those of the plan by default.
    scenario, against : str, optional
        As for :class:`SweepPoints`.
    without_undefined : bool
        Leave out base points where an outcome has no value, rather than refuse.

    Raises
    ------
    CannotAnalyse
        If the sweep cannot be analysed as asked.
    """

    def __init__(
        self,
        sweep: Sweep,
        outcomes: Sequence[str] = (),
        scenario: str | None = None,
        against: str | None = None,
        without_undefined: bool = False,
    ) -> None:
        self.points = SweepPoints(sweep, scenario, against)
        self.outcomes = tuple(outcomes) or sweep.plan.outcomes
        self.without_undefined = without_undefined
        design = sweep.plan.design
        if design.method not in ("saltelli", "morris"):
            raise CannotAnalyse(
                f"{sweep.plan.file}: indices need a design of the method saltelli or morris, not "
                f"{design.method}; 'makersim discover' takes any"
            )
        self.method = design.method
        self.names = [each.name for each in sweep.plan.varied]
        self.found = [self._of(name, self.points.values(name)) for name in self.outcomes]

    @property
    def indices(self) -> pd.DataFrame:
        """A row for each outcome and parameter; ``sensitivity_tables`` has the meanings."""
        from sim.studies.sensitivity_tables import indices_frame

        return indices_frame(self)

    @cached_property
    def over_time(self) -> dict[tuple[str, str], dict[pd.Timestamp, OutcomeSensitivity]]:
        """Sobol indices of each series that the plan keeps, by indicator, group and month."""
        wanted, series = self.points.plan.series, self.points.sweep.series
        found: dict[tuple[str, str], dict[pd.Timestamp, OutcomeSensitivity]] = {}
        if self.method != "saltelli" or series.empty:
            return found
        months = sorted(series["month"].unique())
        for group in wanted.groups:
            of_group = series[series["group"] == group]
            for indicator in wanted.indicators:
                found[indicator, group] = {
                    month: self._of(
                        indicator,
                        self.points.series_values(of_group[of_group["month"] == month], indicator),
                        constant=True,
                    )
                    for month in map(pd.Timestamp, months)
                }
        return found

    def plot(self, outcome: str = "") -> "Figure":
        """Draw the indices of an outcome, the first by default."""
        from sim.studies.sensitivity_tables import figure

        return figure(self, outcome or self.outcomes[0])

    def save(self) -> Path:
        """Write tables and figures beside the runs; returns their folder."""
        from sim.studies.sensitivity_tables import write

        return write(self)

    @property
    def path(self) -> Path:
        """Folder of what ``save`` writes."""
        return self.points.sweep.path / "analysis" / f"sensitivity{self.points.slug}"

    def __repr__(self) -> str:
        return f"Sensitivity({self.points.label}, {self.method}: {', '.join(self.outcomes)})"

    def _of(self, outcome: str, values: PointValues, constant: bool = False) -> OutcomeSensitivity:
        plan, factors = self.points.plan, len(self.names)
        morris = self.method == "morris"
        rows = factors + 1 if morris else rows_of_a_block(factors, plan.design.second_order)
        whole = whole_blocks(values.there, rows)
        defined = np.isfinite(values.values).all(axis=1) | ~values.there
        blocks = whole & whole_blocks(defined, rows)
        self._refuse_undefined(outcome, ~defined)
        least = LEAST_TRAJECTORIES if morris else LEAST_BASE_POINTS
        if blocks.sum() < least:
            what = "trajectories" if morris else "base points"
            raise CannotAnalyse(
                f"'{outcome}' is there for all rows of {blocks.sum()} of {len(blocks)} {what}; "
                f"indices need {least} or more: go on with 'makersim sweep {plan.file}'"
            )
        cut = values.values.reshape(len(blocks), rows, -1)[blocks]
        if not constant and not varies(cut.mean(axis=2)):
            raise CannotAnalyse(f"'{outcome}' has the same value at all points of the sweep")
        luck = luck_of(cut.reshape(-1, cut.shape[2]), plan.seeds == "common")
        of, of_luck = self._estimated(cut, blocks, luck)
        paired = plan.design.second_order and not (morris or constant)
        pairs = pair_indices(self.names, cut) if paired else []
        label = outcome if constant else unit_of(outcome)
        incomplete = int((~whole).sum())
        undefined = len(blocks) - int(blocks.sum()) - incomplete
        return OutcomeSensitivity(
            outcome, label, len(cut), incomplete, undefined, luck, of_luck, of, pairs
        )

    def _estimated(
        self, cut: NDArray[np.float64], blocks: NDArray[np.bool_], luck: Luck
    ) -> tuple[Sequence[SobolIndices] | Sequence[MorrisEffects], float]:
        design = self.points.plan.design
        if self.method == "saltelli":
            return sobol_indices(self.names, cut, design.second_order), float("nan")
        quantiles = self.points.plan.quantiles.reshape(len(blocks), -1, len(self.names))[blocks]
        found = morris_effects(self.names, quantiles, cut, design.levels)
        return found, effect_of_luck(luck, design.levels)

    def _refuse_undefined(self, outcome: str, undefined: NDArray[np.bool_]) -> None:
        """Refuse an outcome that has no value somewhere: one NaN would spoil all indices."""
        number = int(undefined.sum())
        if not number or self.without_undefined:
            return
        where = undefined_where(self.points.factors[self.names], undefined)
        ranges = ", ".join(f"{name} is {said}" for name, said in where.items())
        raise CannotAnalyse(
            f"'{outcome}' has no value at {number} of {undefined.size} points"
            + (f", where {ranges}" if ranges else ", all over the parameter space")
            + "; choose another outcome or narrower ranges, or leave out the base points with "
            "such points by --without-undefined"
        )


def sensitivity(
    sweep: Sweep | str | Path,
    outcome: str | Sequence[str] = (),
    *,
    scenario: str | None = None,
    against: str | None = None,
    without_undefined: bool = False,
    out: str | Path = "outputs",
) -> Sensitivity:
    """Estimate which parameters of a sweep outcomes depend on.

    Parameters
    ----------
    sweep : Sweep or path
        A sweep, or its plan file.
    outcome : str or sequence of str
        As ``makersim sweep --outcomes`` lists them; those of the plan by default.

    Returns
    -------
    Sensitivity
        ``.indices`` is a DataFrame, ``.plot()`` a figure, ``.save()`` writes both.
    """
    names = (outcome,) if isinstance(outcome, str) else tuple(outcome)
    return Sensitivity(sweep_of(sweep, out), names, scenario, against, without_undefined)

"""The model's side of a row of ``validation.yaml``, replicate by replicate."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.analysis.observed import OPEN, Observed, Values
from sim.calibration.reading import Period
from sim.calibration.validation import Row
from sim.calibration.validation_measures import (
    LEDGER,
    Filter,
    Measure,
    NotRecorded,
    OfLifeTable,
    OfSeries,
    OfSpaces,
    Special,
    Term,
)
from sim.model.quantities import HAZARD_BINS
from sim.results.arrays import life_table, month_numbers, numbers
from sim.results.indicators import INDICATORS
from sim.results.life_tables import TALENTS
from sim.results.tables import RunTables

if TYPE_CHECKING:
    import pandas as pd

Flags = NDArray[np.bool_]
TAKE: dict[str, Callable[[Values], float]] = {
    "sum": np.sum,
    "mean": np.mean,
    "median": np.median,
    "highest": np.max,
    "lowest": np.min,
}
QUANTILE = {"p10": 0.1, "p90": 0.9}


def measured(tables: RunTables, rows: Sequence[Row], scale: float = 1.0) -> dict[str, Values]:
    """Measure all rows of all replicates.

    Parameters
    ----------
    scale : float
        Size of the province over Jiangsu's; amounts are divided by it.

    Returns
    -------
    dict of str to ndarray, shape (replicates,)
        By the keys of rows, in the unit of each; NaN where a replicate has no value. Rows that
        tables do not hold are left out.
    """
    there = [row for row in rows if not isinstance(row.measure, NotRecorded)]
    found = [
        [run.value(row.measure) for row in there]
        for run in (Run(Observed(part, scale)) for part in tables)
    ]
    columns = np.array(found, dtype=float).reshape(len(found), len(there)).T
    return {row.key: values for row, values in zip(there, columns, strict=True)}


class Run:
    """One replicate, as rows measure it."""

    def __init__(self, observed: Observed) -> None:
        self.observed = observed

    @cached_property
    def spaces(self) -> "pd.DataFrame":
        """All spaces, months as numbers, words as text, yes and no as 1 and 0."""
        table = self.observed.part.table("spaces")
        frame: pd.DataFrame = table.to_pandas()
        for month in ("founded", "closed"):
            frame[month] = month_numbers(table, month)
        return frame

    @cached_property
    def life_tables(self) -> "pd.DataFrame":
        """All life tables, one row a combination."""
        frame: pd.DataFrame = self.observed.part.table("life_tables").to_pandas()
        return frame

    def value(self, measure: Measure) -> float:
        """Measure the replicate; NaN where it has no such figure."""
        match measure:
            case OfSeries():
                return self._of_series(measure)
            case OfSpaces():
                return measure.times * self._of_spaces(measure)
            case OfLifeTable():
                return measure.times * self._of_life_table(measure)
            case Special():
                return survival_in_best_spaces(self._hazards(), **measure.values)
        return float("nan")

    def _of_series(self, measure: OfSeries) -> float:
        now = self._level(measure, measure.when)
        if measure.base is None:
            return measure.times * now
        then = self._level(measure, measure.base)
        return 100 * (_over(now, then) - 1) if measure.growth else measure.times * (now - then)

    def _level(self, measure: OfSeries, when: Period) -> float:
        if when.last >= self.observed.months:
            return float("nan")
        above = self._taken(measure.term, measure.group, when)
        if measure.over is not None:
            return _over(above, self._taken(measure.over, measure.group, when))
        return above / (self.observed.scale if _is_amount(measure.term) else 1.0)

    def _taken(self, term: Term, group: str, when: Period) -> float:
        months = np.sum([self._monthly(name, group) for name in term.names], axis=0)
        if term.take == "end":
            return float(months[when.last])
        return float(TAKE[term.take](months[when.first : when.last + 1]))

    def _monthly(self, name: str, group: str) -> Values:
        if not name.startswith(LEDGER):
            return self.observed.series(name, group)
        column = name.removeprefix(LEDGER)
        return numbers(self.observed.part.table("ledger", [column]), column)[1:]  # books open first

    def _of_spaces(self, measure: OfSpaces) -> float:
        frame = self.spaces
        chosen = _in(frame, measure.where)
        if measure.open is not None:
            closed = frame["closed"].to_numpy()
            chosen = chosen & ((closed == OPEN) | (closed > measure.open.last))
            chosen = chosen & (frame["founded"].to_numpy() <= measure.open.last)
        if measure.founded is not None:
            first, last = measure.founded[:2]
            chosen = chosen & frame["founded"].between(first, last).to_numpy()
        number = float(chosen.sum())
        if measure.statistic == "count":
            return number / self.observed.scale
        if measure.statistic == "share":
            return _over(float((chosen & _in(frame, measure.that)).sum()), number)
        values = frame[measure.column].to_numpy(dtype=float)[chosen]
        if not values.size:
            return float("nan")
        if measure.statistic in QUANTILE:
            return float(np.quantile(values, QUANTILE[measure.statistic]))
        return float(TAKE[measure.statistic](values))

    def _of_life_table(self, measure: OfLifeTable) -> float:
        frame, counts = self.life_tables, self.life_tables["count"].to_numpy(dtype=float)
        there = (frame["table"] == measure.table).to_numpy() & _in(frame, measure.where)
        above = counts[there & _in(frame, measure.that)].sum()
        return _over(float(above), float(counts[there & _in(frame, measure.over)].sum()))

    def _hazards(self) -> Values:
        """Months at risk and failures of tenants, shape (classes of focus and service, 2)."""
        bins = (0, HAZARD_BINS)
        axes = {"specialisation_bin": bins, "service_bin": bins, "talent": TALENTS}
        both = life_table(
            self.observed.part, "tenant_hazard", {**axes, "end": ("at_risk", "failed")}
        )
        return both.sum(axis=2).reshape(-1, 2)


def survival_in_best_spaces(hazards: Values, mean: float, tenants: float, best: float) -> float:
    """Survival of tenants in the best spaces, over a time in which the average rate keeps ``mean``.

    A stand-in for what tables do not hold, survival by space. A space belongs to a class of
    focus and service, with the odds of its tenants' months, and its tenants fail at the rate of
    that class; how many of them survive is chance. So the horizon, which the record leaves
    undefined, drops out; what sets spaces of one class apart is missing, so that the spread is a
    lower bound.

    Parameters
    ----------
    hazards : ndarray, shape (classes, 2)
        Months at risk and failures.
    mean : float
        Survival at the average rate, %.
    tenants : float
        Tenants of a space.
    best : float
        Share of spaces that counts as the best, %.

    Returns
    -------
    float
        Mean survival over the best spaces, %.

    Examples
    --------
    One class: only luck makes spaces differ, and less so the larger they are.

    >>> alike = np.array([[1000.0, 20.0]])
    >>> [round(survival_in_best_spaces(alike, 31, size, 10), 1) for size in (10, 40, 160)]
    [57.0, 44.1, 37.5]
    """
    from scipy.stats import binom

    months, failures = hazards[hazards[:, 0] > 0].T
    if failures.sum() == 0:
        return float("nan")
    relative = failures / months * months.sum() / failures.sum()
    survival = (mean / 100) ** relative
    numbers_left = np.arange(round(tenants) + 1)
    weights = months / months.sum()
    odds = weights @ binom.pmf(numbers_left[None], round(tenants), survival[:, None])
    above = np.append(np.cumsum(odds[::-1])[::-1][1:], 0.0)  # odds of spaces that keep more
    counted = np.clip(best / 100 - above, 0.0, odds)
    return float(100 * (counted @ numbers_left) / counted.sum() / round(tenants))


def _in(frame: "pd.DataFrame", chosen: Filter) -> Flags:
    """Whether each row of a table holds one of the values in each column."""
    found = np.ones(len(frame), bool)
    for column, values in chosen.items():
        words = frame[column]
        if words.dtype == bool:
            words = words.map({True: "true", False: "false"})
        elif words.dtype.kind in "if":
            words = words.astype("Int64").astype("string")
        found &= words.isin(values).to_numpy(dtype=bool)
    return found


def _over(above: float, below: float) -> float:
    return above / below if below else float("nan")


def _is_amount(term: Term) -> bool:
    """Whether it grows with the province: counts and money do, shares and indices do not."""
    units = [INDICATORS[name].unit for name in term.names if name in INDICATORS]
    return not any(unit.startswith(("share", "index")) for unit in units)

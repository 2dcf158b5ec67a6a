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
from sim.results.arrays import month_numbers, numbers
from sim.results.indicators import INDICATORS
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
                return self._survival_in_best_spaces(**measure.values)
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

    def _survival_in_best_spaces(self, tenant_months: float, mean: float, best: float) -> float:
        months = self.spaces["tenant_months"].to_numpy(dtype=float)
        failures = self.spaces["tenant_failures"].to_numpy(dtype=float)
        known = months >= tenant_months
        return survival_in_best_spaces(failures[known] / months[known], mean, best)


def survival_in_best_spaces(hazards: Values, mean: float, best: float) -> float:
    """Survival of tenants in the best spaces, at the horizon where the mean of spaces is ``mean``.

    The record leaves its horizon undefined; the mean that it states takes its place. Rates of
    failure are those that spaces had, so the luck of small ones is in, as it is in the record.

    Parameters
    ----------
    hazards : ndarray, shape (spaces,)
        Failures over tenant-months.
    mean : float
        Survival on average over spaces, %.
    best : float
        Share of spaces that counts as the best, %.

    Returns
    -------
    float
        Survival that the best spaces reach or exceed, %; NaN if the mean never falls so low.

    Examples
    --------
    >>> round(survival_in_best_spaces(np.array([0.03, 0.03, 0.03]), mean=31, best=10), 1)
    31.0
    """
    if not hazards.size or (hazards == 0).mean() >= mean / 100:
        return float("nan")
    from scipy.optimize import brentq

    longest = 1000 / hazards[hazards > 0].min()  # by then only spaces without failures have tenants
    horizon = brentq(lambda time: np.exp(-hazards * time).mean() - mean / 100, 0.0, longest)
    return float(100 * np.quantile(np.exp(-hazards * horizon), 1 - best / 100))


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

"""Stocks and flows of a year over the replicates: what the picture and the table are made of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.analysis.intervals import Summary, summary
from sim.analysis.observed import Values
from sim.dynamics.accounts import OUTSIDE, Accounts, Books
from sim.dynamics.systems import SYSTEMS
from sim.scenario.months import month_number

SHOWN_YEAR = 2019  # if no other is asked for: the first whole year after quality was managed
START, END = "stock at the start", "stock at the end"
FLOW = "flow"
COLUMNS = {
    "system": "Spaces by business model, startups by stage, or money by sector.",
    "kind": f"A {START}, a {FLOW} of the year, or a {END}.",
    "name": "Name of the stock or flow.",
    "from": "Stock that it leaves; empty if it comes from outside.",
    "to": "Stock that it enters; empty if it leaves the system.",
    "unit": "Unit.",
    "mean": "Mean of runs; means add up: start plus what enters less what leaves is the end.",
    "mc_error_of_mean": "Monte Carlo standard error of the mean.",
    "median": "Median of runs; medians need not add up.",
    "low_90": "Low end of the 90 % range of runs; empty with fewer than ten.",
    "high_90": "High end of the 90 % range of runs.",
}


class YearOfStocks(NamedTuple):
    """The accounts of one year, replicate by replicate."""

    year: int
    systems: Mapping[str, Sequence[Accounts]]  # one period each
    draws: NDArray[np.int64]  # of parameters, by replicate; negative if there are none

    @property
    def replicates(self) -> int:
        """Number of runs."""
        return len(self.draws)

    def flow(self, system: str, names: Sequence[str]) -> Summary:
        """Sum of some flows over the year."""
        runs = self.systems[system]
        return self._summary([sum(float(run.flow(name)[0]) for name in names) for run in runs])

    def start(self, system: str, stock: str) -> Summary:
        """A stock before the first month of the year."""
        place = SYSTEMS[system].stocks.index(stock)
        return self._summary([float(run.opening[place]) for run in self.systems[system]])

    def end(self, system: str, stock: str) -> Summary:
        """A stock at the end of the year."""
        return self._summary([float(run.stock(stock)[0]) for run in self.systems[system]])

    def _summary(self, values: Sequence[float]) -> Summary:
        numbers: Values = np.array(values)
        return summary(numbers, self.draws)


class StocksTable(NamedTuple):
    """A year as ``stocks.csv`` holds it; of sums of several flows only the means are known."""

    rows: Mapping[tuple[str, str, str], Summary]  # by system, kind and name
    replicates: int

    @property
    def is_whole(self) -> bool:
        """Whether every stock and flow is there."""
        wanted = {
            (name, kind, each)
            for name, system in SYSTEMS.items()
            for kind, members in (
                (START, system.stocks),
                (FLOW, [flow.name for flow in system.flows]),
                (END, system.stocks),
            )
            for each in members
        }
        return wanted <= self.rows.keys()

    def flow(self, system: str, names: Sequence[str]) -> Summary:
        """Sum of some flows over the year."""
        found = [self.rows[system, FLOW, name] for name in names]
        if len(found) == 1:
            return found[0]
        unknown, mean = float("nan"), sum(each.mean for each in found)
        return Summary(self.replicates, unknown, unknown, unknown, mean, unknown)

    def start(self, system: str, stock: str) -> Summary:
        """A stock before the first month of the year."""
        return self.rows[system, START, stock]

    def end(self, system: str, stock: str) -> Summary:
        """A stock at the end of the year."""
        return self.rows[system, END, stock]


def stocks_table(rows: Iterable[Mapping[str, str]], replicates: int) -> StocksTable:
    """Read the rows of ``stocks.csv``.

    Raises
    ------
    KeyError, ValueError
        If a column is missing or a number is none.
    """
    found = {}
    for row in rows:
        numbers = (
            float(row[name]) if row[name] else float("nan")
            for name in ("median", "low_90", "high_90", "mean", "mc_error_of_mean")
        )
        found[row["system"], row["kind"], row["name"]] = Summary(replicates, *numbers)
    return StocksTable(found, replicates)


def year_of_stocks(books: Sequence[Books], draws: NDArray[np.int64], year: int) -> YearOfStocks:
    """Take a calendar year out of the books of every replicate.

    Raises
    ------
    IndexError
        If they end before the year does.
    """
    first = month_number(year)
    return YearOfStocks(
        year,
        {name: [each[name].over(first, first + 12) for each in books] for name in SYSTEMS},
        draws,
    )


def rows_of(stocks: YearOfStocks) -> Iterator[tuple[object, ...]]:
    """Rows of the table ``stocks.csv``, in the order of ``COLUMNS``."""
    for name, system in SYSTEMS.items():
        for stock in system.stocks:
            found = stocks.start(name, stock)
            yield (name, START, stock, OUTSIDE, OUTSIDE, system.unit, *_numbers(found))
        for flow in system.flows:
            found = stocks.flow(name, [flow.name])
            yield (name, FLOW, *flow, f"{system.unit}/year", *_numbers(found))
        for stock in system.stocks:
            found = stocks.end(name, stock)
            yield (name, END, stock, OUTSIDE, OUTSIDE, system.unit, *_numbers(found))


def _numbers(found: Summary) -> list[float | None]:
    values = (found.mean, found.error, found.median, found.low, found.high)
    return [round(value, 6) if np.isfinite(value) else None for value in values]

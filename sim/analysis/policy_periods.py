"""Closures and public cost while two scenarios differ, shortly after, and later.

A relief that ends may only put closures off. Sums over the whole run do not show that; sums by
period do, as paired differences with the interval of their mean.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.analysis.comparison_statistics import monte_carlo
from sim.analysis.observed import Observed, Values
from sim.model.conditions import FIRST_YEAR, NAMES
from sim.results.tables import RunTables
from sim.scenario.differences import differences
from sim.scenario.language import Bilingual, phrase, phrase_in
from sim.scenario.months import month_name
from sim.scenario.scenario import Scenario

AFTER = 24  # months after the end in which what was put off is looked for
_DATED = ("conditions", "levers")
_YEARS, _YEAR = phrase_in("years", "{first}–{last}"), phrase_in("years", "{first}")
_MONTHS = phrase("{start} to {end}")
_END_OF_YEAR, _END_OF_MONTH = phrase_in("the end of", "{year}"), phrase_in("the end of", "{month}")
Key = Literal["during", "after", "rest", "whole"]
Ending = Literal["put_off", "partly", "prevented", "added", "brought_forward", "untold"]


class Window(NamedTuple):
    """First and last month in which two scenarios differ; month 0 is January 2015."""

    start: int
    end: int


class Paired(NamedTuple):
    """A figure in two scenarios, and its mean difference with the 90 % interval of that mean."""

    first: float
    other: float
    mean: float
    low: float  # NaN with fewer than two independent draws
    high: float

    @property
    def sign(self) -> int:
        """1 or -1 where the interval leaves out zero, else 0.

        >>> Paired(5.0, 3.0, -2.0, -3.0, -1.0).sign, Paired(5.0, 3.0, -2.0, -5.0, 1.0).sign
        (-1, 0)
        """
        return int(self.low > 0) - int(self.high < 0)


def window_of(first: Scenario, other: Scenario) -> Window | None:
    """Months in which two scenarios differ; none if it is in more than conditions and levers."""
    found = differences(first, other)
    if not found or any(each.key.partition(".")[0] not in _DATED for each in found):
        return None
    months = min(first.months, other.months)
    one, two = first.schedule[:months], other.schedule[:months]
    differ = np.any([one[name] != two[name] for name in NAMES], axis=0)
    places = np.flatnonzero(differ)
    return Window(int(places[0]), int(places[-1])) if places.size else None


def years_of(start: int, end: int) -> Bilingual:
    """Name the time from one month to another, in years where these are whole.

    >>> years_of(108, 191).zh, years_of(36, 47).en, years_of(38, 191).en
    ('2024—2030 年', '2018', '2018-03 to 2030-12')
    """
    first, last = FIRST_YEAR + start // 12, FIRST_YEAR + end // 12
    if start % 12 or end % 12 != 11:
        return _MONTHS.filled(start=month_name(start), end=month_name(end))
    return (_YEAR if first == last else _YEARS).filled(first=first, last=last)


def end_of(month: int) -> Bilingual:
    """Name a month, or the year that it ends, where something is said of its end.

    >>> end_of(191).en, end_of(191).zh, end_of(185).zh
    ('2030', '2030 年末', '2030-06 末')
    """
    if month % 12 == 11:
        return _END_OF_YEAR.filled(year=FIRST_YEAR + month // 12)
    return _END_OF_MONTH.filled(month=month_name(month))


def paired(one: Values, two: Values, draws: NDArray[np.int64]) -> Paired:
    """Compare a figure within pairs; shape (replicates,) each."""
    found = dict(monte_carlo(two - one, draws))
    mean, low, high = (
        found[name] for name in ("mean_difference", "monte_carlo_low_90", "monte_carlo_high_90")
    )
    return Paired(float(one.mean()), float(two.mean()), mean, low, high)


def closures_of(tables: RunTables, group: str = "all") -> Values:
    """Makerspaces of a group that close, by month; shape (replicates, months)."""
    return np.stack([Observed(part).series("spaces_closed", group) for part in tables.parts])


def by_period(
    one: Values, two: Values, draws: NDArray[np.int64], window: Window
) -> dict[Key, Paired]:
    """Sum months by period and compare them; a period that has no month is left out.

    Parameters
    ----------
    one, two : ndarray, shape (replicates, months)
        A flow in the first and in the other scenario.
    """
    months = one.shape[1]
    end, later = window.end + 1, min(window.end + 1 + AFTER, months)
    parts: Sequence[tuple[Key, int, int]] = (
        ("during", window.start, end),
        ("after", end, later),
        ("rest", later, months),
        ("whole", window.start, months),
    )
    return {
        key: paired(one[:, begin:stop].sum(axis=1), two[:, begin:stop].sum(axis=1), draws)
        for key, begin, stop in parts
        if stop > begin
    }


def periods_of(window: Window, months: int) -> list[Window]:
    """Months in which scenarios differ, then those after, the rest, all after, and all together.

    >>> [tuple(each) for each in periods_of(Window(36, 59), 96)]
    [(36, 59), (60, 83), (84, 95), (60, 95), (36, 95)]
    """
    end, last = window.end + 1, months - 1
    later = min(window.end + AFTER, last)
    spans = (window, (end, later), (later + 1, last), (end, last), (window.start, last))
    return list(dict.fromkeys(Window(*span) for span in spans if span[0] <= span[1]))


def ending(during: Paired, later: Paired, whole: Paired) -> Ending:
    """Say whether fewer closures while scenarios differ are put off or prevented.

    Parameters
    ----------
    during, later, whole : Paired
        Closures while the scenarios differ, after it, and both together.

    Examples
    --------
    >>> fewer, more = Paired(9, 5, -4.0, -5.0, -3.0), Paired(5, 8, 3.0, 2.0, 4.0)
    >>> open = Paired(14, 13, -1.0, -3.0, 1.0)
    >>> ending(fewer, more, open), ending(fewer, more, fewer), ending(fewer, open, fewer)
    ('put_off', 'partly', 'prevented')
    """
    if during.sign < 0 and later.sign > 0 and whole.sign <= 0:
        return "partly" if whole.sign < 0 else "put_off"
    if during.sign < 0 and whole.sign < 0:
        return "prevented"
    if during.sign > 0 and later.sign < 0 and whole.sign <= 0:
        return "brought_forward"
    return "added" if during.sign > 0 and whole.sign > 0 else "untold"

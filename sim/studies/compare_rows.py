"""Rows of ``differences.csv``: of the whole run, and of the months in which two scenarios differ.

Scenarios that are not the first are held against each other as the report does, by its headline
figures: every number of its first page is a row.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from sim.analysis.comparison import Difference, differences
from sim.analysis.comparison_indicators import HORIZON, chosen
from sim.analysis.comparison_periods import YEARLY_COST, over_the_window, sums_by_period
from sim.analysis.evidence import Key
from sim.analysis.money_compared import Gain, gains
from sim.analysis.policy_periods import window_of

if TYPE_CHECKING:
    from sim.studies.compare_api import Comparison


class PairRows(NamedTuple):
    """Rows of one scenario against another, by the places of both."""

    first: int
    other: int
    dated: Sequence[Difference]  # averages of the months that differ
    sums: Sequence[Difference]  # closures and cost by period
    whole: Sequence[Difference]
    gains: Sequence[Gain]

    @property
    def headline(self) -> list[Difference]:
        """Figures of the report's first page, in its order, and yearly cost."""
        from sim.studies.report.effects_words import EFFECTS

        by_key = {row.key: row for row in (*self.whole, *self.dated)}
        keys = [*(effect.key for effect in EFFECTS), Key(HORIZON, YEARLY_COST, "all")]
        return [by_key[key] for key in keys if key in by_key and by_key[key].pairs]

    def shown(self, indicators: tuple[str, ...]) -> list[Difference]:
        """Rows of tables beside the headline; yearly cost is of the months that differ alone."""
        apart = [row for row in self.dated if row.section != HORIZON]
        narrowed = {row.key for row in self.dated if row.section == HORIZON}
        rows = [*apart, *(row for row in self.whole if row.key not in narrowed)]
        headline = self.headline
        return [
            row for row in rows if chosen(row.key, indicators) and row.pairs and row not in headline
        ]


def rows_by_pair(comparison: "Comparison") -> Iterator[PairRows]:
    """Go through pairs of scenarios: those with the first, then those without."""
    for place, label in enumerate(comparison.labels[1:], start=1):
        whole = [row for row in comparison.rows if row.scenario == label]
        money = [gain for gain in comparison.gains if gain.scenario == label]
        yield _pair(comparison, 0, place, whole, money)
    for first, other in _places_of_others(len(comparison.labels)):
        yield _among_others(comparison, first, other)


def _places_of_others(count: int) -> Iterator[tuple[int, int]]:
    if count > 2:
        from sim.studies.report.comparison_pairs import MOST  # slow: it can draw

        if count <= MOST:
            yield from combinations(range(1, count), 2)


def _among_others(comparison: "Comparison", first: int, other: int) -> PairRows:
    from sim.studies.report.effects_words import EFFECTS

    members = [comparison.members[place] for place in (first, other)]
    wanted = [effect.key for effect in EFFECTS]
    narrowed = [
        member._replace(values={key: member.values[key] for key in wanted if key in member.values})
        for member in members
    ]
    whole = differences(narrowed, comparison.precision)
    return _pair(comparison, first, other, whole, gains(members))


def _pair(
    comparison: "Comparison",
    first: int,
    other: int,
    whole: Sequence[Difference],
    money: Sequence[Gain],
) -> PairRows:
    studies = (comparison.studies[first], comparison.studies[other])
    members = (comparison.members[first], comparison.members[other])
    tables = (studies[0].tables, studies[1].tables)
    window = window_of(studies[0].scenario, studies[1].scenario)
    asked = members, tables
    dated = over_the_window(*asked, window, comparison.precision) if window else []
    sums = sums_by_period(*asked, window, comparison.precision)
    return PairRows(first, other, dated, sums, whole, money)

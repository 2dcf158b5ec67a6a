"""Closures and public cost over the months in which two scenarios differ, and after them.

An average over the whole run makes an effect of later years small: before a policy begins, both
scenarios are the same.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from sim.analysis.comparison import Difference, Member, differences
from sim.analysis.comparison_indicators import HORIZON
from sim.analysis.evidence import GAP, Key
from sim.analysis.money_compared import COST
from sim.analysis.observed import Observed, Values
from sim.analysis.policy_periods import Window, closures_of, periods_of, years_of
from sim.analysis.shakeout import closures_and_exposure
from sim.model.categories import MODELS
from sim.results.tables import Part, RunTables
from sim.scenario.language import Bilingual, phrase
from sim.scenario.months import month_name

CLOSURES, YEARLY_COST, CLOSED = "closure_rate", "public_cost_per_year", "spaces_closed"
A_FEN = 1e-8  # million CNY; less is rounding
_CLOSURES = phrase("Yearly closures, {years}")
_YEARLY_COST = phrase("Public cost per year, {years}")
_CLOSED, _COST = phrase("Makerspaces that close, {years}"), phrase("Public cost, {years}")


def over_the_window(
    members: tuple[Member, Member],
    tables: tuple[RunTables, RunTables],
    window: Window,
    precision: float,
) -> list[Difference]:
    """Compare yearly closures from the first month that differs to the end, and yearly cost.

    Closures are followed to the end of the run, since a closure may come after a policy is over;
    cost is the average of the months in which the scenarios differ.

    Parameters
    ----------
    members, tables : pair
        Of the first and of the other scenario.

    Returns
    -------
    list of Difference
        Keys are those of the whole run; labels name the years.
    """
    months = _months(members)
    values = [
        dict(_closures(each, window.start, months)) | {Key(HORIZON, YEARLY_COST, "all"): cost}
        for each, cost in zip(tables, _yearly_costs(members, window), strict=True)
    ]
    narrowed = [
        member._replace(values=found) for member, found in zip(members, values, strict=True)
    ]
    inside = {
        CLOSURES: (_CLOSURES, Window(window.start, months - 1)),
        YEARLY_COST: (_YEARLY_COST, window),
    }
    return [_dated(row, *inside[row.indicator]) for row in differences(narrowed, precision)]


def sums_by_period(
    members: tuple[Member, Member],
    tables: tuple[RunTables, RunTables],
    window: Window | None,
    precision: float,
) -> list[Difference]:
    """Compare closures and public cost while scenarios differ and later, and cost by year.

    Years are those in which any pair differs in cost. Where scenarios differ to the end of the
    run, or in more than dates, there are years only.

    Parameters
    ----------
    members, tables : pair
        Of the first and of the other scenario.
    """
    months, cost = _months(members), [_monthly_cost(member) for member in members]
    found, spending = [], Key(HORIZON, COST, "all")
    if window is not None and window.end + 1 < months:
        closed = [closures_of(each)[:, :months] for each in tables]
        spans = periods_of(window, months)
        found += _sums(members, Key(HORIZON, CLOSED, "all"), closed, spans, _CLOSED, precision)
        found += _sums(members, spending, cost, [window], _COST, precision)
    changed = np.abs(cost[1] - cost[0]).max(axis=0) > A_FEN
    years = [Window(start, min(start + 11, months - 1)) for start in range(0, months, 12)]
    differ = [each for each in years if changed[each.start : each.end + 1].any()]
    return found + _sums(members, spending, cost, differ, _COST, precision)


def _sums(
    members: Sequence[Member],
    key: Key,
    monthly: Sequence[Values],
    spans: Sequence[Window],
    label: Bilingual,
    precision: float,
) -> list[Difference]:
    """Compare sums over spans of months; shape of a flow (replicates, months)."""
    found = []
    for span in spans:
        narrowed = [
            member._replace(values={key: flow[:, span.start : span.end + 1].sum(axis=1)})
            for member, flow in zip(members, monthly, strict=True)
        ]
        found += [_dated(row, label, span) for row in differences(narrowed, precision)]
    return found


def _dated(row: Difference, label: Bilingual, span: Window) -> Difference:
    said = label.filled(years=years_of(*span))
    period = f"{month_name(span.start)}/{month_name(span.end)}"
    return row._replace(label_en=said.en, label_zh=said.zh, period=period)


def _closures(tables: RunTables, start: int, months: int) -> Iterator[tuple[Key, Values]]:
    """Closures over spaces at risk, % a year, by business model at the time."""
    groups = ("all", *MODELS)
    rates = np.array([_rates(part, groups, start, months) for part in tables.parts])
    found = dict(zip(groups, rates.T, strict=True))
    for group, values in found.items():
        yield Key("outcomes", CLOSURES, group), values
    yield Key("gap", CLOSURES, GAP), found["specialised"] - found["rent_dependent"]


def _rates(part: Part, groups: Sequence[str], start: int, months: int) -> list[float]:
    observed, rates = Observed(part), []
    for group in groups:
        series = closures_and_exposure(observed, group if group == "all" else f"model:{group}")
        closed, at_risk = (float(each[start:months].sum()) for each in series)
        rates.append(1200 * closed / at_risk if at_risk > 0 else float("nan"))
    return rates


def _yearly_costs(members: Sequence[Member], window: Window) -> Iterator[Values]:
    """Public cost a year, million CNY, of the months of a window; shape (replicates,)."""
    for member in members:
        yield 12 * _monthly_cost(member)[:, window.start : window.end + 1].mean(axis=1)


def _monthly_cost(member: Member) -> Values:
    """Public cost, million CNY, shape (replicates, months)."""
    return np.diff(member.curves[COST], axis=1, prepend=0.0)


def _months(members: Sequence[Member]) -> int:
    return min(member.curves[COST].shape[1] for member in members)

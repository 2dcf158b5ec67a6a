"""Yearly closures and yearly public cost over the months in which two scenarios differ.

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
from sim.analysis.policy_periods import Window, years_of
from sim.analysis.shakeout import closures_and_exposure
from sim.model.categories import MODELS
from sim.results.tables import RunTables
from sim.scenario.language import phrase

CLOSURES, YEARLY_COST = "closure_rate", "public_cost_per_year"
_CLOSURES = phrase("Yearly closures, {years}")
_YEARLY_COST = phrase("Public cost per year, {years}")


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
    months = min(member.curves[COST].shape[1] for member in members)
    values = [
        dict(_closures(each, window.start, months)) | {Key(HORIZON, YEARLY_COST, "all"): cost}
        for each, cost in zip(tables, _yearly_costs(members, window), strict=True)
    ]
    narrowed = [
        member._replace(values=found) for member, found in zip(members, values, strict=True)
    ]
    years = {
        CLOSURES: _CLOSURES.filled(years=years_of(window.start, months - 1)),
        YEARLY_COST: _YEARLY_COST.filled(years=years_of(window.start, window.end)),
    }
    return [
        row._replace(label_en=years[row.indicator].en, label_zh=years[row.indicator].zh)
        for row in differences(narrowed, precision)
    ]


def _closures(tables: RunTables, start: int, months: int) -> Iterator[tuple[Key, Values]]:
    """Closures over spaces at risk, % a year, by business model at the time."""
    found = {}
    for group in ("all", *MODELS):
        rates = [_rate(Observed(part), group, start, months) for part in tables.parts]
        found[group] = np.array(rates)
        yield Key("outcomes", CLOSURES, group), found[group]
    yield Key("gap", CLOSURES, GAP), found["specialised"] - found["rent_dependent"]


def _rate(observed: Observed, group: str, start: int, months: int) -> float:
    series = closures_and_exposure(observed, group if group == "all" else f"model:{group}")
    closed, at_risk = (float(each[start:months].sum()) for each in series)
    return 1200 * closed / at_risk if at_risk > 0 else float("nan")


def _yearly_costs(members: Sequence[Member], window: Window) -> Iterator[Values]:
    """Public cost a year, million CNY, of the months of a window; shape (replicates,)."""
    for member in members:
        monthly = np.diff(member.curves[COST], axis=1, prepend=0.0)
        inside = monthly[:, window.start : window.end + 1]
        yield 12 * inside.mean(axis=1)

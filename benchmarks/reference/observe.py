"""What is recorded of a month, and life tables (ODD, 7.11)."""

from collections import defaultdict
from typing import TYPE_CHECKING

from benchmarks.reference import rules
from benchmarks.reference.books import Amounts
from benchmarks.reference.space import Space
from sim.model.categories import FIELDS, NATIONAL, SERVICE_TYPES

if TYPE_CHECKING:
    from benchmarks.reference.model import Province

BINS = 20
STOCKS = (
    "spaces",
    "spaces_recorded",
    "national_level",
    "tenants",
    "slots",
    "service_level_sum",
    "price_level_sum",
    "rent_dependence_sum",
    "specialisation_sum",
    "reputation_sum",
    "profitable",
    "service_capacity_recorded",
)


def observe(province: "Province") -> None:
    totals: dict[tuple[str, int], Amounts] = defaultdict(lambda: defaultdict(float))
    for space in province.spaces:
        tally = completed(space)
        space.tenant_months_ever += space.tenants
        space.failures_ever += int(tally["failed"])
        for group in groups_of(space):
            for quantity, amount in tally.items():
                totals[group][quantity] += amount
        count_age(province, space)
        relabel(space, totals)
        space.tally = defaultdict(float)
    pool = province.books.pool
    tenants = sum(space.tenants for space in province.spaces)
    pool["seekers"] = len(province.seekers)
    pool["startups"] = tenants + len(province.seekers)
    pool["homogenisation"] = homogenisation(province.open_spaces)
    pool["tenant_concentration"] = concentration(province.open_spaces)
    province.books.cash.append(cash_of_sectors(province))
    province.books.close_month(totals)


def groups_of(space: Space) -> tuple[tuple[str, int], ...]:
    return (
        ("cell_now", space.cell_now),
        ("cell_founded", space.cell_founded),
        ("operator", space.operator),
        ("type", space.service_type),
    )


def completed(space: Space) -> Amounts:
    """The month's flows of a space with its stocks."""
    tally = space.tally
    if space.listed:
        tally["spaces_recorded"] += 1
        tally["national_level"] += space.recognition == NATIONAL
    if space.open:
        tally["spaces"] += 1
        tally["tenants"] += space.tenants
        tally["slots"] += space.slots
        tally["service_level_sum"] += space.service_level
        tally["price_level_sum"] += space.price_level
        tally["rent_dependence_sum"] += space.rent_dependence
        tally["specialisation_sum"] += space.specialisation
        tally["reputation_sum"] += space.reputation
        tally["profitable"] += rules.total(space.earnings_year) >= 0.0
        if space.listed:
            tally["service_capacity_recorded"] += space.service_level * space.slots
    return tally


def count_age(province: "Province", space: Space) -> None:
    """Months at risk and closures by age, for those that were open at the start of the month."""
    life, month = province.books.life, province.month
    if space.founded == month or (space.closed is not None and space.closed < month):
        return
    cells = {"space_by_model_now": space.cell_now}
    if space.founded >= 0:
        cells["space_by_model_at_founding"] = space.cell_founded
    for table, cell in cells.items():
        life[table][cell, space.age(month), "at_risk"] += 1
        if space.closed == month:
            life[table][cell, space.age(month), "closed"] += 1


def relabel(space: Space, totals: dict[tuple[str, int], Amounts]) -> None:
    """Put a space into its cell for the next month, and count who changes with it."""
    cell = rules.cell_of(space.specialisation, space.rent_dependence)
    if not space.open or cell == space.cell_now:
        return
    old, new = totals["cell_now", space.cell_now], totals["cell_now", cell]
    for stock in STOCKS:
        old[stock] -= space.tally[stock]
        new[stock] += space.tally[stock]
    for way, amounts in (("out", old), ("in", new)):
        amounts[f"spaces_relabelled_{way}"] += 1
        amounts[f"tenants_relabelled_{way}"] += space.tenants
        amounts[f"recorded_relabelled_{way}"] += space.listed
    space.cell_now = cell


def cash_of_sectors(province: "Province") -> tuple[float, float, float]:
    startups = rules.total(who.cash for who in province.rows if who is not None)
    spaces = rules.total(space.cash + space.seed_fund for space in province.open_spaces)
    investors = rules.total(investor.capital for investor in province.investors)
    return startups, spaces, investors


def concentration(spaces: list[Space]) -> float:
    tenants = sum(space.tenants for space in spaces)
    squares = sum(space.tenants * space.tenants for space in spaces)
    return squares / (tenants * tenants) if tenants else 0.0


def homogenisation(spaces: list[Space]) -> float:
    """Similarity of the spaces of two tenants drawn at random."""
    types, fields = [0.0] * len(SERVICE_TYPES), [0.0] * len(FIELDS)
    focus, service = [0.0] * BINS, [0.0] * BINS
    total = sum(space.tenants for space in spaces)
    if total == 0:
        return 0.0
    for space in spaces:
        weight = space.tenants / total
        types[space.service_type] += weight
        fields[space.field] += weight
        focus[min(int(space.specialisation * BINS), BINS - 1)] += weight
        service[min(int(space.service_level * BINS), BINS - 1)] += weight
    same = same_kind(types) + same_kind(fields)
    return (same + 2.0 - mean_difference(focus) - mean_difference(service)) / 4.0


def same_kind(shares: list[float]) -> float:
    """Chance that two tenants drawn at random are of one kind."""
    return rules.total(share * share for share in shares)


def mean_difference(shares: list[float]) -> float:
    """Mean absolute difference of two tenants drawn at random, in bins of a scale to 1."""
    below = difference = 0.0
    for share in shares:
        below += share
        difference += below * (1.0 - below)
    return 2.0 * difference / BINS

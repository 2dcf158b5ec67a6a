"""Money and service of spaces (ODD, 7.7)."""

from typing import TYPE_CHECKING

from benchmarks.reference import rules
from benchmarks.reference.space import Space

if TYPE_CHECKING:
    from benchmarks.reference.model import Province

SERVICE_RESTORED = 0.03
PRICE_STEP, LEAST_PRICE, HIGHEST_PRICE = 0.01, 0.7, 1.2
LOW_OCCUPANCY, HIGH_OCCUPANCY = 0.6, 0.8
GAINS_FADE = 11 / 12
REPUTATION_WEIGHT = 20.0


def operate(province: "Province") -> None:
    for space in province.open_spaces:
        subsidy, uncovered = settle_month(province, space)
        adjust_service(province, space, subsidy, uncovered)
        if province.mechanisms.price_competition:
            space.price_level = next_price(space.price_level, space.occupancy)
        space.owner_gains *= GAINS_FADE
        record = province.parameters.reference.reputation
        space.reputation = (space.successes_ever + REPUTATION_WEIGHT * record) / (
            space.admitted_ever + REPUTATION_WEIGHT
        )


def settle_month(province: "Province", space: Space) -> tuple[float, bool]:
    """Book revenue, cost and the owner's support; the subsidy a slot, and if cash was eaten."""
    p, now, ledger = province.parameters, province.now, province.books.ledger
    rent, fees = space.payers * space.rent, space.payers * space.fee
    subsidy = relief = vouchers = 0.0
    lease = p.operate.lease * now.market_rent * space.slots
    if space.listed:
        tied = now.subsidy_tied
        graded = 1.0 - tied + tied * space.service_level / p.reference.service_level
        subsidy = space.slots * (now.operating_subsidy * graded)
        relief = now.lease_relief * lease
        vouchers = now.mentor_vouchers * space.payers
    service = p.operate.service_cost * space.service_level * space.slots
    stakes = space.tally["revenue_stakes"]
    cost = lease - relief + service
    result = rent + fees + stakes + subsidy - cost
    support = min(max(-result, 0.0), space.owner_commitment * space.slots)
    uncovered = result + support < 0.0
    space.cash += result - stakes + support  # stakes are in cash since the exit

    ledger["rent"] += rent
    ledger["fees"] += fees
    ledger["operating_subsidy"] += subsidy
    ledger["lease"] += lease - relief
    ledger["lease_relief"] += relief
    ledger["service_cost"] += service
    ledger["owner_support"] += support
    ledger["programmes"] += vouchers
    province.spend("operating_subsidy", subsidy)
    province.spend("lease_relief", relief)
    province.spend("mentor_vouchers", vouchers)
    space.tally["public_cost_kcny"] += subsidy + relief + vouchers
    space.tally["revenue_rent"] += rent
    space.tally["revenue_service"] += fees
    space.tally["revenue_subsidy"] += subsidy
    space.tally["cost"] += cost
    space.tally["owner_support"] += support

    calendar = province.month % 12
    space.rent_year[calendar] = rent
    space.fees_year[calendar] = fees
    space.earnings_year[calendar] = result
    rents, fees_paid = rules.total(space.rent_year), rules.total(space.fees_year)
    if rents + fees_paid > 0.0:
        space.rent_dependence = rules.rent_dependence(rents, fees_paid)
    return subsidy / space.slots, uncovered


def adjust_service(province: "Province", space: Space, subsidy: float, uncovered: bool) -> None:
    """Cut service in a month of uncovered loss, else restore it towards its target."""
    p, mechanisms = province.parameters, province.mechanisms
    if uncovered and mechanisms.service_cutting:
        cut = space.service_level * (1.0 - p.operate.service_cut)
        space.service_level = max(p.operate.service_floor, cut)
        return
    own = mechanisms.service_orientation
    orientation = space.service_orientation if own else p.reference.service_orientation
    target = rules.service_target(p, orientation, subsidy)
    space.service_level += SERVICE_RESTORED * (target - space.service_level)


def next_price(price: float, occupancy: float) -> float:
    if occupancy < LOW_OCCUPANCY:
        return max(LEAST_PRICE, price * (1.0 - PRICE_STEP))
    if occupancy > HIGH_OCCUPANCY:
        return min(HIGHEST_PRICE, price * (1.0 + PRICE_STEP))
    return price

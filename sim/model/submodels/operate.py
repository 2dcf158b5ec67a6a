"""Money and service of spaces (ODD 7.7): the seventh submodel of the month.

1. Revenue = rent + fees + stakes + subsidy; cost = lease at the market rent + service.
2. A loss up to w a slot is borne by the owner, the rest eats cash; profits are kept.
3. Service follows its target: restored slowly, cut in months of uncovered loss
   (``service_cutting``). Subsidy first lifts the target, then lulls it (``complacency``).
4. The price level falls 1 % a month below 60 % occupancy and rises above 80 %
   (``price_competition``).
5. Rent dependence and earnings are kept over twelve months.

Order: open spaces by row; they do not touch each other.
"""

from sim.model import accounting as flow
from sim.model import quantities as q
from sim.model.categories import NOT_RECOGNISED
from sim.model.compiled import compiled
from sim.model.conditions import Conditions
from sim.model.kinds import Agents, Record
from sim.model.mechanisms import Mechanisms
from sim.model.parameters import Parameters
from sim.model.rules import clip, occupancy, rent_share, service_target
from sim.model.state import Lists

READS = (
    "book: ledger open_spaces public_cost",
    "lists: open_spaces",
    "now: lease_relief market_rent mentor_vouchers month operating_subsidy subsidy_tied",
    "spaces: admitted_ever cash fee fees_year owner_commitment owner_gains payers price_level",
    "spaces: recognition rent rent_year service_level service_orientation slots successes_ever",
    "spaces: tally tenants",
)
WRITES = (
    "book: ledger public_cost",
    "spaces: cash earnings_year fees_year owner_gains price_level rent_dependence rent_year",
    "spaces: reputation service_level tally",
)

SERVICE_RESTORED = 0.03  # of the gap to the target, a month
PRICE_STEP = 0.01
LEAST_PRICE, HIGHEST_PRICE = 0.7, 1.2
REPUTATION_WEIGHT = 20.0  # startups that the reference counts for
GAINS_FADE = 11.0 / 12.0  # a month: owners remember about a year


@compiled
def subsidy_of_slot(subsidy: float, tied: float, service: float, reference_service: float) -> float:
    """Operating subsidy of a slot; the tied part scales with service over its reference."""
    return subsidy * (1.0 - tied + tied * service / reference_service)


@compiled
def borne_by_owner(loss: float, commitment: float, slots: int) -> float:
    """Part of a month's loss that the owner bears (kCNY).

    >>> borne_by_owner(30.0, 0.5, 40)
    20.0
    """
    return clip(loss, 0.0, commitment * slots)


@compiled
def next_service(service: float, target: float, uncovered: bool, cut: float, floor: float) -> float:
    """Service level after this month."""
    if uncovered:
        return max(floor, service * (1.0 - cut))
    return service + SERVICE_RESTORED * (target - service)


@compiled
def next_price(price: float, taken: float) -> float:
    """Price level after this month, by occupancy.

    >>> next_price(1.0, 0.5), next_price(1.0, 0.7), next_price(1.2, 0.9)
    (0.99, 1.0, 1.2)
    """
    if taken < 0.6:
        return max(LEAST_PRICE, price * (1.0 - PRICE_STEP))
    if taken > 0.8:
        return min(HIGHEST_PRICE, price * (1.0 + PRICE_STEP))
    return price


@compiled
def reputation(successes: int, admitted: int, reference: float) -> float:
    """Share of admitted startups funded or graduated, shrunken towards the reference.

    >>> reputation(0, 0, 0.25)
    0.25
    """
    return (successes + REPUTATION_WEIGHT * reference) / (admitted + REPUTATION_WEIGHT)


@compiled
def settle_month(
    space: Record, book: Record, p: Parameters, now: Conditions
) -> tuple[float, bool, float]:
    """Revenue, cost, owner's support and cash of a space; returns what later rules need.

    Returns
    -------
    tuple of (subsidy of a slot in kCNY, whether a loss was left uncovered, result in kCNY)
    """
    rules, slots, service = p.operate, space.slots, space.service_level
    rent, fees = space.payers * space.rent, space.payers * space.fee
    lease = rules.lease * now.market_rent * slots
    upkeep = rules.service_cost * service * slots
    relief, subsidy, vouchers = 0.0, 0.0, 0.0
    if space.recognition != NOT_RECOGNISED:
        subsidy = slots * subsidy_of_slot(
            now.operating_subsidy, now.subsidy_tied, service, p.reference.service_level
        )
        relief = now.lease_relief * lease
        vouchers = now.mentor_vouchers * space.payers
    cost = lease - relief + upkeep
    stakes = space.tally[q.REVENUE_STAKES]  # in cash since the exit
    result = rent + fees + stakes + subsidy - cost
    support = borne_by_owner(-result, space.owner_commitment, slots)
    space.cash += result - stakes + support
    tally = space.tally
    tally[q.REVENUE_RENT], tally[q.REVENUE_SERVICE], tally[q.REVENUE_SUBSIDY] = rent, fees, subsidy
    tally[q.COST], tally[q.OWNER_SUPPORT] = cost, support
    tally[q.PUBLIC_COST] += subsidy + relief + vouchers
    book.ledger[flow.RENT] += rent
    book.ledger[flow.FEES] += fees
    book.ledger[flow.LEASE] += lease - relief
    book.ledger[flow.LEASE_RELIEF] += relief
    book.ledger[flow.SERVICE_COST] += upkeep
    book.ledger[flow.OPERATING_SUBSIDY] += subsidy
    book.ledger[flow.OWNER_SUPPORT] += support
    book.ledger[flow.PROGRAMMES] += vouchers
    book.public_cost[q.COST_SUBSIDY] += subsidy
    book.public_cost[q.COST_LEASE_RELIEF] += relief
    book.public_cost[q.COST_VOUCHERS] += vouchers
    return subsidy / slots, result + support < 0.0, result


@compiled
def keep_year(space: Record, calendar: int, result: float) -> None:
    """Enter the month in the twelve-month records and measure rent dependence."""
    space.rent_year[calendar] = space.payers * space.rent
    space.fees_year[calendar] = space.payers * space.fee
    space.earnings_year[calendar] = result
    rents, fees = 0.0, 0.0
    for month in range(12):
        rents += space.rent_year[month]
        fees += space.fees_year[month]
    if rents + fees > 0.0:
        space.rent_dependence = rent_share(rents, fees)


@compiled
def adjust(
    space: Record, subsidy: float, uncovered: bool, p: Parameters, mechanisms: Mechanisms
) -> None:
    """Service, price level, owner's memory of gains and reputation after the month."""
    rules, aim = p.operate, p.reference.service_orientation
    if mechanisms.service_orientation:
        aim = space.service_orientation
    target = service_target(aim, rules.service_floor, subsidy, rules.complacency)
    cutting = uncovered and mechanisms.service_cutting
    space.service_level = next_service(
        space.service_level, target, cutting, rules.service_cut, rules.service_floor
    )
    if mechanisms.price_competition:
        space.price_level = next_price(space.price_level, occupancy(space.tenants, space.slots))
    space.owner_gains *= GAINS_FADE
    space.reputation = reputation(space.successes_ever, space.admitted_ever, p.reference.reputation)


@compiled
def operate(
    spaces: Agents,
    lists: Lists,
    book: Record,
    p: Parameters,
    mechanisms: Mechanisms,
    now: Conditions,
) -> None:
    """Settle the month of every open space."""
    for row in lists.open_spaces[: book.open_spaces]:
        space = spaces[row]
        subsidy, uncovered, result = settle_month(space, book, p, now)
        keep_year(space, now.month % 12, result)
        adjust(space, subsidy, uncovered, p, mechanisms)

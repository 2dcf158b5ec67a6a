"""Founding of spaces (ODD 7.2): the second submodel of the month.

1. A Poisson number of spaces is founded; full spaces tempt more founders (``herding``).
2. Government may recruit leading enterprises that found spaces (lever).
3. The operator is drawn from its shares; legal form and service type follow from it.
4. Specialisation s and service orientation a are logit-normal around operator means.
5. Slots are lognormal; the owner's commitment w is lognormal, larger for hosts.
6. Cash covers the full cost of the months in which a space fills, and a lognormal number of
   months of net cost after that, so that purses do not end together.

Order: entrants by place in the cohort, then anchors. Rationale: Schwartz and Hornych (2008).
"""

import math

from sim.model import accounting as flow
from sim.model import quantities as q
from sim.model.categories import (
    FIELD_SHARES,
    INVESTMENT_PROMOTION,
    LEADING_ENTERPRISE,
    N_DISTRICTS,
    NONE,
)
from sim.model.compiled import compiled
from sim.model.conditions import Conditions, turned
from sim.model.kinds import Agents, Record, Word
from sim.model.mechanisms import Mechanisms
from sim.model.parameters import FoundSpaces, Parameters
from sim.model.randomness import (
    ANCHOR,
    ANCHOR_COUNT,
    ENTRANT,
    ENVIRONMENT,
    SPACE_CASH,
    SPACE_COUNT,
    SPACE_LABELS,
    SPACE_MEANS,
    agent_key,
    make_ident,
    poisson,
    salt,
    standard_normal,
    uniform,
    unit,
    word,
)
from sim.model.rules import LEAST_SLOTS, cell_of, clip, logistic, pick, rent_share, service_target
from sim.model.state import Lists

READS = (
    "book: ledger open_spaces public_cost spaces_used",
    "lists: open_spaces",
    "now: anchor_recruitment founding_push month specialisation_guidance",
    "spaces: cash cell_founded key operator rent_dependence seed_fund service_orientation",
    "spaces: service_type slots specialisation tally tenants",
)
WRITES = (
    "book: ledger open_spaces public_cost spaces_used",
    "lists: open_spaces",
    "spaces: cash cell_founded cell_now closed district enterprise field founded ident key",
    "spaces: lease_until operator owner_commitment price_level private rent_dependence reputation",
    "spaces: seed_fund service_level service_orientation service_type slots specialisation tally",
)

# Shares of service types given the operator, set so that 607 spaces split as Jiangsu's did in
# 2017; rows and columns in the order of ``categories``.
TYPE_SHARES = (
    (0.150, 0.075, 0.170, 0.345, 0.260),
    (0.090, 0.010, 0.750, 0.080, 0.070),
    (0.080, 0.040, 0.600, 0.180, 0.100),
    (0.020, 0.160, 0.300, 0.420, 0.100),
    (0.050, 0.110, 0.120, 0.370, 0.350),
)
ENTERPRISE_SHARES = (1.0, 1.0, 0.8, 0.7, 0.5)  # nine tenths over all, as in 2017
PRIVATE_SHARES = (0.92, 0.60, 0.10, 0.10, 0.0)  # two thirds over all, as in 2017
HOST_SHARES = (0.0, 1.0, 1.0, 1.0, 0.5)  # how much of a host each operator is
EXPECTED_OCCUPANCY = 0.5  # on which founders reckon their net cost
FILLING_MONTHS = 5.0  # full cost kept for the time in which a new space fills
JULY_2018 = 42  # the month from which push_since_2018 holds in full
LEAST_NET_COST = 0.25  # of the lease: nobody founds without any purse
MOST_SLOTS = 250
ANCHOR_GRANT = 500.0  # kCNY for each recruited anchor


@compiled
def founding_rate(
    rate: float, push: float, mean_occupancy: float, reference: float, herding: float
) -> float:
    """Mean number of spaces founded in a month.

    >>> founding_rate(20.0, 1.0, 0.55, 0.55, 0.5)
    20.0
    """
    return rate * push * math.exp(herding * math.log(max(mean_occupancy, 0.05) / reference))


@compiled
def net_cost(
    rent: float, fee_price: float, lease: float, service_cost: float, service: float
) -> float:
    """Monthly cost of a slot less expected revenue (kCNY), at service level ``service``."""
    revenue = EXPECTED_OCCUPANCY * (rent + fee_price * service)
    return max(lease + service_cost * service - revenue, LEAST_NET_COST * lease)


@compiled
def implied_rent_share(orientation: float, p: Parameters) -> float:
    """Rent dependence that a service orientation implies before anything is measured."""
    floor, complacency = p.operate.service_floor, p.operate.complacency
    service = service_target(orientation, floor, 0.0, complacency)
    return rent_share(p.incubate.rent_price, p.incubate.fee_price * service)


@compiled
def found_space(
    spaces: Agents,
    ident: int,
    operator: int,
    lists: Lists,
    book: Record,
    seeds: tuple[Word, Word],
    p: Parameters,
    mechanisms: Mechanisms,
    guidance: float,
    month: int,
) -> Record:
    """Create one space and return its record; ``operator`` NONE means that it is drawn."""
    row = book.spaces_used
    book.spaces_used += 1
    lists.open_spaces[book.open_spaces] = row
    book.open_spaces += 1
    space = spaces[row]
    space.ident, space.key = ident, agent_key(seeds[0], ident)
    space.founded, space.closed = month, NONE
    _draw_labels(space, agent_key(seeds[1], ident), operator, p.found_spaces, guidance)
    _draw_means(space, p, mechanisms)
    space.price_level = 1.0
    space.reputation = p.reference.reputation
    space.lease_until = month + p.adapt.lease_term
    space.rent_dependence = implied_rent_share(space.service_orientation, p)
    space.cell_founded = cell_of(space.specialisation, space.rent_dependence)
    space.cell_now = space.cell_founded
    space.tally[q.SPACES_FOUNDED] = 1.0
    return space


@compiled
def _draw_labels(
    space: Record, labels: Word, operator: int, p: FoundSpaces, guidance: float
) -> None:
    if operator == NONE:
        operator = pick(unit(word(labels, salt(SPACE_LABELS, -1, 0))), p.operator_share)
    types = TYPE_SHARES[operator]
    space.operator = operator
    space.service_type = pick(unit(word(labels, salt(SPACE_LABELS, -1, 1))), types)
    space.field = pick(unit(word(labels, salt(SPACE_LABELS, -1, 2))), FIELD_SHARES)
    district = int(unit(word(labels, salt(SPACE_LABELS, -1, 3))) * N_DISTRICTS)
    space.district = district
    form = unit(word(labels, salt(SPACE_LABELS, -1, 4)))
    space.enterprise = form < ENTERPRISE_SHARES[operator]
    space.private = form < PRIVATE_SHARES[operator]
    focus = standard_normal(unit(word(labels, salt(SPACE_LABELS, -1, 5))))
    orientation = standard_normal(unit(word(labels, salt(SPACE_LABELS, -1, 6))))
    space.specialisation = logistic(
        p.specialisation_logit[operator] + guidance + p.logit_sd * focus
    )
    space.service_orientation = logistic(p.orientation_logit[operator] + p.logit_sd * orientation)


@compiled
def _draw_means(space: Record, p: Parameters, mechanisms: Mechanisms) -> None:
    operator, key, founding = space.operator, space.key, p.found_spaces
    host = HOST_SHARES[operator] if mechanisms.host_commitment else p.reference.host_share
    median = founding.slots_median[operator] if mechanisms.host_commitment else p.reference.slots
    size = standard_normal(unit(word(key, salt(SPACE_MEANS, -1, 0))))
    slots = round(median * math.exp(founding.slots_log_sd * size))
    space.slots = clip(int(slots), LEAST_SLOTS, MOST_SLOTS)
    purse = standard_normal(unit(word(key, salt(SPACE_MEANS, -1, 1))))
    space.owner_commitment = (
        founding.owner_commitment
        * math.exp(founding.owner_commitment_sd * purse)
        * (1.0 + founding.host_premium * host)
    )
    aim, seed_fund = p.reference.service_orientation, founding.seed_fund_start
    if mechanisms.service_orientation:
        aim = space.service_orientation
        if space.service_type == INVESTMENT_PROMOTION:
            seed_fund *= founding.seed_fund_promotion
    service = service_target(aim, p.operate.service_floor, 0.0, p.operate.complacency)
    space.service_level, space.seed_fund = service, seed_fund
    months = founding.runway_months * math.exp(
        standard_normal(unit(word(key, salt(SPACE_CASH, -1, 0))))
    )
    cost = net_cost(
        p.incubate.rent_price,
        p.incubate.fee_price,
        p.operate.lease,
        p.operate.service_cost,
        service,
    )
    filling = FILLING_MONTHS * (p.operate.lease + p.operate.service_cost * service)
    space.cash = (filling + months * cost) * space.slots


@compiled
def mean_occupancy(spaces: Agents, lists: Lists, book: Record, reference: float) -> float:
    """Tenants over slots of all open spaces; the reference where there is none."""
    tenants, slots = 0, 0
    for row in lists.open_spaces[: book.open_spaces]:
        tenants += spaces[row].tenants
        slots += spaces[row].slots
    return tenants / slots if slots > 0 else reference


@compiled
def found_spaces(
    spaces: Agents,
    lists: Lists,
    book: Record,
    seeds: tuple[Word, Word],
    p: Parameters,
    mechanisms: Mechanisms,
    now: Conditions,
) -> None:
    """Found this month's spaces; ``seeds`` are the words of the seed and of the labels' seed."""
    month, founding = now.month, p.found_spaces
    province = make_ident(ENVIRONMENT, 0, -1, 0)
    rate = founding_rate(
        founding.founding_rate,
        now.founding_push * turned(month, JULY_2018, founding.push_since_2018),
        mean_occupancy(spaces, lists, book, founding.reference_occupancy),
        founding.reference_occupancy,
        founding.herding if mechanisms.herding else 0.0,
    )
    entrants = poisson(uniform(seeds[0], SPACE_COUNT, province, month, 0), rate)
    anchors = poisson(
        uniform(seeds[0], ANCHOR_COUNT, province, month, 0), now.anchor_recruitment / 12.0
    )
    guidance = now.specialisation_guidance
    for place in range(entrants):
        ident = make_ident(ENTRANT, 0, month, place)
        space = found_space(spaces, ident, NONE, lists, book, seeds, p, mechanisms, guidance, month)
        book.ledger[flow.FOUNDING_CAPITAL] += space.cash + space.seed_fund
    for place in range(anchors):
        ident = make_ident(ANCHOR, 0, month, place)
        space = found_space(
            spaces, ident, LEADING_ENTERPRISE, lists, book, seeds, p, mechanisms, guidance, month
        )
        book.ledger[flow.FOUNDING_CAPITAL] += space.cash + space.seed_fund
        space.cash += ANCHOR_GRANT
        space.tally[q.PUBLIC_COST] += ANCHOR_GRANT
        book.ledger[flow.GRANTS] += ANCHOR_GRANT
        book.public_cost[q.COST_ANCHOR] += ANCHOR_GRANT

"""Founding of spaces (ODD, 7.2)."""

import math
from typing import TYPE_CHECKING

from benchmarks.reference import rules
from benchmarks.reference.draws import ident_of, key_of, normal, pick, uniform
from benchmarks.reference.space import Labels, Means, Space
from sim.model.categories import (
    FIELD_SHARES,
    INVESTMENT_PROMOTION,
    LEADING_ENTERPRISE,
    N_DISTRICTS,
)
from sim.model.parameters import Parameters
from sim.model.randomness import (
    ANCHOR,
    ANCHOR_COUNT,
    ENTRANT,
    SPACE_CASH,
    SPACE_COUNT,
    SPACE_LABELS,
    SPACE_MEANS,
    poisson,
)

if TYPE_CHECKING:
    from benchmarks.reference.model import Province

TYPE_SHARES = (
    (0.15, 0.075, 0.17, 0.345, 0.26),
    (0.09, 0.01, 0.75, 0.08, 0.07),
    (0.08, 0.04, 0.6, 0.18, 0.1),
    (0.02, 0.16, 0.3, 0.42, 0.1),
    (0.05, 0.11, 0.12, 0.37, 0.35),
)
ENTERPRISE_SHARES = (1.0, 1.0, 0.8, 0.7, 0.5)
PRIVATE_SHARES = (0.92, 0.60, 0.10, 0.10, 0.0)
HOST_SHARES = (0.0, 1.0, 1.0, 1.0, 0.5)
LEAST_OCCUPANCY = 0.05
LEAST_SLOTS, MOST_SLOTS = 8, 250
FILLING_MONTHS = 5
EXPECTED_OCCUPANCY = 0.5
LEAST_NET_COST = 0.25
ANCHOR_GRANT = 500.0
JULY_2018 = 42


def turned(month: int, since: int, factor: float) -> float:
    """Factor on a series: 1 until a year before ``since``, in full from then on."""
    return 1.0 + (factor - 1.0) * rules.clip((month - since) / 12 + 1, 0.0, 1.0)


def found_spaces(province: "Province") -> None:
    month, ledger = province.month, province.books.ledger
    guidance = province.now.specialisation_guidance
    entrants = poisson(uniform(province.key, SPACE_COUNT, month), founding_mean(province))
    recruited = province.now.anchor_recruitment / 12
    anchors = poisson(uniform(province.key, ANCHOR_COUNT, month), recruited)
    for place in range(entrants):
        space = found(province, ident_of(ENTRANT, 0, month, place), guidance)
        ledger["founding_capital"] += space.cash + space.seed_fund
    for place in range(anchors):
        space = found(province, ident_of(ANCHOR, 0, month, place), guidance, LEADING_ENTERPRISE)
        ledger["founding_capital"] += space.cash + space.seed_fund
        space.cash += ANCHOR_GRANT
        ledger["grants"] += ANCHOR_GRANT
        province.spend("anchor_recruitment", ANCHOR_GRANT, space)


def founding_mean(province: "Province") -> float:
    """Expected number of entrants."""
    p = province.parameters.found_spaces
    spaces = province.open_spaces
    tenants = sum(space.tenants for space in spaces)
    slots = sum(space.slots for space in spaces)
    occupancy = tenants / slots if slots else p.reference_occupancy
    power = p.herding if province.mechanisms.herding else 0.0
    temptation = math.log(max(occupancy, LEAST_OCCUPANCY) / p.reference_occupancy)
    push = province.now.founding_push * turned(province.month, JULY_2018, p.push_since_2018)
    return p.founding_rate * province.scale * push * math.exp(power * temptation)


def found(province: "Province", ident: int, guidance: float, operator: int | None = None) -> Space:
    """Found one space; an anchor's operator is given."""
    key = key_of(province.seed, ident)
    label_key = key_of(province.label_seed, ident)
    labels = labels_of(province.parameters, label_key, guidance, operator)
    space = Space(province, ident, key, labels, means_of(province, key, labels))
    space.tally["spaces_founded"] += 1
    province.spaces.append(space)
    province.open_spaces.append(space)
    return space


def labels_of(p: Parameters, key: int, guidance: float, operator: int | None) -> Labels:
    """Rules 3 and 4: what kind of space it is."""
    of = p.found_spaces

    def chance(k: int) -> float:
        return uniform(key, SPACE_LABELS, -1, k)

    def spread(k: int) -> float:
        return of.logit_sd * normal(key, SPACE_LABELS, -1, k)

    if operator is None:
        operator = pick(of.operator_share, chance(0))
    return Labels(
        operator=operator,
        service_type=pick(TYPE_SHARES[operator], chance(1)),
        field=pick(FIELD_SHARES, chance(2)),
        district=int(chance(3) * N_DISTRICTS),
        enterprise=chance(4) < ENTERPRISE_SHARES[operator],
        private=chance(4) < PRIVATE_SHARES[operator],
        specialisation=rules.logistic(of.specialisation_logit[operator] + guidance + spread(5)),
        service_orientation=rules.logistic(of.orientation_logit[operator] + spread(6)),
    )


def means_of(province: "Province", key: int, labels: Labels) -> Means:
    """Rules 5 to 7: size, owner and money."""
    p, mechanisms = province.parameters, province.mechanisms
    of = p.found_spaces
    if mechanisms.host_commitment:
        host_share, median = HOST_SHARES[labels.operator], of.slots_median[labels.operator]
    else:
        host_share, median = p.reference.host_share, p.reference.slots
    size = median * math.exp(of.slots_log_sd * normal(key, SPACE_MEANS, -1, 0))
    slots = int(rules.clip(round(size), LEAST_SLOTS, MOST_SLOTS))
    purse = of.owner_commitment * math.exp(of.owner_commitment_sd * normal(key, SPACE_MEANS, -1, 1))
    own = labels.service_orientation
    aim = own if mechanisms.service_orientation else p.reference.service_orientation
    service = rules.service_target(p, aim, 0.0)
    fee = p.incubate.fee_price * rules.service_target(p, own, 0.0)
    return Means(
        slots=slots,
        owner_commitment=purse * (1.0 + of.host_premium * host_share),
        service_level=service,
        cash=founding_cash(province, key, slots, service),
        seed_fund=seed_fund(province, labels.service_type),
        rent_dependence=rules.rent_dependence(p.incubate.rent_price, fee),
    )


def founding_cash(province: "Province", key: int, slots: int, service: float) -> float:
    """The filling of the space at full cost, then a runway at net cost (kCNY)."""
    p = province.parameters
    cost = p.operate.lease + p.operate.service_cost * service
    income = p.incubate.rent_price + p.incubate.fee_price * service
    net = max(cost - EXPECTED_OCCUPANCY * income, LEAST_NET_COST * p.operate.lease)
    runway = p.found_spaces.runway_months * math.exp(normal(key, SPACE_CASH, -1, 0))
    return (FILLING_MONTHS * cost + runway * net) * slots


def seed_fund(province: "Province", service_type: int) -> float:
    p = province.parameters.found_spaces
    promotes = province.mechanisms.service_orientation and service_type == INVESTMENT_PROMOTION
    return p.seed_fund_start * (p.seed_fund_promotion if promotes else 1.0)

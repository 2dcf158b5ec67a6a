"""Closure of spaces and displacement of tenants (ODD, 7.10)."""

import math
from typing import TYPE_CHECKING

from benchmarks.reference import rules
from benchmarks.reference.draws import uniform
from benchmarks.reference.space import Space
from sim.model.randomness import BASE_CLOSURE, DISPLACE, REVIEW

if TYPE_CHECKING:
    from benchmarks.reference.model import Province

COMMITMENT_KEPT = 0.4
BENEFIT_SCALE = 2.0
SUPPORT_COST = 20.0


def close(province: "Province") -> None:
    for space in province.open_spaces:
        if space.in_anniversary_month(province.month):
            review(province, space)
        if must_close(province, space) and space.founded < province.month:
            shut(province, space)
    province.open_spaces = [space for space in province.open_spaces if space.open]
    displace_tenants(province)


def review(province: "Province", space: Space) -> None:
    """The owner may cut commitment to an empty space without benefit."""
    p = province.parameters
    benefit = p.reference.benefit
    if province.mechanisms.host_benefit:
        benefit = 1.0 - math.exp(-space.owner_gains / BENEFIT_SCALE)
    emptiness = rules.clip((0.9 - space.occupancy) / 0.5, 0.0, 1.0)
    chance = p.close.review * emptiness * (1.0 - benefit)
    if uniform(space.key, REVIEW, province.month) < chance:
        space.owner_commitment *= COMMITMENT_KEPT


def must_close(province: "Province", space: Space) -> bool:
    p = province.parameters.close
    space.months_insolvent = space.months_insolvent + 1 if space.cash < 0.0 else 0
    if space.months_insolvent >= p.grace_months:
        return True
    return uniform(space.key, BASE_CLOSURE, province.month) < p.base_exit


def shut(province: "Province", space: Space) -> None:
    """Close a space and settle its money; its tenants leave afterwards."""
    ledger = province.books.ledger
    space.closed = province.month
    space.tally["spaces_closed"] += 1
    ledger["space_liquidation"] += space.seed_fund + max(space.cash, 0.0)
    ledger["space_write_offs"] += max(-space.cash, 0.0)
    space.cash = space.seed_fund = 0.0
    support = SUPPORT_COST * space.tenants * province.now.displaced_support
    ledger["programmes"] += support
    province.spend("displaced_support", support, space)


def displace_tenants(province: "Province") -> None:
    loss = province.parameters.close.displacement_loss * (1.0 - province.now.displaced_support)
    for startup in province.tenants():
        if startup.space.open:
            continue
        startup.leave_space("displaced")
        if uniform(startup.key, DISPLACE, province.month) < loss:
            province.books.pool["displaced_failed"] += 1
            startup.await_funding_no_longer("failed")
            startup.wind_up("failed")
        else:
            province.books.pool["displaced_seeking"] += 1
            startup.served_year = province.year
            startup.waited = 0
            province.seekers.append(startup)

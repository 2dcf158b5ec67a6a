"""Imitation and floors (ODD, 7.8)."""

import math
from typing import TYPE_CHECKING

from benchmarks.reference import rules
from benchmarks.reference.draws import normal, proposals, uniform
from benchmarks.reference.space import Space
from sim.model.randomness import IMITATE, PIVOT

if TYPE_CHECKING:
    from benchmarks.reference.model import Province

PEER_TRIES = 64
FULL_YEAR = 12
PART_OF_THE_WAY = 0.5
VARIATION = 0.1
UNDERUSED, SPARE, LEAST_SLOTS = 0.6, 1.25, 8


def adapt(province: "Province") -> None:
    for space in province.open_spaces:
        if province.month >= space.lease_until:
            renew_lease(province, space)
        if province.mechanisms.imitation and space.in_anniversary_month(province.month):
            imitate(province, space)


def renew_lease(province: "Province", space: Space) -> None:
    if space.tenants < UNDERUSED * space.slots:
        kept = max(LEAST_SLOTS, math.ceil(SPARE * space.tenants))
        space.slots = min(space.slots, kept)
    space.lease_until = province.month + province.parameters.adapt.lease_term


def imitate(province: "Province", space: Space) -> None:
    chance = province.parameters.adapt.imitation_per_year
    if uniform(space.key, IMITATE, province.month, 0) >= chance:
        return
    peer = peer_met(province, space)
    if peer is not None and earnings(peer) > earnings(space):
        move(province, space, peer)


def peer_met(province: "Province", space: Space) -> Space | None:
    """The space of the first tenant met whose space has been open for a year."""
    for bits in proposals(space.key, IMITATE, province.month, 1, PEER_TRIES):
        tenant = province.directory.at(bits)
        if tenant is not None and tenant.space.age(province.month) >= FULL_YEAR:
            return tenant.space
    return None


def earnings(space: Space) -> float:
    """Earnings of twelve months a slot."""
    return rules.total(space.earnings_year) / space.slots


def moved(value: float, goal: float, draw: float) -> float:
    inner = rules.clip(value + PART_OF_THE_WAY * (goal - value), 0.01, 0.99)
    return rules.logistic(rules.logit(inner) + VARIATION * draw)


def move(province: "Province", space: Space, peer: Space) -> None:
    """Move half of the way towards a peer, if that can be paid."""
    month, ledger = province.month, province.books.ledger
    focus = moved(space.specialisation, peer.specialisation, normal(space.key, PIVOT, month, 0))
    orientation = moved(
        space.service_orientation, peer.service_orientation, normal(space.key, PIVOT, month, 1)
    )
    way = abs(focus - space.specialisation) + abs(orientation - space.service_orientation)
    cost = province.parameters.adapt.pivot_cost * way
    grant = 0.0
    if focus > space.specialisation:
        grant = min(cost, province.now.specialisation_grant)
    if cost - grant > max(space.cash, 0.0):
        return
    space.cash += grant - cost
    ledger["grants"] += grant
    ledger["pivot_cost"] += cost
    province.spend("specialisation_grant", grant, space)
    space.specialisation, space.service_orientation = focus, orientation
    space.tally["pivots"] += 1

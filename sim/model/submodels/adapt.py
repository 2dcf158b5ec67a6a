"""Imitation and floors (ODD 7.8): the eighth submodel of the month.

1. In its anniversary month a space looks at a peer with probability ``imitation_per_year``.
2. If the peer earned more a slot over the year, the space moves (s, a) part of the way, if
   it can pay the pivot cost; a specialisation grant pays for moves that raise s.
3. A move carries a small variation of its own.
4. At the end of a lease an underused space gives back floors.

Order: open spaces by row; peers are seen as they stand. A peer is the space of a tenant at a
proposed address of the directory, so spaces are met in proportion to their tenants; it must have
been open for a year.
"""

import math

from sim.model import accounting as flow
from sim.model import quantities as q
from sim.model.categories import NONE
from sim.model.compiled import compiled
from sim.model.conditions import Conditions
from sim.model.kinds import Agents, Record, Whole, Word
from sim.model.mechanisms import Mechanisms
from sim.model.parameters import Parameters
from sim.model.randomness import (
    GOLDEN,
    IMITATE,
    PIVOT,
    mix,
    place_of,
    salt,
    standard_normal,
    unit,
    word,
)
from sim.model.rules import LEAST_SLOTS, clip, logistic
from sim.model.state import Lists

READS = (
    "book: ledger open_spaces public_cost",
    "lists: directory open_spaces",
    "now: month specialisation_grant",
    "spaces: cash earnings_year founded key lease_until service_orientation slots specialisation",
    "spaces: tally tenants",
    "startups: space",
)
WRITES = (
    "book: ledger public_cost",
    "spaces: cash lease_until service_orientation slots specialisation tally",
)

PART_OF_THE_WAY = 0.5
VARIATION = 0.1  # standard deviation of a move's own variation, in logits
PEER_TRIES = 64
FULL_YEAR = 12  # months that a peer must have been open, so that whole years are compared
UNDERUSED, SPARE = 0.6, 1.25  # give back below this occupancy, keep this multiple of tenants


@compiled
def logit(share: float) -> float:
    """Inverse of the logistic function, of shares kept away from 0 and 1."""
    inside = clip(share, 0.01, 0.99)
    return math.log(inside / (1.0 - inside))


@compiled
def moved(own: float, peer: float, variation: float) -> float:
    """Where a space moves on a scale from 0 to 1: part of the way to its peer.

    >>> round(moved(0.2, 0.2, 0.0), 6)
    0.2
    """
    return logistic(logit(own + PART_OF_THE_WAY * (peer - own)) + variation)


@compiled
def earnings_of_slot(space: Record) -> float:
    """Earnings of a slot over twelve months (kCNY)."""
    total = 0.0
    for month in range(12):
        total += space.earnings_year[month]
    return total / space.slots


@compiled
def kept_slots(slots: int, tenants: int) -> int:
    """Slots after a lease ends: floors are given back where few are used.

    >>> kept_slots(40, 10), kept_slots(40, 30)
    (13, 40)
    """
    if tenants >= UNDERUSED * slots:
        return slots
    return min(slots, max(LEAST_SLOTS, int(math.ceil(SPARE * tenants))))


@compiled
def find_peer(spaces: Agents, startups: Agents, directory: Whole, base: Word, month: int) -> int:
    """Row of the space of a tenant that a look meets, if open for a year, or NONE."""
    for _ in range(PEER_TRIES):
        base += GOLDEN
        tenant = directory[place_of(mix(base), directory.shape[0])]
        if tenant != NONE:
            row = startups[tenant].space
            if month - spaces[row].founded >= FULL_YEAR:
                return row
    return NONE


@compiled
def pivot(space: Record, peer: Record, book: Record, p: Parameters, now: Conditions) -> None:
    """Move towards a peer if the cost less any grant can be paid."""
    focus_noise = standard_normal(unit(word(space.key, salt(PIVOT, now.month, 0))))
    other_noise = standard_normal(unit(word(space.key, salt(PIVOT, now.month, 1))))
    focus = moved(space.specialisation, peer.specialisation, VARIATION * focus_noise)
    orientation = moved(
        space.service_orientation, peer.service_orientation, VARIATION * other_noise
    )
    rise = focus - space.specialisation
    distance = abs(rise) + abs(orientation - space.service_orientation)
    cost = p.adapt.pivot_cost * distance
    grant = min(cost, now.specialisation_grant) if rise > 0.0 else 0.0
    if cost - grant > max(space.cash, 0.0):
        return
    space.specialisation, space.service_orientation = focus, orientation
    space.cash -= cost - grant
    space.tally[q.PIVOTS] += 1.0
    space.tally[q.PUBLIC_COST] += grant
    book.ledger[flow.PIVOT_COST] += cost
    book.ledger[flow.GRANTS] += grant
    book.public_cost[q.COST_SPECIALISATION] += grant


@compiled
def adapt(
    spaces: Agents,
    startups: Agents,
    lists: Lists,
    book: Record,
    p: Parameters,
    mechanisms: Mechanisms,
    now: Conditions,
) -> None:
    """Let spaces imitate a peer and give back floors."""
    month = now.month
    chances, looks = salt(IMITATE, month, 0), salt(IMITATE, month, 1)
    for row in lists.open_spaces[: book.open_spaces]:
        space = spaces[row]
        if month >= space.lease_until:
            space.slots = kept_slots(space.slots, space.tenants)
            space.lease_until = month + p.adapt.lease_term
        age = month - space.founded
        if not mechanisms.imitation or age == 0 or age % 12 != 0:
            continue
        if unit(word(space.key, chances)) >= p.adapt.imitation_per_year:
            continue
        peer_row = find_peer(spaces, startups, lists.directory, space.key + looks, month)
        if peer_row == NONE:
            continue
        peer = spaces[peer_row]  # itself, at worst, which earns no more
        if earnings_of_slot(peer) > earnings_of_slot(space):
            pivot(space, peer, book, p, now)

"""Closure of spaces (ODD 7.10): the tenth submodel of the month.

1. A space closes after ``grace_months`` in a row below zero cash.
2. Any space may close for reasons outside the model (``base_exit``), none in the month of
   its founding.
3. In its anniversary month the owner reviews an empty space: with a probability that rises
   with emptiness and falls with what the owner gains from it, commitment w falls by 60 %
   (``host_benefit``: a leading firm gains acquired projects, an institute spin-offs, a
   university its graduates).
4. Tenants are displaced: a part fails (``displacement_loss`` less support), the rest seek again.
5. Cash and seed fund go to the owner; debts are written off.

Order: open spaces by row, then the displaced by row.
"""

import math

from sim.model import accounting as flow
from sim.model import quantities as q
from sim.model.compiled import compiled
from sim.model.conditions import Conditions
from sim.model.kinds import Agents, Record, Word
from sim.model.mechanisms import Mechanisms
from sim.model.parameters import Parameters
from sim.model.randomness import BASE_CLOSURE, DISPLACE, REVIEW, salt, unit, word
from sim.model.rules import clip, occupancy
from sim.model.state import LifeTables, Lists
from sim.model.transitions import leave, liquidate, seek_again, vacate

READS = (
    "book: free_rows ledger open_spaces pool public_cost seekers spaces_used startups_used",
    "book: tenancies",
    "dossiers: rounds",
    "life: funding returns",
    "lists: closing open_spaces",
    "now: displaced_support month",
    "spaces: cash cell_founded founded key months_insolvent owner_commitment owner_gains",
    "spaces: seed_fund slots tally tenants tenants_by_field tenants_by_talent",
    "startups: address admitted cash entered field key space stage stratum tercile",
)
WRITES = (
    "book: free_rows ledger open_spaces pool public_cost seekers tenancies",
    "dossiers: host served_year waited",
    "life: funding returns",
    "lists: closing desks directory free_rows open_spaces seekers",
    "spaces: cash closed months_insolvent owner_commitment seed_fund tally tenants",
    "spaces: tenants_by_field tenants_by_talent",
    "startups: cash space status",
)

COMMITMENT_KEPT = 0.4  # after a review that cuts
BENEFIT_SCALE = 2.0  # projects a year at which an owner's benefit is 1 - 1/e
SUPPORT_COST = 20.0  # kCNY for each displaced startup that support reaches


@compiled
def review_chance(review: float, taken: float, benefit: float) -> float:
    """Probability that a yearly review cuts the owner's commitment.

    >>> review_chance(0.2, 0.4, 0.0), review_chance(0.2, 0.95, 0.0)
    (0.2, 0.0)
    """
    return review * clip((0.9 - taken) / 0.5, 0.0, 1.0) * (1.0 - benefit)


@compiled
def owner_benefit(gains: float) -> float:
    """What the owner gains from the space, 0 to 1, by projects gained over about a year."""
    return 1.0 - math.exp(-gains / BENEFIT_SCALE)


@compiled
def review_commitment(space: Record, p: Parameters, mechanisms: Mechanisms, reviews: Word) -> None:
    """Let the owner review the space."""
    benefit = owner_benefit(space.owner_gains) if mechanisms.host_benefit else p.reference.benefit
    taken = occupancy(space.tenants, space.slots)
    if unit(word(space.key, reviews)) < review_chance(p.close.review, taken, benefit):
        space.owner_commitment *= COMMITMENT_KEPT


@compiled
def settle(space: Record, book: Record) -> None:
    """Pay out or write off a closed space's money."""
    left = space.seed_fund
    if space.cash >= 0.0:
        left += space.cash
    else:
        book.ledger[flow.SPACE_WRITE_OFFS] -= space.cash
    book.ledger[flow.SPACE_LIQUIDATION] += left
    space.cash, space.seed_fund = 0.0, 0.0


@compiled
def displace(
    startup: Record,
    dossier: Record,
    row: int,
    space: Record,
    lists: Lists,
    book: Record,
    life: LifeTables,
    loss: float,
    month: int,
) -> None:
    """Take a tenant out of a closed space; it fails or seeks again."""
    space.tally[q.DISPLACED] += 1.0
    vacate(startup, space, q.TENANCY_DISPLACED, lists, book, month)
    if unit(word(startup.key, salt(DISPLACE, month, 0))) < loss:
        liquidate(startup, book)
        free, outcome = lists.free_rows, q.RETURN_FAILED
        leave(startup, dossier, row, q.END_FAILED, outcome, free, book, life, month)
        book.pool[q.DISPLACED_FAILED] += 1.0
    else:
        seek_again(startup, dossier, row, lists.seekers, book, month)
        book.pool[q.DISPLACED_SEEKING] += 1.0


@compiled
def shut(space: Record, book: Record, now: Conditions) -> None:
    """Close a space, settle its money and pay for the support of its tenants."""
    space.closed = now.month
    space.tally[q.SPACES_CLOSED] += 1.0
    settle(space, book)
    cost = SUPPORT_COST * space.tenants * now.displaced_support
    space.tally[q.PUBLIC_COST] += cost
    book.ledger[flow.PROGRAMMES] += cost
    book.public_cost[q.COST_DISPLACED] += cost


@compiled
def close_spaces(
    spaces: Agents,
    lists: Lists,
    book: Record,
    p: Parameters,
    mechanisms: Mechanisms,
    now: Conditions,
) -> int:
    """Review commitments, close insolvent and unlucky spaces; returns how many closed."""
    month = now.month
    exits, reviews = salt(BASE_CLOSURE, month, 0), salt(REVIEW, month, 0)
    kept, before = 0, book.open_spaces
    for position in range(before):
        row = lists.open_spaces[position]
        space = spaces[row]
        age = month - space.founded
        if age > 0 and age % 12 == 0:
            review_commitment(space, p, mechanisms, reviews)
        space.months_insolvent = space.months_insolvent + 1 if space.cash < 0.0 else 0
        insolvent = space.months_insolvent >= p.close.grace_months
        unlucky = unit(word(space.key, exits)) < p.close.base_exit
        if age > 0 and (insolvent or unlucky):
            shut(space, book, now)
            lists.closing[row + 1] = 1
        else:
            lists.open_spaces[kept] = row
            kept += 1
    book.open_spaces = kept
    return before - kept


@compiled
def close(
    spaces: Agents,
    startups: Agents,
    dossiers: Agents,
    lists: Lists,
    book: Record,
    life: LifeTables,
    p: Parameters,
    mechanisms: Mechanisms,
    now: Conditions,
) -> None:
    """Close spaces and displace their tenants."""
    month = now.month
    if close_spaces(spaces, lists, book, p, mechanisms, now) == 0:
        return
    loss = p.close.displacement_loss * (1.0 - now.displaced_support)
    closing = lists.closing
    for row in range(book.startups_used):
        startup = startups[row]
        if closing[startup.space + 1] != 0:  # place 0 is of those without a space
            space = spaces[startup.space]
            displace(startup, dossiers[row], row, space, lists, book, life, loss, month)
    closing[: book.spaces_used + 1] = 0

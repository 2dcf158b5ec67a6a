"""Founding of startups (ODD 7.3): the third submodel of the month.

1. A Poisson number of startups begins to look for a space; the luck of fields moves the
   total and the mix (``field_shocks``).
2. Spaces of firms, institutes and universities bring ventures of their own field, a Poisson
   number by slots; these ask their host first (``spinoffs``).
3. Talent z is standard normal; own money is 0.4 + 0.6 Exp(1) times its scale.

Order: the pool by place in the cohort, then hosts in order of founding.
"""

import math

from sim.model import accounting as flow
from sim.model import quantities as q
from sim.model.categories import LEADING_ENTERPRISE, N_FIELDS, NONE, UNFUNDED, UNIVERSITY
from sim.model.compiled import compiled
from sim.model.conditions import Conditions, turned
from sim.model.kinds import Agents, Reals, Record, Whole, Word
from sim.model.mechanisms import Mechanisms
from sim.model.parameters import Parameters
from sim.model.prefetch import fetch_soon
from sim.model.randomness import (
    ENVIRONMENT,
    HOST,
    POOL,
    SPINOFF_COUNT,
    STARTUP_CASH,
    STARTUP_COUNT,
    STARTUP_FIELD,
    STARTUP_TALENT,
    agent_key,
    exponential,
    make_ident,
    parent_number,
    poisson,
    salt,
    standard_normal,
    uniform,
    unit,
    word,
)
from sim.model.returns import forget_rounds
from sim.model.state import SEEKING, Lists, Luck
from sim.model.transitions import join_queue

READS = (
    "book: free_rows ledger open_spaces pool public_cost seekers startups_used",
    "lists: free_rows open_spaces",
    "luck: founders",
    "now: campaign_share month startup_demand",
    "spaces: field ident key operator slots",
    "startups: cash",
)
WRITES = (
    "book: free_rows ledger pool public_cost seekers startups_used",
    "dossiers: first_space founded host ident raised rounds seed_raised seed_space served_year",
    "dossiers: waited",
    "lists: seekers",
    "startups: address admitted cash field key last_round pace progress registered space stage",
    "startups: status talent tercile",
)

JULY_2020 = 66  # the month from which mood_since_2020 holds in full
TERCILE = 0.4307  # of the standard normal
AHEAD = 4  # free rows that are fetched early
CAMPAIGN_COST = 5.0  # kCNY for each startup that the campaign adds


@compiled
def own_money(scale: float, u: float) -> float:
    """Founders' money (kCNY): 0.4 + 0.6 Exp(1) times the scale."""
    return scale * (0.4 + 0.6 * exponential(u))


@compiled
def brings_spinoffs(operator: int) -> bool:
    """Whether a space's host brings ventures: a firm, an institute or a university."""
    return LEADING_ENTERPRISE <= operator <= UNIVERSITY


@compiled
def pick_field(reached: float, weights: Reals) -> int:
    """Field at which the running sum of weights passes ``reached``."""
    field = 0
    for passed in range(N_FIELDS - 1):
        field += reached > weights[passed]
        reached -= weights[passed]
    return field


@compiled
def take_row(startups: Agents, dossiers: Agents, free_rows: Whole, book: Record) -> int:
    """Take the row that was freed last, or the next that was never used."""
    if book.free_rows == 0:
        book.startups_used += 1
        return book.startups_used - 1
    book.free_rows -= 1
    ahead = free_rows[max(book.free_rows - AHEAD, 0)]
    fetch_soon(startups, ahead)
    fetch_soon(dossiers, ahead)
    return free_rows[book.free_rows]


@compiled
def found_startup(
    startups: Agents,
    dossiers: Agents,
    ident: int,
    key: Word,
    field: int,
    host: int,
    lists: Lists,
    book: Record,
    p: Parameters,
    month: int,
) -> float:
    """Create one startup that seeks a space; returns its own money (kCNY)."""
    row = take_row(startups, dossiers, lists.free_rows, book)
    startup, dossier = startups[row], dossiers[row]
    join_queue(row, lists.seekers, book)
    talent = standard_normal(unit(word(key, salt(STARTUP_TALENT, -1, 0))))
    startup.key, dossier.ident = key, ident
    startup.status, dossier.founded, startup.field = SEEKING, month, field
    startup.talent = talent
    startup.tercile = int(talent > -TERCILE) + int(talent > TERCILE)
    startup.pace = p.incubate.growth * math.exp(p.incubate.talent_gain * talent)
    startup.cash = own_money(p.found_startups.own_cash, unit(word(key, salt(STARTUP_CASH, -1, 0))))
    startup.progress, dossier.raised, dossier.seed_raised = 0.0, 0.0, 0.0
    startup.stage, dossier.waited, dossier.host = UNFUNDED, 0, host
    startup.registered, startup.last_round, dossier.seed_space = NONE, NONE, NONE
    startup.space, dossier.first_space = NONE, NONE
    startup.admitted, startup.address, dossier.served_year = NONE, NONE, NONE
    forget_rounds(dossier)
    return startup.cash


@compiled
def found_startups(
    spaces: Agents,
    startups: Agents,
    dossiers: Agents,
    lists: Lists,
    book: Record,
    luck: Luck,
    seeds: tuple[Word, Word],
    p: Parameters,
    mechanisms: Mechanisms,
    now: Conditions,
) -> None:
    """Found this month's startups."""
    month, weights = now.month, luck.founders[now.month]  # shares of fields times their luck
    demand = 0.0
    for field in range(N_FIELDS):
        demand += weights[field]
    people = make_ident(ENVIRONMENT, 0, -1, 0)
    later = turned(month, JULY_2020, p.found_startups.mood_since_2020)
    rate = p.found_startups.startup_rate * now.startup_demand * demand * later
    founded = poisson(uniform(seeds[0], STARTUP_COUNT, people, month, 0), rate)
    money, field_salt = 0.0, salt(STARTUP_FIELD, -1, 0)
    for place in range(founded):
        ident = make_ident(POOL, 0, month, place)
        u = unit(word(agent_key(seeds[1], ident), field_salt))
        field = pick_field(u * demand, weights)
        key = agent_key(seeds[0], ident)
        money += found_startup(startups, dossiers, ident, key, field, NONE, lists, book, p, month)
    spinoffs = 0
    if mechanisms.spinoffs:
        spinoffs, brought = found_spinoffs(
            spaces, startups, dossiers, lists, book, seeds[0], p, month
        )
        money += brought
    book.pool[q.STARTUPS_FOUNDED] += founded + spinoffs
    book.ledger[flow.OWN_MONEY] += money
    cost = CAMPAIGN_COST * founded * max(now.campaign_share, 0.0)
    book.ledger[flow.PROGRAMMES] += cost
    book.public_cost[q.COST_CAMPAIGN] += cost


@compiled
def found_spinoffs(
    spaces: Agents,
    startups: Agents,
    dossiers: Agents,
    lists: Lists,
    book: Record,
    seed: Word,
    p: Parameters,
    month: int,
) -> tuple[int, float]:
    """Found the ventures that hosts bring; returns how many, and their money (kCNY)."""
    founded, money, count_salt = 0, 0.0, salt(SPINOFF_COUNT, month, 0)
    for row in lists.open_spaces[: book.open_spaces]:
        space = spaces[row]
        if not brings_spinoffs(space.operator):
            continue
        u = unit(word(space.key, count_salt))
        number = poisson(u, p.found_startups.spinoff_rate * space.slots)
        for place in range(number):
            ident = make_ident(HOST, parent_number(space.ident), month, place)
            key = agent_key(seed, ident)
            money += found_startup(
                startups, dossiers, ident, key, space.field, row, lists, book, p, month
            )
        founded += number
    return founded, money

"""Investors (ODD 7.6): the sixth submodel of the month.

1. Commitments flow in with the supply of capital and the luck of the investor's field, and
   become callable with a mean delay (``call_delay``).
2. An investor considers tenants in proportion to exp(pull x reputation) and field weight.
3. It sees y = z + 2 x + e; e belongs to the pair and is smaller where service is strong.
   It acts where the expected quality mu + k (y - mu) reaches its threshold and money lasts:
   with a fixed threshold on y, less noise would lower funding.
4. Seed funds do the same with the tenants that pitched to them.
5. A round needs a year since the last one; the first counts as funding.

Order: seed funds by row of the tenant; then rounds of screens, in each the investors by
number; they are exchangeable.
References: Gompers et al. on screening; ChinaVenture on tickets.
"""

from sim.model import accounting as flow
from sim.model import quantities as q
from sim.model.categories import ANGEL, NO_FIELD, NONE, SEED, UNFUNDED
from sim.model.compiled import compiled, inlined
from sim.model.conditions import Conditions
from sim.model.kinds import Agents, Reals, Record, Whole
from sim.model.mechanisms import Mechanisms
from sim.model.parameters import Parameters
from sim.model.prefetch import fetch_soon
from sim.model.randomness import (
    SEED_SIGNAL,
    SEED_TICKET,
    SIGNAL,
    TICKET,
    pair_key,
    salt,
    unit,
    word,
)
from sim.model.returns import note_round
from sim.model.rounds import may_invest, next_stage, ticket
from sim.model.screens import screen
from sim.model.searches import BLOCK, Searches
from sim.model.signals import convinces, post_signals
from sim.model.state import LifeTables, Lists, Luck
from sim.model.transitions import end_unfunded_spell

READS = (
    "book: ledger open_spaces pitches public_cost",
    "dossiers: raised seed_raised",
    "investors: capital commitments field key kind",
    "life: funding",
    "lists: desks directory draws open_spaces pitches",
    "luck: capital",
    "now: capital_supply co_investment month",
    "searches: fields found holds numbers proposed words",
    "signals: cut noise",
    "spaces: key reputation seed_fund service successes_ever tally",
    "startups: admitted cash key last_round progress space stage stratum talent",
)
WRITES = (
    "book: ledger public_cost",
    "dossiers: raised rounds seed_raised seed_space",
    "investors: capital commitments",
    "life: funding",
    "lists: draws",
    "searches: fields found holds numbers proposed words",
    "signals: cut noise",
    "spaces: seed_fund successes_ever tally",
    "startups: cash last_round stage",
)

AHEAD = 8  # pitches and screens whose startups are fetched early


@compiled
def receive(
    startup: Record,
    dossier: Record,
    space: Record,
    amount: float,
    stage: int,
    funding: Whole,
    month: int,
) -> None:
    """Book a round: cash, stage, first funding."""
    startup.cash += amount
    space.tally[q.DEALS] += 1.0
    space.tally[q.INVESTED] += amount
    if startup.stage == UNFUNDED:
        space.tally[q.NEWLY_FUNDED] += 1.0
        space.successes_ever += 1
        end_unfunded_spell(startup, q.END_FUNDED, funding, month)
    startup.stage, startup.last_round = stage, month
    note_round(dossier, stage, month)


@compiled
def call_capital(
    investors: Agents, capital_luck: Reals, book: Record, p: Parameters, now: Conditions
) -> None:
    """Take in commitments and make a part of them callable."""
    called = 0.0
    for number in range(investors.shape[0]):
        investor = investors[number]
        inflow = p.invest.angel_inflow if investor.kind == ANGEL else p.invest.venture_inflow
        luck = 1.0 if investor.field == NO_FIELD else capital_luck[investor.field]
        investor.commitments += inflow * now.capital_supply * luck
        call = investor.commitments / (1.0 + p.invest.call_delay)  # from the same month on
        investor.commitments -= call
        investor.capital += call
        called += call
    book.ledger[flow.CAPITAL_CALLS] += called


@inlined
def tenant_at(directory: Whole, address: int) -> int:
    """Row of the tenant at an address of the directory, or NONE."""
    return NONE if address == NONE else directory[address]


@compiled
def fund_seeds(
    spaces: Agents,
    startups: Agents,
    dossiers: Agents,
    signals: Agents,
    lists: Lists,
    book: Record,
    funding: Whole,
    p: Parameters,
    month: int,
) -> None:
    """Let seed funds decide on the tenants that pitched to them."""
    view, size = salt(SEED_SIGNAL, -1, 0), salt(SEED_TICKET, -1, 0)
    pitches, last = lists.pitches, book.pitches - 1
    for place in range(book.pitches):
        row = pitches[place]
        fetch_soon(startups, pitches[min(place + AHEAD, last)])
        startup, dossier = startups[row], dossiers[row]
        space, signal = spaces[startup.space], signals[startup.space]
        if not convinces(startup, signal, 0, unit(word(pair_key(startup.key, space.key), view))):
            continue
        u = unit(word(startup.key, size))
        amount = ticket(p.invest.seed_ticket, p.invest.ticket_log_sd, u)
        if amount > space.seed_fund:
            continue
        space.seed_fund -= amount
        dossier.seed_raised += amount
        dossier.seed_space = startup.space
        book.ledger[flow.SEED_TICKETS] += amount
        receive(startup, dossier, space, amount, SEED, funding, month)


@compiled
def fund(
    startup: Record,
    dossier: Record,
    space: Record,
    investor: Record,
    amount: float,
    book: Record,
    funding: Whole,
    now: Conditions,
) -> None:
    """Pay a ticket, of which the guidance fund may bear a part."""
    own = amount * (1.0 - now.co_investment)
    if own > investor.capital:
        return
    investor.capital -= own
    dossier.raised += amount
    book.ledger[flow.TICKETS] += own
    book.ledger[flow.CO_TICKETS] += amount - own
    book.public_cost[q.COST_CO_INVESTMENT] += amount - own
    space.tally[q.PUBLIC_COST] += amount - own
    receive(
        startup,
        dossier,
        space,
        amount,
        next_stage(startup.stage, investor.kind),
        funding,
        now.month,
    )


@compiled
def invest(
    spaces: Agents,
    startups: Agents,
    dossiers: Agents,
    signals: Agents,
    investors: Agents,
    lists: Lists,
    book: Record,
    searches: Searches,
    luck: Luck,
    life: LifeTables,
    p: Parameters,
    mechanisms: Mechanisms,
    now: Conditions,
) -> None:
    """Call capital, then let seed funds and independent investors decide."""
    month, rules = now.month, p.invest
    call_capital(investors, luck.capital[month], book, p, now)
    post_signals(spaces, signals, lists, book, p, mechanisms)
    fund_seeds(spaces, startups, dossiers, signals, lists, book, life.funding, p, month)
    view, size = salt(SIGNAL, -1, 0), salt(TICKET, month, 0)
    screens, keep_to_field = rules.screens * investors.shape[0], mechanisms.field_shocks
    for first in range(0, screens, BLOCK):
        number = min(BLOCK, screens - first)
        screen(investors, lists, searches, rules.other_field, keep_to_field, month, first, number)
        for place in range(number):
            fetch_soon(lists.directory, searches.found[place])
        for place in range(number):
            ahead = searches.found[min(place + AHEAD, number - 1)]
            fetch_soon(startups, tenant_at(lists.directory, ahead))
            row = tenant_at(lists.directory, searches.found[place])
            if row == NONE:
                continue
            investor, startup = investors[(first + place) % investors.shape[0]], startups[row]
            kind = investor.kind
            if not may_invest(startup.stage, kind, month - startup.last_round):
                continue
            pair = pair_key(investor.key, startup.key)
            if convinces(startup, signals[startup.space], kind, unit(word(pair, view))):
                fetch_soon(dossiers, row)
                space = spaces[startup.space]
                median = rules.angel_ticket if kind == ANGEL else rules.venture_ticket
                amount = ticket(median, rules.ticket_log_sd, unit(word(pair, size)))
                fund(startup, dossiers[row], space, investor, amount, book, life.funding, now)

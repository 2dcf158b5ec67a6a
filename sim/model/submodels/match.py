"""Meeting of startups and spaces (ODD 7.4): the fourth submodel of the month.

1. Seekers act in the order in which they began to search; of one month, the displaced before
   the newcomers, these by place in their cohort, which is a lottery since a cohort's members
   are exchangeable. Spin-offs ask their host first.
2. A look draws an open space with a weight of its open slots. A directed look weighs them by
   1 - s, plus s over the field's share among founders in the same field: over all founders
   every open slot weighs 1, so focus changes who looks, not how many.
3. Utility = fit + reputation + service - price, each with its weight, + Gumbel noise.
4. A space admits talent from a threshold that rises as it fills (``selection``).
5. The seeker takes a slot in the best of the looked-at spaces that admit it. Seekers without a
   space give up after ``patience`` months. When all have chosen, they enter.

A look proposes fixed addresses until one holds an open slot, at most ``LOOK_TRIES`` times, so
nobody's looks change when a space far away opens or closes.
"""

import math

from sim.model import quantities as q
from sim.model.agents import TENANCY_LINES
from sim.model.berths import number_of_slot, offer_of_slot, post_vacancies
from sim.model.categories import NONE, RESEARCH_INSTITUTE, UNIVERSITY
from sim.model.compiled import compiled, inlined
from sim.model.conditions import Conditions
from sim.model.kinds import Agents, Record, Whole, Word, Words
from sim.model.looks import NOWHERE, look_again, look_ahead
from sim.model.mechanisms import Mechanisms
from sim.model.offers import asked_talent, post_terms
from sim.model.parameters import Parameters
from sim.model.prefetch import fetch_soon
from sim.model.randomness import (
    LOOK,
    TASTE,
    exponential,
    pair_key,
    salt,
    unit,
    word,
)
from sim.model.searches import BLOCK, Searches
from sim.model.state import LifeTables, Lists, Vacancies
from sim.model.transitions import enter, leave, liquidate

READS = (
    "book: free_rows ledger look_salts open_spaces pool seekers",
    "dossiers: host served_year waited",
    "lists: chosen directory entrants open_spaces seekers",
    "now: market_rent mentor_vouchers month",
    "offers: field key least_talent odds open_slots repulsion slots",
    "searches: fields found holds numbers proposed words",
    "spaces: admitted_ever cell_founded charge fee field key operator owner_gains price_level",
    "spaces: recognition rent reputation service_level slots specialisation tally tenants",
    "spaces: tenants_by_field tenants_by_talent",
    "startups: admitted cash field key stage talent tercile",
    "vacancies: berths salts stretch",
)
WRITES = (
    "book: free_rows ledger look_salts pool seekers",
    "dossiers: first_space host waited",
    "lists: chosen desks directory entrants free_rows seekers",
    "offers: field key least_talent odds open_slots repulsion slots",
    "searches: fields found holds numbers proposed words",
    "spaces: admitted_ever charge fee owner_gains rent service tally tenants tenants_by_field",
    "spaces: tenants_by_talent",
    "startups: address admitted cash entered space status stratum",
    "vacancies: berths",
)

AHEAD = 4  # seekers whose rows are fetched early


@inlined
def choose(
    startup: Record,
    offers: Agents,
    vacancies: Vacancies,
    searches: Searches,
    first: int,
    look_salts: Words,
    looks: int,
    directed: int,
    taste: Word,
) -> int:
    """Row of the best of a seeker's looks among the spaces that admit it, or NONE.

    The looks are those of numbers ``first`` on in ``searches``. Utility plus Gumbel noise is
    greatest where an exponential draw times exp(-utility / scale) is least: the same choice with
    one logarithm at most.
    """
    best, least = offer_of_slot(NOWHERE), math.inf
    for k in range(looks):
        slot = searches.found[first + k]
        if number_of_slot(slot) >= offers[offer_of_slot(slot)].open_slots:
            base = startup.key + look_salts[k]
            slot = look_again(startup, offers, vacancies, base, k < directed)
        place = offer_of_slot(slot)
        offer = offers[place]
        if slot == NOWHERE or startup.talent < offer.least_talent:
            continue
        repulsion = offer.repulsion[int(offer.field == startup.field)]
        u = unit(word(pair_key(startup.key, offer.key), taste))
        if (1.0 - u) * repulsion < least:  # -log(u) is at least 1 - u: spare the logarithm
            race = exponential(u) * repulsion
            if race < least:
                best, least = place, race
    return best - 1


@compiled
def admits(offer: Record, talent: float) -> bool:
    """Whether a space has an open slot and takes this talent."""
    return offer.open_slots > 0 and talent >= offer.least_talent


@compiled
def credit_host(space: Record) -> None:
    """Count a spin-off's entry for the gains of an institute or a university."""
    if RESEARCH_INSTITUTE <= space.operator <= UNIVERSITY:
        space.owner_gains += 1.0


@compiled
def give_up(
    startup: Record,
    dossier: Record,
    row: int,
    free_rows: Whole,
    book: Record,
    life: LifeTables,
    month: int,
) -> None:
    """Let a seeker leave whose patience has ended."""
    liquidate(startup, book)
    leave(startup, dossier, row, q.END_LEFT, q.RETURN_LEFT, free_rows, book, life, month)
    book.pool[q.GAVE_UP] += 1.0


@compiled
def take_slot(offer: Record, p: Parameters, mechanisms: Mechanisms) -> None:
    """Give one open slot of an offer away; the fuller a space, the more talent it asks for."""
    offer.open_slots -= 1
    offer.least_talent = asked_talent(offer.slots - offer.open_slots, offer.slots, p, mechanisms)


@compiled
def let_in(
    spaces: Agents,
    startups: Agents,
    dossiers: Agents,
    lists: Lists,
    entering: int,
    years: int,
    month: int,
) -> None:
    """Let all who have found a space enter it, in the order in which they chose."""
    for place in range(entering):
        ahead = min(place + AHEAD, entering - 1)
        fetch_soon(startups, lists.entrants[ahead])
        fetch_soon(dossiers, lists.entrants[ahead])
        for line in TENANCY_LINES:
            fetch_soon(spaces, lists.chosen[ahead], line)
        row, chosen = lists.entrants[place], lists.chosen[place]
        enter(startups[row], dossiers[row], row, spaces[chosen], chosen, lists, years, month)


@compiled
def match(
    spaces: Agents,
    startups: Agents,
    dossiers: Agents,
    offers: Agents,
    lists: Lists,
    book: Record,
    vacancies: Vacancies,
    searches: Searches,
    life: LifeTables,
    p: Parameters,
    mechanisms: Mechanisms,
    now: Conditions,
) -> None:
    """Let this month's seekers look for a space."""
    month, rules = now.month, p.match
    post_terms(spaces, offers, lists, book, p, mechanisms, now)
    post_vacancies(offers, lists, book, vacancies, searches)
    look_salts = book.look_salts
    looks = rules.search_size
    for k in range(looks):
        look_salts[k] = salt(LOOK, month, k)
    directed = min(rules.directed_looks, looks) if mechanisms.directed_search else 0
    taste = salt(TASTE, month, 0)
    seekers = lists.seekers
    still, entering = 0, 0
    at_once = BLOCK // looks
    for position in range(book.seekers):
        turn = position % at_once
        if turn == 0:
            block = seekers[position : min(position + at_once, book.seekers)]
            look_ahead(startups, block, offers, vacancies, searches, look_salts, looks, directed)
        row = seekers[position]
        ahead = seekers[min(position + AHEAD, book.seekers - 1)]
        fetch_soon(startups, ahead)
        fetch_soon(dossiers, ahead)
        startup, dossier = startups[row], dossiers[row]
        chosen = dossier.host
        if chosen != NONE and admits(offers[chosen + 1], startup.talent):
            credit_host(spaces[chosen])
        else:
            chosen = choose(
                startup,
                offers,
                vacancies,
                searches,
                turn * looks,
                look_salts,
                looks,
                directed,
                taste,
            )
        dossier.host = NONE
        if chosen != NONE:
            take_slot(offers[chosen + 1], p, mechanisms)
            lists.entrants[entering], lists.chosen[entering] = row, chosen
            entering += 1
            continue
        dossier.waited += 1
        if dossier.waited >= rules.patience:
            give_up(startup, dossier, row, lists.free_rows, book, life, month)
        else:
            seekers[still] = row
            still += 1
    book.seekers = still
    let_in(spaces, startups, dossiers, lists, entering, life.age_months.shape[0], month)

"""Meeting of startups and spaces (ODD 7.4): the fourth submodel of the month.

1. Seekers act in the order in which they began to search; of one month, the displaced before
   the newcomers, these by place in their cohort, which is a lottery since a cohort's members
   are exchangeable. Spin-offs ask their host first.
2. A look draws an open space with a weight of its open slots. A directed look weighs them by
   1 - s, plus s over the field's share among founders in the same field: over all founders
   every open slot weighs 1, so focus changes who looks, not how many.
3. Utility = fit + reputation + service - price, each with its weight, + Gumbel noise.
4. A space admits talent from a threshold that rises as it fills (``selection``).
5. The seeker enters the best of the looked-at spaces that admit it. Seekers without a space
   give up after ``patience`` months.

A look proposes fixed addresses until one holds an open slot, at most ``LOOK_TRIES`` times, so
nobody's looks change when a space far away opens or closes.
"""

import math

import numpy as np

from sim.model import quantities as q
from sim.model.categories import NONE, RESEARCH_INSTITUTE, UNIVERSITY
from sim.model.compiled import compiled
from sim.model.conditions import Conditions
from sim.model.kinds import Agents, Record, Whole, Word, Words
from sim.model.mechanisms import Mechanisms
from sim.model.offers import BERTH_SLOTS, asked_talent, post_terms, post_vacancies
from sim.model.parameters import Parameters
from sim.model.randomness import (
    GOLDEN,
    LOOK,
    TASTE,
    exponential,
    mix,
    pair_key,
    place_of,
    salt,
    unit,
    unit_low,
    word,
)
from sim.model.state import BERTHS, LifeTables, Lists, Vacancies
from sim.model.transitions import enter, leave, liquidate

READS = (
    "book: first_free free_rows ledger look_salts open_spaces pool seekers",
    "dossiers: admitted host served_year waited",
    "lists: directory open_spaces seekers",
    "now: market_rent mentor_vouchers month",
    "spaces: admitted_ever cell_founded charge fee field key least_talent open_slots operator",
    "spaces: owner_gains price_level recognition rent repulsion reputation service_level slots",
    "spaces: specialisation tally tenants tenants_by_field tenants_by_talent",
    "startups: cash field key stage talent tercile",
    "vacancies: by_field everywhere salts stretch",
)
WRITES = (
    "book: first_free free_rows ledger look_salts pool seekers",
    "dossiers: address admitted first_space host next_free stratum waited",
    "lists: desks directory seekers",
    "spaces: admitted_ever charge fee least_talent open_slots owner_gains rent repulsion service",
    "spaces: tally tenants tenants_by_field tenants_by_talent",
    "startups: cash entered space status",
    "vacancies: by_field everywhere",
)

LOOK_TRIES = 48  # proposals before a look comes back empty
# Bits of a proposal: the upper 32 choose the address, bits 0-1 the slot, bit 2 the table and
# the lower 32 acceptance, whose value bits 0-2 hardly touch.
SLOT_BITS, OWN_BIT, NO_BITS = np.uint64(BERTH_SLOTS - 1), np.uint64(4), np.uint64(0)


@compiled
def look(spaces: Agents, everywhere: Whole, base: Word) -> int:
    """Row of an open space that a look finds from the word ``base`` on, or NONE."""
    for _ in range(LOOK_TRIES):
        base += GOLDEN
        bits = mix(base)
        entry = everywhere[place_of(bits, everywhere.shape[0])]
        if entry != NONE:
            slot = (entry % BERTHS) * BERTH_SLOTS + np.int64(bits & SLOT_BITS)
            if slot < spaces[entry // BERTHS].open_slots:
                return entry // BERTHS
    return NONE


@compiled
def directed_look(spaces: Agents, vacancies: Vacancies, field: int, base: Word) -> int:
    """A look that favours spaces focused on the seeker's field (rule 2)."""
    start = vacancies.stretch[field]
    length = vacancies.stretch[field + 1] - start
    size = vacancies.everywhere.shape[0]
    for _ in range(LOOK_TRIES):
        base += GOLDEN
        bits = mix(base)
        own = (bits & OWN_BIT) != NO_BITS
        if own:
            entry = vacancies.by_field[start + place_of(bits, length)]
        else:
            entry = vacancies.everywhere[place_of(bits, size)]
        if entry != NONE:
            space = spaces[entry // BERTHS]
            slot = (entry % BERTHS) * BERTH_SLOTS + np.int64(bits & SLOT_BITS)
            weight = space.specialisation if own else 1.0 - space.specialisation
            if slot < space.open_slots and unit_low(bits) < weight:
                return entry // BERTHS
    return NONE


@compiled
def choose(
    startup: Record,
    spaces: Agents,
    vacancies: Vacancies,
    look_salts: Words,
    looks: int,
    directed: int,
    taste: Word,
) -> int:
    """Row of the best of a seeker's looks among the spaces that admit it, or NONE.

    Utility plus Gumbel noise is greatest where an exponential draw times exp(-utility / scale)
    is least: the same choice with one logarithm at most.
    """
    best, least = NONE, math.inf
    for k in range(looks):
        base = startup.key + look_salts[k]
        if k < directed:
            row = directed_look(spaces, vacancies, startup.field, base)
        else:
            row = look(spaces, vacancies.everywhere, base)
        if row == NONE or startup.talent < spaces[row].least_talent:
            continue
        space = spaces[row]
        repulsion = space.repulsion[int(space.field == startup.field)]
        u = unit(word(pair_key(startup.key, space.key), taste))
        if (1.0 - u) * repulsion < least:  # -log(u) is at least 1 - u: spare the logarithm
            race = exponential(u) * repulsion
            if race < least:
                best, least = row, race
    return best


@compiled
def admits(space: Record, talent: float) -> bool:
    """Whether a space has an open slot and takes this talent."""
    return space.open_slots > 0 and talent >= space.least_talent


@compiled
def credit_host(space: Record) -> None:
    """Count a spin-off's entry for the gains of an institute or a university."""
    if RESEARCH_INSTITUTE <= space.operator <= UNIVERSITY:
        space.owner_gains += 1.0


@compiled
def give_up(
    startup: Record, dossier: Record, row: int, book: Record, funding: Whole, month: int
) -> None:
    """Let a seeker leave whose patience has ended."""
    liquidate(startup, book)
    leave(startup, dossier, row, q.END_LEFT, book, funding, month)
    book.pool[q.GAVE_UP] += 1.0


@compiled
def match(
    spaces: Agents,
    startups: Agents,
    dossiers: Agents,
    lists: Lists,
    book: Record,
    vacancies: Vacancies,
    life: LifeTables,
    p: Parameters,
    mechanisms: Mechanisms,
    now: Conditions,
) -> None:
    """Let this month's seekers look for a space."""
    month, years, rules = now.month, life.age_months.shape[0], p.match
    post_terms(spaces, lists, book, p, mechanisms, now)
    post_vacancies(spaces, lists, book, vacancies)
    look_salts = book.look_salts
    looks = rules.search_size
    for k in range(looks):
        look_salts[k] = salt(LOOK, month, k)
    directed = rules.directed_looks if mechanisms.directed_search else 0
    taste = salt(TASTE, month, 0)
    seekers, funding = lists.seekers, life.funding
    still = 0
    for position in range(book.seekers):
        row = seekers[position]
        startup, dossier = startups[row], dossiers[row]
        chosen = dossier.host
        if chosen != NONE and admits(spaces[chosen], startup.talent):
            credit_host(spaces[chosen])
        else:
            chosen = choose(startup, spaces, vacancies, look_salts, looks, directed, taste)
        dossier.host = NONE
        if chosen != NONE:
            space = spaces[chosen]
            enter(startup, dossier, row, space, chosen, lists, years, month)
            space.open_slots -= 1
            space.least_talent = asked_talent(space, p, mechanisms)
            continue
        dossier.waited += 1
        if dossier.waited >= rules.patience:
            give_up(startup, dossier, row, book, funding, month)
        else:
            seekers[still] = row
            still += 1
    book.seekers = still

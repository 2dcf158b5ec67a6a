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
from sim.model.categories import NONE, NOT_RECOGNISED
from sim.model.compiled import compiled
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
from sim.model.rules import clip, fit, occupancy, rent_of_slot
from sim.model.state import BERTHS
from sim.model.transitions import enter, leave, liquidate

READS = ()
WRITES = ()

GUMBEL_SCALE = 0.5  # of the noise in utility
BERTH_SLOTS = 4  # slots that share an address
LOOK_TRIES = 48  # proposals before a look comes back empty
ADMISSION_FLOOR = -1.6  # talent that an empty space asks for
ADMISSION_RISE = 1.2  # by which selectivity raises it when full
# Bits of a proposal: the upper 32 choose the address, bits 0-1 the slot, bit 2 the table and
# the lower 32 acceptance, whose value bits 0-2 hardly touch.
SLOT_BITS, OWN_BIT, NO_BITS = np.uint64(BERTH_SLOTS - 1), np.uint64(4), np.uint64(0)


@compiled
def utility(fitting, reputation, service, price, p):
    """What a seeker sees in a space, without noise; reputation and price over reference."""
    return (
        p.weight_fit * fitting
        + p.weight_reputation * reputation
        + p.weight_service * service
        - p.weight_price * price
    )


@compiled
def least_talent(selectivity, taken):
    """Talent from which a space admits at an occupancy ``taken``.

    >>> round(least_talent(1.0, 0.5), 2), round(least_talent(1.0, 0.9), 2)
    (-1.6, -0.4)
    """
    return ADMISSION_FLOOR + ADMISSION_RISE * selectivity * clip((taken - 0.5) / 0.4, 0.0, 1.0)


@compiled
def asked_talent(space, p, mechanisms):
    """The same for a space as it stands, or at the reference occupancy without selection."""
    taken = p.reference.occupancy
    if mechanisms.selection:
        taken = occupancy(space.tenants, space.slots)
    return least_talent(p.match.selectivity, taken)


@compiled
def post_terms(spaces, lists, book, p, mechanisms, now):
    """Set what each open space offers this month."""
    reference = p.reference
    usual_price = p.incubate.rent_price + p.incubate.fee_price * reference.service_level
    for row in lists.open_spaces[: book.open_spaces]:
        space = spaces[row]
        service = space.service_level if mechanisms.service else reference.service_level
        if space.recognition != NOT_RECOGNISED:
            service = min(1.0, service + now.mentor_vouchers / p.operate.service_cost)
        space.service = service
        space.rent = rent_of_slot(
            p.incubate.rent_price,
            space.price_level,
            now.market_rent,
            p.incubate.rent_pass_through,
        )
        space.fee = p.incubate.fee_price * space.service_level
        space.charge = space.rent + space.fee
        renown = space.reputation - reference.reputation if mechanisms.reputation else 0.0
        for same in range(2):
            fitting = 0.0
            if mechanisms.field_fit:
                fitting = fit(space.specialisation, same == 1, space.field)
            seen = utility(fitting, renown, service, space.charge / usual_price, p.match)
            space.repulsion[same] = math.exp(-seen / GUMBEL_SCALE)
        if now.month % 12 == 0:
            space.tally[q.SERVED] += space.tenants
        space.open_slots = max(0, space.slots - space.tenants)
        space.least_talent = asked_talent(space, p, mechanisms)


@compiled
def post_vacancies(spaces, lists, book, vacancies):
    """Write the berths of open slots at their fixed addresses."""
    size = vacancies.everywhere.shape[0]
    for address in range(size):
        vacancies.everywhere[address] = vacancies.by_field[address] = NONE
    for row in lists.open_spaces[: book.open_spaces]:
        space = spaces[row]
        start = vacancies.stretch[space.field]
        length = vacancies.stretch[space.field + 1] - start
        berths = (space.open_slots + BERTH_SLOTS - 1) // BERTH_SLOTS
        for berth in range(berths):
            entry = int(row) * BERTHS + berth
            base = space.key + vacancies.salts[berth]
            _write_berth(vacancies.everywhere, 0, size, base, entry)
            _write_berth(vacancies.by_field, start, length, base, entry)


@compiled
def _write_berth(table, start, length, base, entry):
    for _ in range(32):
        address = start + place_of(mix(base), length)
        if table[address] == NONE:
            table[address] = entry
            return
        base += GOLDEN


@compiled
def look(spaces, everywhere, base):
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
def directed_look(spaces, vacancies, field, base):
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
def choose(startup, spaces, vacancies, look_salts, looks, directed, taste):
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
def admits(space, talent):
    """Whether a space has an open slot and takes this talent."""
    return space.open_slots > 0 and talent >= space.least_talent


@compiled
def give_up(startup, dossier, row, book, funding, month):
    """Let a seeker leave whose patience has ended."""
    liquidate(startup, book)
    leave(startup, dossier, row, q.END_LEFT, book, funding, month)
    book.pool[q.GAVE_UP] += 1.0


@compiled
def match(spaces, startups, dossiers, lists, book, vacancies, life, p, mechanisms, now):
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
    seekers, directory, funding = lists.seekers, lists.directory, life.funding
    still = 0
    for position in range(book.seekers):
        row = seekers[position]
        startup, dossier = startups[row], dossiers[row]
        chosen = dossier.host
        if chosen == NONE or not admits(spaces[chosen], startup.talent):
            chosen = choose(startup, spaces, vacancies, look_salts, looks, directed, taste)
        dossier.host = NONE
        if chosen != NONE:
            space = spaces[chosen]
            enter(startup, dossier, row, space, chosen, directory, years, month)
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

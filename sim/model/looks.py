"""Looks of seekers for an open slot (ODD 7.4, rule 2), those of many seekers at once.

While seekers choose, slots are taken and none is given back. So a proposal that names no open
slot at first names none later, and looks can be followed for many seekers before the first of
them chooses: only a look whose slot is taken meanwhile must be made again.
"""

import numpy as np

from sim.model.berths import number_of_slot, offer_of_slot, slot_is_vacant, slot_of_berth
from sim.model.compiled import columnwise, compiled, inlined
from sim.model.kinds import Agents, Record, Small, Whole, Wide, Word, Words
from sim.model.randomness import GOLDEN, low_half, mix, place_of
from sim.model.searches import Searches, end_round, give_up_waiting
from sim.model.state import Vacancies

NOWHERE = 0  # slot of those who find none: of the offer that offers nothing
LOOK_TRIES = 48  # proposals before a look comes back empty
# Bits of a proposal: the upper 32 choose the address, bits 0-1 the slot, bit 2 the table and
# the lower 32 acceptance, whose value bits 0-2 hardly touch.
OWN_BIT, NO_BITS = np.uint64(4), np.uint64(0)


@inlined
def asks_own_field(bits: Word) -> bool:
    """Whether a directed proposal goes to berths of the seeker's field."""
    return (bits & OWN_BIT) != NO_BITS


@inlined
def berth_address(bits: Word, own: bool, start: int, end: int, anywhere: int) -> int:
    """Where a proposal leads: into the stretch of the own field, or into that of all fields."""
    return (start if own else 0) + place_of(bits, end - start if own else anywhere)


@inlined
def is_kept(bits: Word, own: bool, odds: int, odds_own: int) -> bool:
    """Whether a directed proposal is kept: with chance 1 - s, or s in the own field."""
    return low_half(bits) < (odds_own if own else odds)


@columnwise
def propose(
    words: Words,
    waiting: int,
    step: Word,
    berths: Whole,
    size: int,
    proposed: Whole,
    holds: Small,
) -> None:
    """Make the next proposal of each look: a slot of any field, which holds if it is open."""
    for place in range(waiting):
        bits = mix(words[place] + step)
        entry = berths[place_of(bits, size)]
        proposed[place] = slot_of_berth(entry, bits)
        holds[place] = slot_is_vacant(entry, bits)


@columnwise
def propose_directed(
    words: Words,
    fields: Small,
    waiting: int,
    step: Word,
    berths: Whole,
    stretch: Wide,
    offers: Agents,
    proposed: Whole,
    holds: Small,
) -> None:
    """Make the next proposal of each directed look: a slot of any field, or of the seeker's.

    It holds if the slot is open and the proposal is kept, with chance 1 - s or s.
    """
    for place in range(waiting):
        bits = mix(words[place] + step)
        own, start, end = asks_own_field(bits), stretch[fields[place]], stretch[fields[place] + 1]
        entry = berths[berth_address(bits, own, start, end, stretch[0])]
        proposed[place] = slot = slot_of_berth(entry, bits)
        odds = offers[offer_of_slot(slot)].odds
        holds[place] = slot_is_vacant(entry, bits) & is_kept(bits, own, odds[0], odds[1])


@compiled
def follow(
    offers: Agents, vacancies: Vacancies, searches: Searches, waiting: int, directed: bool
) -> None:
    """Follow looks until each has found a slot that is open at the month's start, or gives up."""
    berths, stretch = vacancies.berths, vacancies.stretch
    words, proposed, holds = searches.words, searches.proposed, searches.holds
    tries, step = 0, GOLDEN
    while waiting > 0 and tries < LOOK_TRIES:
        if directed:
            propose_directed(
                words, searches.fields, waiting, step, berths, stretch, offers, proposed, holds
            )
        else:
            propose(words, waiting, step, berths, stretch[0], proposed, holds)
        tries, step = tries + 1, step + GOLDEN
        waiting = end_round(searches, waiting)
    give_up_waiting(searches, waiting, NOWHERE)


@compiled
def look_ahead(
    startups: Agents,
    seekers: Whole,
    offers: Agents,
    vacancies: Vacancies,
    searches: Searches,
    look_salts: Words,
    looks: int,
    directed: int,
) -> None:
    """Follow the looks of these seekers: look k of seeker i has number ``i * looks + k``.

    The first ``directed`` looks of each are directed.
    """
    for of_field in (False, True):
        first, last = (0, directed) if of_field else (directed, looks)
        waiting = 0
        for position in range(seekers.shape[0]):
            startup = startups[seekers[position]]
            for k in range(first, last):
                searches.words[waiting] = startup.key + look_salts[k]
                searches.fields[waiting] = startup.field
                searches.numbers[waiting] = position * looks + k
                waiting += 1
        follow(offers, vacancies, searches, waiting, of_field)


@compiled
def look_again(
    startup: Record, offers: Agents, vacancies: Vacancies, base: Word, directed: bool
) -> int:
    """Slot that a look finds whose slot was taken meanwhile, or NOWHERE."""
    berths, stretch = vacancies.berths, vacancies.stretch
    start, end = stretch[startup.field], stretch[startup.field + 1]
    for _ in range(LOOK_TRIES):
        base += GOLDEN
        bits = mix(base)
        own = directed and asks_own_field(bits)
        slot = slot_of_berth(berths[berth_address(bits, own, start, end, stretch[0])], bits)
        offer = offers[offer_of_slot(slot)]
        kept = not directed or is_kept(bits, own, offer.odds[0], offer.odds[1])
        if kept and number_of_slot(slot) < offer.open_slots:
            return int(slot)
    return NOWHERE

"""Looks of seekers for an open slot (ODD 7.4, rule 2), those of many seekers at once.

While seekers choose, slots are taken and none is given back. So a proposal that names no open
slot at first names none later, and looks can be followed for many seekers before the first of
them chooses: only a look whose slot is taken meanwhile must be made again.
"""

import numpy as np
from numpy.typing import NDArray

from sim.model.compiled import columnwise, compiled
from sim.model.kinds import Agents, Record, Whole, Wide, Word, Words
from sim.model.offers import number_of_slot, offer_of_slot, slot_of_berth
from sim.model.randomness import GOLDEN, low_half, mix, place_of
from sim.model.searches import Searches, end_round, give_up_waiting
from sim.model.state import Vacancies

NOWHERE = 0  # slot of those who find none: of the offer that offers nothing
LOOK_TRIES = 48  # proposals before a look comes back empty
# Bits of a proposal: the upper 32 choose the address, bits 0-1 the slot, bit 2 the table and
# the lower 32 acceptance, whose value bits 0-2 hardly touch.
OWN_BIT, NO_BITS = np.uint64(4), np.uint64(0)


@columnwise
def propose(
    words: Words, waiting: int, step: Word, berths: Whole, size: int, proposed: Whole
) -> None:
    """Make the next proposal of each look: a slot of any field."""
    for place in range(waiting):
        bits = mix(words[place] + step)
        proposed[place] = slot_of_berth(berths[place_of(bits, size)], bits)


@columnwise
def hold(proposed: Whole, waiting: int, offers: Agents, holds: NDArray[np.int8]) -> None:
    """Whether each slot proposed is open."""
    for place in range(waiting):
        slot = proposed[place]
        holds[place] = number_of_slot(slot) < offers[offer_of_slot(slot)].open_slots


@columnwise
def propose_directed(
    words: Words,
    fields: NDArray[np.int8],
    waiting: int,
    step: Word,
    berths: Whole,
    stretch: Wide,
    drawn: Words,
    proposed: Whole,
) -> None:
    """Make the next proposal of each directed look: a slot of any field, or of the seeker's."""
    for place in range(waiting):
        bits = mix(words[place] + step)
        own = (bits & OWN_BIT) != NO_BITS
        start, end = stretch[fields[place]], stretch[fields[place] + 1]
        address = (start if own else 0) + place_of(bits, end - start if own else stretch[0])
        proposed[place] = slot_of_berth(berths[address], bits)
        drawn[place] = bits


@columnwise
def hold_directed(
    proposed: Whole, drawn: Words, waiting: int, offers: Agents, holds: NDArray[np.int8]
) -> None:
    """Whether each slot proposed is open and the proposal is kept, with chance s or 1 - s."""
    for place in range(waiting):
        slot, bits = proposed[place], drawn[place]
        offer = offers[offer_of_slot(slot)]
        odds = offer.odds[1] if (bits & OWN_BIT) != NO_BITS else offer.odds[0]
        holds[place] = (number_of_slot(slot) < offer.open_slots) & (low_half(bits) < odds)


@compiled
def follow(
    offers: Agents,
    vacancies: Vacancies,
    searches: Searches,
    waiting: int,
    directed: bool,
) -> None:
    """Follow looks until each has found an open slot or gives up."""
    room, berths, stretch = searches, vacancies.berths, vacancies.stretch
    tries, step = 0, GOLDEN
    while waiting > 0 and tries < LOOK_TRIES:
        if directed:
            propose_directed(
                room.words, room.fields, waiting, step, berths, stretch, room.bits, room.proposed
            )
            hold_directed(room.proposed, room.bits, waiting, offers, room.holds)
        else:
            propose(room.words, waiting, step, berths, stretch[0], room.proposed)
            hold(room.proposed, waiting, offers, room.holds)
        tries, step = tries + 1, step + GOLDEN
        waiting = end_round(room, waiting)
    give_up_waiting(room, waiting, NOWHERE)


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
    for kind in range(2):
        first, last = (0, directed) if kind == 1 else (directed, looks)
        waiting = 0
        for position in range(seekers.shape[0]):
            startup = startups[seekers[position]]
            for k in range(first, last):
                searches.words[waiting] = startup.key + look_salts[k]
                searches.fields[waiting] = startup.field
                searches.numbers[waiting] = position * looks + k
                waiting += 1
        follow(offers, vacancies, searches, waiting, kind == 1)


@compiled
def look_again(
    startup: Record,
    offers: Agents,
    vacancies: Vacancies,
    searches: Searches,
    number: int,
    base: Word,
    directed: bool,
) -> int:
    """Slot that a look finds whose slot was taken meanwhile, or NOWHERE."""
    searches.words[0], searches.fields[0], searches.numbers[0] = base, startup.field, number
    follow(offers, vacancies, searches, 1, directed)
    return int(searches.found[number])

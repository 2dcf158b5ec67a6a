"""Berths: where open slots stand, at fixed addresses that looks propose (ODD 4 and 7.4).

A berth is four slots of a space; the last one that is posted may have fewer open. Its addresses
are pure functions of its space's key and its number, but for clashes.
"""

import numpy as np

from sim.model.compiled import columnwise, compiled, inlined
from sim.model.kinds import Agents, Record, Small, Whole, Wide, Word, Words
from sim.model.randomness import GOLDEN, mix, place_of
from sim.model.searches import BLOCK, Searches
from sim.model.state import BERTH_BITS, BERTHS, NO_BERTH, Lists, Vacancies

BERTH_SLOTS = 4  # slots that share an address
BERTH_TRIES = 32  # addresses before a berth is not posted
SLOT_BITS = np.uint64(BERTH_SLOTS - 1)
SLOT_NUMBER_BITS = (BERTHS * BERTH_SLOTS).bit_length() - 1  # of a slot within its space
VACANT_BITS = BERTH_SLOTS.bit_length()  # of the number of a berth's open slots in its entry
VACANT_MASK = (1 << VACANT_BITS) - 1


@compiled
def berth_entry(row: int, berth: int, vacant: int) -> int:
    """A berth as it stands at its addresses: its space's place among offers, number, open slots.

    >>> entry = berth_entry(41, 7, 3)
    >>> slot = slot_of_berth(entry, np.uint64(2))
    >>> offer_of_slot(slot), number_of_slot(slot)
    (42, 30)
    >>> [slot_is_vacant(entry, np.uint64(bits)) for bits in (2, 3)]
    [True, False]
    """
    return ((row + 1) << BERTH_BITS | berth) << VACANT_BITS | vacant


@compiled
def slot_of_berth(entry: int, bits: Word) -> int:
    """The slot of a berth that a proposal names, by the lowest bits of its word."""
    return (entry >> VACANT_BITS) * BERTH_SLOTS + int(np.int64(bits & SLOT_BITS))


@compiled
def slot_is_vacant(entry: int, bits: Word) -> bool:
    """Whether that slot was open when the berth was posted; never of ``NO_BERTH``."""
    return int(np.int64(bits & SLOT_BITS)) < (entry & VACANT_MASK)


@compiled
def offer_of_slot(slot: int) -> int:
    """Place of a slot's space among offers; 0 of ``NO_BERTH``."""
    return slot >> SLOT_NUMBER_BITS


@compiled
def number_of_slot(slot: int) -> int:
    """Number of a slot within its space; the open ones come first."""
    return slot & ((1 << SLOT_NUMBER_BITS) - 1)


@compiled
def post_vacancies(
    offers: Agents, lists: Lists, book: Record, vacancies: Vacancies, searches: Searches
) -> None:
    """Write the berths of open slots at their addresses: spaces by row, berths ascending."""
    berths = vacancies.berths
    for address in range(berths.shape[0]):
        berths[address] = NO_BERTH
    waiting = 0
    for row in lists.open_spaces[: book.open_spaces]:
        offer = offers[row + 1]
        for first in range(0, offer.open_slots, BERTH_SLOTS):
            if waiting == BLOCK:
                write_berths(vacancies, searches, waiting)
                waiting = 0
            berth, vacant = first // BERTH_SLOTS, min(offer.open_slots - first, BERTH_SLOTS)
            searches.words[waiting] = offer.key + vacancies.salts[berth]
            searches.fields[waiting] = offer.field
            searches.numbers[waiting] = berth_entry(row, berth, vacant)
            waiting += 1
    write_berths(vacancies, searches, waiting)


@compiled
def write_berths(vacancies: Vacancies, searches: Searches, waiting: int) -> None:
    """Write a block of berths into the table of all fields and into those of their own fields."""
    berths, stretch = vacancies.berths, vacancies.stretch
    words, fields, entries = searches.words, searches.fields, searches.numbers
    anywhere, own = searches.proposed, searches.found
    first_addresses(words, fields, waiting, stretch, anywhere, own)
    for place in range(waiting):
        write_berth(berths, 0, stretch[0], words[place], entries[place], anywhere[place])
    for place in range(waiting):
        start, end = stretch[fields[place]], stretch[fields[place] + 1]
        write_berth(berths, start, end - start, words[place], entries[place], own[place])


@columnwise
def first_addresses(
    words: Words, fields: Small, waiting: int, stretch: Wide, anywhere: Whole, own: Whole
) -> None:
    """Where each berth would stand but for clashes, among all fields and in its own."""
    for place in range(waiting):
        bits = mix(words[place])
        start, end = stretch[fields[place]], stretch[fields[place] + 1]
        anywhere[place] = place_of(bits, stretch[0])
        own[place] = start + place_of(bits, end - start)


@inlined
def write_berth(
    table: Whole, start: int, length: int, base: Word, entry: int, address: int
) -> None:
    """Write an entry at its first address, or at the next that is empty."""
    for _ in range(BERTH_TRIES):
        if table[address] == NO_BERTH:
            table[address] = entry
            return
        base += GOLDEN
        address = start + place_of(mix(base), length)

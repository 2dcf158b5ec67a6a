"""What spaces offer in a month: terms, admission and vacancies at fixed addresses (ODD 7.4)."""

import math

import numpy as np

from sim.model import quantities as q
from sim.model.categories import NOT_RECOGNISED
from sim.model.compiled import compiled, inlined
from sim.model.conditions import Conditions
from sim.model.kinds import Agents, Record, Whole, Word
from sim.model.mechanisms import Mechanisms
from sim.model.parameters import Match, Parameters
from sim.model.randomness import GOLDEN, mix, odds, place_of
from sim.model.rules import clip, fit, occupancy, rent_of_slot
from sim.model.state import BERTH_BITS, BERTHS, NO_BERTH, Lists, Vacancies

GUMBEL_SCALE = 0.5  # of the noise in utility
BERTH_SLOTS = 4  # slots that share an address
SLOT_BITS = np.uint64(BERTH_SLOTS - 1)
SLOT_NUMBER_BITS = (BERTHS * BERTH_SLOTS).bit_length() - 1  # of a slot within its space
ADMISSION_FLOOR = -1.6  # talent that an empty space asks for
ADMISSION_RISE = 1.2  # by which selectivity raises it when full


@compiled
def utility(fitting: float, reputation: float, service: float, price: float, p: Match) -> float:
    """What a seeker sees in a space, without noise.

    Reputation is over its reference, the price in rents of a bare slot: at the middle of the
    priors a fee then costs as much taste as the service it buys is worth.
    """
    return (
        p.weight_fit * fitting
        + p.weight_reputation * reputation
        + p.weight_service * service
        - p.weight_price * price
    )


@compiled
def least_talent(selectivity: float, taken: float) -> float:
    """Talent from which a space admits at an occupancy ``taken``.

    >>> round(least_talent(1.0, 0.5), 2), round(least_talent(1.0, 0.9), 2)
    (-1.6, -0.4)
    """
    return ADMISSION_FLOOR + ADMISSION_RISE * selectivity * clip((taken - 0.5) / 0.4, 0.0, 1.0)


@compiled
def asked_talent(tenants: int, slots: int, p: Parameters, mechanisms: Mechanisms) -> float:
    """The same by tenants and slots, or at the reference occupancy without selection."""
    taken = p.reference.occupancy
    if mechanisms.selection:
        taken = occupancy(tenants, slots)
    return least_talent(p.match.selectivity, taken)


@compiled
def post_terms(
    spaces: Agents,
    offers: Agents,
    lists: Lists,
    book: Record,
    p: Parameters,
    mechanisms: Mechanisms,
    now: Conditions,
) -> None:
    """Set what each open space offers this month."""
    reference = p.reference
    for row in lists.open_spaces[: book.open_spaces]:
        space, offer = spaces[row], offers[row + 1]
        offer.key, offer.field = space.key, space.field
        offer.odds[0], offer.odds[1] = odds(1.0 - space.specialisation), odds(space.specialisation)
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
            seen = utility(fitting, renown, service, space.charge / p.incubate.rent_price, p.match)
            offer.repulsion[same] = math.exp(-seen / GUMBEL_SCALE)
        if now.month % 12 == 0:
            space.tally[q.SERVED] += space.tenants
        offer.open_slots, offer.slots = max(0, space.slots - space.tenants), space.slots
        offer.least_talent = asked_talent(space.tenants, space.slots, p, mechanisms)


@compiled
def berth_entry(row: int, berth: int) -> int:
    """A berth as it stands at its addresses, above 0: its space's place among offers, its number.

    >>> slot = slot_of_berth(berth_entry(41, 7), np.uint64(2))
    >>> offer_of_slot(slot), number_of_slot(slot)
    (42, 30)
    """
    return (row + 1) << BERTH_BITS | berth


@compiled
def slot_of_berth(entry: int, bits: Word) -> int:
    """The slot of a berth that a proposal names, by the lowest bits of its word."""
    return entry * BERTH_SLOTS + int(np.int64(bits & SLOT_BITS))


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
    spaces: Agents, offers: Agents, lists: Lists, book: Record, vacancies: Vacancies
) -> None:
    """Write the berths of open slots at their fixed addresses."""
    berths, stretch = vacancies.berths, vacancies.stretch
    for address in range(berths.shape[0]):
        berths[address] = NO_BERTH
    for row in lists.open_spaces[: book.open_spaces]:
        offer = offers[row + 1]
        start = stretch[offer.field]
        length = stretch[offer.field + 1] - start
        posted = (offer.open_slots + BERTH_SLOTS - 1) // BERTH_SLOTS
        for berth in range(posted):
            entry = berth_entry(row, berth)
            base = offer.key + vacancies.salts[berth]
            _write_berth(berths, 0, stretch[0], base, entry)
            _write_berth(berths, start, length, base, entry)


@inlined
def _write_berth(table: Whole, start: int, length: int, base: Word, entry: int) -> None:
    for _ in range(32):
        address = start + place_of(mix(base), length)
        if table[address] == NO_BERTH:
            table[address] = entry
            return
        base += GOLDEN

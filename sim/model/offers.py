"""What spaces offer in a month: terms and admission (ODD 7.4)."""

import math

from sim.model import quantities as q
from sim.model.categories import NOT_RECOGNISED
from sim.model.compiled import compiled
from sim.model.conditions import Conditions
from sim.model.kinds import Agents, Record
from sim.model.mechanisms import Mechanisms
from sim.model.parameters import Match, Parameters
from sim.model.randomness import odds
from sim.model.rules import clip, fit, occupancy, rent_of_slot
from sim.model.state import Lists

GUMBEL_SCALE = 0.5  # of the noise in utility
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

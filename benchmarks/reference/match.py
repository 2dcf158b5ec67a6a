"""Meeting of startups and spaces (ODD, 7.4)."""

import math
from typing import TYPE_CHECKING

from benchmarks.reference import rules
from benchmarks.reference.addresses import SLOTS_OF_A_BERTH
from benchmarks.reference.draws import (
    exponential,
    pair_of,
    place_of,
    proposals,
    unit_low,
)
from benchmarks.reference.space import Space
from benchmarks.reference.startup import Startup
from sim.model.categories import RESEARCH_INSTITUTE, UNIVERSITY
from sim.model.randomness import LOOK, TASTE

if TYPE_CHECKING:
    from benchmarks.reference.model import Province

LOOK_TRIES = 48
GUMBEL_SCALE = 0.5
ADMISSION_FLOOR, ADMISSION_RISE = -1.6, 1.2
SLOT_BITS, FIELD_BIT = 3, 4  # of a proposal's word
JANUARY = 0


def match(province: "Province") -> None:
    for space in province.open_spaces:
        set_terms(province, space)
        if province.month % 12 == JANUARY:
            space.tally["served"] += space.tenants
    province.vacancies.post(province.open_spaces)
    still_seeking = []
    for startup in province.seekers:
        space = chosen_space(province, startup)
        if space is not None:
            startup.enter(space)
            continue
        startup.waited += 1
        if startup.waited >= province.parameters.match.patience:
            province.books.pool["gave_up"] += 1
            startup.await_funding_no_longer("left")
            startup.wind_up("left")
        else:
            still_seeking.append(startup)
    province.seekers = still_seeking


def set_terms(province: "Province", space: Space) -> None:
    """What seekers and tenants meet in this space this month."""
    p, mechanisms, now = province.parameters, province.mechanisms, province.now
    seen = space.service_level if mechanisms.service else p.reference.service_level
    if space.listed:
        seen = min(1.0, seen + now.mentor_vouchers / p.operate.service_cost)
    space.service_seen = seen
    space.rent = rules.rent_of_slot(p, space.price_level, now.market_rent)
    space.fee = p.incubate.fee_price * space.service_level
    space.charge = space.rent + space.fee
    space.repulsion = (repulsion(province, space, False), repulsion(province, space, True))


def repulsion(province: "Province", space: Space, same_field: bool) -> float:
    """Factor on the exponential draw of a seeker: the less, the likelier the space is taken."""
    p, mechanisms = province.parameters, province.mechanisms
    fit = rules.fit(space.specialisation, space.field, same_field) if mechanisms.field_fit else 0.0
    record = space.reputation - p.reference.reputation if mechanisms.reputation else 0.0
    utility = (
        p.match.weight_fit * fit
        + p.match.weight_reputation * record
        + p.match.weight_service * space.service_seen
        - p.match.weight_price * (space.charge / p.incubate.rent_price)
    )
    return math.exp(-utility / GUMBEL_SCALE)


def admits(province: "Province", space: Space, startup: Startup) -> bool:
    p = province.parameters
    occupancy = space.occupancy if province.mechanisms.selection else p.reference.occupancy
    fullness = rules.clip((occupancy - 0.5) / 0.4, 0.0, 1.0)
    least = ADMISSION_FLOOR + ADMISSION_RISE * p.match.selectivity * fullness
    return space.open_slots > 0 and startup.talent >= least


def chosen_space(province: "Province", startup: Startup) -> Space | None:
    """The space that the startup enters this month, if any."""
    host, startup.host = startup.host, None
    if host is not None and admits(province, host, startup):
        if host.operator in (RESEARCH_INSTITUTE, UNIVERSITY):
            host.owner_gains += 1
        return host
    p = province.parameters.match
    directed = p.directed_looks if province.mechanisms.directed_search else 0
    best, least = None, math.inf
    for look in range(p.search_size):
        space = looked_at(province, startup, look, look < directed)
        if space is None or not admits(province, space, startup):
            continue
        draw = exponential(pair_of(startup.key, space.key), TASTE, province.month)
        arrival = draw * space.repulsion[space.field == startup.field]
        if arrival < least:
            best, least = space, arrival
    return best


def looked_at(province: "Province", startup: Startup, look: int, directed: bool) -> Space | None:
    """The space whose open slot a look ends at."""
    vacancies = province.vacancies
    for bits in proposals(startup.key, LOOK, province.month, look, LOOK_TRIES):
        own_stretch = directed and bool(bits & FIELD_BIT)
        table = vacancies.stretches[startup.field] if own_stretch else vacancies.everywhere
        posted = table[place_of(bits, len(table))]
        if posted is None:
            continue
        space, berth = posted
        if SLOTS_OF_A_BERTH * berth + (bits & SLOT_BITS) >= space.open_slots:
            continue
        weight = space.specialisation if own_stretch else 1.0 - space.specialisation
        if not directed or unit_low(bits) < weight:
            return space
    return None

"""Founding of startups (ODD, 7.3)."""

from typing import TYPE_CHECKING

from benchmarks.reference import rules
from benchmarks.reference.draws import exponential, ident_of, key_of, normal, uniform
from benchmarks.reference.found_spaces import turned
from benchmarks.reference.space import Space
from benchmarks.reference.startup import Startup
from sim.model.categories import LEADING_ENTERPRISE, RESEARCH_INSTITUTE, UNIVERSITY
from sim.model.randomness import (
    ANCHOR,
    HOST,
    POOL,
    SPINOFF_COUNT,
    STARTUP_CASH,
    STARTUP_COUNT,
    STARTUP_FIELD,
    STARTUP_TALENT,
    poisson,
)

if TYPE_CHECKING:
    from benchmarks.reference.model import Province

JULY_2020 = 66
CERTAIN, CHANCY = 0.4, 0.6  # parts of founders' money
CAMPAIGN_COST = 5.0
BRINGERS = (LEADING_ENTERPRISE, RESEARCH_INSTITUTE, UNIVERSITY)


def found_startups(province: "Province") -> None:
    newcomers = found_cohort(province)
    money = rules.total(startup.cash for startup in newcomers)
    if province.mechanisms.spinoffs:
        brought = []
        for host in province.open_spaces:
            if host.operator in BRINGERS:
                brought += bring(province, host)
        money += rules.total(startup.cash for startup in brought)
        newcomers += brought
    province.books.ledger["own_money"] += money
    province.seekers += newcomers
    province.books.pool["startups_founded"] += len(newcomers)


def found_cohort(province: "Province") -> list[Startup]:
    """The pool's newcomers, with fields in proportion to their shares and luck."""
    p, month = province.parameters.found_startups, province.month
    weights = province.luck.founders[month]
    total = rules.total(weights)
    turn = turned(month, JULY_2020, p.mood_since_2020)
    mean = p.startup_rate * province.scale * province.now.startup_demand * total * turn
    size = poisson(uniform(province.key, STARTUP_COUNT, month), mean)
    cost = CAMPAIGN_COST * size * max(province.now.campaign_share, 0.0)
    province.books.ledger["programmes"] += cost
    province.spend("startup_campaign", cost)
    cohort = []
    for place in range(size):
        ident = ident_of(POOL, 0, month, place)
        key = key_of(province.seed, ident)
        label_key = key_of(province.label_seed, ident)
        field = field_at(weights, uniform(label_key, STARTUP_FIELD, -1) * total)
        cohort.append(endowed(province, ident, key, field, None))
    return cohort


def field_at(weights: tuple[float, ...], goal: float) -> int:
    """The field at which the running sum of weights passes the goal."""
    running = 0.0
    for field, weight in enumerate(weights):
        running += weight
        if running > goal:
            return field
    return len(weights) - 1


def bring(province: "Province", host: Space) -> list[Startup]:
    """A host's spin-offs of this month, in its own field."""
    month = province.month
    mean = province.parameters.found_startups.spinoff_rate * host.slots
    size = poisson(uniform(host.key, SPINOFF_COUNT, month), mean)
    ventures = []
    for place in range(size):
        ident = ident_of(HOST, parent_of(host), month, place)
        key = key_of(province.seed, ident)
        ventures.append(endowed(province, ident, key, host.field, host))
    return ventures


def parent_of(host: Space) -> int:
    """A host's part in the idents of its spin-offs."""
    anchor = host.ident >> 56 == ANCHOR
    place = host.ident % 2**24
    return ((host.founded + 1) % 512 << 11) + (anchor << 10) + place % 1024


def endowed(province: "Province", ident: int, key: int, field: int, host: Space | None) -> Startup:
    """A startup with its talent and its founders' money."""
    talent = normal(key, STARTUP_TALENT, -1)
    share = CERTAIN + CHANCY * exponential(key, STARTUP_CASH, -1)
    cash = province.parameters.found_startups.own_cash * share
    return Startup(province, ident, key, field, talent, cash, host)

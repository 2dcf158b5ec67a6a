"""What is there before January 2015 (ODD, section 5)."""

import math
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.reference import rules
from benchmarks.reference.draws import ident_of, key_of, normal, pick, uniform
from benchmarks.reference.found_spaces import found
from benchmarks.reference.investor import Investor
from sim.model.categories import ANGEL, FIELD_SHARES, N_FIELDS, VENTURE
from sim.model.randomness import FIELD_SHOCK, INITIAL, INVESTOR_FOCUS, INVESTORS

if TYPE_CHECKING:
    from benchmarks.reference.model import Province

ANGELS, VENTURE_INVESTORS = 150, 80
FOCUSED_INVESTORS = 0.4
INITIAL_SPACES = 5
SHOCK_PERSISTENCE, SHOCK_SD = 0.97, 0.03


class Luck(NamedTuple):
    """Luck of fields in each month: weight among founders, supply of capital."""

    founders: list[tuple[float, ...]]
    capital: list[tuple[float, ...]]


def luck_of_fields(province: "Province") -> Luck:
    logs = [0.0] * (2 * N_FIELDS)  # of demand, then of capital
    founders, capital = [], []
    for month in range(len(province.schedule)):
        if province.mechanisms.field_shocks:
            for k in range(2 * N_FIELDS):
                draw = normal(province.key, FIELD_SHOCK, month, k)
                logs[k] = SHOCK_PERSISTENCE * logs[k] + SHOCK_SD * draw
        luck = [math.exp(value) for value in logs]
        founders.append(tuple(FIELD_SHARES[f] * luck[f] for f in range(N_FIELDS)))
        capital.append(tuple(luck[N_FIELDS:]))
    return Luck(founders, capital)


def found_investors(province: "Province") -> None:
    angels = round(ANGELS * province.scale)
    for place in range(angels + round(VENTURE_INVESTORS * province.scale)):
        key = key_of(province.seed, ident_of(INVESTORS, 0, -1, place))
        field = None
        if uniform(key, INVESTOR_FOCUS, -1, 0) < FOCUSED_INVESTORS:
            field = pick(FIELD_SHARES, uniform(key, INVESTOR_FOCUS, -1, 1))
        kind = ANGEL if place < angels else VENTURE
        province.investors.append(Investor(province, key, kind, field))


def found_initial_spaces(province: "Province") -> None:
    for place in range(max(1, round(INITIAL_SPACES * province.scale))):
        found(province, ident_of(INITIAL, 0, -1, place), guidance=0.0)
    for space in province.spaces:
        space.tally.clear()
    cash = rules.total(space.cash for space in province.spaces)
    funds = rules.total(space.seed_fund for space in province.spaces)
    province.books.opening = (0.0, cash + funds, 0.0)

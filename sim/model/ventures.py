"""Rules of a venture's month that ``incubate`` applies: pace, hazard, money, exit (ODD 7.5)."""

import numpy as np

from sim.model.compiled import columnwise, compiled
from sim.model.kinds import Agents, Reals, Record, Wide, Word
from sim.model.parameters import Incubate
from sim.model.prefetch import fetch_soon
from sim.model.randomness import exponential, word
from sim.model.state import DRAWN_AT_ONCE

_PITCH_BITS = np.uint64(16)
_FATE_MASK, _PITCH_MASK = np.uint64((1 << 22) - 1), np.uint64((1 << 16) - 1)
_SHOCK_SHIFT = np.uint64(38)
PEER_SCALE = 40  # so that one neighbour in 44 slots already counts for 0.65 log units
BURN_OF_STAGE = (1.0, 2.0, 5.0, 12.0)  # over an unfunded team's burn
REVENUE_OF_STAGE = (1.0, 1.8, 4.0, 9.0)  # over an unfunded venture's revenue
REVENUE_LAG = 12  # months after a round
FIRM_HAZARDS = (0.016 / 12, 0.063 / 12, 0.095 / 12, 0.085 / 12)  # official, by year of age


@compiled
def split(bits: Word) -> tuple[float, float, float]:
    """Three draws of one word: 26 bits for the shock, 22 for the fate, 16 for the pitch."""
    shock = (np.float64(bits >> _SHOCK_SHIFT) + 0.5) * (1.0 / (1 << 26))
    fate = (np.float64((bits >> _PITCH_BITS) & _FATE_MASK) + 0.5) * (1.0 / (1 << 22))
    pitch = (np.float64(bits & _PITCH_MASK) + 0.5) * (1.0 / (1 << 16))
    return shock, fate, pitch


@columnwise
def split_words(
    startups: Agents,
    first: int,
    number: int,
    month_salt: Word,
    shocks: Reals,
    fates: Reals,
    pitches: Reals,
) -> None:
    """Fill in the three draws of each of these startups, tenants or not."""
    for place in range(number):
        bits = word(startups[first + place].key, month_salt)
        shocks[place], fates[place], pitches[place] = split(bits)


@compiled
def draw_months(startups: Agents, first: int, number: int, month_salt: Word, book: Record) -> None:
    """Draw the month of a block of startups; shocks become Exp(1).

    One after the other, a tenant's rules would wait for its logarithm; in a loop of their own
    many logarithms are under way at once.
    """
    shocks, last = book.shocks, startups.shape[0] - 1
    split_words(startups, first, number, month_salt, shocks, book.fates, book.pitch_draws)
    for place in range(number):
        fetch_soon(startups, min(first + DRAWN_AT_ONCE + place, last))  # of the next block
        shocks[place] = exponential(shocks[place])


@compiled
def peers(same: int, others: int, slots: int, focus: float, logs: Reals) -> float:
    """Log peers: neighbours of the same field with weight ``focus``, of others with the rest.

    log(1 + 40 n / slots), read off a table of logarithms of whole numbers.

    >>> peers(0, 0, 44, 0.65, np.log(np.arange(1.0, 100.0)))
    0.0
    """
    alone = logs[slots]
    return focus * (logs[slots + PEER_SCALE * same] - alone) + (1.0 - focus) * (
        logs[slots + PEER_SCALE * others] - alone
    )


@compiled
def speed(service: float, fitting: float, learning: float, p: Incubate) -> float:
    """Pace in a space over a venture's own pace.

    >>> from sim.model.parameters import Incubate
    >>> speed(0.0, 0.0, 0.0, Incubate())
    1.0
    """
    return 1.0 + p.service_gain * service * (1.0 + fitting) + p.peer_gain * learning


@compiled
def hazards_by_age(p: Incubate, hazards: Reals) -> None:
    """Fill in the monthly hazards beside want of cash: of teams, then of firms by year of age."""
    hazards[0] = p.base_hazard
    for year in range(len(FIRM_HAZARDS)):
        hazards[year + 1] = p.firm_hazard * FIRM_HAZARDS[year]


@compiled
def age_classes(month: int, classes: Wide) -> None:
    """Fill in the age class of a venture registered in month ``index - 1``; 0 is a team."""
    classes[0] = 0
    for registered in range(month + 1):
        classes[registered + 1] = 1 + min((month - registered) // 12, len(FIRM_HAZARDS) - 1)


@compiled
def weakness(talent_tercile: int, early_closure: float, service: float) -> float:
    """Factor on the hazard: weak ventures close earlier where service is strong.

    >>> weakness(0, 0.25, 0.8), weakness(1, 0.25, 0.8)
    (1.2, 1.0)
    """
    return 1.0 + early_closure * service * (talent_tercile == 0)


@compiled
def money_by_stage(p: Incubate, sales: Reals, burns: Reals) -> None:
    """Fill in revenue at progress 1 and burn (kCNY/month) by stage, and whether a year is over.

    Position 2 * stage is the year after the round, 2 * stage + 1 later: revenue lags a round.
    """
    for stage in range(len(BURN_OF_STAGE)):
        sales[2 * stage] = p.venture_revenue * REVENUE_OF_STAGE[max(stage - 1, 0)]
        sales[2 * stage + 1] = p.venture_revenue * REVENUE_OF_STAGE[stage]
        burns[2 * stage] = burns[2 * stage + 1] = p.burn * BURN_OF_STAGE[stage]

"""Rounds of funding: who may act, what stage follows, how large a ticket is (ODD 7.6)."""

import math

from sim.model.categories import ANGEL, LATER, SEED, SERIES_A, UNFUNDED
from sim.model.compiled import compiled
from sim.model.randomness import standard_normal

ROUND_GAP = 12  # months between rounds


@compiled
def next_stage(stage: int, kind: int) -> int:
    """Stage after a round of an angel or a venture investor."""
    if kind == ANGEL:
        return SEED if stage == UNFUNDED else SERIES_A
    return SERIES_A if stage < SERIES_A else LATER


@compiled
def may_invest(stage: int, kind: int, months_since_round: int) -> bool:
    """Angels act up to the seed stage, venture investors up to series A."""
    latest = SEED if kind == ANGEL else SERIES_A
    return stage <= latest and (stage == UNFUNDED or months_since_round >= ROUND_GAP)


@compiled
def ticket(median: float, log_sd: float, u: float) -> float:
    """Size of a ticket (kCNY): lognormal."""
    return median * math.exp(log_sd * standard_normal(u))

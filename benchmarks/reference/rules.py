"""Rules that several submodels share (ODD, 7.0)."""

import math
from collections.abc import Iterable

from sim.model.categories import FIELD_SHARES
from sim.model.parameters import Parameters

SUBSIDY_LIFT = 0.3


def clip(value: float, low: float, high: float) -> float:
    return min(max(value, low), high)


def total(values: Iterable[float]) -> float:
    """Sum in the order given: the sum of Python 3.12 rounds otherwise."""
    amount = 0.0
    for value in values:
        amount += value
    return amount


def logit(share: float) -> float:
    return math.log(share / (1.0 - share))


def logistic(value: float) -> float:
    return 1.0 / (1.0 + math.exp(-value))


def fit(specialisation: float, field: int, same_field: bool) -> float:
    """Fit of a startup to a space of this focus and field: 0 on average over founders."""
    if same_field:
        return specialisation
    share = FIELD_SHARES[field]
    return -specialisation * share / (1.0 - share)


def service_target(p: Parameters, orientation: float, subsidy: float) -> float:
    """Service level that a space aims at, given its subsidy a slot."""
    floor = p.operate.service_floor
    base = floor + (1.0 - floor) * orientation
    response = 1.0 + SUBSIDY_LIFT * subsidy - p.operate.complacency * subsidy * subsidy
    return clip(base * response, floor, 1.0)


def rent_of_slot(p: Parameters, price_level: float, market_rent: float) -> float:
    return (
        p.incubate.rent_price
        * price_level
        * (1.0 + p.incubate.rent_pass_through * (market_rent - 1.0))
    )


def rent_dependence(rent: float, fees: float) -> float:
    """Rent over rent and fees, 1 where neither is paid."""
    return rent / (rent + fees) if rent + fees > 0.0 else 1.0


def cell_of(specialisation: float, dependence: float) -> int:
    """Cell of the 2 x 2 of focus and rent, for observers only."""
    return 2 * (specialisation >= 0.5) + (dependence >= 0.7)

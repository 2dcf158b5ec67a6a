"""Rules that more than one submodel applies."""

import math
from collections.abc import Sequence

from sim.model.categories import FIELD_SHARES
from sim.model.compiled import compiled

REGISTRATION_PROGRESS = 0.3  # a team that far registers a firm
LEAST_SLOTS = 8  # of a space, at founding and after floors are given back
SUBSIDY_LIFT = 0.3  # first effect of subsidy on service; with complacency an inverted U


@compiled
def clip(value: float, low: float, high: float) -> float:
    """The value, or the nearer end of the range."""
    return min(max(value, low), high)


@compiled
def logistic(x: float) -> float:
    """Inverse of the logit.

    >>> logistic(0.0)
    0.5
    """
    return 1.0 / (1.0 + math.exp(-x))


@compiled
def pick(u: float, shares: Sequence[float]) -> int:
    """Position in a tuple of shares that quantile u falls on; shares need not sum to one.

    >>> pick(0.5, (1.0, 1.0, 2.0))
    1
    """
    total = 0.0
    for share in shares:
        total += share
    reached, position = 0.0, 0
    for index in range(len(shares)):
        reached += shares[index] / total
        if reached < u:
            position = index + 1
    return min(position, len(shares) - 1)


@compiled
def occupancy(tenants: int, slots: int) -> float:
    """Share of slots that are taken."""
    return tenants / slots


@compiled
def fit(specialisation: float, same_field: bool, space_field: int) -> float:
    """Fit of a startup and a space: s in the same field, else so low that founders average 0.

    >>> share = FIELD_SHARES[1]
    >>> abs(share * fit(0.8, True, 1) + (1 - share) * fit(0.8, False, 1)) < 1e-12
    True
    """
    if same_field:
        return specialisation
    share = FIELD_SHARES[space_field]
    return -specialisation * share / (1.0 - share)


@compiled
def service_target(orientation: float, floor: float, subsidy: float, complacency: float) -> float:
    """Service level that a space aims at; subsidy (kCNY/slot/month) lifts it, then lulls it.

    >>> round(service_target(0.5, 0.1, 0.0, 0.25), 3)
    0.55
    """
    response = 1.0 + SUBSIDY_LIFT * subsidy - complacency * subsidy * subsidy
    return clip((floor + (1.0 - floor) * orientation) * response, floor, 1.0)


@compiled
def rent_of_slot(
    rent_price: float, price_level: float, market_rent: float, pass_through: float
) -> float:
    """Rent of a slot (kCNY/month): one function for all spaces."""
    return rent_price * price_level * (1.0 + pass_through * (market_rent - 1.0))


@compiled
def rent_share(rent: float, fees: float) -> float:
    """Rent dependence r: rent over rent and fees, 1 where neither is paid.

    >>> rent_share(3.0, 1.0)
    0.75
    """
    if rent + fees <= 0.0:
        return 1.0
    return rent / (rent + fees)


@compiled
def cell_of(specialisation: float, rent_dependence: float) -> int:
    """Observers' cell of the 2 x 2 of focus and rent (``categories.CELLS``).

    >>> cell_of(0.6, 0.5), cell_of(0.2, 0.9)
    (2, 1)
    """
    return 2 * int(specialisation >= 0.5) + int(rent_dependence >= 0.7)

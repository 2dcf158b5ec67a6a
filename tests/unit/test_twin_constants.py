"""Numbers that rules of the engine hold without a name, and the twin has again, are the same."""

from statistics import NormalDist

import pytest

from sim.dynamics.twin.assumed import RULES
from sim.model.offers import least_talent
from sim.model.rules import cell_of
from sim.model.submodels.close import review_chance
from sim.model.submodels.found_spaces import founding_rate
from sim.model.submodels.found_startups import TERCILE
from sim.model.submodels.operate import next_price
from sim.model.submodels.supervise import missed_chance

TWIN = {name: value for name, (value, _, _) in RULES.items()}
NEAR = 1e-6
BELOW, ABOVE = -NEAR, NEAR


def price(taken):
    return next_price(1.0, taken)


def review(taken):
    return review_chance(1.0, taken, 0.0)


def talent(taken):
    return least_talent(1.0, taken)


def missed(taken):
    return missed_chance(0.0, 1.0, taken, False)


def founded(taken):
    return founding_rate(1.0, 1.0, taken, 0.5, 1.0)


def relies_on_rent(share):
    return cell_of(0.0, share)


@pytest.mark.parametrize(
    ("rule", "bend", "flat"),
    [
        (price, TWIN["empty_until"], ABOVE),
        (price, TWIN["full_from"], BELOW),
        (founded, TWIN["least_occupancy"], BELOW),
        (review, TWIN["patient_from"], ABOVE),
        (review, TWIN["patient_from"] - TWIN["patient_range"], BELOW),
        (missed, TWIN["empty_from"], ABOVE),
        (talent, TWIN["crowded_from"], BELOW),
        (talent, TWIN["crowded_from"] + TWIN["crowded_range"], ABOVE),
        (relies_on_rent, 1 / (1 + TWIN["rent_over_fees"]), ABOVE),
    ],
)
def test_the_rule_bends_where_the_twin_has_it(rule, bend, flat):
    """On one side of the bend the rule gives the same as further off; on the other it does not."""
    assert rule(bend + flat) == rule(bend + 2 * flat) != rule(bend - flat)


def test_the_weak_are_the_lowest_third_of_talent():
    assert NormalDist().cdf(-TERCILE) == pytest.approx(TWIN["weak_third"], abs=1e-4)


def test_reports_are_missed_for_emptiness_over_where_it_begins():
    """The twin divides by the occupancy from which on nothing is missed."""
    assert missed(0.0) == 1.0
    assert missed(TWIN["empty_from"] / 2) == pytest.approx(0.5)

"""A small province for sessions."""

import pytest

from sim.calibration.draws import best_point
from sim.experiments.ensemble import compile_model
from sim.scenario import load_scenario

SCALE = 0.05


@pytest.fixture(scope="session")
def province():
    """Give the baseline in a small province, as loaded."""
    scenario = load_scenario("baseline").with_set({"scale": SCALE})
    compile_model(scenario)
    return scenario


@pytest.fixture(scope="session")
def province_at_best(province):
    """Give the same with the best point of the calibration, as sessions run it."""
    return province.with_parameters(best_point())

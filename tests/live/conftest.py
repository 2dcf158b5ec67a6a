"""A small province for sessions."""

import pytest

from sim.calibration.draws import best_point
from tests.live.serving import served, shelf


@pytest.fixture(scope="session")
def province():
    """Give the baseline in a small province, as loaded."""
    return shelf()["baseline"]


@pytest.fixture(scope="session")
def province_at_best(province):
    """Give the same with the best point of the calibration, as sessions run it."""
    return province.with_parameters(best_point())


@pytest.fixture(scope="session")
def live_server():
    """Give a running server with a small province."""
    with served(most_per_second=1e6) as server:
        yield server

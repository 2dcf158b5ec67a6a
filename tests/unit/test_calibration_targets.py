"""Targets: how far off, near enough, inside; and their residuals in errors of the record."""

import numpy as np
import pytest

from sim.calibration.targets import Target, fitted, targets
from sim.scenario.language import Bilingual

NAME = Bilingual("", "")


def target(low, high, **others):
    return Target(NAME, "", low, high, "soft", "", **others)


def test_a_number_is_met_within_its_tolerance():
    near = target(100.0, 100.0, within=3.0)
    assert near.met(103.0)
    assert not near.met(96.9)
    assert target(100.0, 100.0).met(500.0) is None


def test_a_count_is_met_inside_its_poisson_interval():
    count = target(44.0, 44.0, within="Poisson")
    assert [count.met(value) for value in (32, 34, 55, 57)] == [False, True, True, False]


def test_ranges_and_bounds_are_met_inside():
    assert target(1.2, 1.6).met(1.2)
    assert not target(1.2, 1.6).met(1.7)
    assert target(1000.0, np.inf).met(1e6)
    assert not target(-np.inf, 9.0).met(9.1)
    assert target(-1.0, 5.0).distance(-2.0) == pytest.approx(-100)


def test_residuals_count_errors_of_the_record():
    log = target(100.0, 100.0, error=0.1, scale="log")
    assert log.residual(np.array([100.0, 100 * np.exp(0.2)])) == pytest.approx([0, 2])
    least = target(1000.0, np.inf, error=0.05, scale="log")
    assert least.residual(np.array([2000.0, 1000 * np.exp(-0.1)])) == pytest.approx([0, -2])
    most = target(-np.inf, 9.0, error=1.0)
    assert most.residual(np.array([3.0, 11.0])) == pytest.approx([0, 2])


def test_a_range_holds_nine_tenths_of_a_normal():
    share = fitted()["service_share"]
    assert share.residual(np.array([30.0, 36.5, 43.0])) == pytest.approx(
        [-1.645, 0, 1.645], abs=1e-3
    )
    ratio = fitted()["focus_hazard_ratio"]
    assert ratio.residual(np.array([0.75, 1.15])) == pytest.approx([-1.96, 1.96], abs=1e-3)


def test_what_the_issue_calls_conflict_or_construction_is_not_fitted():
    for key in ("funded_per_year", "national_level", "mentors", "seed_funds", "comprehensive"):
        assert targets()[key].error is None
    assert all(each.kind in ("produced", "soft") for each in fitted().values())
    assert {key for key, each in targets().items() if each.kind == "produced"} <= set(fitted())

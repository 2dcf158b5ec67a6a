"""Shakeout: numbers by hand, and that rates are those of the life tables."""

import numpy as np
import pytest

import sim
from sim.analysis import check_2017, shakeout
from sim.analysis.observed import Observed
from sim.analysis.shakeout import closures_and_exposure, drawdown, onset, relative_closure
from sim.model.categories import CELLS, MODEL_OF_CELL, MODELS
from sim.scenario.months import month_number
from tests.runs import small_results, small_scenario


@pytest.fixture(scope="module")
def observed() -> Observed:
    return Observed(small_results(scale=0.2).studies[0].tables.parts[0])


@pytest.mark.parametrize("lasting", [5, 6, 7])
def test_onset_needs_six_months_above(lasting):
    rate = np.full(100, 0.01)
    rate[:6], rate[95:] = np.nan, np.nan
    rate[month_number(2016) : month_number(2017)] = 0.05  # within the reference, no onset
    start = month_number(2019, 4)
    rate[start : start + lasting] = 0.016
    found = onset(rate, 0.01)
    assert np.isnan(found) if lasting < 6 else found == start


def test_onset_needs_half_as_much_again():
    assert np.isnan(onset(np.full(100, 0.015), 0.01))


def test_drawdown_by_hand():
    assert drawdown(np.array([5.0, 10, 8, 9, 12, 9, 13])) == pytest.approx(25)
    assert drawdown(np.arange(5.0)) == 0


def test_relative_closure_by_hand():
    # Half of the spaces have four fifths of the closures.
    found = relative_closure(np.array([2.0, 8, 0]), np.array([40.0, 50, 10]))
    assert found == pytest.approx([0.5, 1.6, 0])
    assert np.isnan(relative_closure(np.zeros(2), np.ones(2))).all()


def test_course_by_hand():
    """A hundred spaces, one closure a month, three a month in 2019 and two in 2020."""
    closed = np.full(96, 1.0)
    closed[month_number(2019) : month_number(2020)] = 3
    closed[month_number(2020) : month_number(2021)] = 2
    found = shakeout._course(closed, np.full(96, 100.0))
    assert found["closure_rate_2016_17", "all"] == pytest.approx(12)
    assert found["shakeout_peak_rate", "all"] == pytest.approx(36)
    assert found["shakeout_peak", "all"] == pytest.approx(2019.5)
    # Twelve months around October 2018 hold three of 2019: (9 + 9) / 1200 = 1.5 x, not above it.
    assert found["shakeout_onset", "all"] == pytest.approx(2018 + 10 / 12)


def test_exposure_is_that_of_the_life_tables(observed):
    axes = {"cell": CELLS, "duration": (0, observed.months + 1), "end": ("at_risk", "closed")}
    table = observed.part.life_table("space_by_model_now", axes).sum(axis=1)
    for code, model in enumerate(MODELS):
        closed, at_risk = closures_and_exposure(observed, f"model:{model}")
        cells = np.array(MODEL_OF_CELL) == code
        assert closed.sum() == table[cells, 1].sum()
        assert (at_risk >= closed).all()
        initial = at_risk[0]  # the life tables begin when a space is a month old
        assert at_risk.sum() == pytest.approx(table[cells, 0].sum(), abs=initial)


def test_models_together_are_all(observed):
    parts = [closures_and_exposure(observed, f"model:{model}") for model in MODELS]
    whole = closures_and_exposure(observed, "all")
    assert (sum(part[0] for part in parts) == whole[0]).all()
    assert (sum(part[1] for part in parts) == whole[1]).all()


def test_outcomes_speak_of_the_whole_and_of_models(observed):
    found = shakeout.outcomes(observed)
    weights = [closures_and_exposure(observed, f"model:{m}")[1][36:].sum() for m in MODELS]
    shares = np.array(weights) / sum(weights)
    relative = [found["closure_share_over_exposure", model] for model in MODELS]
    assert np.dot(shares, relative) == pytest.approx(1)
    assert found["shakeout_depth_alive", "all"] >= 0


@pytest.fixture(scope="module")
def dead() -> Observed:
    """A province whose last space closed before 2017."""
    nobody = {"found_spaces.founding_rate": 0, "close.base_exit": 0.05, "close.grace_months": 1}
    scenario = small_scenario("2025-12").with_set(nobody)
    results = sim.ensemble(scenario, replicates=2, seed=1, parameters="default")
    return Observed(results.studies[0].tables.parts[1])


@pytest.mark.filterwarnings("error")
def test_a_dead_province_has_no_rates_and_breaks_nothing(dead):
    assert dead.series("spaces")[month_number(2017) :].sum() == 0
    found = shakeout.outcomes(dead)
    for name in ("shakeout_onset", "shakeout_peak", "shakeout_peak_rate", "closure_rate"):
        assert np.isnan(found[name, "all"])
    assert np.isnan(check_2017.outcomes(dead)["enterprise_operated", "all"])

"""Numbers of a comparison on data whose answer is known."""

import math

import numpy as np
import pytest

from sim.analysis.catalogue import OUTCOMES
from sim.analysis.comparison import Difference
from sim.analysis.comparison_columns import COLUMNS
from sim.analysis.comparison_indicators import BETTER, MAIN
from sim.analysis.comparison_statistics import chances, monte_carlo, narrower, needed, ranges
from sim.analysis.comparison_variance import variance
from sim.analysis.observed import Observed
from sim.analysis.totals import TOTALS, curves
from sim.model.categories import MODELS
from sim.results.indicators import INDICATORS
from tests.runs import small_results


def two_scenarios(
    effect: float, draw: float, draw_effect: float, seed: float, seed_effect: float, draws: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Outcomes of two scenarios with known standard deviations, two seeds a draw."""
    generator = np.random.default_rng(7)
    member = np.repeat(np.arange(draws), 2)
    middle = draw * generator.normal(size=draws)[member] + seed * generator.normal(size=2 * draws)
    difference = effect + draw_effect * generator.normal(size=draws)[member]
    difference += seed_effect * generator.normal(size=2 * draws)
    return middle - difference / 2, middle + difference / 2, member


def test_components_are_recovered():
    found = variance(*two_scenarios(4.0, 3.0, 2.0, 2.0, 1.0, draws=4000))
    assert found.scenario == pytest.approx(4.0, rel=0.05)  # (4 / 2) squared
    assert found.draw == pytest.approx(9.0, rel=0.08)
    assert found.draw_by_scenario == pytest.approx(1.0, rel=0.08)  # (2 / 2) squared
    assert found.seed == pytest.approx(4.0, rel=0.08)
    assert found.seed_by_scenario == pytest.approx(0.25, rel=0.08)
    assert not found.floored
    assert found.calibration_of_effect == pytest.approx(0.8, abs=0.03)
    assert found.shares == pytest.approx((4 / 18.25, 10 / 18.25, 4.25 / 18.25), abs=0.02)
    first, other, _ = two_scenarios(4.0, 3.0, 2.0, 2.0, 1.0, draws=4000)
    assert np.concatenate([first, other]).var() == pytest.approx(18.25, rel=0.05)


def test_luck_left_in_the_mean_is_not_taken_for_an_effect():
    found = variance(*two_scenarios(0.0, 0.0, 0.0, 1.0, 1.0, draws=500))
    assert found.scenario < 0.005
    assert found.shares[2] > 0.9


def test_components_below_zero_count_as_zero_and_it_is_said():
    first = np.array([0.0, 10.0, 1.0, 9.0])  # draws are more alike than seeds
    found = variance(first, first + 1, np.array([0, 0, 1, 1]))
    assert found.draw == 0
    assert found.floored


def test_one_draw_leaves_calibration_untold():
    found = variance(np.array([1.0, 3.0]), np.array([5.0, 7.0]), np.array([-1, -1]))
    scenario, calibration, chance = found.shares
    assert math.isnan(calibration)
    assert scenario == pytest.approx(4 / 6)
    assert chance == pytest.approx(2 / 6)


def test_two_kinds_of_interval():
    difference = np.arange(20.0)
    draws = np.full(20, -1)
    spread, mean = dict(ranges(difference)), dict(monte_carlo(difference, draws))
    assert spread["median_difference"] == mean["mean_difference"] == 9.5
    ends = np.quantile(difference, [0.05, 0.25, 0.75, 0.95])
    names = ("low_90", "low_50", "high_50", "high_90")
    assert [spread[f"replicates_{name}"] for name in names] == list(ends)
    error = difference.std(ddof=1) / math.sqrt(20)
    assert mean["monte_carlo_error"] == pytest.approx(error)
    assert mean["monte_carlo_high_90"] == pytest.approx(9.5 + 1.729133 * error)  # t, 19 degrees
    assert mean["monte_carlo_low_50"] == pytest.approx(9.5 - 0.687621 * error)
    assert math.isnan(dict(ranges(difference[:9]))["replicates_low_90"])


def test_seeds_of_one_draw_are_not_independent():
    difference, draws = np.array([1.0, 1.0, 3.0, 3.0]), np.array([0, 0, 1, 1])
    error = dict(monte_carlo(difference, draws))["monte_carlo_error"]
    assert error == pytest.approx(1.0)
    alone = dict(monte_carlo(difference[:2], draws[:2]))
    assert math.isnan(alone["monte_carlo_high_90"])


def test_which_way_is_better():
    difference = np.array([1.0, 2.0, -1.0, 0.0])
    assert chances(difference, "more")["chance_better"] == 50
    assert chances(difference, "less")["chance_better"] == 25
    assert math.isnan(chances(difference, "neither")["chance_better"])
    assert chances(difference, "less")["chance_unchanged"] == 25
    assert set(BETTER) <= set(OUTCOMES)
    assert set(MAIN) <= {*OUTCOMES, *TOTALS}
    assert {total.column for total in TOTALS.values()} <= set(INDICATORS)


def test_shared_luck_cancels():
    first, other, draws = two_scenarios(1.0, 3.0, 0.0, 3.0, 0.3, draws=200)
    assert narrower(first, other, draws) < 0.1
    alone = np.random.default_rng(1).permutation(other.reshape(-1, 2)).ravel()
    assert narrower(first, alone, draws) == pytest.approx(1.0, abs=0.15)


def test_replicates_needed_grow_with_the_square():
    assert needed(20, 0.02, 0.01) == 80
    assert needed(20, 0.011, 0.01) == 26
    assert needed(20, math.nan, 0.01) is None


def test_every_column_is_explained():
    assert list(COLUMNS) == list(Difference._fields)


def test_totals_on_request_are_the_series_at_the_end():
    results = small_results()
    found = curves(Observed(next(iter(results.studies[0].tables))))
    series = results.series[results.series["seed"] == 3]
    of = {group: rows.set_index("month") for group, rows in series.groupby("group", observed=True)}
    last = {group: rows.iloc[-1] for group, rows in of.items()}
    assert found["specialisation"][-1] == pytest.approx(last["all"]["specialisation"])
    assert found["occupancy"][-1] == pytest.approx(100 * last["all"]["occupancy"])
    assert found["spaces_closed"][-1] == of["all"]["spaces_closed"].sum() > 0
    assert found["owner_support"][-1] == pytest.approx(of["all"]["owner_support"].sum() / 1000)
    models = {name: last[f"model:{name}"]["spaces"] for name in MODELS}
    assert {name: found[f"spaces_{name}"][-1] for name in MODELS} == models
    assert sum(models.values()) == found["spaces"][-1]

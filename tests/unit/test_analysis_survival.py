"""Survival of spaces: against libraries, against the life tables, against numbers by hand."""

import numpy as np
import pytest
from lifelines import KaplanMeierFitter
from lifelines.utils import restricted_mean_survival_time
from scipy.stats import CensoredData, ecdf

from sim.analysis import survival
from sim.analysis.observed import Observed
from sim.analysis.survival import (
    Spells,
    kaplan_meier,
    kaplan_meier_by,
    restricted_mean,
    spells,
    standardised,
)
from sim.model.categories import CELLS, MODELS
from tests.runs import small_results


@pytest.fixture(scope="module")
def observed() -> Observed:
    return Observed(small_results(scale=0.2).studies[0].tables.parts[0])


def test_kaplan_meier_by_hand():
    # Four spaces: closed after 2 and 4 months, open after 3 and 6.
    curve = kaplan_meier(np.array([2, 3, 4, 6]), np.array([True, False, True, False]), 7)
    assert curve[:7] == pytest.approx([1, 1, 0.75, 0.75, 0.375, 0.375, 0.375])
    assert np.isnan(curve[7])


def test_kaplan_meier_agrees_with_lifelines(observed):
    lives = spells(observed)
    curve = kaplan_meier(lives.duration, lives.closed, 60)
    fitter = KaplanMeierFitter().fit(lives.duration, lives.closed)
    assert curve == pytest.approx(fitter.predict(np.arange(61)).to_numpy(), abs=1e-12)
    expected = restricted_mean_survival_time(fitter, t=60)
    assert restricted_mean(curve) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("longest", [20, 60])
@pytest.mark.parametrize("followed", [0.0, 0.4, 1.0])
def test_kaplan_meier_by_groups_is_scipys_to_the_bit(followed, longest):
    random = np.random.default_rng(1)
    group, duration = random.integers(0, 5, 300), random.integers(0, 50, 300)
    closed, ages = random.random(300) < followed, np.arange(longest + 1)
    curves = kaplan_meier_by(group, 6, duration, closed, longest)
    for number in range(5):
        of_group = group == number
        sample = CensoredData.right_censored(duration[of_group], ~closed[of_group])
        expected = ecdf(sample).sf.evaluate(ages)
        known = (ages <= duration[of_group].max()) | (expected == 0)
        assert (curves[number][known] == expected[known]).all()
        assert np.isnan(curves[number][~known]).all()
    assert np.isnan(curves[5]).all()  # nobody is in it


def test_kaplan_meier_agrees_with_the_exact_life_table(observed):
    lives = spells(observed)
    axes = {"cell": CELLS, "duration": (0, observed.months + 1), "end": ("at_risk", "closed")}
    table = observed.part.life_table("space_by_model_at_founding", axes).sum(axis=0)
    hazard = table[1:61, 1] / table[1:61, 0]
    expected = np.concatenate([[1], np.cumprod(1 - hazard)])
    assert kaplan_meier(lives.duration, lives.closed, 60) == pytest.approx(expected, abs=1e-12)


def test_spaces_alive_at_the_start_are_left_out(observed):
    assert (observed.spaces.founded < 0).sum() == 1
    assert spells(observed).duration.size == observed.spaces.founded.size - 1


def lives_by_hand() -> Spells:
    """Two founding years; rent-dependent spaces are founded late, where all live shorter."""
    rows = [
        *[(60, False, 0, 0)] * 3,  # specialised of 2015 live on
        *[(30, True, 0, 1)] * 1,
        *[(60, False, 0, 2)] * 2,
        *[(30, True, 1, 0)] * 1,
        *[(10, True, 1, 1)] * 5,
        *[(20, True, 1, 2)] * 2,
        *[(5, True, 6, 0)] * 4,  # of 2021, not followed for 60 months
    ]
    duration, closed, year, model = (np.array(column) for column in zip(*rows, strict=True))
    return Spells(duration, closed, year, model, model)


def test_standardised_by_hand():
    curves = standardised(lives_by_hand(), months=96)
    # Weights of the years are 6 and 8 of 14 for every model.
    means = [restricted_mean(curve) for curve in curves]
    assert means == pytest.approx(
        [(6 * 60 + 8 * 30) / 14, (6 * 30 + 8 * 10) / 14, (6 * 60 + 8 * 20) / 14]
    )
    raw = kaplan_meier(np.array([30, 10, 10, 10, 10, 10]), np.ones(6, bool), 60)
    assert restricted_mean(raw) < means[1]


def test_standardised_leaves_out_years_that_a_model_lacks():
    lives = lives_by_hand()
    without = (lives.year != 1) | (lives.model != 1)
    curves = standardised(Spells(*(column[without] for column in lives)), months=96)
    assert [restricted_mean(curve) for curve in curves] == pytest.approx([60, 30, 60])


def test_one_mix_may_be_given():
    mix = np.array([1.0, 0, 0, 0, 0, 0, 0, 0])
    curves = standardised(lives_by_hand(), months=96, mix=mix)
    assert restricted_mean(curves[1]) == pytest.approx(30)


def test_nothing_is_said_of_what_is_not_followed():
    assert np.isnan(standardised(lives_by_hand(), months=60)).all()


def test_outcomes_speak_of_every_model(observed):
    found = survival.outcomes(observed)
    for model in MODELS:
        assert 0 < found["survival_mean_60", model] <= 60
        assert 0 <= found["survival_share_60", model] <= found["survival_share_36", model] <= 100

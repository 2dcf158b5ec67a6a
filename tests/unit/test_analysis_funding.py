"""Funding of startups: against lifelines, against proportions, against numbers by hand."""

import warnings

import numpy as np
import pytest
from lifelines import AalenJohansenFitter

from sim.analysis import funding
from sim.analysis.funding import (
    centred_rate,
    cumulative_incidence,
    entered_early_enough,
    standardised,
)
from sim.analysis.observed import Observed, by_model
from sim.model import quantities as q
from sim.model.categories import MODELS
from tests.runs import small_results

ENDS = len(q.FUNDING_ENDS)


@pytest.fixture(scope="module")
def observed() -> Observed:
    return Observed(small_results(scale=0.2).studies[0].tables.parts[0])


def expanded(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Durations and ends of single cases; an end is 0 where a case is open."""
    duration, end = np.nonzero(counts)
    repeats = counts[duration, end].astype(int)
    code = np.where(end == q.END_OPEN, 0, end + 1)
    return np.repeat(duration, repeats), np.repeat(code, repeats)


def test_incidence_agrees_with_lifelines_where_no_two_ends_fall_together():
    random = np.random.default_rng(1)
    counts = np.zeros((200, ENDS))
    for duration in range(1, 200):
        counts[duration, random.integers(ENDS)] = 1
    fitter = AalenJohansenFitter(calculate_variance=False)
    fitter.fit(*expanded(counts), event_of_interest=1)
    expected = fitter.cumulative_density_.iloc[:, 0].reindex(range(200), method="ffill")
    assert cumulative_incidence(counts) == pytest.approx(expected.to_numpy(), abs=1e-12)


def test_incidence_agrees_with_lifelines_on_a_run(observed):
    # Lifelines breaks ties by chance, hence the tolerance.
    counts = observed.funding.sum(axis=(0, 1, 2, 3))
    counts[q.MAX_DURATION, q.END_OPEN] += counts[q.MAX_DURATION].sum() - counts[-1, q.END_OPEN]
    counts[q.MAX_DURATION, : q.END_OPEN] = 0
    fitter = AalenJohansenFitter(calculate_variance=False, seed=1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fitter.fit(*expanded(counts), event_of_interest=1)
    density = fitter.cumulative_density_.iloc[:, 0]
    for months in funding.HORIZONS:
        expected = density[density.index < months + 0.5].iloc[-1]
        assert cumulative_incidence(counts)[months] == pytest.approx(expected, abs=2e-3)


def test_incidence_is_a_proportion_where_all_are_followed(observed):
    years = entered_early_enough(observed.months, 24)
    counts = observed.funding[:, :years].sum(axis=(0, 1, 2, 3))
    share = counts[:25, q.END_FUNDED].sum() / counts.sum()
    assert counts[:24, q.END_OPEN].sum() == 0
    assert cumulative_incidence(counts)[24] == pytest.approx(share, abs=1e-12)


def test_incidence_by_hand():
    # Ten startups: two funded and one failed at once, one open after a month, then three funded.
    counts = np.zeros((4, ENDS))
    counts[0, q.END_FUNDED], counts[0, q.END_FAILED] = 2, 1
    counts[1, q.END_OPEN] = 1
    counts[2, q.END_FUNDED], counts[2, q.END_LEFT] = 3, 3
    assert cumulative_incidence(counts) == pytest.approx([0.2, 0.2, 0.55, 0.55])
    assert np.isnan(cumulative_incidence(np.zeros((4, ENDS)))).all()


def test_standardised_by_hand():
    # Talented startups (stratum 1) are funded more and go to class 0 more.
    counts = np.zeros((2, 3, 2, ENDS))
    for stratum, cases, funded in ((0, (10, 30), (2, 3)), (1, (30, 10), (15, 4))):
        for kind in (0, 1):
            counts[kind, stratum, 0, q.END_FUNDED] = funded[kind]
            counts[kind, stratum, 1, q.END_OPEN] = cases[kind] - funded[kind]
    counts[0, 2, 0, q.END_FUNDED] = 50  # a stratum that class 1 lacks
    cases, incidence = counts.sum(axis=(2, 3)), cumulative_incidence(counts)
    found = standardised(cases, incidence, 1)
    assert found == pytest.approx([(0.2 + 0.5) / 2, (0.1 + 0.4) / 2])
    assert np.isnan(standardised(cases[:, 2:], incidence[:, 2:], 1)).all()


def test_models_are_sums_of_cells(observed):
    assert by_model(observed.funding).sum() == observed.funding.sum() > 1000


def test_cohorts_are_followed_as_long_as_said():
    assert [entered_early_enough(192, horizon) for horizon in funding.HORIZONS] == [15, 14, 13]
    assert entered_early_enough(24, 36) == 0


def test_centred_rate_takes_six_months_before_and_after():
    events, exposure = np.arange(24.0), np.full(24, 2.0)
    rate = centred_rate(events, exposure)
    assert np.isnan(rate[:6]).all()
    assert np.isnan(rate[19:]).all()
    assert rate[6] == pytest.approx(sum(range(12)) / 24)
    assert rate[18] == pytest.approx(sum(range(12, 24)) / 24)


def test_outcomes_speak_of_every_model(observed):
    found = funding.outcomes(observed)
    for model in MODELS:
        rates = [found[f"funded_{months}_raw", model] for months in funding.HORIZONS]
        assert 0 < rates[0] < rates[1] < rates[2] < 100
        assert found["fundings_per_100_tenant_years", model] > 0

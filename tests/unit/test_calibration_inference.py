"""Inference against a posterior that is known: a linear model with normal errors."""

import numpy as np
import pytest

from sim.calibration.inference import accepted, resampled, summaries_of
from sim.calibration.trust import DRAWS, coverage

SENSITIVITY = np.array([[3.0, 1.0, 0.0, 0.0], [0.0, 2.0, -2.0, 0.0], [0.5, 0.0, 1.0, 0.0]])
RUNS = 12_000


@pytest.fixture(scope="module")
def runs():
    generator = np.random.default_rng(0)
    scores = generator.standard_normal((RUNS, 4))
    residuals = scores @ SENSITIVITY.T + generator.standard_normal((RUNS, 3))
    return scores, residuals, summaries_of(scores, residuals)


def exact(record):
    covariance = np.linalg.inv(np.eye(4) + SENSITIVITY.T @ SENSITIVITY)
    return covariance @ SENSITIVITY.T @ record, covariance


@pytest.mark.parametrize("record", [(0.0, 0.0, 0.0), (2.0, -1.0, 0.5)])
def test_posterior_of_a_linear_model_is_the_exact_one(runs, record):
    mean, covariance = exact(np.array(record))
    sample = accepted(*runs, 1500, np.array(record))
    assert sample.weights @ sample.scores == pytest.approx(mean, abs=0.08)
    centred = sample.scores - sample.weights @ sample.scores
    found = (centred * sample.weights[:, None]).T @ centred
    np.testing.assert_allclose(found, covariance, atol=0.09)


def test_directions_are_those_that_the_residuals_speak_about(runs):
    _, _, summaries = runs
    assert summaries.learnt == 3
    assert abs(summaries.directions[-1][3]) > 0.99  # the parameter that nothing depends on
    assert summaries.shares[-1] < 0.01
    sizes = np.linalg.eigvalsh(np.eye(4) + SENSITIVITY.T @ SENSITIVITY)[::-1]
    assert summaries.shares == pytest.approx(1 - 1 / sizes, abs=0.04)


def test_intervals_hold_truths_as_often_as_they_say(runs):
    scores, residuals, summaries = runs
    truths = np.arange(150)
    rest = np.arange(150, RUNS)
    samples = [
        accepted(scores[rest], residuals[rest], summaries, 800, residuals[truth])
        for truth in truths
    ]
    found = coverage(samples, scores[truths])
    assert found.share(0.5) == pytest.approx(0.5, abs=0.06)
    assert found.share(0.9) == pytest.approx(0.9, abs=0.04)
    assert found.ranks.min() >= 0
    assert found.ranks.max() <= DRAWS


def test_coverage_sees_a_posterior_that_is_too_sure(runs):
    scores, residuals, summaries = runs
    sample = accepted(scores, residuals, summaries, 800)
    mean = sample.weights @ sample.scores
    narrow = sample._replace(scores=mean + 0.2 * (sample.scores - mean))
    generator = np.random.default_rng(1)
    drawn = generator.choice(800, size=100, p=sample.weights)
    found = coverage([narrow] * 100, sample.scores[drawn])
    assert found.share(0.9) < 0.5


def test_resampling_keeps_the_weights(runs):
    sample = accepted(*runs, 800)
    drawn = resampled(sample, 4000, 3)
    assert drawn.mean(axis=0) == pytest.approx(sample.weights @ sample.scores, abs=0.02)
    np.testing.assert_array_equal(drawn, resampled(sample, 4000, 3))
    assert not np.array_equal(drawn, resampled(sample, 4000, 4))

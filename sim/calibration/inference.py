"""Approximate Bayesian computation with regression adjustment.

A sample of the prior, within a region, has been run; each run gave residuals, how far the model
was off each figure in errors of the record. What is observed is a residual of nought everywhere.

1. A quadratic ridge regression predicts the normal scores of parameters from the residuals; its
   predictions are the summary statistics (Fearnhead and Prangle 2012, semi-automatic ABC).
2. Runs whose summary is nearest to that of the observed are kept, weighted by nearness.
3. A local linear ridge regression moves each to where it would have been with residuals of
   nought (Beaumont, Zhang and Balding 2002).

Residuals carry an error of the record, drawn for each run, so that the posterior is exact in the
limit for a record with such errors (Wilkinson 2013).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.calibration.priors import Scores

Residuals = NDArray[np.float64]  # shape (runs, targets)
FARTHEST = 12.0  # residuals are cut there, in standard deviations of the accepted core
STIFFNESS = np.logspace(-2, 4, 13)  # of the ridge; chosen by leave-one-out error
FOLDS = 5  # so that what is learnt is told from what is fitted to chance
LEARNT = 0.2  # of its prior variance, from which on a direction counts as learnt


class Summaries(NamedTuple):
    """What the figures say about parameters, as a regression of scores on residuals."""

    centre: NDArray[np.float64]  # of the residuals
    spread: NDArray[np.float64]
    model: object  # scikit-learn's
    directions: NDArray[np.float64]  # of the scores, best learnt first; rows are orthonormal
    shares: NDArray[np.float64]  # of the prior variance along each that residuals explain
    noise: NDArray[np.float64]  # standard deviation along each that they leave

    @property
    def learnt(self) -> int:
        """Number of directions that the figures say something about."""
        return int((self.shares > LEARNT).sum())

    def at(self, residuals: Residuals) -> NDArray[np.float64]:
        """Expected scores along the learnt directions, in units of what is left open there."""
        features = _standard(residuals, self.centre, self.spread)
        expected = self.model.predict(features)  # type: ignore[attr-defined]
        return np.asarray((expected @ self.directions.T / self.noise)[:, : max(self.learnt, 1)])


class Accepted(NamedTuple):
    """Weighted sample of the posterior."""

    scores: Scores  # adjusted
    weights: NDArray[np.float64]  # sum to one
    kept: NDArray[np.int64]  # which runs


def summaries_of(scores: Scores, residuals: Residuals) -> Summaries:
    """Learn what residuals say about parameters."""
    from sklearn.linear_model import RidgeCV
    from sklearn.model_selection import KFold, cross_val_predict
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import PolynomialFeatures, StandardScaler

    low, centre, high = np.quantile(residuals, [0.16, 0.5, 0.84], axis=0)
    spread = np.maximum((high - low) / 2, 1e-3)
    features = _standard(residuals, centre, spread)
    quadratic = PolynomialFeatures(2, include_bias=False)
    model = make_pipeline(quadratic, StandardScaler(), RidgeCV(STIFFNESS))
    expected = cross_val_predict(
        model, features, scores, cv=KFold(FOLDS, shuffle=True, random_state=0)
    )
    model.fit(features, scores)
    variance = np.cov(expected, rowvar=False) / np.mean(np.var(scores, axis=0))
    shares, vectors = np.linalg.eigh(variance)
    order = np.argsort(shares)[::-1]
    directions = vectors[:, order].T
    left = (scores - expected) @ directions.T
    noise = np.maximum(left.std(axis=0), 1e-6)
    spread_along = (scores @ directions.T).std(axis=0)
    explained = 1.0 - (noise / np.maximum(spread_along, 1e-6)) ** 2
    return Summaries(centre, spread, model, directions, np.clip(explained, 0, 1), noise)


def accepted(
    scores: Scores,
    residuals: Residuals,
    summaries: Summaries,
    keep: int,
    observed: NDArray[np.float64] | None = None,
) -> Accepted:
    """Sample the posterior given a record.

    Parameters
    ----------
    keep : int
        Runs to accept.
    observed : ndarray, shape (targets,), optional
        Residuals of the record; nought for the true one. Checks put a simulated one here.
    """
    record = np.zeros(residuals.shape[1]) if observed is None else observed
    distance = np.linalg.norm(summaries.at(residuals) - summaries.at(record[None]), axis=1)
    order = np.argsort(distance, kind="stable")
    kept, width = order[:keep], distance[order[min(keep, order.size - 1)]]
    weights = np.maximum(1.0 - (distance[kept] / width) ** 2, 1e-12)
    weights /= weights.sum()
    away = _standard(residuals[kept], record, summaries.spread)
    return Accepted(_adjusted(scores[kept], away, weights), weights, kept)


def resampled(sample: Accepted, number: int, seed: int) -> Scores:
    """Draw equally likely points from a weighted sample, each as seldom twice as can be."""
    generator = np.random.default_rng(seed)
    steps = (np.arange(number) + generator.random()) / number  # systematic resampling
    places = np.searchsorted(np.cumsum(sample.weights), steps)
    chosen = np.minimum(places, sample.weights.size - 1)
    return sample.scores[generator.permutation(chosen)]


def _adjusted(scores: Scores, away: Residuals, weights: NDArray[np.float64]) -> Scores:
    from sklearn.linear_model import RidgeCV

    root = np.sqrt(weights * weights.size)[:, None]
    centre = weights @ scores
    middle = weights @ away
    model = RidgeCV(STIFFNESS, fit_intercept=False)
    model.fit((away - middle) * root, (scores - centre) * root)
    return np.asarray(scores - away @ model.coef_.T)


def _standard(
    residuals: Residuals, centre: NDArray[np.float64], spread: NDArray[np.float64]
) -> Residuals:
    return np.clip((residuals - centre) / spread, -FARTHEST, FARTHEST)

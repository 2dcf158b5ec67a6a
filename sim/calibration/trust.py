"""Checks that a posterior can be trusted: known truths are put in place of the record.

1. *Ranks*: runs of the first round are held out one by one; the posterior from the others must
   hold the held-out parameters as often as it says, and their ranks be uniform (simulation-based
   calibration, Talts et al. 2018).
2. *Recovery*: whole sequential fits to a few held-out runs.
3. *Stability*: a second whole fit from another seed must give the same posterior.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.calibration.fit import Fit, Size, fit
from sim.calibration.inference import Accepted, accepted, summaries_of
from sim.calibration.priors import Scores, priors
from sim.calibration.rounds import Calibration, Runs

HELD_OUT, KEPT = 128, 600
DRAWS = 99  # of each posterior, so that ranks go from 0 to 99
LEVELS = (0.5, 0.9)


class Coverage(NamedTuple):
    """Where truths lie in their posteriors."""

    ranks: NDArray[np.int64]  # shape (truths, parameters), of DRAWS
    held: dict[float, NDArray[np.bool_]]  # by level: whether the central interval holds the truth

    def share(self, level: float) -> float:
        """Share of all truths that their intervals hold."""
        return float(self.held[level].mean())

    def by_parameter(self, level: float) -> dict[str, float]:
        """Share of truths that are held, for each parameter."""
        return dict(zip(priors(), self.held[level].mean(axis=0).tolist(), strict=True))

    def uniform(self) -> dict[str, float]:
        """Probability of ranks as uneven as these if they are uniform (Kolmogorov-Smirnov)."""
        from scipy.stats import kstest

        # A rank stands for an interval of quantiles: spread over it evenly, not by chance.
        quantiles = (self.ranks + 0.5) / (DRAWS + 1)
        return {
            key: float(kstest(quantiles[:, place], "uniform").pvalue)
            for place, key in enumerate(priors())
        }


def rank_check(runs: Runs, seed: int, held_out: int = HELD_OUT) -> Coverage:
    """Check the posterior of each of some runs of the prior, given all others.

    Parameters
    ----------
    runs : Runs
        First round of a calibration.
    """
    residuals = runs.residuals(seed)
    there = np.isfinite(residuals).all(axis=1)
    scores, residuals = runs.scores[there], residuals[there]
    chosen = np.random.default_rng(seed).permutation(scores.shape[0])[:held_out]
    rest = np.setdiff1d(np.arange(scores.shape[0]), chosen)
    summaries = summaries_of(scores[rest], residuals[rest])
    keep = min(KEPT, rest.size // 4)
    samples = [
        accepted(scores[rest], residuals[rest], summaries, keep, residuals[truth])
        for truth in chosen
    ]
    return coverage(samples, scores[chosen])


def recovery_check(
    calibration: Calibration,
    size: Size,
    fits: int,
    tick: Callable[[int], None] = lambda runs: None,
) -> tuple[Coverage, list[Fit]]:
    """Fit as a whole to some simulated truths, drawn at random from the first round."""
    first = fit(calibration, Size(size.rounds[:1], size.draws), tick).prior
    residuals = first.residuals(calibration.seed)
    there = np.flatnonzero(np.isfinite(residuals).all(axis=1))
    chosen = np.random.default_rng(calibration.seed).permutation(there)[:fits]
    found = [fit(calibration, size, tick, residuals[truth]) for truth in chosen]
    return coverage([each.sample for each in found], first.scores[chosen]), found


def coverage(samples: Sequence[Accepted], truths: Scores) -> Coverage:
    """Compare posteriors with the truths behind them."""
    ranks: list[NDArray[np.int64]] = []
    held: dict[float, list[NDArray[np.bool_]]] = {level: [] for level in LEVELS}
    for sample, truth in zip(samples, truths, strict=True):
        middles = np.array(
            [
                _quantile_of(column, sample.weights, value)
                for column, value in zip(sample.scores.T, truth, strict=True)
            ]
        )
        ranks.append(np.minimum((middles * (DRAWS + 1)).astype(int), DRAWS))
        for level in LEVELS:
            held[level].append(np.abs(middles - 0.5) <= level / 2)
    return Coverage(np.array(ranks), {level: np.array(each) for level, each in held.items()})


def shifts(one: Scores, other: Scores) -> dict[str, tuple[float, float]]:
    """Difference of two posteriors: of means, in prior standard deviations, and ratio of spreads.

    Returns
    -------
    dict of str to tuple
        By the keys of parameters.
    """
    moved = one.mean(axis=0) - other.mean(axis=0)
    ratio = one.std(axis=0) / other.std(axis=0)
    pairs = zip(moved.tolist(), ratio.tolist(), strict=True)
    return dict(zip(priors(), pairs, strict=True))


def _quantile_of(values: NDArray[np.float64], weights: NDArray[np.float64], value: float) -> float:
    """Weight of a sample below a value."""
    return float(weights[values < value].sum())

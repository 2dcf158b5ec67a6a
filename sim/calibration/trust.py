"""Checks that a posterior can be trusted: known truths are put in place of the record.

1. *Ranks*: runs of the first round are held out; the posterior from the others must hold the
   held-out parameters as often as it says, and their ranks be uniform (simulation-based
   calibration, Talts et al. 2018): for truths from the whole prior, and for those whose figures
   are near the record, where the posterior is used (Prangle et al. 2014).
2. *Recovery*: whole sequential fits to a few held-out runs.
3. *Stability*: a second whole fit from another seed must give the same posterior.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.calibration.fit import Fit, Size, fit, inferred, kept_of, with_every_figure
from sim.calibration.inference import Accepted, accepted, summaries_of
from sim.calibration.priors import Scores, priors
from sim.calibration.rounds import Calibration, Runs

HELD_OUT = 1000
PARTS = 8  # truths are held out an eighth at a time, so that the others stay as many as can be
DRAWS = 99  # of each posterior, so that ranks go from 0 to 99
LEVELS = (0.5, 0.9)
# What another seed may do to a posterior: the page says what it does to an interval.
MOVED_AT_MOST, RATIO_AT_MOST = 0.25, 1.2  # posterior standard deviations; factor of spreads


class Coverage(NamedTuple):
    """Where truths lie in their posteriors."""

    ranks: NDArray[np.int64]  # shape (truths, parameters), of DRAWS
    held: dict[float, NDArray[np.bool_]]  # by level: whether the central interval holds the truth
    off: NDArray[np.float64]  # posterior mean less truth, in posterior standard deviations

    @property
    def truths(self) -> int:
        """Number of truths."""
        return int(self.ranks.shape[0])

    def share(self, level: float) -> float:
        """Share of all truths that their intervals hold."""
        return float(self.held[level].mean())

    @property
    def overall(self) -> dict[float, float]:
        """Share of all truths that are held, by level."""
        return {level: self.share(level) for level in LEVELS}

    def by_parameter(self, level: float) -> dict[str, float]:
        """Share of truths that are held, for each parameter."""
        return dict(zip(priors(), self.held[level].mean(axis=0).tolist(), strict=True))

    def displaced(self) -> dict[str, float]:
        """How far posteriors stand above their truths on average, in their standard deviations."""
        return dict(zip(priors(), self.off.mean(axis=0).tolist(), strict=True))

    def uniform(self) -> dict[str, float]:
        """Probability of ranks as uneven as these if they are uniform (Kolmogorov-Smirnov)."""
        from scipy.stats import kstest

        # A rank stands for an interval of quantiles: spread over it evenly, not by chance.
        quantiles = (self.ranks + 0.5) / (DRAWS + 1)
        return {
            key: float(kstest(quantiles[:, place], "uniform").pvalue)
            for place, key in enumerate(priors())
        }

    def chosen(self, which: NDArray[np.bool_]) -> "Coverage":
        """Return some of the truths."""
        held = {level: each[which] for level, each in self.held.items()}
        return Coverage(self.ranks[which], held, self.off[which])


class RankCheck(NamedTuple):
    """Held-out truths of the first round."""

    near: Coverage  # truths that the fit itself accepts from this round
    whole: Coverage  # truths from the whole prior


def rank_check(runs: Runs, seed: int, held_out: int = HELD_OUT) -> RankCheck:
    """Check the posteriors of runs of the prior, each given other runs, as the fit makes its own.

    Parameters
    ----------
    runs : Runs
        First round of a calibration.
    held_out : int
        Truths from the whole prior. Near the record, all that the fit accepts are taken.
    """
    scores, residuals = with_every_figure(runs, seed)
    whole = np.random.default_rng(seed).permutation(scores.shape[0])[:held_out]
    near = inferred(runs, seed)[1].kept
    truths = np.random.default_rng(seed).permutation(np.union1d(whole, near))
    samples: list[Accepted] = []
    for part in np.array_split(truths, PARTS):
        rest = np.setdiff1d(np.arange(scores.shape[0]), part)
        others = scores[rest], residuals[rest]
        summaries = summaries_of(*others)
        keep = kept_of(rest.size)
        samples += [accepted(*others, summaries, keep, residuals[truth]) for truth in part]
    found = coverage(samples, scores[truths])
    return RankCheck(found.chosen(np.isin(truths, near)), found.chosen(np.isin(truths, whole)))


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
    off: list[NDArray[np.float64]] = []
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
        mean = sample.weights @ sample.scores
        spread = np.sqrt(sample.weights @ (sample.scores - mean) ** 2)
        off.append((mean - truth) / spread)
    shares = {level: np.array(each) for level, each in held.items()}
    return Coverage(np.array(ranks), shares, np.array(off))


class Shift(NamedTuple):
    """How far two posteriors of a parameter differ."""

    prior: float  # difference of means, in prior standard deviations
    posterior: float  # the same, in standard deviations of the second posterior
    ratio: float  # of the first spread to the second

    @property
    def is_stable(self) -> bool:
        """Whether it is as small as the check allows."""
        turned = max(self.ratio, 1 / self.ratio)
        return abs(self.posterior) <= MOVED_AT_MOST and turned <= RATIO_AT_MOST


def shifts(one: Scores, other: Scores) -> dict[str, Shift]:
    """Difference of two posteriors, by the keys of parameters."""
    moved = one.mean(axis=0) - other.mean(axis=0)
    spread = other.std(axis=0)
    columns = (moved, moved / spread, one.std(axis=0) / spread)
    rows = (Shift(*row) for row in np.stack(columns, axis=1).tolist())
    return dict(zip(priors(), rows, strict=True))


def held_if(moved: float, ratio: float = 1.0, level: float = LEVELS[-1]) -> float:
    """Share of truths that an interval holds if it stands off, or has another width.

    Parameters
    ----------
    moved : float
        By how much, in standard deviations of a normal posterior.
    ratio : float
        Of its width to the right one.

    >>> f"{held_if(0.0):.3f} {held_if(0.25):.3f} {held_if(0.0, 1 / 1.2):.3f}"
    '0.900 0.889 0.830'
    """
    from scipy.special import ndtr, ndtri

    reach = ndtri(0.5 + level / 2) * ratio
    return float(ndtr(moved + reach) - ndtr(moved - reach))


def _quantile_of(values: NDArray[np.float64], weights: NDArray[np.float64], value: float) -> float:
    """Weight of a sample below a value."""
    return float(weights[values < value].sum())

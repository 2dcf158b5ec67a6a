"""Sequential calibration: round after round around what is still plausible."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.calibration.inference import Accepted, Summaries, accepted, resampled, summaries_of
from sim.calibration.priors import Scores, priors
from sim.calibration.region import Region, narrowed, whole
from sim.calibration.rounds import Calibration, Runs, pooled
from sim.calibration.targets import fitted

KEPT_SHARE, KEPT_LEAST = 0.25, 200  # of the runs in the region; fewer make the regression shaky
WHOLE_LEAST = 30  # runs with every fitted figure, below which nothing is learnt
SURE = 0.5  # share of its prior variance that must be learnt for a direction to be bounded


class NothingToLearn(ValueError):
    """Too few runs have a value for every fitted figure.

    Attributes
    ----------
    without : dict of str to int
        Runs without a value, by figure; those that all runs have are left out.
    runs : int
    """

    def __init__(self, without: dict[str, int], runs: int) -> None:
        self.without, self.runs = without, runs
        super().__init__(f"runs without a value, of {runs}: {without}")


class Size(NamedTuple):
    """How much work a calibration is."""

    rounds: Sequence[int]  # runs of each
    draws: int  # of the posterior

    @property
    def runs(self) -> int:
        """All runs, those of the posterior predictive check too."""
        return sum(self.rounds) + self.draws


FULL = Size((4096, 2048), 1024)
QUICK = Size((512, 256), 256)


class Fit(NamedTuple):
    """Outcome of a calibration."""

    prior: Runs  # first round
    first_summaries: Summaries  # of the first round: what the figures can say at all
    pool: Runs  # all runs in the last region
    region: Region
    summaries: Summaries
    sample: Accepted  # of the pool
    posterior: Scores  # equally likely points


def fit(
    calibration: Calibration,
    size: Size,
    tick: Callable[[int], None] = lambda runs: None,
    observed: NDArray[np.float64] | None = None,
) -> Fit:
    """Fit the free and drawn parameters to the figures.

    Parameters
    ----------
    observed : ndarray, shape (targets,), optional
        Residuals of the record; nought for the true one.

    Raises
    ------
    NothingToLearn
        If a figure has no value in nearly all runs.
    """
    region, runs, learnt = whole(len(priors())), [], []
    for number, points in enumerate(size.rounds):
        seed = calibration.seed + 1000 * number
        runs.append(calibration.round(region, points, seed, tick))
        pool = pooled(runs).within(region)
        summaries, sample = inferred(pool, calibration.seed, observed)
        learnt.append(summaries)
        last = number == len(size.rounds) - 1
        if not last:
            plausible = resampled(sample, sample.weights.size, calibration.seed)
            sure = int((summaries.shares > SURE).sum())
            region = narrowed(plausible, summaries.directions, sure)
    posterior = resampled(sample, size.draws, calibration.seed)
    return Fit(runs[0], learnt[0], pool, region, summaries, sample, posterior)


def inferred(
    pool: Runs, seed: int, observed: NDArray[np.float64] | None = None
) -> tuple[Summaries, Accepted]:
    """Posterior from the runs of a region; those without some fitted figure are left out.

    Raises
    ------
    NothingToLearn
        If fewer than ``WHOLE_LEAST`` are left.
    """
    scores, residuals = with_every_figure(pool, seed)
    summaries = summaries_of(scores, residuals)
    return summaries, accepted(scores, residuals, summaries, kept_of(scores.shape[0]), observed)


def with_every_figure(runs: Runs, seed: int) -> tuple[Scores, NDArray[np.float64]]:
    """Scores and residuals of the runs that have a value for every fitted figure.

    Raises
    ------
    NothingToLearn
        If these are fewer than ``WHOLE_LEAST``.
    """
    residuals = runs.residuals(seed)
    valued = np.isfinite(residuals)
    there = valued.all(axis=1)
    if there.sum() < WHOLE_LEAST:
        missing = zip(fitted(), (~valued).sum(axis=0).tolist(), strict=True)
        raise NothingToLearn({key: number for key, number in missing if number}, runs.size)
    return runs.scores[there], residuals[there]


def kept_of(runs: int) -> int:
    """How many of the runs of a region are accepted.

    >>> kept_of(4000), kept_of(500), kept_of(150)
    (1000, 200, 150)
    """
    return min(max(int(KEPT_SHARE * runs), KEPT_LEAST), runs)

"""The best point: one set of values for those who want a single run, and for the defaults.

The mode of the posterior among candidates: squared residuals of the mean outcome over several
seeds, plus squared normal scores, so that what no figure speaks about stays in mid-prior.
"""

from collections.abc import Callable

import numpy as np

from sim.calibration.fit import Fit
from sim.calibration.priors import priors, values_of
from sim.calibration.rounds import Calibration, Runs
from sim.calibration.targets import fitted

CANDIDATES, REPEATS = 24, 8
DIGITS = 3  # significant ones: the values stand in the code and in tables


def best_point(
    calibration: Calibration, fit: Fit, predictive: Runs, tick: Callable[[int], None]
) -> dict[str, float]:
    """Find the likeliest of the posterior mean and of the best draws, each moved half way to it.

    Parameters
    ----------
    predictive : Runs
        One run for each draw of the posterior, in its order.

    Returns
    -------
    dict of str to float
        By the keys of parameters.
    """
    nearest = np.argsort(misfit(predictive), kind="stable")[: CANDIDATES - 1]
    middle = fit.posterior.mean(axis=0, keepdims=True)
    chosen = values_of(np.concatenate([middle, (middle + fit.posterior[nearest]) / 2]))
    candidates = [{key: _rounded(value) for key, value in draw.items()} for draw in chosen]
    runs = calibration.run(candidates, tick, REPEATS)
    means = {
        key: runs.columns[key].reshape(len(candidates), REPEATS).mean(axis=1) for key in fitted()
    }
    scores = runs.scores[::REPEATS]
    place = int(np.argmin(misfit(Runs(scores, means)) + np.square(scores).sum(axis=1)))
    return {key: candidates[place][key] for key in priors()}


def misfit(runs: Runs) -> np.ndarray:
    """Sum of squared residuals of the fitted figures, shape (runs,); infinite where one lacks."""
    off = [target.residual(runs.columns[key]) for key, target in fitted().items()]
    total = np.square(np.stack(off)).sum(axis=0)
    return np.where(np.isfinite(total), total, np.inf)


def _rounded(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")

"""How closely the twin follows the mean of an ensemble."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from sim.dynamics.equations import Trajectories
from sim.model.categories import MODELS

Values = NDArray[np.float64]
CLOSE = 0.1  # error below which the twin tracks a stock
FEWEST = 5.0  # of a stock whose mean is smaller, no error is told
STOCKS = (
    "spaces",
    *(f"spaces_{model}" for model in MODELS),
    "tenants",
    *(f"tenants_{model}" for model in MODELS),
    "funded_cumulative",
)  # which the twin is held to
BESIDE = ("recorded", "slots", "seekers")  # told beside


def normalised_error(twin: Values, mean: Values) -> float:
    """Root of the mean squared difference over the period, over the mean of the ensemble's mean.

    Returns
    -------
    float
        A share; not a number where there is hardly anything to be compared with.

    >>> round(normalised_error(np.array([11.0, 9.0]), np.array([10.0, 10.0])), 3)
    0.1
    """
    level = float(mean.mean())
    if level < FEWEST:
        return float("nan")
    return float(np.sqrt(np.mean((twin - mean) ** 2))) / level


def errors(
    run: Trajectories, means: Mapping[str, Values], months: Sequence[int]
) -> dict[str, float]:
    """Errors by stock.

    Parameters
    ----------
    means : mapping of str to array, shape (len(months),)
        Means of the ensemble at the ends of these months.
    months : sequence of int
        Ascending, 0 the first; the twin's value is that at the beginning of the next one.
    """
    at = np.array(months) + 1
    return {
        name: normalised_error(run[name][at], means[name])
        for name in (*STOCKS, *BESIDE)
        if name in means
    }


def tracked(found: Mapping[str, float]) -> bool:
    """Whether all stocks that the twin is held to, and that there are, are close."""
    return all(not found[name] >= CLOSE for name in STOCKS)

"""Two kinds of interval, never mixed: the spread of replicates, and the error of a mean.

The 90 % range says how different replicates are: it does not shrink with more of them. The
Monte Carlo error says how well their mean is known: it does.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.analysis.observed import Values

FEWEST = 10  # replicates for a 90 % range: that of ten holds but 76 % of further ones
LEVEL = 0.9  # what "90 %" in texts and "_90" in names of columns stands for
LOW, HIGH = QUANTILES = (0.05, 0.95)  # between which that share of replicates lies
LOWER, UPPER = (0.25, 0.75)  # of the 50 % range


class Summary(NamedTuple):
    """A figure over replicates."""

    replicates: int  # that have it
    median: float
    low: float  # of the 90 % range of replicates; NaN with fewer than ten
    high: float
    mean: float
    error: float  # Monte Carlo standard error of the mean; NaN where it cannot be known


def summary(values: Values, draws: NDArray[np.int64]) -> Summary:
    """Summarise a figure.

    Parameters
    ----------
    values : ndarray, shape (replicates,)
        NaN where a replicate has none.
    draws : ndarray, shape (replicates,)
        Number of each replicate's parameter draw; negative if there are no draws.
    """
    there = np.isfinite(values)
    known = values[there]
    if known.size == 0:
        return Summary(0, *[float("nan")] * 5)
    low, high = np.quantile(known, QUANTILES) if known.size >= FEWEST else (np.nan, np.nan)
    error = standard_error(known, draws[there])
    median, mean = float(np.median(known)), float(known.mean())
    return Summary(known.size, median, float(low), float(high), mean, error)


def standard_error(values: Values, draws: NDArray[np.int64]) -> float:
    """Standard error of the mean; replicates of one draw are not independent of each other.

    >>> round(standard_error(np.array([1.0, 1.0, 3.0, 3.0]), np.array([0, 0, 1, 1])), 3)
    1.0
    >>> round(standard_error(np.array([1.0, 1.0, 3.0, 3.0]), np.full(4, -1)), 3)
    0.577
    """
    groups = np.where(draws < 0, -1 - np.arange(draws.size), draws)
    _, member = np.unique(groups, return_inverse=True)
    clusters = member.max() + 1
    if clusters < 2:
        return float("nan")
    sums = np.bincount(member, values - values.mean())
    return float(np.sqrt((sums**2).sum() * clusters / (clusters - 1)) / values.size)


def distinct_draws(
    draws: NDArray[np.int64], parameters: Sequence[Mapping[str, float]]
) -> NDArray[np.int64]:
    """Numbers of draws, equal for equal parameters; negative ones stay as they are.

    The posterior may name one set of parameters more than once: that is one draw.

    >>> distinct_draws(np.array([0, 1, 2]), [{"a": 1.0}, {"a": 2.0}, {"a": 1.0}])
    array([0, 1, 0])
    """
    sets = [tuple(sorted(each.items())) for each in parameters]
    first = np.array([sets.index(each) for each in sets] or [0], dtype=np.int64)
    return np.where(draws < 0, draws, first[draws])


def band(curves: Values, ends: tuple[float, float] = QUANTILES) -> tuple[Values, Values, Values]:
    """Median and a range of curves, point by point.

    Parameters
    ----------
    curves : ndarray, shape (replicates, points)
    ends : pair of float
        Quantiles between which the range lies; by default it is the 90 % range.

    Returns
    -------
    tuple of ndarray, shape (points,)
        Median, low, high; NaN where half of the replicates have nothing, the range also with
        fewer than ten replicates.
    """
    there = np.isfinite(curves).sum(axis=0)
    enough = there * 2 > curves.shape[0]
    middle, low, high = (np.full(curves.shape[1], np.nan) for _ in range(3))
    if not enough.any():
        return middle, low, high
    whole = there == curves.shape[0]  # the quick way where nothing is missing
    for points, median, quantile in (
        (whole, np.median, np.quantile),
        (enough & ~whole, np.nanmedian, np.nanquantile),
    ):
        if points.any():
            middle[points] = median(curves[:, points], axis=0)
            if curves.shape[0] >= FEWEST:
                low[points], high[points] = quantile(curves[:, points], ends, axis=0)
    return middle, low, high

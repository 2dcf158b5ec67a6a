"""Numbers on paired differences: ranges of replicates, Monte Carlo intervals, chances."""

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from sim.analysis.intervals import FEWEST, HIGH, LOW, LOWER, UPPER, standard_error
from sim.analysis.observed import Values
from sim.analysis.totals import Better

_ENDS = {"low_90": LOW, "low_50": LOWER, "high_50": UPPER, "high_90": HIGH}


def ranges(difference: Values) -> Iterator[tuple[str, float]]:
    """Median and ranges of replicates; the ranges need ten of them."""
    yield "median_difference", float(np.median(difference)) if difference.size else math.nan
    enough = difference.size >= FEWEST
    for name, quantile in _ENDS.items():
        end = float(np.quantile(difference, quantile)) if enough else math.nan
        yield f"replicates_{name}", end


def monte_carlo(difference: Values, draws: NDArray[np.int64]) -> Iterator[tuple[str, float]]:
    """Mean, its standard error, and intervals of Student's t over independent draws."""
    middle = mean(difference)
    error = standard_error(difference, draws) if difference.size else math.nan
    yield "mean_difference", middle
    yield "monte_carlo_error", error
    for name, quantile in (("50", UPPER), ("90", HIGH)):
        half = error * student(draws, quantile)
        yield f"monte_carlo_low_{name}", middle - half
        yield f"monte_carlo_high_{name}", middle + half


def student(draws: NDArray[np.int64], quantile: float) -> float:
    """Quantile of Student's t for a mean over independent draws; NaN with fewer than two."""
    from scipy.special import stdtrit

    independent = np.unique(draws[draws >= 0]).size + int((draws < 0).sum())
    return float(stdtrit(independent - 1, quantile)) if independent > 1 else math.nan


def chances(difference: Values, better: Better) -> dict[str, float]:
    """Percentages of replicates that have more, are better off, or are as they were."""
    if difference.size == 0:
        return {"chance_more": math.nan, "chance_better": math.nan, "chance_unchanged": math.nan}
    more, less = float((difference > 0).mean()), float((difference < 0).mean())
    chance = {"more": more, "less": less, "neither": math.nan}[better]
    found = {"chance_more": more, "chance_better": chance, "chance_unchanged": 1 - more - less}
    return {name: 100 * share for name, share in found.items()}


def narrower(one: Values, two: Values, draws: NDArray[np.int64]) -> float:
    """Standard error of the paired difference over that of independent runs."""
    if one.size == 0:
        return math.nan
    apart = math.hypot(standard_error(one, draws), standard_error(two, draws))
    return standard_error(two - one, draws) / apart if apart > 0 else math.nan


def needed(pairs: int, relative: float, precision: float) -> int | None:
    """Replicates that bring a half-width down to a precision; even, two seeds a draw.

    >>> needed(20, 0.02, 0.01), needed(20, 0.0, 0.01)
    (80, 2)
    """
    if not math.isfinite(relative):
        return None
    # The width shrinks with the root of the number.
    return max(2, 2 * math.ceil(pairs / 2 * (relative / precision) ** 2 - 1e-9))


def mean(values: Values) -> float:
    """Mean; NaN of nothing."""
    return float(values.mean()) if values.size else math.nan

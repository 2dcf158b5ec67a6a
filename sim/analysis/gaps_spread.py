"""How much of the spread of a gap is chance, and how much parameters: one-way random effects.

A replicate is the mean of all draws, plus what its draw does, plus luck. Two seeds of one draw
differ by luck alone, so that their variance is chance; what draws differ by beyond it is
calibration and priors.
"""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.analysis.intervals import QUANTILES
from sim.analysis.observed import Values

RESAMPLES, SEED = 2000, 1  # of the Monte Carlo range of a share
END_RESAMPLES = 400  # of the errors of a range
LEAST_SHARE = 0.05  # of draws that a gap which straddles zero has wholly on either side


class Components(NamedTuple):
    """Variance of a figure over replicates, in two parts that add up to it."""

    chance: float  # between seeds of one draw
    parameters: float  # between draws; unbiased but for the floor at zero
    floored: bool  # whether the unbiased estimate was below zero
    draws: int

    @property
    def share(self) -> float:
        """Share that parameters have in the variance."""
        total = self.chance + self.parameters
        return self.parameters / total if total > 0 else math.nan


class Groups(NamedTuple):
    """Replicates by draw; shape (draws,) each."""

    draw: NDArray[np.int64]
    size: Values  # replicates
    mean: Values
    squares: Values  # sum of squares about the mean


def groups_of(values: Values, draws: NDArray[np.int64]) -> Groups:
    """Group replicates by draw; those without a value are left out."""
    there = np.isfinite(values)
    number, member = np.unique(draws[there], return_inverse=True)
    known = values[there]
    size = np.bincount(member, minlength=number.size).astype(np.float64)
    mean = np.bincount(member, known, number.size) / size
    squares = np.bincount(member, (known - mean[member]) ** 2, number.size).astype(np.float64)
    return Groups(number, size, mean, squares)


def components(groups: Groups) -> Components:
    """Estimate both components from the mean squares of an analysis of variance.

    Draws may have unequal numbers of replicates. The estimate of the second component is
    unbiased before it is floored at zero, and so not pushed up by the luck left in the means.

    Examples
    --------
    >>> two = groups_of(np.array([1.0, 3.0, 5.0, 7.0]), np.array([0, 0, 1, 1]))
    >>> components(two)[:3]  # (16 - 2) / 2
    (2.0, 7.0, False)
    """
    total, number = groups.size.sum(), groups.size.size
    if number < 2 or total <= number:
        return Components(math.nan, math.nan, False, number)
    chance = groups.squares.sum() / (total - number)
    grand = (groups.size * groups.mean).sum() / total
    between = (groups.size * (groups.mean - grand) ** 2).sum() / (number - 1)
    size = (total - (groups.size**2).sum() / total) / (number - 1)  # of a draw, effective
    parameters = (between - chance) / size
    return Components(float(chance), float(max(parameters, 0.0)), bool(parameters < 0), number)


def share_range(groups: Groups) -> tuple[float, float]:
    """Monte Carlo 90 % range of the share of parameters: draws taken again with replacement."""
    number = groups.size.size
    if math.isnan(components(groups).share):
        return math.nan, math.nan
    generator = np.random.default_rng(SEED)
    picks = generator.integers(number, size=(RESAMPLES, number))
    shares = [components(Groups(*(column[pick] for column in groups))).share for pick in picks]
    low, high = np.nanquantile(shares, QUANTILES)
    return float(low), float(high)


def end_errors(values: Values, draws: NDArray[np.int64]) -> tuple[float, float]:
    """Standard errors of both ends of the 90 % range of replicates.

    Draws are taken again with replacement: replicates of one draw are not independent.

    >>> errors = end_errors(np.linspace(0.0, 10.0, 20), np.repeat(np.arange(10), 2))
    >>> [0.3 < error < 1.5 for error in errors]
    [True, True]
    """
    there = np.isfinite(values)
    known = values[there]
    alone = np.where(draws < 0, -1 - np.arange(draws.size), draws)[there]
    number, member = np.unique(alone, return_inverse=True)
    generator = np.random.default_rng(SEED)
    picks = generator.integers(number.size, size=(END_RESAMPLES, number.size))
    order = [known[member == each] for each in range(number.size)]
    ends = [np.quantile(np.concatenate([order[at] for at in pick]), QUANTILES) for pick in picks]
    low, high = np.std(ends, axis=0)
    return float(low), float(high)


class Sign(NamedTuple):
    """Whether draws force the sign of a gap."""

    draws: int
    below: float  # share of draws whose mean gap is below zero
    all_below: float  # share of draws in which every run is below zero
    all_above: float

    @property
    def straddles(self) -> bool:
        """Whether a fair part of the draws lies wholly on either side of zero.

        One run of a draw may be there by luck; luck alone seldom takes all of them.
        """
        return min(self.all_below, self.all_above) >= LEAST_SHARE


def sign_of(values: Values, draws: NDArray[np.int64]) -> Sign:
    """Count the draws on either side of zero."""
    groups = groups_of(values, draws)
    below = groups_of(np.where(np.isfinite(values), values < 0, np.nan), draws).mean
    above = groups_of(np.where(np.isfinite(values), values > 0, np.nan), draws).mean
    shares = (groups.mean < 0, below == 1, above == 1)
    return Sign(groups.draw.size, *(float(share.mean()) for share in shares))


class Mover(NamedTuple):
    """A parameter and its rank correlation with the mean gap of a draw."""

    parameter: str
    correlation: float


def movers(groups: Groups, parameters: Sequence[Mapping[str, float]]) -> list[Mover]:
    """Rank correlations of all parameters with the gap, the strongest first."""
    from scipy.stats import spearmanr

    drawn = [parameters[number] for number in groups.draw if number >= 0]
    if len(drawn) < 3:
        return []
    found = [
        Mover(key, float(spearmanr([each[key] for each in drawn], groups.mean).statistic))
        for key in drawn[0]
    ]
    return sorted(found, key=lambda mover: -abs(mover.correlation))


def by_chance(draws: int, parameters: int) -> float:
    """Rank correlation that the strongest of parameters without influence passes 1 time in 20.

    >>> round(by_chance(101, 28), 2)
    0.31
    """
    from scipy.special import ndtri

    quantile = (1 + 0.95 ** (1 / parameters)) / 2
    return float(ndtri(quantile) / math.sqrt(draws - 1))

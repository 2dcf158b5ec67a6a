"""Where the variance of an outcome comes from: the scenario, calibration, and chance.

Two scenarios are crossed with parameter draws, and each draw has seeds of its own. An outcome is
the middle of both scenarios, plus or minus half of their difference, and each of the two is the
mean of all draws, plus what its draw does, plus luck. Over both scenarios its variance is that of
the middle, and a quarter of the mean square of the difference.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.analysis.gaps_spread import Components, components, groups_of
from sim.analysis.intervals import standard_error
from sim.analysis.observed import Values


class Variance(NamedTuple):
    """Components of the variance of an outcome over two scenarios, draws and seeds.

    In squared units of the outcome. Estimates are unbiased but for the floor at zero, which
    ``floored`` tells of. NaN where the design cannot tell them: calibration needs two draws or
    more, chance two seeds of a draw.
    """

    scenario: float
    draw: float  # calibration: what a draw does in both scenarios alike
    draw_by_scenario: float  # calibration: what it does to the effect
    seed: float  # chance, in both alike
    seed_by_scenario: float  # chance, in the effect
    floored: bool

    @property
    def calibration(self) -> float:
        """Variance from parameter draws."""
        return self.draw + self.draw_by_scenario

    @property
    def chance(self) -> float:
        """Variance from seeds."""
        return self.seed + self.seed_by_scenario

    @property
    def shares(self) -> tuple[float, float, float]:
        """Shares of scenario, calibration and chance; they add up to 1.

        With a single draw calibration has no share (NaN) and the other two add up to 1.
        """
        parts = (self.scenario, self.calibration, self.chance)
        total = float(np.nansum(parts))
        if total == 0 or math.isnan(self.chance):
            return math.nan, math.nan, math.nan
        scenario, calibration, chance = (part / total for part in parts)
        return scenario, calibration, chance

    @property
    def calibration_of_effect(self) -> float:
        """Share that calibration has in the variance of the paired difference."""
        total = self.draw_by_scenario + self.seed_by_scenario
        return self.draw_by_scenario / total if total > 0 else math.nan


def variance(first: Values, other: Values, draws: NDArray[np.int64]) -> Variance:
    """Estimate all components.

    Parameters
    ----------
    first, other : ndarray, shape (replicates,)
        An outcome in two scenarios, with the same draw and seed in each place.
    draws : ndarray, shape (replicates,)
        Number of each replicate's draw.

    Examples
    --------
    >>> variance(np.zeros(4), np.full(4, 2.0), np.array([0, 0, 1, 1])).shares
    (1.0, 0.0, 0.0)
    """
    there = np.isfinite(first) & np.isfinite(other)
    first, other, draws = first[there], other[there], draws[there]
    middle, difference = (first + other) / 2, other - first
    of_middle, of_difference = _components(middle, draws), _components(difference, draws)
    error = standard_error(difference, draws) if difference.size else math.nan
    effect = (float(difference.mean()) ** 2 - error**2) / 4 if difference.size else math.nan
    return Variance(
        scenario=effect if math.isnan(effect) else max(effect, 0.0),
        draw=of_middle.parameters,
        draw_by_scenario=of_difference.parameters / 4,
        seed=of_middle.chance,
        seed_by_scenario=of_difference.chance / 4,
        floored=of_middle.floored or of_difference.floored or effect < 0,
    )


def _components(values: Values, draws: NDArray[np.int64]) -> Components:
    """Chance and parameters; with a single draw all of the variance is chance."""
    if np.unique(draws).size > 1:
        return components(groups_of(values, draws))
    chance = float(values.var(ddof=1)) if values.size > 1 else math.nan
    return Components(chance, math.nan, False, 1)

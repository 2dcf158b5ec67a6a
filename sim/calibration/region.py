"""Where points are drawn: the prior, or a part of it that later rounds look into.

A region bounds the prior along some directions of the normal scores. Directions stand at right
angles, so along each the prior is a standard normal of its own: points of the bounded prior
can be drawn one direction at a time, and no weights are needed.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.calibration.priors import Scores

MARGIN = 0.5  # of its width, by which a bound stands off the range of what is still plausible


class Region(NamedTuple):
    """Bounds on the prior along directions."""

    directions: NDArray[np.float64]  # shape (parameters, parameters), a row each, orthonormal
    low: NDArray[np.float64]  # shape (parameters,)
    high: NDArray[np.float64]

    def holds(self, scores: Scores) -> NDArray[np.bool_]:
        """Whether each point lies in the region, shape (points,)."""
        along = scores @ self.directions.T
        return np.asarray(((along >= self.low) & (along <= self.high)).all(axis=1))


def whole(parameters: int) -> Region:
    """Return the whole prior."""
    unbounded = np.full(parameters, np.inf)
    return Region(np.eye(parameters), -unbounded, unbounded)


def points(region: Region, number: int, seed: int) -> Scores:
    """Draw points of the prior within a region: a scrambled Sobol sequence.

    Parameters
    ----------
    seed : int
        The same seed gives the same points, and the first of them for a smaller number.

    Returns
    -------
    ndarray, shape (number, parameters)
        Normal scores.
    """
    from scipy.special import ndtr, ndtri
    from scipy.stats import qmc

    sequence = qmc.Sobol(region.low.size, scramble=True, rng=seed)
    # Balanced in powers of two; what is drawn beyond the number is left.
    uniform = sequence.random_base2(int(np.ceil(np.log2(max(number, 1)))))[:number]
    below, above = ndtr(region.low), ndtr(region.high)
    inside = np.clip(below + (above - below) * uniform, 1e-12, 1 - 1e-12)
    return np.asarray(ndtri(inside) @ region.directions)


def narrowed(sample: Scores, directions: NDArray[np.float64], bounded: int) -> Region:
    """Return the region that a sample fills along the first directions, with a margin.

    Parameters
    ----------
    bounded : int
        How many of the directions are bounded; along the others the prior stays whole.
    """
    along = sample @ directions.T
    low, high = along.min(axis=0), along.max(axis=0)
    margin = MARGIN * (high - low)
    free = np.arange(directions.shape[0]) >= bounded
    return Region(
        directions,
        np.where(free, -np.inf, low - margin),
        np.where(free, np.inf, high + margin),
    )

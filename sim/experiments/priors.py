"""Draws of the parameters that no figure fixes, until calibration gives a posterior.

Draws follow a scrambled Sobol sequence: a few cover the ranges evenly, and more draws from the
same seed begin with the same ones.
"""

import math
from typing import NamedTuple

from sim.experiments.calibration_files import read_calibration

FILE = "priors.yaml"
DIGITS = 6  # significant ones that a draw keeps, so that it reads the same wherever it is written


class Prior(NamedTuple):
    """Uniform prior of a parameter."""

    low: float
    high: float
    source: str


def priors() -> dict[str, Prior]:
    """Read the priors, by the keys of parameters.

    >>> priors()["match.weight_fit"][:2]
    (0.3, 2.0)
    """
    return {key: Prior(**entry) for key, entry in read_calibration(FILE).items()}


def prior_draws(number: int, seed: int) -> list[dict[str, float]]:
    """Draw parameter values.

    Parameters
    ----------
    number : int
        How many draws.
    seed : int
        The same seed gives the same draws, and the first of them for a smaller number.

    Returns
    -------
    list of dict of str to float
        By the keys of parameters.
    """
    from scipy.stats import qmc  # most of a second that other commands do not need

    ranges = priors()
    sequence = qmc.Sobol(len(ranges), scramble=True, rng=seed)
    # The sequence is balanced in powers of two; what is drawn beyond the number is left.
    points = sequence.random_base2(max(0, math.ceil(math.log2(number))))[:number]
    return [
        {
            key: float(f"{prior.low + (prior.high - prior.low) * u:.{DIGITS}g}")
            for (key, prior), u in zip(ranges.items(), point, strict=True)
        }
        for point in points
    ]

"""Where an ensemble takes its parameters from: the posterior, the best point or the prior."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal, get_args

import numpy as np

from sim.calibration.priors import priors, values_of
from sim.calibration.region import points, whole
from sim.experiments.calibration_files import calibration_file, read_calibration
from sim.results.files import read_columns

Source = Literal["posterior", "best", "default", "prior"]
SOURCES: tuple[Source, ...] = get_args(Source)
POSTERIOR, BEST = "posterior.parquet", "best.yaml"
Draws = Sequence[Mapping[str, float]]


def draws(source: Source, number: int, seed: int) -> Draws:
    """Draw sets of parameter values.

    Parameters
    ----------
    number : int
        How many; of the best point there is one, of the default values none.
    seed : int
        The same seed gives the same draws, and the first of them for a smaller number.

    Returns
    -------
    sequence of mapping of str to float
        By the keys of parameters.
    """
    match source:
        case "posterior":
            return posterior_draws(number, seed)
        case "best":
            return (best_point(),)
        case "prior":
            return tuple(values_of(points(whole(len(priors())), number, seed)))
        case _:
            return ()


def posterior_draws(number: int, seed: int) -> Draws:
    """Take draws of the posterior, shuffled by the seed, again and again if need be."""
    stored = posterior()
    generator = np.random.default_rng(seed)
    rounds = -(-number // len(stored))
    order = np.concatenate([generator.permutation(len(stored)) for _ in range(rounds)])
    return tuple(stored[place] for place in order[:number])


@lru_cache
def posterior() -> Draws:
    """Read the posterior: equally likely sets of parameter values."""
    columns = read_columns(calibration_file(POSTERIOR), list(priors()))
    rows = zip(*columns.values(), strict=True)
    return tuple(dict(zip(columns, map(float, row), strict=True)) for row in rows)


def best_point() -> dict[str, float]:
    """Read the best point: the defaults that ``makersim calibrate --adopt`` wrote."""
    return {key: float(value) for key, value in read_calibration(BEST).items()}

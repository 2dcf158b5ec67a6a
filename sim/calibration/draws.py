"""Where an ensemble takes its parameters from: the posterior, the best point or the prior."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from sim.calibration.priors import priors, scores_of, values_of
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
    """Take draws of the posterior, each time all of them before one comes again.

    The seed picks the first; each next one is taken so that those chosen stand for all as well
    as so few can (support points, Mak and Joseph 2018): ten are worth some forty at random.
    """
    stored = posterior()
    scores = scores_of(stored)
    first = int(np.random.default_rng(seed).integers(len(stored)))
    order = spread_order(scores / scores.std(axis=0), first, min(number, len(stored)))
    return tuple(stored[order[place % len(stored)]] for place in range(number))


def spread_order(points: NDArray[np.float64], first: int, number: int) -> list[int]:
    """Order points so that each beginning of the order has a small energy distance to all.

    Parameters
    ----------
    points : ndarray, shape (points, dimensions)

    Returns
    -------
    list of int
        Places of ``number`` points, ``first`` the first of them.
    """
    squares = np.square(points).sum(axis=1)
    products = points @ points.T
    apart = np.sqrt(np.maximum(squares[:, None] + squares - 2 * products, 0.0))
    to_all, to_chosen, order = apart.mean(axis=1), apart[first].copy(), [first]
    while len(order) < number:
        gain = to_all - to_chosen / (len(order) + 1)
        gain[order] = np.inf
        order.append(int(np.argmin(gain)))
        to_chosen += apart[order[-1]]
    return order


@lru_cache
def posterior() -> Draws:
    """Read the posterior: equally likely sets of parameter values."""
    columns = read_columns(calibration_file(POSTERIOR), list(priors()))
    rows = zip(*columns.values(), strict=True)
    return tuple(dict(zip(columns, map(float, row), strict=True)) for row in rows)


def best_point() -> dict[str, float]:
    """Read the best point: the defaults that ``makersim calibrate --adopt`` wrote."""
    return {key: float(value) for key, value in read_calibration(BEST).items()}

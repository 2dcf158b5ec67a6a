"""Designs: which quantile of each factor a point has, so that a sweep can grow.

A larger design of the same kind begins with the points of a smaller one, under the same
numbers. The quantiles of a factor do not depend on the other factors: they are addressed by the
seed and the factor's name; in Sobol sequences, which need distinct dimensions, by the seed and
the factor's place in the plan.
"""

import hashlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Quantiles = NDArray[np.float64]  # shape (points, factors)
DIMENSIONS = 256  # of the one Sobol sequence of a seed: two for each factor of a Saltelli design
MOST_FACTORS = DIMENSIONS // 2


def random(names: Sequence[str], points: int, seed: int) -> Quantiles:
    """Independent points."""
    return _stacked([_generator(seed, name).random(points) for name in names], points)


def latin_hypercube(names: Sequence[str], points: int, seed: int) -> Quantiles:
    """Latin hypercube that grows by doubling: each factor has one point in each n-th of its range.

    A doubling halves every stratum and fills the empty halves, so that both the old points and
    all together are Latin hypercubes. Other sizes than doublings share no points.
    """
    return _stacked([_strata(_generator(seed, name), points) for name in names], points)


def sobol(places: Sequence[int], points: int, seed: int) -> Quantiles:
    """Beginning of a scrambled Sobol sequence; powers of two are balanced.

    Parameters
    ----------
    places : sequence of int
        Of the factors in the plan: a factor at place i has dimension 2 i.
    """
    return _sequence(points, seed)[:, [2 * place for place in places]]


def saltelli(places: Sequence[int], points: int, seed: int, second_order: bool) -> Quantiles:
    """Saltelli's design for Sobol indices, in the order that SALib analyses.

    Base point j gives the rows A, A with one column of B for each factor, with ``second_order``
    also B with one column of A for each, and B. A factor at place i of the plan has the
    dimensions 2 i in A and 2 i + 1 in B.

    Returns
    -------
    ndarray, shape (points * (factors + 2) or points * (2 * factors + 2), factors)
    """
    number, sequence = len(places), _sequence(points, seed)
    a, b = (sequence[:, [2 * place + of for place in places]] for of in (0, 1))
    swap = np.eye(number, dtype=bool)
    blocks = [a[:, None], np.where(swap, b[:, None], a[:, None])]
    blocks += [np.where(swap, a[:, None], b[:, None])] if second_order else []
    return np.concatenate([*blocks, b[:, None]], axis=1).reshape(-1, number)


def morris(names: Sequence[str], trajectories: int, seed: int, levels: int) -> Quantiles:
    """Morris's trajectories: from a random point of a lattice, each factor moves once.

    Parameters
    ----------
    levels : int
        Of the lattice, even; a move is levels / (2 (levels - 1)).

    Returns
    -------
    ndarray, shape (trajectories * (factors + 1), factors)
    """
    move, number = levels // 2, len(names)
    draws = np.stack([_generator(seed, name).random((trajectories, 3)) for name in names], axis=1)
    start = np.floor(draws[:, :, 0] * move)
    up = draws[:, :, 1] < 0.5
    first, last = np.where(up, start, start + move), np.where(up, start + move, start)
    when = draws[:, :, 2].argsort(axis=1).argsort(axis=1)  # which step moves each factor
    moved = np.arange(number + 1)[None, :, None] > when[:, None, :]
    found = np.where(moved, last[:, None, :], first[:, None, :]) / (levels - 1)
    return found.reshape(-1, number)


def grid(sizes: Sequence[int]) -> tuple[list[int], list[tuple[int, ...]]]:
    """All combinations of levels, and a number for each that a longer list of levels keeps.

    The bits of the positions interleaved (a Morton code) do not depend on how many levels there
    are: appending one to a factor leaves gaps in the numbers, and moves none.

    Returns
    -------
    numbers : list of int
        In ascending order.
    places : list of tuple of int
        Position among the levels of each factor.

    Examples
    --------
    >>> grid([2, 2])
    ([0, 1, 2, 3], [(0, 0), (1, 0), (0, 1), (1, 1)])
    """
    coded = sorted((_interleaved(place), place) for place in np.ndindex(*sizes))
    return [code for code, _ in coded], [place for _, place in coded]


def _interleaved(place: Sequence[int]) -> int:
    return sum(
        (index >> bit & 1) << (bit * len(place) + factor)
        for factor, index in enumerate(place)
        for bit in range(index.bit_length())
    )


def _stacked(columns: list[NDArray[np.float64]], points: int) -> Quantiles:
    return np.stack(columns, axis=1) if columns else np.empty((points, 0))


def _generator(seed: int, name: str) -> np.random.Generator:
    digest = hashlib.sha256(f"{seed}:{name}".encode()).digest()
    return np.random.Generator(np.random.PCG64(int.from_bytes(digest[:16])))


def _strata(generator: np.random.Generator, points: int) -> NDArray[np.float64]:
    size = points & -points
    base = points // size  # the odd part: what the design has been doubled from
    found = (generator.permutation(base) + generator.random(base)) / base
    while found.size < points:
        strata = np.arange(2 * found.size)
        empty = np.setdiff1d(strata, np.floor(found * strata.size).astype(np.int64))
        added = generator.permutation(empty) + generator.random(empty.size)
        found = np.concatenate([found, added / strata.size])
    return found


@lru_cache(maxsize=2)
def _sequence(points: int, seed: int) -> Quantiles:
    """All dimensions, however few are wanted: the scrambling of one depends on how many."""
    from scipy.stats import qmc

    size = 1 << max(points - 1, 0).bit_length()  # balanced; what is beyond is left
    return qmc.Sobol(DIMENSIONS, scramble=True, rng=seed).random(size)[:points]

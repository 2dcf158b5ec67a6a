"""Loop scores: products of link scores around loops, and their shares within a cycle partition."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from sim.dynamics.dominance.cycles import Loop
from sim.dynamics.dominance.links import Floats, LinkScores


@dataclass(frozen=True)
class LoopScores:
    """Scores of loops over time.

    Attributes
    ----------
    loops : tuple of Loop
    sizes : array of float, shape (loops, steps + 1)
        Natural logarithm of the size of each score: near an inflexion scores have no bound, and
        their product over a long loop may be more than a float can hold.
    signs : array of int, shape (loops, steps + 1)
        +1 where a loop reinforces, -1 where it balances, 0 where it is not active.
    """

    loops: tuple[Loop, ...]
    sizes: Floats
    signs: NDArray[np.int8]

    @property
    def values(self) -> Floats:
        """Loop scores, shape (loops, steps + 1)."""
        with np.errstate(over="ignore"):
            return np.where(self.signs == 0, 0.0, self.signs * np.exp(self.sizes))

    @cached_property
    def relative(self) -> Floats:
        """Relative loop scores, shape (loops, steps + 1).

        Within a cycle partition their sizes add up to 1 at every moment at which a loop of the
        partition is active; else they are 0.
        """
        shares = np.zeros(self.sizes.shape)
        partitions = np.array([each.partition for each in self.loops], dtype=np.int64)
        for partition in np.unique(partitions):
            rows = partitions == partition
            sizes = np.where(self.signs[rows] == 0, -np.inf, self.sizes[rows])
            largest = sizes.max(axis=0)
            weights = np.exp(sizes - np.where(np.isfinite(largest), largest, 0.0))
            whole = weights.sum(axis=0)
            shares[rows] = self.signs[rows] * weights / np.where(whole > 0.0, whole, 1.0)
        return shares


def loop_scores(scores: LinkScores, loops: Sequence[Loop]) -> LoopScores:
    """Multiply link scores around each loop."""
    active = scores.values != 0.0
    sizes = np.log(np.where(active, np.abs(scores.values), 1.0))
    rows, columns = [], []
    for row, loop in enumerate(loops):
        for link in loop.links():
            rows.append(row)
            columns.append(scores.place[link])
    shape = len(loops), len(scores.links)
    passes = csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)
    interrupted = passes @ (~active).astype(np.float64) > 0
    turns = np.rint(passes @ (scores.values < 0.0).astype(np.float64)) % 2
    signs = np.where(interrupted, 0, 1 - 2 * turns).astype(np.int8)
    return LoopScores(tuple(loops), passes @ sizes, signs)


def dominant(relative: Floats, enough: float = 0.5) -> list[int]:
    """Return the smallest set of loops or groups that make up a share, the largest first.

    Parameters
    ----------
    relative : array of float, shape (loops,)
        Relative scores at one moment, or their means over a period.

    >>> dominant(np.array([0.2, -0.45, 0.35]))
    [1, 2]
    """
    order = np.argsort(-np.abs(relative), kind="stable")
    made_up = np.cumsum(np.abs(relative[order]))
    if not made_up.size or made_up[-1] < enough:
        return []
    return order[: int(np.argmax(made_up >= enough)) + 1].tolist()

"""The reference: what a startup-month costs at the very least.

A kernel over as many startup-months as the model lives: two addressed draws, one logarithm,
three columns read and written. Its generator is a fixed SplitMix64 of its own, so that a
slower generator in the model cannot flatter the ratio.
"""

import math

import numba
import numpy as np
from numpy.typing import NDArray

from sim.model.kinds import Reals, Word, Words


@numba.njit(nogil=True, cache=True)
def splitmix(word: Word) -> Word:
    """Output function of SplitMix64."""
    word = (word ^ (word >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    word = (word ^ (word >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return word ^ (word >> np.uint64(31))


@numba.njit(nogil=True, cache=True)
def live_floor(keys: Words, progress: Reals, pace: Reals, cash: Reals, months: int) -> None:
    """Live ``months`` months of ``len(keys)`` startups that only draw and add."""
    unit = 2.0**-53
    for month in range(months):
        first = splitmix(np.uint64(month) * np.uint64(0x9E3779B97F4A7C15))
        second = splitmix(first + np.uint64(0x9E3779B97F4A7C15))
        for row in range(keys.shape[0]):
            shock = (np.float64(splitmix(keys[row] + first) >> np.uint64(11)) + 0.5) * unit
            drift = (np.float64(splitmix(keys[row] + second) >> np.uint64(11)) + 0.5) * unit
            progress[row] -= pace[row] * math.log(shock)
            pace[row] = 0.999 * pace[row] + 1e-6 * drift
            cash[row] += progress[row]


def floor_arrays(startups: int) -> tuple[NDArray[np.uint64], Reals, Reals, Reals]:
    """Keys and the three columns of the floor, for this many startups."""
    keys = np.arange(1, startups + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    return keys, np.zeros(startups), np.ones(startups), np.zeros(startups)

"""Shapley values of a small game, from the values of all its coalitions.

A player's value is what it adds to a coalition when it joins, averaged over all orders in which
the players may come together (Shapley 1953). The values add up to what all players have more than
none. With few players every coalition is played, so that nothing is estimated here.
"""

from math import factorial

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
TOLERANCE = 1e-9  # of the largest value of the game; rounding alone leaves less


class DoesNotAddUp(ArithmeticError):
    """Parts that miss the whole: a fault of the program, never of the input."""


def weights(players: int) -> Array:
    """Weights of what a player adds to coalitions of 0, 1, ... others.

    Of n players, a coalition of s others counts s! (n - s - 1)! / n!: the share of all orders in
    which just these come before the player.

    Returns
    -------
    ndarray, shape (players,)

    Examples
    --------
    >>> weights(3).round(4)
    array([0.3333, 0.1667, 0.3333])
    """
    n = players
    return np.array([factorial(s) * factorial(n - s - 1) / factorial(n) for s in range(n)])


def additions(values: Array, player: int) -> tuple[Array, NDArray[np.int64]]:
    """What a player adds to each coalition of others, and how many others that are.

    Returns
    -------
    tuple of ndarray, shapes (..., 2 ** (players - 1)) and (2 ** (players - 1),)
        In ascending order of the coalitions' numbers, nobody first and all others last.
    """
    number = np.arange(values.shape[-1])
    joined = number[number >> player & 1 == 1]
    others = np.array([int(each).bit_count() - 1 for each in joined])
    return values[..., joined] - values[..., joined - (1 << player)], others


def shapley(values: Array) -> Array:
    """Shapley values of all players; exactly zero for one that never adds anything.

    Parameters
    ----------
    values : ndarray, shape (..., 2 ** players)
        Value of each coalition; coalition number c holds player i if bit i of c is set.

    Returns
    -------
    ndarray, shape (..., players)

    Raises
    ------
    DoesNotAddUp
        If they miss the value of all less that of none.

    Examples
    --------
    A pair of gloves is worth 1; player 0 has the left one, players 1 and 2 a right one each.

    >>> shapley(np.array([0.0, 0, 0, 1, 0, 1, 0, 1])).round(4)
    array([0.6667, 0.1667, 0.1667])
    """
    players = values.shape[-1].bit_length() - 1
    weight, found = weights(players), []
    for player in range(players):
        added, others = additions(values, player)
        found.append(added @ weight[others])
    parts = np.stack(found, axis=-1)
    off = np.abs(parts.sum(axis=-1) - (values[..., -1] - values[..., 0]))
    if not (off <= TOLERANCE * np.maximum(1.0, np.abs(values).max(axis=-1))).all():  # NaN too
        raise DoesNotAddUp(f"the parts of players miss the whole by up to {off.max():.3g}")
    return parts

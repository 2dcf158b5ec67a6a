"""Which replicates an ensemble has: parameter draws, and the seeds of each."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sim.results.columns import Replicate

SEEDS_PER_DRAW = 2  # enough to tell chance from parameters
NO_DRAW = -1


class Plan(NamedTuple):
    """Replicates of an ensemble and the draws that they name."""

    source: str
    draws: tuple[Mapping[str, float], ...]
    replicates: tuple[Replicate, ...]


def draws_needed(replicates: int) -> int:
    """Draws for a number of replicates.

    >>> draws_needed(5)
    3
    """
    return -(-replicates // SEEDS_PER_DRAW)


def plan(
    replicates: int, seed: int, draws: Sequence[Mapping[str, float]] = (), source: str = "default"
) -> Plan:
    """Plan an ensemble.

    Parameters
    ----------
    replicates : int
        Number of runs: two seeds for each draw, or all for the only one.
    seed : int
        Seed of the first replicate. Every replicate has a seed of its own: seeds shared by all
        draws would leave the ensemble with the luck of two provinces.
    draws : sequence of mapping
        Parameter values; none for the default ones.
    source : str
        Where they come from, as the manifest says it.

    Examples
    --------
    >>> [tuple(each) for each in plan(3, 7, [{"match.weight_fit": 1.0}] * 2).replicates]
    [(0, 0, 7), (1, 0, 8), (2, 1, 9)]
    """

    def draw(number: int) -> int:
        if not draws:
            return NO_DRAW
        return number // SEEDS_PER_DRAW if len(draws) > 1 else 0

    runs = tuple(Replicate(i, draw(i), seed + i) for i in range(replicates))
    return Plan(source, tuple(draws), runs)

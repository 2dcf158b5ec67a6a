"""Which replicates an ensemble has: parameter draws, and the seeds of each."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from sim.experiments.priors import prior_draws
from sim.results.columns import Replicate

SEEDS_PER_DRAW = 2  # enough to tell chance from parameters
NO_DRAW = -1
Source = Literal["priors", "default"]


class Plan(NamedTuple):
    """Replicates of an ensemble and the draws that they name."""

    source: Source
    draws: tuple[Mapping[str, float], ...]
    replicates: tuple[Replicate, ...]


def plan(replicates: int, seed: int, source: Source = "priors") -> Plan:
    """Plan an ensemble.

    Parameters
    ----------
    replicates : int
        Number of runs: with priors, two seeds for each draw.
    seed : int
        Seed of the first replicate and of the draws. Every replicate has a seed of its own:
        seeds shared by all draws would leave the ensemble with the luck of two provinces.
    source : {"priors", "default"}
        Where parameters come from.

    Examples
    --------
    >>> [tuple(each) for each in plan(3, 7).replicates]
    [(0, 0, 7), (1, 0, 8), (2, 1, 9)]
    """
    if source == "default":
        runs = tuple(Replicate(i, NO_DRAW, seed + i) for i in range(replicates))
        return Plan(source, (), runs)
    draws = prior_draws(-(-replicates // SEEDS_PER_DRAW), seed)
    runs = tuple(Replicate(i, i // SEEDS_PER_DRAW, seed + i) for i in range(replicates))
    return Plan(source, tuple(draws), runs)

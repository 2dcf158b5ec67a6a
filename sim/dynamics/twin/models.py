"""The three business models in equations: names with a suffix, sums, and pairs of models."""

from collections.abc import Iterator
from itertools import permutations

from sim.model.categories import MODELS

PAIRS = tuple(permutations(MODELS, 2))  # of a model that spaces leave and one that they enter


def total(pattern: str) -> str:
    """Sum of an expression over the models.

    >>> total("slots_{m} * 2")
    '(slots_specialised * 2 + slots_rent_dependent * 2 + slots_diversified * 2)'
    """
    return "(" + " + ".join(pattern.replace("{m}", model) for model in MODELS) + ")"


def moves_into(model: str) -> Iterator[tuple[str, str]]:
    """Pairs that end in a model."""
    return (pair for pair in PAIRS if pair[1] == model)


def moves_from(model: str) -> Iterator[tuple[str, str]]:
    """Pairs that begin with a model."""
    return (pair for pair in PAIRS if pair[0] == model)

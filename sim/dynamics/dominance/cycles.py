"""Loops of a model: all of them, or where they are too many, the strongest at each moment."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

import numpy as np

from sim.dynamics.dominance.links import CausalLink, LinkScores
from sim.dynamics.dominance.strongest import strongest_loops

ALL = 1000  # from so many loops on only the strongest are looked for, as in the paper


class Loop(NamedTuple):
    """A closed path of links that is active at some moment.

    Attributes
    ----------
    variables : tuple of str
        Each acts on the next and the last on the first; the first name in the alphabet begins.
    partition : int
        Number of its cycle partition: of the variables that act on each other.
    """

    variables: tuple[str, ...]
    partition: int = 0

    def links(self) -> Iterator[CausalLink]:
        """Links of the loop in turn."""
        following = (*self.variables[1:], self.variables[0])
        return map(CausalLink, self.variables, following)


def find_loops(scores: LinkScores, most: int = ALL) -> tuple[Loop, ...]:
    """Return the loops of links that are active at some moment, in a fixed order.

    Parameters
    ----------
    most : int
        Up to so many loops are all found. Where there are more, the strongest are looked for
        at every moment, and some are missed.
    """
    import networkx as nx

    active = np.flatnonzero(np.any(scores.values != 0.0, axis=1))
    graph = nx.DiGraph([scores.links[row] for row in active])
    partition = {
        name: number
        for number, names in enumerate(sorted(map(sorted, nx.strongly_connected_components(graph))))
        for name in names
    }
    found = [*islice(nx.simple_cycles(graph), most + 1)]
    if len(found) > most:
        found = strongest_loops(scores)
    paths = sorted({turned(path) for path in found})
    return tuple(Loop(path, partition[path[0]]) for path in paths)


def turned(path: Iterable[str]) -> tuple[str, ...]:
    """A loop from its first name in the alphabet on.

    >>> turned(["b", "c", "a"])
    ('a', 'b', 'c')
    """
    names = tuple(path)
    first = names.index(min(names))
    return names[first:] + names[:first]

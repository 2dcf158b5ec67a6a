"""Loops of a model: all of them, or where they are too many, the strongest at each moment."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

import numpy as np

from sim.dynamics.dominance.links import CausalLink, LinkScores

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
        from every stock at every moment by the strongest-path search of Eberlein and
        Schoenberg (2020), "Finding the Loops that Matter", which may miss one that has much in
        common with one that is found.
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
    paths = sorted({_turned(path) for path in found})
    return tuple(Loop(path, partition[path[0]]) for path in paths)


def strongest_loops(scores: LinkScores) -> list[tuple[str, ...]]:
    """Return loops found by the strongest-path search at each moment."""
    found: set[tuple[str, ...]] = set()
    sizes = np.abs(scores.values)
    for moment in range(sizes.shape[1]):
        following: dict[str, list[tuple[float, str]]] = {}
        for row in np.flatnonzero(sizes[:, moment]):
            cause, effect = scores.links[row]
            following.setdefault(cause, []).append((float(sizes[row, moment]), effect))
        for links in following.values():
            links.sort(reverse=True)
        for start in scores.stocks:
            found.update(map(_turned, strongest_from(start, following)))
    return sorted(found)


def strongest_from(
    start: str, following: Mapping[str, Iterable[tuple[float, str]]]
) -> Iterator[tuple[str, ...]]:
    """Search loops through a variable, giving up a path where a stronger one has been.

    Parameters
    ----------
    following : mapping of str to iterable of (float, str)
        Sizes of the links from each variable and where they lead, the largest first.
    """
    best: dict[str, float] = {}
    path: list[str] = []

    def visit(name: str, score: float) -> Iterator[tuple[str, ...]]:
        if name == start and path:
            yield tuple(path)
            return
        if name in path or score <= best.get(name, 0.0):
            return
        best[name] = score
        path.append(name)
        for size, effect in following.get(name, ()):
            yield from visit(effect, score * size)
        path.pop()

    yield from visit(start, 1.0)


def _turned(path: Iterable[str]) -> tuple[str, ...]:
    """A loop from its first name in the alphabet on.

    >>> _turned(["b", "c", "a"])
    ('a', 'b', 'c')
    """
    names = tuple(path)
    first = names.index(min(names))
    return names[first:] + names[:first]

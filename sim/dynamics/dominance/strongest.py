"""The strongest-path search for loops of models that have too many to list.

Eberlein and Schoenberg (2020), "Finding the Loops that Matter": at each moment paths are followed
from each stock, the strongest link first, and given up at a variable that a stronger path from
the same stock has reached before. A loop may be missed that has much in common with one found.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from sim.dynamics.dominance.links import LinkScores
from sim.model.compiled import compiled

Indices = NDArray[np.int64]
ROOM = 1 << 20  # places for the keys of loops; a power of two
LONGEST = 4_000_000  # variables of all new loops of a moment together


def strongest_loops(scores: LinkScores) -> list[tuple[str, ...]]:
    """Return the loops that the search finds at any moment, each once, in the order found.

    Raises
    ------
    ValueError
        If there are more than half a million.
    """
    names = sorted({name for link in scores.links for name in link})
    number = {name: place for place, name in enumerate(names)}
    causes = np.array([number[link.cause] for link in scores.links], dtype=np.int64)
    effects = np.array([number[link.effect] for link in scores.links], dtype=np.int64)
    starts = np.array([number[name] for name in scores.stocks if name in number], dtype=np.int64)
    # A loop is known by the sum of its links' random keys, wherever it starts.
    keys = np.random.default_rng(0).integers(1 << 62, size=len(causes), dtype=np.uint64)
    known, found = np.zeros(ROOM, dtype=np.uint64), np.empty(LONGEST, dtype=np.int64)
    places = np.zeros((3, len(names) + 1), dtype=np.int64)
    reached = np.empty((2, len(names) + 1))
    sums = np.zeros(len(names) + 1, dtype=np.uint64)
    loops: list[tuple[str, ...]] = []
    for sizes in np.abs(scores.values.T):
        active = np.flatnonzero(sizes)
        order = active[np.lexsort((-sizes[active], causes[active]))]
        first = np.searchsorted(causes[order], np.arange(len(names) + 1))
        links = first, effects[order], np.log(sizes[order]), keys[order]
        written = _search(starts, *links, known, found, places, reached, sums)
        if written < 0 or len(loops) > ROOM // 2:
            raise ValueError("too many loops for the strongest-path search")
        loops += [tuple(names[place] for place in path) for path in _paths(found[:written])]
    return loops


def _paths(written: Indices) -> Iterator[list[int]]:
    """Loops one after the other, each with its length before it."""
    at = 0
    while at < len(written):
        length = int(written[at])
        yield written[at + 1 : at + 1 + length].tolist()
        at += 1 + length


@compiled
def _search(
    starts: Indices,
    first: Indices,
    effects: Indices,
    sizes: NDArray[np.float64],
    keys: NDArray[np.uint64],
    known: NDArray[np.uint64],
    found: Indices,
    places: Indices,
    reached: NDArray[np.float64],
    sums: NDArray[np.uint64],
) -> int:
    """Search from every stock at one moment; returns what it wrote, -1 if it had no room.

    Parameters
    ----------
    first : array of int, shape (variables + 1,)
        Where the links from each variable begin in the three arrays after it, largest first.
    sizes : array of float, shape (links,)
        Natural logarithms.
    known : array of int
        Hash table of the keys of loops found before, 0 where it is free; it is added to.
    found : array of int
        New loops: a length and as many variables each.
    places, reached, sums
        Room for the path, the next link of each of its variables and whether a variable is in
        it; its scores so far and the best of each variable; and its keys added up.
    """
    path, following, inside = places
    so_far, best = reached
    written = 0
    for start in starts:
        best[:] = -np.inf
        inside[:] = 0
        depth = 0
        path[0], following[0], so_far[0], sums[0] = start, first[start], 0.0, np.uint64(0)
        inside[start] = 1
        best[start] = np.inf
        while depth >= 0:
            name = path[depth]
            link = following[depth]
            if link == first[name + 1]:
                inside[name] = 0
                depth -= 1
                continue
            following[depth] = link + 1
            effect = effects[link]
            key = sums[depth] + keys[link]
            score = so_far[depth] + sizes[link]
            if effect == start:
                place = np.int64(key & np.uint64(ROOM - 1))
                while known[place] != 0 and known[place] != key:
                    place = (place + 1) & (ROOM - 1)
                if known[place] == key:
                    continue
                known[place] = key
                if written + depth + 2 > len(found):
                    return -1
                found[written] = depth + 1
                for step in range(depth + 1):
                    found[written + 1 + step] = path[step]
                written += depth + 2
            elif inside[effect] == 0 and score > best[effect]:
                best[effect] = score
                depth += 1
                path[depth], following[depth] = effect, first[effect]
                so_far[depth], sums[depth] = score, key
                inside[effect] = 1
    return written

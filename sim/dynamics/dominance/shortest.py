"""The shortest loops of a model: through each pair of quantities the shortest there is.

Oliva (2004), "Model structure analysis through graph theory", System Dynamics Review 20(4). Long
loops of a large model come in pairs that differ in a step and nearly cancel each other, so that
their scores say little; the shortest cover every link that is in a loop of its own.
"""

from collections import deque
from collections.abc import Mapping

import numpy as np

from sim.dynamics.dominance.cycles import Loop, turned
from sim.dynamics.dominance.links import OUTSIDE, CausalLink, LinkScores

LEAST = 0.01  # of what acts on a quantity: links with less on average are left out
Graph = Mapping[str, tuple[str, ...]]


def shortest_loops(scores: LinkScores, through: str, least: float = LEAST) -> tuple[Loop, ...]:
    """Return the shortest loops that pass through a quantity, in a fixed order.

    Parameters
    ----------
    through : str
        The quantity; of all loops of its cycle partition those are compared.
    least : float
        Share of what acts on its effect that a link must have on average over the run.
    """
    graph = _graph(strong_links(scores, least))
    paths = {name: _shortest_paths(name, graph) for name in graph}
    found: set[tuple[str, ...]] = {(name,) for name in graph if name in graph[name]}
    for one in graph:
        for other in paths[one]:
            for there in paths[one][other]:
                for back in paths[other].get(one, ()):
                    if not {*there[1:-1]} & {*back[1:-1]}:
                        found.add(turned((*there[:-1], *back[:-1])))
    return tuple(Loop(path) for path in sorted(found) if through in path)


def strong_links(scores: LinkScores, least: float = LEAST) -> tuple[CausalLink, ...]:
    """Return links within the model that make up a share of what acts on their effect."""
    sizes = np.abs(scores.values)
    effects = np.array([link.effect for link in scores.links])
    found = []
    for effect in dict.fromkeys(effects.tolist()):
        rows = np.flatnonzero(effects == effect)
        whole = sizes[rows].sum(axis=0)
        moving = whole > 0.0
        shares = (sizes[rows][:, moving] / whole[moving]).mean(axis=1)
        found += [scores.links[row] for row in rows[shares >= least]]
    return tuple(link for link in found if link.cause != OUTSIDE)


def _graph(links: tuple[CausalLink, ...]) -> Graph:
    names = sorted({name for link in links for name in link})
    return {each: tuple(sorted(b for a, b in links if a == each)) for each in names}


def _shortest_paths(start: str, graph: Graph) -> dict[str, list[tuple[str, ...]]]:
    """All shortest paths from a quantity to every other, each with both ends."""
    paths: dict[str, list[tuple[str, ...]]] = {start: [(start,)]}
    waiting = deque([start])
    while waiting:
        name = waiting.popleft()
        for effect in graph[name]:
            longer = [(*path, effect) for path in paths[name]]
            if effect not in paths:
                paths[effect] = longer
                waiting.append(effect)
            elif len(paths[effect][0]) == len(longer[0]):
                paths[effect] += longer
    del paths[start]
    return paths

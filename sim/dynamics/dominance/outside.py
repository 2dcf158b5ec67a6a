"""How much of the change of a quantity comes from outside the model."""

import numpy as np

from sim.dynamics.dominance.links import OUTSIDE, Floats, LinkScores
from sim.dynamics.dominance.shortest import strong_links


def share_of_outside(scores: LinkScores, through: str, sources: frozenset[str]) -> Floats:
    """Return the share that conditions and policies have in what moves a quantity.

    Scores are multiplied along every path that leads to it from a source or from outside by way
    of auxiliaries; loops tell of the rest.

    Parameters
    ----------
    through : str
        A stock.
    sources : frozenset of str
        Quantities where paths begin: the stocks.

    Returns
    -------
    array of float, shape (steps + 1,)
        From 0 to 1.
    """
    links = [*strong_links(scores), *(link for link in scores.links if link.cause == OUTSIDE)]
    causes: dict[str, list[str]] = {}
    for cause, effect in links:
        causes.setdefault(effect, []).append(cause)
    steps = scores.values.shape[1]
    known: dict[str, dict[str, Floats]] = {
        name: {name: np.ones(steps)} for name in (*sorted(sources), OUTSIDE)
    }

    def arriving(name: str) -> dict[str, Floats]:
        found: dict[str, Floats] = {}
        for cause in causes.get(name, ()):
            if cause not in known:
                known[cause] = arriving(cause)
            for source, path in known[cause].items():
                found[source] = found.get(source, np.zeros(steps)) + scores[cause, name] * path
        return found

    found = {source: np.abs(path) for source, path in arriving(through).items()}
    whole = sum(found.values(), np.zeros(steps))
    nothing = np.zeros(steps)
    return np.divide(found.get(OUTSIDE, nothing), whole, out=nothing, where=whole > 0.0)

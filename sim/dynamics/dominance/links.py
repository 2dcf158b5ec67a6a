"""Link scores: how much of the change of a variable comes from each variable that acts on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.dynamics.dominance.partial import AFTER, BEFORE, CAUSES, partial_worlds
from sim.dynamics.dominance.quantity import Quantity, quantities_of
from sim.dynamics.equations import EquationModel, Trajectories

Floats = NDArray[np.float64]
OUTSIDE = "outside"  # all series together, as a cause
ROUNDING = 1e-13  # a change smaller than this share of the value is rounding: no change


class CausalLink(NamedTuple):
    """A quantity and one that it acts on; with nothing between them that is scored itself."""

    cause: str
    effect: str


@dataclass(frozen=True)
class LinkScores:
    """Scores of all links.

    Attributes
    ----------
    links : tuple of CausalLink
        Those that act at some moment; the cause may be ``outside``.
    values : array of float, shape (links, steps + 1)
        Score for the step that ends at each moment; 0 at the first, where nothing has changed.
    stocks : tuple of str
        Quantities that are stocks; every loop has one.
    """

    links: tuple[CausalLink, ...]
    values: Floats
    stocks: tuple[str, ...]

    @cached_property
    def place(self) -> Mapping[CausalLink, int]:
        """Row of each link."""
        return {each: row for row, each in enumerate(self.links)}

    def __getitem__(self, link: tuple[str, str]) -> Floats:
        """Scores of a link, zeros if it never acts; shape (steps + 1,)."""
        row = self.place.get(CausalLink(*link))
        return np.zeros(self.values.shape[1]) if row is None else self.values[row]


def link_scores(
    model: EquationModel,
    trajectories: Trajectories,
    quantities: Sequence[Quantity] | None = None,
) -> LinkScores:
    """Score all links of a model that has been run.

    The score of the link from x to z over a step is the change that z would have made had x alone
    changed, over the change that it made, with the sign of the first over the change of x. For
    a stock, z is its net flow, so that it does not matter how flows are added up. All scores are
    finite: where cause or effect did not change, or an equation has no value with x alone
    changed, the score is 0.

    Parameters
    ----------
    trajectories : Trajectories
        What ``simulate`` returned for the model.
    quantities : sequence of Quantity, optional
        What is scored; by default every stock, flow and auxiliary. Variables in none of them
        are part of the links that lead through them; stocks in none are one by themselves.
    """
    chosen = quantities_of(model, quantities)
    worlds = partial_worlds(model, trajectories, chosen)
    found: dict[CausalLink, Floats] = {}
    for own, effect in enumerate(chosen, CAUSES):
        values, size = worlds.effects[effect.name], worlds.sizes[effect.name]
        change = values[AFTER] - values[BEFORE]
        if effect.settles:
            change = change - (values[own] - values[BEFORE])
        unmoved = np.abs(change) <= ROUNDING * size
        for row, cause in enumerate([*(each.name for each in chosen), OUTSIDE], CAUSES):
            if effect.settles and row == own:
                continue
            partial = values[row] - values[BEFORE]
            scores = _score(partial, np.abs(change), unmoved, worlds.causes.get(cause))
            if scores.any():
                found[CausalLink(cause, effect.name)] = scores
    matrix = np.zeros((len(found), len(trajectories.time)))
    for row, scores in enumerate(found.values()):
        matrix[row, 1:] = scores
    parts = {each.name for each in model.stocks}
    stocks = (each.name for each in chosen if not each.settles and parts & {*each.parts})
    return LinkScores(tuple(found), matrix, tuple(stocks))


def _score(
    partial: Floats, change: Floats, unmoved: NDArray[np.bool_], cause: Floats | None
) -> Floats:
    """Scores of a link; ``cause`` has its values before and after, None for the outside."""
    turned: Floats = np.ones_like(change)
    if cause is not None:
        before, after = cause
        still = np.abs(after - before) <= ROUNDING * np.maximum(np.abs(before), np.abs(after))
        unmoved, turned = unmoved | still, np.sign(after - before)
    with np.errstate(all="ignore"):
        scores = np.where(unmoved | (change == 0.0), 0.0, turned * partial / change)
    return np.where(np.isfinite(scores), scores, 0.0)

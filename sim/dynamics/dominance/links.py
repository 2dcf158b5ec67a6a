"""Link scores: how much of the change of a variable comes from each variable that it reads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.dynamics.equations import EquationModel, Flow, Stock, Trajectories
from sim.dynamics.equations.model import Auxiliary
from sim.dynamics.equations.simulate import ARRAYS

Floats = NDArray[np.float64]
ROUNDING = 1e-13  # a change smaller than this share of the value is rounding: no change


class CausalLink(NamedTuple):
    """A variable and one that reads it, or that it flows into or out of."""

    cause: str
    effect: str


@dataclass(frozen=True)
class LinkScores:
    """Scores of all links that can be part of a loop.

    Attributes
    ----------
    links : tuple of CausalLink
        Those from stocks, flows and auxiliaries.
    values : array of float, shape (links, steps + 1)
        Score for the step that ends at each moment; 0 at the first, where nothing has changed.
    stocks : tuple of str
        Stocks of the model; every loop has one.
    """

    links: tuple[CausalLink, ...]
    values: Floats
    stocks: tuple[str, ...]

    @cached_property
    def place(self) -> Mapping[CausalLink, int]:
        """Row of each link."""
        return {each: row for row, each in enumerate(self.links)}

    def __getitem__(self, link: tuple[str, str]) -> Floats:
        return self.values[self.place[CausalLink(*link)]]


def link_scores(model: EquationModel, trajectories: Trajectories) -> LinkScores:
    """Score all links of a model that has been run.

    The score of the link from x to z over a step is the change that z would have made had x alone
    changed, over the change that it made, with the sign of the first over the change of x. Flows
    are scored by their change over the change of the net flow. All scores are finite: where cause
    or effect did not change, or an equation has no value with x alone changed, the score is 0.

    Parameters
    ----------
    trajectories : Trajectories
        What ``simulate`` returned for the model.
    """
    fixed = {*model.constants, *model.series}
    found = {
        CausalLink(cause, each.name): scores
        for each in model.variables
        for cause, scores in _scores_into(each, model, trajectories)
        if cause not in fixed
    }
    values = np.zeros((len(found), len(trajectories.time)))
    for row, scores in enumerate(found.values()):
        values[row, 1:] = scores
    return LinkScores(tuple(found), values, tuple(each.name for each in model.stocks))


def _scores_into(
    variable: object, model: EquationModel, trajectories: Trajectories
) -> Iterator[tuple[str, Floats]]:
    if isinstance(variable, Stock):
        yield from _scores_of_flows(variable, trajectories)
    elif isinstance(variable, Flow | Auxiliary):
        yield from _scores_of_equation(variable.name, model, trajectories)


def _scores_of_flows(stock: Stock, trajectories: Trajectories) -> Iterator[tuple[str, Floats]]:
    """A link of its own for every flow, as if all were added up in a net flow first."""
    flows = dict.fromkeys(stock.inflows, 1.0) | dict.fromkeys(stock.outflows, -1.0)
    changes = {name: np.diff(trajectories[name]) for name in flows}
    changes = {k: np.where(_moved(trajectories[k]), v, 0.0) for k, v in changes.items()}
    net = sum((flows[name] * changes[name] for name in flows), np.zeros(len(trajectories.time) - 1))
    largest = np.max([np.abs(each) for each in changes.values()], axis=0, initial=0.0)
    settled = np.abs(net) <= ROUNDING * largest
    for name, sign in flows.items():
        yield name, sign * _over(np.abs(changes[name]), np.abs(net), settled)


def _scores_of_equation(
    name: str, model: EquationModel, trajectories: Trajectories
) -> Iterator[tuple[str, Floats]]:
    expression = model.expressions[name]
    before = {each: trajectories[each][:-1] for each in expression.names}
    after = {each: trajectories[each][1:] for each in expression.names}
    unmoved = ~_moved(trajectories[name])
    with np.errstate(all="ignore"):
        start = expression.value(ARRAYS, before)
        change = np.abs(expression.value(ARRAYS, after) - start)
        for cause in sorted(expression.names):
            partial = expression.value(ARRAYS, {**before, cause: after[cause]}) - start
            still = unmoved | ~_moved(trajectories[cause])
            sign = np.sign(partial) * np.sign(after[cause] - before[cause])
            yield cause, sign * _over(np.abs(partial), change, still)


def _moved(values: Floats) -> NDArray[np.bool_]:
    """Whether a variable changed over each step, by more than rounding."""
    size = np.maximum(np.abs(values[1:]), np.abs(values[:-1]))
    moved: NDArray[np.bool_] = np.abs(np.diff(values)) > ROUNDING * size
    return moved


def _over(partial: Floats, whole: Floats, zero: NDArray[np.bool_]) -> Floats:
    with np.errstate(all="ignore"):
        ratio = np.where(zero | (whole == 0.0), 0.0, partial / whole)
    return np.where(np.isfinite(ratio), ratio, 0.0)

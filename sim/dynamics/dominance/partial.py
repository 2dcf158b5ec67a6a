"""A model evaluated over every step with one quantity at a time moved on."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.dynamics.dominance.quantity import Quantity
from sim.dynamics.equations import EquationModel, Trajectories
from sim.dynamics.equations.expression import Expression
from sim.dynamics.equations.simulate import ARRAYS

Floats = NDArray[np.float64]
BEFORE, AFTER, CAUSES = 0, 1, 2  # worlds; from the third on those with one cause moved on


class Worlds(NamedTuple):
    """Values of quantities over steps, in worlds that differ in what has been moved on.

    World 0 is that before each step and world 1 that after it; in world 2 the first quantity
    alone is moved on, and so forth, and in the last one what comes from outside.

    Attributes
    ----------
    effects : mapping of str to array of float, shape (worlds, steps)
        Quantities as their equations give them; of stocks, their net flows.
    causes : mapping of str to array of float, shape (2, steps)
        Quantities before and after.
    sizes : mapping of str to array of float, shape (steps,)
        Sizes of what an effect is added up from, which its rounding goes by.
    """

    effects: Mapping[str, Floats]
    causes: Mapping[str, Floats]
    sizes: Mapping[str, Floats]


def partial_worlds(
    model: EquationModel, trajectories: Trajectories, quantities: Sequence[Quantity]
) -> Worlds:
    """Evaluate a model with each quantity moved on alone, over all steps at once."""
    return _Evaluation(model, trajectories, quantities).worlds()


class _Evaluation:
    """All worlds in one pass over the equations: arrays of shape (worlds, steps)."""

    def __init__(
        self, model: EquationModel, trajectories: Trajectories, quantities: Sequence[Quantity]
    ) -> None:
        self.model, self.quantities = model, quantities
        self.before = {name: each[:-1] for name, each in trajectories.values.items()}
        self.after = {name: each[1:] for name, each in trajectories.values.items()}
        self.shape = CAUSES + len(quantities) + 1, len(trajectories.time) - 1
        self.of = {part: each for each in quantities for part in each.parts}
        self.stocks = {each.name: each for each in model.stocks}
        world = {each.name: place for place, each in enumerate(quantities, CAUSES)}
        held = {part: self._moved_in(part, world[each.name]) for part, each in self.of.items()}
        held |= {name: self._moved_in(name, self.shape[0] - 1) for name in model.series}
        self.held = held | {name: np.float64(value) for name, value in model.constants.items()}

    def _moved_in(self, name: str, world: int) -> Floats:
        values = np.repeat(self.before[name][None, :], self.shape[0], axis=0)
        values[[AFTER, world]] = self.after[name]
        return values

    def worlds(self) -> Worlds:
        """Evaluate all equations, then what each quantity is."""
        effects, causes, sizes = {}, {}, {}
        with np.errstate(all="ignore"):
            values = self._evaluated()
            for each in self.quantities:
                weights = {
                    part: Expression(text).value(ARRAYS, self.before)
                    for part, text in each.parts.items()
                }
                parts = {part: self._flows(part, values) for part in weights}
                effects[each.name] = _added(weights, {k: sum(v) for k, v in parts.items()})
                largest = {k: np.max(np.abs(v), axis=(0, 1)) for k, v in parts.items()}
                sizes[each.name] = _added(weights, largest)
                ends = [_added(weights, end) for end in (self.before, self.after)]
                causes[each.name] = np.array(ends)
        return Worlds(effects, causes, sizes)

    def _evaluated(self) -> dict[str, Any]:
        """Values of all equations; those of parts under their names with a mark.

        What reads a part takes it as held, but for parts of the same quantity.
        """
        values = dict(self.held)
        for name in self.model.order:
            quantity = self.of.get(name)
            found = self.model.expressions[name]
            if quantity is None:
                values[name] = found.value(ARRAYS, values)
                continue
            fresh = {part: values[f"{part}!"] for part in quantity.parts if f"{part}!" in values}
            values[f"{name}!"] = found.value(ARRAYS, {**values, **fresh} if fresh else values)
        return values

    def _flows(self, name: str, values: Mapping[str, Any]) -> list[Floats]:
        """What a part is added up from, each of shape (worlds, steps)."""
        if name in self.stocks:
            stock = self.stocks[name]
            found = [values[flow] for flow in stock.inflows]
            found += [-values[flow] for flow in stock.outflows]
        else:
            found = [values[f"{name}!"]]
        return [np.broadcast_to(each, self.shape) for each in found] or [np.zeros(self.shape)]


def _added(weights: Mapping[str, Any], parts: Mapping[str, Any]) -> Any:
    return sum(weight * parts[part] for part, weight in weights.items())

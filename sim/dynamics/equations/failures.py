"""Where a model of equations fails: the variable and the month, for those who wrote it."""

from collections.abc import Callable
from typing import Any

import numpy as np

from sim.dynamics.equations.model import EquationModel
from sim.dynamics.equations.simulate import FLOATS, Trajectories, simulate

ERRORS = (ArithmeticError, ValueError, TypeError)  # the last: a root of a negative number


class RunError(ValueError):
    """A model that gives no finite numbers.

    Attributes
    ----------
    variable, reason : str
    """

    def __init__(self, variable: str, month: float, reason: str) -> None:
        self.variable, self.reason = variable, f"{reason} in month {month:g}"
        super().__init__(f"{variable}: {self.reason}")


def simulated(model: EquationModel) -> Trajectories:
    """Run a model, and see that all of its values are finite numbers.

    Raises
    ------
    RunError
        With the first variable that has none.
    """
    try:
        found = simulate(model)
    except ERRORS:
        _fail(model)
        raise
    check_finite(model, found)
    return found


def check_finite(model: EquationModel, found: Trajectories) -> None:
    """See that all values of a model's variables are finite numbers.

    Raises
    ------
    RunError
        With the first variable that has another.
    """
    firsts = []
    for place, name in enumerate((*model.order, *(each.name for each in model.stocks))):
        strange = np.flatnonzero(~np.isfinite(found[name]))
        if strange.size:
            firsts.append((int(strange[0]), place, name))
    if firsts:
        step, _, name = min(firsts)
        raise RunError(name, float(found.time[step]), f"{found[name][step]} is no number to go on")


def _fail(model: EquationModel) -> None:
    """Go through a model equation by equation until one fails."""
    steps = round(model.months / model.step)
    months = np.arange(model.months + 1)
    series = {
        name: np.interp(np.arange(steps + 1) * model.step, months, given).tolist()
        for name, given in model.series.items()
    }
    held = model.constants | {name: given[0] for name, given in series.items()}
    stocks = {each.name: _value(model, each.name, held, 0.0) for each in model.stocks}
    for step in range(steps + 1):
        values = model.constants | {name: given[step] for name, given in series.items()} | stocks
        for name in model.order:
            values[name] = _value(model, name, values, step * model.step)
        for each in model.stocks:
            change = sum(values[n] for n in each.inflows) - sum(values[n] for n in each.outflows)
            stocks[each.name] += model.step * change


def _value(model: EquationModel, name: str, values: dict[str, float], month: float) -> float:
    functions: dict[str, Callable[..., Any]] = dict(FLOATS)
    try:
        return float(model.expressions[name].value(functions, values))
    except ERRORS as error:
        raise RunError(name, month, f"cannot be computed ({error})") from None

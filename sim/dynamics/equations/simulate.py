"""Running a model of equations by Euler's method."""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.dynamics.equations.model import EquationModel, Stock

FLOATS: Mapping[str, Callable[..., Any]] = {
    "abs": abs, "exp": math.exp, "ln": math.log, "max": max, "min": min, "sqrt": math.sqrt,
}  # fmt: skip
ARRAYS: Mapping[str, Callable[..., Any]] = {
    "abs": np.abs, "exp": np.exp, "ln": np.log,
    "max": np.maximum, "min": np.minimum, "sqrt": np.sqrt,
}  # fmt: skip


@dataclass(frozen=True)
class Trajectories:
    """Values of all variables over time.

    Attributes
    ----------
    time : array of float, shape (steps + 1,)
        Months from the start.
    values : mapping of str to array of float, shape (steps + 1,)
        By variable; constants too.
    """

    time: NDArray[np.float64]
    values: Mapping[str, NDArray[np.float64]]

    def __getitem__(self, name: str) -> NDArray[np.float64]:
        return self.values[name]


def simulate(model: EquationModel) -> Trajectories:
    """Run a model from its first month to its last.

    Returns
    -------
    Trajectories
        Every stock, flow and auxiliary at every step; flows are those of the step that begins.

    Raises
    ------
    ArithmeticError, ValueError
        From an equation: a division by zero, the logarithm of a number that is not positive.
    """
    steps = round(model.months / model.step)
    time: NDArray[np.float64] = np.arange(steps + 1, dtype=np.float64) * model.step
    months = np.arange(model.months + 1)
    series = {name: np.interp(time, months, given) for name, given in model.series.items()}
    first = {name: float(given[0]) for name, given in series.items()} | model.constants
    start = [model.expressions[each.name].value(FLOATS, first) for each in model.stocks]
    rows = compiled(source_of(model))(
        start, [*model.constants.values()], [each.tolist() for each in series.values()], steps
    )
    columns = np.array(rows, dtype=np.float64).T
    names = [*(each.name for each in model.stocks), *model.order]
    held = {name: np.full(len(time), value) for name, value in model.constants.items()}
    return Trajectories(time, {**dict(zip(names, columns, strict=True)), **series, **held})


def source_of(model: EquationModel) -> str:
    """Return the text of a function that runs a model; no variable of a model begins with "_"."""
    stocks = [each.name for each in model.stocks]
    moments = "zip(*_series)" if model.series else "[()] * (_steps + 1)"
    return "\n".join(
        [
            "def _run(_start, _constants, _series, _steps):",
            f"    {_taken(stocks, '_start')}",
            f"    {_taken(model.constants, '_constants')}",
            "    _rows = []",
            f"    for _given in {moments}:",
            f"        {_taken(model.series, '_given')}",
            *(f"        {name} = {model.expressions[name].python}" for name in model.order),
            f"        _rows.append(({''.join(f'{name}, ' for name in (*stocks, *model.order))}))",
            *(f"        {_update(each, model.step)}" for each in model.stocks),
            "    return _rows",
        ]
    )


def _taken(names: Iterable[str], source: str) -> str:
    return f"[{', '.join(names)}] = {source}"


def _update(stock: Stock, step: float) -> str:
    terms = [*(f"+ {name}" for name in stock.inflows), *(f"- {name}" for name in stock.outflows)]
    return f"{stock.name} = {stock.name} + {step!r} * ({' '.join(terms) or '0.0'})"


@lru_cache(maxsize=32)
def compiled(source: str, *, arrays: bool = False) -> Callable[..., list[tuple[Any, ...]]]:
    """Compile the text of such a function, equal ones once: for numbers, or for arrays of them."""
    space: dict[str, Any] = {**(ARRAYS if arrays else FLOATS)}
    exec(compile(source, "<model>", "exec"), space)
    run: Callable[..., list[tuple[Any, ...]]] = space["_run"]
    return run

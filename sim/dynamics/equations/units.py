"""Units of equations, checked by computing each of them with quantities."""

import math
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import pint

from sim.dynamics.equations.expression import Expression
from sim.dynamics.equations.model import Auxiliary, EquationModel, Fault, Stock, Variable

UNITS = ("startup", "space", "slot", "investor", "kCNY")  # beside pint's own, such as month
GOLDEN = (5**0.5 - 1) / 2


def check_units(model: EquationModel) -> list[Fault]:
    """Return the equations of a model whose units do not fit; none if all do.

    A flow has the unit of its stock by month. Logarithms, exponentials and powers take numbers
    without a unit; sums, ``min`` and ``max`` take quantities of one unit.
    """
    return [*_faults(model)]


def _faults(model: EquationModel) -> Iterator[Fault]:
    registry = _registry()
    declared: dict[str, Any] = {}
    for number, each in enumerate(model.variables):
        # Values do not matter, but no two may be equal: their difference may be divided by.
        value = 1.0 + number * GOLDEN % 1.0
        try:
            declared[each.name] = value * registry.Unit("" if each.unit == "1" else each.unit)
        except (pint.UndefinedUnitError, ValueError) as error:
            yield Fault(each.name, f"unit '{each.unit}': {error}")
    if len(declared) < len(model.variables):
        return
    for each in model.variables:
        if isinstance(each, Stock | Auxiliary):
            yield from _wrong(each, model.expressions[each.name], declared)
    month = 1.0 * registry.month
    for stock in model.stocks:
        for name in (*stock.inflows, *stock.outflows):
            if not _same(declared[name] * month, declared[stock.name]):
                asked = f"{stock.unit}/month as a flow of {stock.name}"
                yield Fault(name, f"has {model.by_name[name].unit}, not {asked}")


def _wrong(
    variable: Variable, expression: Expression, declared: Mapping[str, Any]
) -> Iterator[Fault]:
    if not expression.names:  # a number has the unit that is declared
        return
    try:
        found = expression.value(QUANTITIES, declared)
    except (pint.DimensionalityError, TypeError) as error:
        yield Fault(variable.name, f"'{expression.text}': {error}")
        return
    if not _same(found, declared[variable.name]):
        unit = f"{found.units}" if isinstance(found, pint.Quantity) else "1"
        yield Fault(variable.name, f"'{expression.text}' has {unit or 1}, not {variable.unit}")


def _same(found: Any, declared: pint.Quantity) -> bool:
    """Whether two units are the same, prefixes and all."""
    if not isinstance(found, pint.Quantity):
        return declared.dimensionless
    if found.dimensionality != declared.dimensionality:
        return False
    return math.isclose((1.0 * found.units).to(declared.units).magnitude, 1.0)


@cache
def _registry() -> "pint.UnitRegistry[float]":
    registry: pint.UnitRegistry[float] = pint.UnitRegistry()
    for unit in UNITS:
        registry.define(f"{unit} = [{unit}]")
    return registry


def _plain(function: Callable[[float], float]) -> Callable[[Any], Any]:
    """A function of numbers without a unit; its value does not matter here."""

    def applied(argument: Any) -> Any:
        if isinstance(argument, pint.Quantity):
            argument = argument.to("").magnitude
        return function(abs(argument) + 1.0)

    return applied


def _alike(first: Any, second: Any) -> Any:
    """What ``min`` and ``max`` return: either, if both have one unit."""
    return first + second


QUANTITIES: Mapping[str, Callable[..., Any]] = {
    "abs": abs,
    "exp": _plain(lambda _: 1.0 + GOLDEN),  # less 1, it may be divided by
    "ln": _plain(math.log),
    "max": _alike,
    "min": _alike,
    "sqrt": lambda argument: argument**0.5,
}

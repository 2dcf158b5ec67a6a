"""Parts of an equation that are numbers without any variable, and whether they are finite."""

import ast
import math
from collections.abc import Callable, Mapping
from typing import Any

from sim.dynamics.equations.expression import Expression, ExpressionError
from sim.dynamics.equations.simulate import FLOATS

_OPERATIONS: Mapping[type[ast.AST], Callable[[float, float], float]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
    ast.Pow: math.pow,
}


class _EndlessError(Exception):
    """A part that is no finite number."""


def endless_part(equation: str) -> str:
    """Return the first part of an equation that is no finite number; empty if there is none.

    Whole numbers are taken as floats, so that no power of them takes all memory.

    >>> endless_part("2 * ln(-1)"), endless_part("9 ** 9 ** 9 ** 9"), endless_part("x / 0.5")
    ('ln(-1)', '9 ** 9 ** 9', '')
    """
    try:
        if not math.isfinite(float(equation)):
            return equation
    except ValueError:
        pass
    try:
        _number(Expression(equation).tree)
    except ExpressionError:
        return ""  # said elsewhere
    except _EndlessError as error:
        return str(error)
    return ""


def _number(node: ast.AST) -> float | None:
    """Value of a part; None if it has variables."""
    parts: list[float | None]
    function: Callable[..., Any]
    match node:
        case ast.Constant(value=int() | float() as value):
            parts, function = [value], float
        case ast.UnaryOp(operand=operand):
            parts, function = [_number(operand)], lambda a: -a
        case ast.BinOp(left=left, op=operator, right=right):
            parts, function = [_number(left), _number(right)], _OPERATIONS[type(operator)]
        case ast.Call(func=ast.Name(id=name), args=arguments):
            parts, function = [_number(each) for each in arguments], FLOATS[name]
        case _:
            return None
    known = [each for each in parts if each is not None]
    if len(known) < len(parts):
        return None
    try:
        found = float(function(*known))
    except (ArithmeticError, ValueError):
        found = math.nan
    if not math.isfinite(found):
        raise _EndlessError(ast.unparse(node))
    return found

"""Expressions of equations: arithmetic on names with a few functions, read once and checked."""

import ast
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, NamedTuple

FUNCTIONS = {"abs": 1, "exp": 1, "ln": 1, "max": 2, "min": 2, "sqrt": 1}  # with arguments each
OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow)


class ExpressionError(ValueError):
    """An expression that cannot be read.

    Attributes
    ----------
    column : int
        Where in the text, from 1.
    """

    def __init__(self, reason: str, column: int = 1) -> None:
        super().__init__(reason)
        self.column = column


class Expression:
    """An expression such as ``"growth * x / max(slots, 1)"``.

    Parameters
    ----------
    text : str
        Python's arithmetic (``+ - * / **`` and parentheses) on numbers and names, and the
        functions of :data:`FUNCTIONS`.

    Raises
    ------
    ExpressionError
        Where it is anything else.

    >>> sorted(Expression("growth * x / max(slots, 1)").names)
    ['growth', 'slots', 'x']
    """

    def __init__(self, text: str) -> None:
        self.text = text
        try:
            self.tree = ast.parse(text.strip(), mode="eval").body
        except SyntaxError as error:
            raise ExpressionError("not an expression", error.offset or 1) from None
        _check(self.tree)

    @cached_property
    def names(self) -> frozenset[str]:
        """Variables that it reads."""
        return frozenset(_names(self.tree))

    @cached_property
    def python(self) -> str:
        """The expression as Python, with all operations in parentheses where needed."""
        return ast.unparse(self.tree)

    def value(self, functions: Mapping[str, Callable[..., Any]], values: Mapping[str, Any]) -> Any:
        """Return its value with functions and values of one kind: floats, arrays, quantities.

        >>> import math
        >>> Expression("2 * ln(x)").value({"ln": math.log}, {"x": 1.0})
        0.0
        """
        return eval(self._code, {"__builtins__": {}, **functions}, dict(values))

    @cached_property
    def _code(self) -> Any:
        return compile(ast.Expression(self.tree), "<equation>", "eval")


class _Refusal(NamedTuple):
    kind: type[ast.AST]
    reason: str


REFUSALS = (
    _Refusal(ast.Compare, "comparisons are not known; use min or max"),
    _Refusal(ast.BoolOp, "'and' and 'or' are not known"),
    _Refusal(ast.IfExp, "'if' is not known; use min or max"),
    _Refusal(ast.BinOp, "only + - * / ** are known"),
)


def _check(node: ast.AST) -> None:
    """Refuse what is not an expression of ours."""
    match node:
        case ast.Constant(value=int() | float()) if not isinstance(node.value, bool):
            return
        case ast.Name():
            if node.id in FUNCTIONS:
                raise _at(node, f"'{node.id}' is a function")
            return
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            _check(operand)
            return
        case ast.BinOp(left=left, right=right, op=operator) if isinstance(operator, OPERATORS):
            _check(left)
            _check(right)
            return
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]):
            if name not in FUNCTIONS:
                raise _at(node, f"unknown function '{name}'")
            if len(arguments) != FUNCTIONS[name]:
                raise _at(node, f"'{name}' takes {FUNCTIONS[name]}, not {len(arguments)}")
            for each in arguments:
                _check(each)
            return
    known = (each.reason for each in REFUSALS if isinstance(node, each.kind))
    raise _at(node, next(known, "only numbers, names and arithmetic are known"))


def _at(node: ast.AST, reason: str) -> ExpressionError:
    return ExpressionError(reason, getattr(node, "col_offset", 0) + 1)


def _names(tree: ast.AST) -> list[str]:
    found = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
    return [name for name in found if name not in FUNCTIONS]

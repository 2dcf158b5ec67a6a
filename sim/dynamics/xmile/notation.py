"""Equations in XMILE's notation, and back: ``^`` for powers, names of functions in capitals."""

import ast
import re

from sim.dynamics.equations.expression import FUNCTIONS, Expression

NAMESPACE = "http://docs.oasis-open.org/xmile/ns/XMILE/v1.0"
SIGNS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "^"}
STRENGTH = {ast.Add: 1, ast.Sub: 1, ast.Mult: 2, ast.Div: 2, ast.Pow: 4}
OF_A_SIGN, OF_A_NAME = 3, 5


def written(expression: Expression) -> str:
    """Return an expression in XMILE's notation.

    >>> written(Expression("-(a - (b - c)) * exp(x ** -2)"))
    '(-(a - (b - c))) * EXP(x ^ (-2))'
    """
    return _written(expression.tree)[0]


def _written(node: ast.AST) -> tuple[str, int]:
    """A node's text, and how tightly it holds together."""
    match node:
        case ast.BinOp(left=left, op=operator, right=right):
            strength = STRENGTH[type(operator)]
            # A power holds names only: readers differ on a ^ b ^ c and on -a ^ b.
            least = OF_A_NAME if strength == STRENGTH[ast.Pow] else strength
            first = _held(left, OF_A_NAME if isinstance(left, ast.UnaryOp) else least)
            second = _held(right, least if strength == OF_A_NAME else max(least, strength + 1))
            return f"{first} {SIGNS[type(operator)]} {second}", strength
        case ast.UnaryOp(operand=operand):
            return f"-{_held(operand, OF_A_NAME)}", OF_A_SIGN
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return f"{name.upper()}({', '.join(_written(a)[0] for a in arguments)})", OF_A_NAME
    return ast.unparse(node), OF_A_NAME


def _held(node: ast.AST, least: int) -> str:
    text, strength = _written(node)
    return text if strength >= least else f"({text})"


def plain(equation: str) -> str:
    """Return an equation of an XMILE file in the notation of :class:`Expression`.

    Comments in braces and line breaks are left out; functions may be of either case.

    >>> plain("MAX(a, 0) ^ 2 {of a}")
    'max(a, 0) ** 2'
    """
    bare = re.sub(r"\{[^}]*\}", "", equation).replace("^", "**")
    return " ".join(re.sub(r"\b\w+\b", _lowered, bare).split())


def _lowered(word: re.Match[str]) -> str:
    lower = word[0].lower()
    return lower if lower in FUNCTIONS else word[0]


def name_of(text: str) -> str:
    r"""Return a variable's name as equations say it.

    >>> name_of("Rent and\\nfee"), name_of('"Cash"')
    ('Rent_and_fee', 'Cash')
    """
    return re.sub(r"(\\n|[\s_\u00a0])+", "_", text.strip().strip('"'))

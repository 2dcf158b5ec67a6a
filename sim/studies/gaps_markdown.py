"""Markdown tables and their numbers; what is not there is a dash."""

import math
from collections.abc import Sequence

from sim.analysis.gaps import signed

DASH = "–"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], left: int = 1) -> str:
    """Write a table; the first columns hold text, and a first cell like that above is left empty.

    >>> print(table(["a", "b"], [["x", "1"], ["x", "2"]]))
    | a | b |
    | --- | ---: |
    | x | 1 |
    |  | 2 |
    """
    lines = [list(heads), ["---"] * left + ["---:"] * (len(heads) - left)]
    before = None
    for first, *others in rows:
        lines.append(["" if first == before else first, *others])
        before = first
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def level(value: float, digits: int) -> str:
    """A value without its sign."""
    return f"{value:.{digits}f}" if math.isfinite(value) else DASH


def difference(value: float, digits: int) -> str:
    """A value with its sign."""
    return signed(value, digits) if math.isfinite(value) else DASH


def interval(ends: tuple[float, float], digits: int, sign: bool) -> str:
    """Both ends of an interval.

    >>> interval((-1.0, 2.0), 1, sign=True)
    '[-1.0, +2.0]'
    """
    if not all(map(math.isfinite, ends)):
        return DASH
    low, high = ((difference if sign else level)(end, digits) for end in ends)
    return f"[{low}, {high}]"

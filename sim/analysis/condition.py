"""Conditions on outcomes as text: "gap:survival_mean_60 < 0 and spaces < 500"."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.scenario.problems import nearest

OPERATORS: Mapping[str, Callable[[Any, Any], Any]] = {
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
}
_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
_TERM = re.compile(rf"\s*(?P<name>[A-Za-z][\w.:]*)\s*(?P<sign><=|>=|<|>)\s*(?P<value>{_NUMBER})\s*")
_AND = re.compile(r"\s+and\s+")


class ConditionError(ValueError):
    """A condition that cannot be read, with what would be."""


class Term(NamedTuple):
    """A comparison of an outcome with a number."""

    outcome: str
    sign: str
    value: float

    def __str__(self) -> str:
        return f"{self.outcome} {self.sign} {self.value:g}"


class Condition(NamedTuple):
    """Comparisons that must all hold."""

    terms: tuple[Term, ...]

    @property
    def outcomes(self) -> tuple[str, ...]:
        """Outcomes that it is about, each once."""
        return tuple(dict.fromkeys(term.outcome for term in self.terms))

    def holds(self, values: Mapping[str, NDArray[np.float64]]) -> NDArray[np.bool_]:
        """Where it holds, given the outcomes; NaN is not allowed."""
        found = [OPERATORS[sign](values[name], value) for name, sign, value in self.terms]
        return np.logical_and.reduce(found)

    def __str__(self) -> str:
        return " and ".join(map(str, self.terms))


def read_condition(text: str, names: Sequence[str]) -> Condition:
    """Read a condition on some outcomes.

    Raises
    ------
    ConditionError
        If it is none, or an outcome is unknown.

    Examples
    --------
    >>> print(read_condition("gap:funded_24<-1.5 and spaces >= 400", ["spaces", "gap:funded_24"]))
    gap:funded_24 < -1.5 and spaces >= 400
    """
    terms = []
    for part in _AND.split(text):
        match = _TERM.fullmatch(part)
        if match is None:
            raise ConditionError(
                f"'{part.strip()}' is no condition; write OUTCOME, one of < <= > >=, and a "
                "number, such as \"gap:survival_mean_60 < 0\"; join several with 'and'"
            )
        name = match["name"]
        if name not in names:
            raise ConditionError(unknown_outcome(name, names))
        terms.append(Term(name, match["sign"], float(match["value"])))
    return Condition(tuple(terms))


def unknown_outcome(name: str, names: Sequence[str]) -> str:
    """Say that an outcome is not there, and what may have been meant.

    >>> unknown_outcome("funded_24", ["gap:funded_24", "spaces"])
    "no outcome 'funded_24' in the sweep; did you mean gap:funded_24?"
    """
    within = tuple(each for each in names if name in each.split(":"))[:3]
    close = within or nearest(name, names)
    hint = f"did you mean {' or '.join(close)}?" if close else f"there are {', '.join(names[:8])}"
    return f"no outcome '{name}' in the sweep; {hint}" + (", ..." if not close else "")

"""What is passed to ``sim.run``, ``sim.ensemble`` and ``sim.compare``, checked in one place."""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sim.calibration.draws import SOURCES
from sim.scenario import Scenario, load_scenario
from sim.scenario.language import LANGUAGES

# Least value of each whole number.
_LEAST = {"replicates": 1, "seed": 0, "workers": 1}
_CHOICES: dict[str, Sequence[str]] = {"parameters": SOURCES, "lang": LANGUAGES}


def check_arguments(**given: Any) -> None:
    """Refuse an argument that means nothing; None stands for what is there without it.

    Raises
    ------
    TypeError
        If something is no number that has to be one.
    ValueError
        If a number is too small or a word is none of those that there are.

    Examples
    --------
    >>> check_arguments(replicates=0)
    Traceback (most recent call last):
    ValueError: replicates must be at least 1, not 0
    """
    for name, value in given.items():
        if value is None:
            continue
        if name in _LEAST:
            _check_whole(name, value, _LEAST[name])
        elif name in _CHOICES and value not in _CHOICES[name]:
            raise ValueError(f"{name} must be {_either(_CHOICES[name])}, not {value!r}")
        elif name == "precision":
            _check_positive(name, value)


def scenarios_of(given: Scenario | str | Path | Sequence[Scenario | str | Path]) -> list[Scenario]:
    """Load one or several scenarios, each itself, a built-in name or a file."""
    several = [given] if isinstance(given, Scenario | str | Path) else list(given)
    if not several:
        raise ValueError("scenarios must be at least one")
    return [each if isinstance(each, Scenario) else load_scenario(each) for each in several]


def _check_whole(name: str, value: Any, least: int) -> None:
    if isinstance(value, bool) or not hasattr(value, "__index__"):  # NumPy's integers are whole
        raise TypeError(f"{name} must be a whole number, not {value!r}")
    if value < least:
        raise ValueError(f"{name} must be at least {least}, not {value!r}")


def _check_positive(name: str, value: Any) -> None:
    if isinstance(value, bool) or not hasattr(value, "__float__"):
        raise TypeError(f"{name} must be a number, not {value!r}")
    if not 0 < value < math.inf:
        raise ValueError(f"{name} must be above 0, not {value!r}")


def _either(words: Sequence[str]) -> str:
    *others, last = map(repr, words)
    return f"{', '.join(others)} or {last}"

"""Reading distributions: ranges, shapes, lists of values, levels of a grid."""

import math
from collections.abc import Callable
from typing import Any

from sim.calibration.priors import priors
from sim.experiments.distributions import (
    Distribution,
    Normal,
    Triangular,
    Uniform,
    Values,
    Whole,
    rounded,
)
from sim.model.declaration import Declaration
from sim.scenario.problems import shown
from sim.scenario.yaml_reader import Path
from sim.studies.sweep_reader import PlanReader

ON, OFF = ("on", "true", "yes"), ("off", "false", "no")
SCALES = ("linear", "log")
SHAPES = ("low", "high", "scale", "mode", "mean", "sd", "median", "log_sd", "values", "steps")
TAILS = 3.0  # deviations at which a distribution with tails is cut, where no ends are given
Number = Callable[[Path, Any], float]


def read_switch(reader: PlanReader, path: Path, value: Any) -> Distribution | None:
    """Read on and off, or one of them."""
    words = value["values"] if isinstance(value, dict) and list(value) == ["values"] else [value]
    if not isinstance(words, list) or any(str(word).casefold() not in ON + OFF for word in words):
        reader.refuse(path, "switch_values")
        return None
    found = [float(str(word).casefold() in ON) for word in words]
    if len(set(found)) < len(found):
        reader.refuse(path, "same_value", value=shown(words[-1]))
    return Values(tuple(found))


def read_distribution(
    reader: PlanReader, path: Path, value: Any, number: Number, declared: Declaration
) -> Distribution | None:
    """Read a distribution, None if it is beyond use.

    Parameters
    ----------
    number : callable
        Reads a number at a path.
    declared : Declaration
        Of what the values are.
    """
    whole = declared.type is int
    match value:
        case [low, high]:
            return _between(reader, path, [number(path, low), number(path, high)], whole)
        case "prior":
            if path[-1] not in priors():
                reader.refuse(path, "no_prior", key=path[-1])
                return None
            prior = priors()[path[-1]]
            return Uniform(prior.low, prior.high, prior.scale == "log")
        case str():
            held = number(path, value)
            return None if math.isnan(held) else Values((held,))
        case dict():
            return _shaped(reader, path, value, number, declared)
    reader.refuse(path, "not_a_distribution", value=shown(value))
    return None


def _shaped(
    reader: PlanReader, path: Path, value: dict[str, Any], number: Number, declared: Declaration
) -> Distribution | None:
    said, before = reader.keys(path, value, SHAPES), len(reader.problems)
    at: dict[str, float] = {
        key: number((*path, key), said[key])
        for key in ("low", "high", "mode", "mean", "median")
        if key in said
    }
    spread = [reader.number((*path, key), said[key]) for key in ("sd", "log_sd") if key in said]
    ends = [at.get("low", declared.low), at.get("high", declared.high)]
    if len(reader.problems) > before:
        return None
    match sorted(said.keys() - {"steps"}):
        case ["values"]:
            return _listed(reader, (*path, "values"), said["values"], number)
        case ["high", "low"]:
            return _between(reader, path, ends, declared.type is int)
        case ["high", "low", "scale"]:
            scale = reader.choice((*path, "scale"), said["scale"], "scale", SCALES)
            return _between(reader, path, ends, declared.type is int, scale == "log")
        case ["high", "low", "mode"]:
            return _triangular(reader, path, ends, at["mode"])
        case ["mean", "sd"] | ["high", "low", "mean", "sd"]:
            within = [at["mean"] + side * TAILS * spread[0] for side in (-1, 1)]
            ends = _cut(at, within, declared)
            return _normal(reader, path, ends, at["mean"], spread[0], log=False)
        case ["log_sd", "median"] | ["high", "log_sd", "low", "median"]:
            within = [at["median"] * math.exp(side * TAILS * spread[0]) for side in (-1, 1)]
            ends = _cut(at, within, declared)
            return _normal(reader, path, ends, at["median"], spread[0], log=True)
    reader.refuse(path, "not_a_distribution", value=shown(value))
    return None


def _cut(at: dict[str, float], within: list[float], declared: Declaration) -> list[float]:
    """Ends of a distribution with tails: those given, else three deviations in its range."""
    low, high = max(declared.low, within[0]), min(declared.high, within[1])
    return [at.get("low", low), at.get("high", high)]


def _between(
    reader: PlanReader, path: Path, ends: list[float], whole: bool, log: bool = False
) -> Distribution | None:
    low, high = ends
    if _empty(reader, path, ends):
        return None
    if log and low <= 0:
        reader.refuse(path, "not_positive", value=f"{low:g}")
        return None
    return Whole(int(low), int(high)) if whole and not log else Uniform(low, high, log)


def _triangular(
    reader: PlanReader, path: Path, ends: list[float], mode: float
) -> Distribution | None:
    if _empty(reader, path, ends):
        return None
    low, high = ends
    if not low <= mode <= high:
        said: dict[str, Any] = {"value": f"{mode:g}", "low": f"{low:g}", "high": f"{high:g}"}
        reader.refuse((*path, "mode"), "mode_outside", **said)
        return None
    return Triangular(low, mode, high)


def _normal(
    reader: PlanReader, path: Path, ends: list[float], middle: float, spread: float, log: bool
) -> Distribution | None:
    if _empty(reader, path, ends):
        return None
    for value in (spread, middle) if log else (spread,):
        if value <= 0:
            reader.refuse(path, "not_above_zero", value=f"{value:g}")
            return None
    return Normal(middle, spread, ends[0], ends[1], log)


def _empty(reader: PlanReader, path: Path, ends: list[float]) -> bool:
    low, high = ends
    if low >= high:
        reader.refuse(path, "empty_range", low=f"{low:g}", high=f"{high:g}")
    return not low < high  # one that could not be read has been complained of


def _listed(reader: PlanReader, path: Path, value: Any, number: Number) -> Distribution | None:
    found = [number(place, each) for place, each in reader.items(path, value)]
    if isinstance(value, list) and not found:
        reader.refuse(path, "empty_values")
    for place, each in enumerate(found):
        if each in found[:place]:
            reader.refuse((*path, str(place)), "same_value", value=f"{each:g}")
    return Values(tuple(found)) if found else None


def read_levels(
    reader: PlanReader, path: Path, found: Distribution, value: Any, method: str
) -> tuple[float, ...]:
    """Read the levels of a factor in a grid; of other designs there are none."""
    steps = value.get("steps") if isinstance(value, dict) else None
    if method != "grid":
        if steps is not None:
            reader.refuse((*path, "steps"), "only_grid", at_key=True)
        return ()
    if isinstance(found, Values):
        return tuple(found.values)
    if steps is None:
        reader.refuse(path, "needs_steps")
        return ()
    number = reader.whole((*path, "steps"), steps, 2, 1000)
    if isinstance(found, Uniform):
        return tuple(found.value(place / (number - 1)) for place in range(number))
    low, high = found.ends
    even = [low + (high - low) * place / (number - 1) for place in range(number)]
    if isinstance(found, Whole):
        return tuple(sorted({float(round(each)) for each in even}))
    return tuple(rounded(each) for each in even)

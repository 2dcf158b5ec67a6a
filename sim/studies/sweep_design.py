"""Reading the design of a plan: its method and its size."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sim.calibration.draws import posterior, posterior_draws
from sim.experiments.factors import METHODS, Design, Factor, Method
from sim.studies.sweep_reader import PlanReader

# What each method is given; the first is needed.
OF_METHOD: Mapping[Method, tuple[str, ...]] = {
    "grid": (),
    "random": ("points",),
    "latin_hypercube": ("points",),
    "sobol": ("points",),
    "saltelli": ("points", "second_order"),
    "morris": ("trajectories", "levels"),
    "posterior": ("points",),
    "table": ("file",),
}
ALL_KEYS = tuple(dict.fromkeys(key for of in OF_METHOD.values() for key in of))
MOST_POINTS = 10_000_000


def read_method(reader: PlanReader, given: Any) -> tuple[Method, dict[str, Any]]:
    """Read the method of a design, and what it is given."""
    said = reader.keys(("design",), given, ("method", *ALL_KEYS), ("method",))
    if "method" not in said:
        return "random", {}
    before = len(reader.problems)
    method = cast("Method", reader.choice(("design", "method"), said["method"], "design", METHODS))
    if len(reader.problems) > before:
        return "random", {}
    for key in said.keys() - {"method", *OF_METHOD[method]}:
        reader.refuse(("design", key), "not_for_method", at_key=True, key=key, method=method)
    for key in OF_METHOD[method][:1]:
        if key not in said:
            reader.refuse(("design",), "missing_key", at_key=True, key=key)
    return method, said


def read_design(
    reader: PlanReader,
    method: Method,
    said: Mapping[str, Any],
    factors: Sequence[Factor],
    seed: Any,
) -> Design:
    """Read the size of a design and what else its method takes."""
    if not reader.problems and method != "posterior" and all(each.fixed for each in factors):
        reader.refuse(("design",), "nothing_varied", at_key=True)
    key = next(iter(OF_METHOD[method]), "points")
    size = reader.whole(("design", key), said[key], 1, MOST_POINTS) if key in said else 0
    if method in ("sobol", "saltelli") and size & (size - 1):
        below = 1 << (size.bit_length() - 1)
        powers: dict[str, Any] = {"below": below, "above": 2 * below}
        reader.refuse(("design", key), "not_a_power", value=size, **powers)
    levels = reader.whole(("design", "levels"), said.get("levels", "4"), 0, 1000)
    if levels % 2 or levels < 4:
        reader.refuse(("design", "levels"), "odd_levels", value=levels)
    second = said.get("second_order", "off")
    second = reader.choice(("design", "second_order"), second, "switch", ("off", "on"))
    draws = _draws(reader, size, factors, seed) if method == "posterior" else ()
    return Design(method, size, levels, second == "on", draws=draws)


def _draws(
    reader: PlanReader, size: int, factors: Sequence[Factor], seed: Any
) -> Sequence[Mapping[str, float]]:
    there = posterior()
    for factor in factors:
        if factor.name in there[0]:
            section = "uncertainties" if factor.role == "uncertainty" else "levers"
            reader.refuse((section, factor.name), "drawn_already", at_key=True, key=factor.name)
    if size > len(there):
        reader.refuse(("design", "points"), "too_few_draws", draws=len(there), value=size)
        return ()
    return posterior_draws(size, int(seed) if str(seed).isdigit() else 1)

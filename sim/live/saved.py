"""A branch as a scenario file that ``makersim run`` repeats to the bit."""

from typing import Any, NamedTuple

import yaml

from sim.live.moves import Moves, Policies, moved, policies_of
from sim.model.declaration import Declaration
from sim.scenario import Scenario, load_scenario
from sim.scenario.declared import LEVERS
from sim.scenario.language import phrase
from sim.scenario.locate import builtin_names
from sim.scenario.quantities import in_unit, plain_number, read_quantity

TITLE = phrase("Live session on: {title}")
HEADER = phrase("A session of the live page. {command} gives its numbers to the bit.")


class Saved(NamedTuple):
    """A scenario file of a session."""

    name: str
    text: str
    command: str
    compare: str


def saved(base: Scenario, moves: Moves, seed: int, yardstick: Scenario | None = None) -> Saved:
    """Write a branch as a scenario file.

    Parameters
    ----------
    base : Scenario
        As it was loaded, before a draw of parameters.
    yardstick : Scenario, optional
        What the file is to be compared with, also as loaded; without one the base.
    """
    name = f"live-{base.name}-{seed}.yaml"
    command = f"makersim run {name}"
    data = _extending(base, moves) if _is_builtin(base) else moved(base, moves).resolved()
    data["title"] = TITLE.filled(title=base.title)._asdict()
    run: dict[str, Any] = {"seed": seed, "replicates": 1, "parameters": "best"}
    data["run"] = data.get("run", {}) | run
    body = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)
    header = "".join(f"# {text}\n" for text in HEADER.filled(command=command))
    compare = f"makersim compare {_called(yardstick or base)} {name}"
    return Saved(name, header + body, command, compare)


def _called(scenario: Scenario) -> str:
    """Name a scenario as a command does: a built-in one by its name, another by its file."""
    name, file = scenario.name, _file_of(scenario)
    if name in builtin_names() and _file_of(load_scenario(name)) == file:
        return name
    return f'"{file}"' if " " in file else file


def _file_of(scenario: Scenario) -> str:
    return [each.document.root.file for each in scenario.layers if each.kind == "file"][-1]


def _is_builtin(base: Scenario) -> bool:
    return base.name in builtin_names() and load_scenario(base.name) == base


def _extending(base: Scenario, moves: Moves) -> dict[str, Any]:
    policies = _in_units(policies_of(base, moves))
    return {"extends": base.name, "title": {}} | ({"policies": policies} if policies else {})


def _in_units(policies: Policies) -> Policies:
    return {
        name: policy and policy | {"value": _with_unit(policy["value"], LEVERS[policy["lever"]])}
        for name, policy in policies.items()
    }


def _with_unit(value: float, declared: Declaration) -> float | str:
    """Write a value with its unit; the bare number where that would be read as another."""
    number, unit = in_unit(value, declared)
    if not unit:
        return value
    unrounded = 100 * value if unit == " %" else value
    texts = (f"{plain_number(each)}{unit}" for each in (number, unrounded))
    exact = (text for text in texts if read_quantity(text, declared, bounded=False) == value)
    return next(exact, value)

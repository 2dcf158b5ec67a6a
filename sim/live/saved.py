"""A branch as a scenario file that ``makersim run`` repeats to the bit."""

from typing import Any, NamedTuple

import yaml

from sim.live.moves import Moves, moved, policies_of
from sim.scenario import Scenario, load_scenario
from sim.scenario.language import phrase
from sim.scenario.locate import builtin_names

TITLE = phrase("Live session on: {title}")
HEADER = phrase("A session of the live page. {command} gives its numbers to the bit.")


class Saved(NamedTuple):
    """A scenario file of a session."""

    name: str
    text: str
    command: str


def saved(base: Scenario, moves: Moves, seed: int) -> Saved:
    """Write a branch as a scenario file.

    Parameters
    ----------
    base : Scenario
        As it was loaded, before a draw of parameters.
    """
    name = f"live-{base.name}-{seed}.yaml"
    command = f"makersim run {name}"
    data = _extending(base, moves) if _is_builtin(base) else moved(base, moves).resolved()
    data["title"] = TITLE.filled(title=base.title)._asdict()
    run: dict[str, Any] = {"seed": seed, "replicates": 1, "parameters": "best"}
    data["run"] = data.get("run", {}) | run
    body = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)
    header = "".join(f"# {text}\n" for text in HEADER.filled(command=command))
    return Saved(name, header + body, command)


def _is_builtin(base: Scenario) -> bool:
    return base.name in builtin_names() and load_scenario(base.name) == base


def _extending(base: Scenario, moves: Moves) -> dict[str, Any]:
    policies = policies_of(base, moves)
    return {"extends": base.name, "title": {}} | ({"policies": policies} if policies else {})

"""What a plan is read with: numbers, words and names, every mistake noted with its place."""

import math
from collections.abc import Mapping
from typing import Any

from sim.calibration.reading import Reader
from sim.model.declaration import Declaration
from sim.model.parameters import ByOperator, Parameters
from sim.scenario import Scenario
from sim.scenario.declared import LEVERS, MECHANISMS, OPERATORS, PARAMETERS, SERIES, SETTINGS
from sim.scenario.problems import Problem, Refused, brief, nearest, shown
from sim.scenario.quantities import read_quantity
from sim.scenario.yaml_reader import Path
from sim.studies.sweep_messages import THINGS, PlanSentence


class PlanReader(Reader):
    """Reads values of a plan and keeps what is wrong with them."""

    def refuse(self, path: Path, message: str, /, at_key: bool = False, **values: Any) -> None:
        """Note a problem at a value, or at its key."""
        where = self.document.key_place(path) if at_key else self.document.place(path)
        self.problems.append(Problem(*where, PlanSentence(message, values)))

    def whole(self, path: Path, value: Any, low: int, high: int) -> int:
        """Read a whole number of a range; ``low`` if it is none."""
        text = value if isinstance(value, str) else ""
        if text.isascii() and text.isdigit() and len(text) < 18 and low <= int(text) <= high:
            return int(text)
        self.refuse(path, "whole_number", value=shown(value), low=low, high=high)
        return low

    def choice(self, path: Path, value: Any, what: str, allowed: tuple[str, ...]) -> str:
        """Read one of some words; the first of them if it is none."""
        if isinstance(value, str) and value in allowed:
            return value
        word = value if isinstance(value, str) else shown(value)
        close = nearest(word, allowed)
        names = ", ".join(allowed if len(allowed) <= 20 else (*allowed[:3], "..."))
        said: dict[str, Any] = {"key": brief(word), "allowed": names, "nearest": close}
        self.refuse(path, "not_known", what=THINGS[what], **said)
        return allowed[0]

    def items(self, path: Path, value: Any) -> list[tuple[Path, Any]]:
        """Read a list: each item with its place."""
        if isinstance(value, list):
            return [((*path, str(place)), each) for place, each in enumerate(value)]
        self.refuse(path, "expected_list", value=shown(value))
        return []

    def quantity(
        self, path: Path, value: Any, declared: Declaration, bounded: bool = True
    ) -> float:
        """Read a number, with or without its unit; NaN if it is none."""
        try:
            return float(read_quantity(value, declared, bounded=bounded))
        except Refused as refused:
            self.problems.append(Problem(*self.document.place(path), refused.message))
            return math.nan


class Names:
    """What can be varied in some scenarios, and what is declared of each.

    Parameters
    ----------
    scenarios : mapping of str to Scenario
    """

    def __init__(self, scenarios: Mapping[str, Scenario]) -> None:
        self.scenarios = scenarios
        declared: dict[str, Declaration | None] = {}
        defaults = Parameters()
        for key, each in PARAMETERS.items():
            group, name = key.split(".")
            several = isinstance(getattr(getattr(defaults, group), name), ByOperator)
            declared |= {f"{key}.{of}": each for of in OPERATORS} if several else {key: each}
        declared |= {f"conditions.{name}": each for name, each in SERIES.items()}
        declared |= {f"mechanisms.{name}": None for name in MECHANISMS}
        declared |= {"scale": SETTINGS["scale"]} | dict(LEVERS)
        for scenario in scenarios.values():
            for name, policy in scenario.policies.items():
                declared[f"policies.{name}.value"] = LEVERS[policy.lever]
        self.declared = declared

    def check(self, reader: PlanReader, path: Path) -> bool:
        """Whether the name at a path can be varied in all scenarios; complain if not."""
        name = path[-1]
        if name not in self.declared:
            known = tuple(self.declared)
            reader.refuse(
                path, "unknown_factor", at_key=True, key=brief(name), nearest=nearest(name, known)
            )
            return False
        if not name.startswith("policies."):
            return True
        policy = name.removeprefix("policies.").removesuffix(".value")
        for label, scenario in self.scenarios.items():
            if policy not in scenario.policies:
                there = tuple(scenario.policies)
                said = {"allowed": ", ".join(there) or "-", "nearest": nearest(policy, there)}
                reader.refuse(
                    path, "no_such_policy", at_key=True, scenario=label, key=policy, **said
                )
                return False
        return True

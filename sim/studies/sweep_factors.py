"""Reading what a plan varies: a name, a range or distribution, dates of a lever."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Literal

from sim.experiments.distributions import Distribution, Values
from sim.experiments.factors import Factor
from sim.scenario.declared import LEVERS
from sim.scenario.months import MOST_MONTHS, month_name, read_month
from sim.scenario.problems import Problem, Refused, shown
from sim.scenario.yaml_reader import Path
from sim.studies.sweep_distributions import read_distribution, read_levels, read_switch
from sim.studies.sweep_reader import Names, PlanReader

DATES = ("from", "until", "ramp")
Role = Literal["uncertainty", "lever"]


def read_factor(
    reader: PlanReader, path: Path, value: Any, role: Role, names: Names, method: str
) -> Factor | None:
    """Read one factor, None if it is beyond use."""
    if not names.check(reader, path):
        return None
    name, before = path[-1], len(reader.problems)
    declared = names.declared[name]
    said = value if isinstance(value, dict) else {}
    policy = _policy(reader, path, said)
    shape = {key: each for key, each in said.items() if key not in DATES} if said else value
    found: Distribution | None
    if method == "table":
        found = Values((0.0,))  # its values stand in the file
        if shape not in ({}, None):
            reader.refuse(path, "table_ranges", key=name)
    elif declared is None:
        found = read_switch(reader, path, value)
    else:
        free = name in LEVERS or name.startswith("policies.")  # their sum is held to a range
        number = partial(reader.quantity, declared=declared, bounded=not free)
        found = read_distribution(reader, path, shape, number, declared)
    kind: Literal["number", "whole", "switch"] = "switch"
    if declared is not None:
        kind = "whole" if declared.type is int else "number"
    if found is None or len(reader.problems) > before:
        return None
    levels = read_levels(reader, path, found, shape, method)
    return Factor(name, role, found, levels, kind, policy)


def _policy(reader: PlanReader, path: Path, said: Mapping[str, Any]) -> dict[str, Any] | None:
    name = path[-1]
    if name not in LEVERS:
        for key in DATES:
            if key in said:
                reader.refuse((*path, key), "dates_of_lever", at_key=True, key=key, name=name)
        return None
    policy: dict[str, Any] = {"lever": name}
    months: list[int] = []
    for key in DATES[:2]:
        if key in said:
            try:
                months.append(read_month(said[key]))
                policy[key] = month_name(months[-1])
            except Refused as refused:
                place = reader.document.place((*path, key))
                reader.problems.append(Problem(*place, refused.message))
    if len(months) == 2 and months[0] > months[1]:
        ends: dict[str, Any] = {"value": shown(said["until"]), "start": shown(said["from"])}
        reader.refuse((*path, "until"), "until_before_from", **ends)
    if "ramp" in said:
        policy["ramp"] = reader.whole((*path, "ramp"), said["ramp"], 0, MOST_MONTHS)
    return policy

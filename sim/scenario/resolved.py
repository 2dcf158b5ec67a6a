"""A scenario written out as plain data that stands alone."""

from typing import TYPE_CHECKING, Any

from sim.scenario.layers import settle
from sim.scenario.months import month_name
from sim.scenario.schema import Policy

if TYPE_CHECKING:
    from sim.scenario.fields import Points
    from sim.scenario.scenario import Scenario


# All keys of a scenario that is written out; no parent.
KEYS = (
    *("title", "question", "look_for", "horizon", "scale"),
    *("conditions", "policies", "parameters", "mechanisms", "run"),
)


def as_data(scenario: "Scenario") -> dict[str, Any]:
    """Return what a scenario file without a parent says to mean the same scenario."""
    dates = [month for points in scenario.conditions.values() for month, _ in points]
    for policy in scenario.policies.values():
        dates += [month for month in (policy.start, policy.until) if month is not None]
    # A shortened scenario keeps its parent's dates: lines must join the same points.
    last = max(scenario.months - 1, *dates)
    run = {key: value for key, value in scenario.run._asdict().items() if value is not None}
    if last >= scenario.months:
        run["until"] = scenario.end
    return {
        "title": scenario.title._asdict(),
        "question": scenario.question._asdict(),
        "look_for": scenario.look_for._asdict(),
        "horizon": {"start": scenario.start, "end": month_name(last)},
        "scale": scenario.scale,
        "conditions": {name: _points(each) for name, each in scenario.conditions.items()},
        "policies": {name: policy_as_data(each) for name, each in scenario.policies.items()},
        "parameters": _parameters(scenario),
        "mechanisms": scenario.mechanisms._asdict(),
        "run": run,
    }


def policy_as_data(policy: Policy) -> dict[str, Any]:
    """Return a policy as a scenario file says it."""
    dates = {"from": policy.start, "until": policy.until}
    data: dict[str, Any] = {"lever": policy.lever, "value": policy.value}
    data |= {key: month_name(month) for key, month in dates.items() if month is not None}
    return data | ({"ramp": policy.ramp} if policy.ramp else {})


def _points(points: "Points") -> float | dict[str, float]:
    if len(points) == 1:
        return points[0][1]
    return {month_name(month): value for month, value in points}


def _parameters(scenario: "Scenario") -> dict[str, Any]:
    parameters: dict[str, Any] = {}
    for key, settled in settle(scenario.layers, "parameters").items():
        group, name, *operator = key.split(".")
        if operator:
            parameters.setdefault(f"{group}.{name}", {})[operator[0]] = settled.value
        else:
            parameters[key] = settled.value
    return parameters

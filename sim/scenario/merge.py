"""What the layers of a scenario come to, and what is wrong only when they come together."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from sim.model.parameters import ByOperator, Parameters
from sim.scenario.changes import room
from sim.scenario.declared import LEVERS, OPERATORS, PARAMETERS
from sim.scenario.language import Bilingual
from sim.scenario.layers import Layer, Settled, horizon_of, settle
from sim.scenario.messages import ROOM
from sim.scenario.months import month_name
from sim.scenario.problems import Location, Problem
from sim.scenario.quantities import plain_number, range_of
from sim.scenario.schedule import lever_values, share_in_force
from sim.scenario.schema import Policy


def months_of(layers: Sequence[Layer]) -> int:
    """Months to run: the horizon, or less where ``run.until`` says so."""
    until = settle(layers, "run").get("until")
    months = horizon_of(layers)
    return months if until is None else min(months, until.value + 1)


def parameters_of(settled: Mapping[str, Settled]) -> Parameters:
    """Build the model's parameters from what is set; defaults for the rest."""
    values = Parameters()._asdict()
    for key, declared in PARAMETERS.items():
        group, _, name = key.partition(".")
        if declared.type is ByOperator:
            each = {
                operator: settled[f"{key}.{operator}"].value
                for operator in OPERATORS
                if f"{key}.{operator}" in settled
            }
            value = declared.default._replace(**each)
        elif key in settled:
            value = settled[key].value
        else:
            continue
        values[group] = values[group]._replace(**{name: value})
    return Parameters(**values)


def conflicts(layers: Sequence[Layer]) -> list[Problem]:
    """Return what is wrong with the layers together though each is right."""
    policies = settle(layers, "policies")
    return [*_needless_removals(layers), *_levers_out_of_range(policies, months_of(layers))]


def _needless_removals(layers: Sequence[Layer]) -> Iterator[Problem]:
    known: set[str] = set()
    for layer in layers:
        removed = {name for name, policy in layer.content.policies.items() if policy is None}
        for name in sorted(removed - known):
            where = layer.document.key_place(("policies", name))
            allowed = ", ".join(sorted(known)) or "-"
            yield Problem.at(where, "nothing_to_remove", key=name, allowed=allowed)
        known = (known | set(layer.content.policies)) - removed


def _levers_out_of_range(policies: Mapping[str, Settled], months: int) -> Iterator[Problem]:
    values = {name: settled.value for name, settled in policies.items()}
    for lever in sorted({policy.lever for policy in values.values()}):
        low, high = LEVERS[lever].low, LEVERS[lever].high
        slack = 1e-9 * max(abs(low), abs(high))
        combined = lever_values(values, lever, months)
        excess = abs(combined - (low + high) / 2) - (high - low) / 2
        outside = (excess > slack).nonzero()[0]
        if outside.size == 0:
            continue
        concerned = [
            name
            for name, policy in values.items()
            if policy.lever == lever and share_in_force(policy, months)[outside].any()
        ]
        last = concerned[-1]  # the one that came last made the sum go too far
        others = lever_values({k: v for k, v in values.items() if k != last}, lever, months)
        yield Problem.at(
            policies[last].origin.place or Location(last),
            "lever_out_of_range",
            lever=lever,
            value=plain_number(round(float(combined[excess.argmax()]), 6)),
            first=month_name(int(outside[0])),
            last=month_name(int(outside[-1])),
            policies=", ".join(f"{name} ({policies[name].origin})" for name in concerned),
            room=_room_in_words(last, values[last], others),
            **range_of(LEVERS[lever]),
        )


def _room_in_words(name: str, policy: Policy, others: NDArray[np.float64]) -> Bilingual:
    allowed = room(policy, others)
    if allowed is None:
        return Bilingual("", "")
    return ROOM.filled(name=name, **allowed.words, unit=range_of(LEVERS[policy.lever])["unit"])

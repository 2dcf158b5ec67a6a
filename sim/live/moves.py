"""Moves of levers made in a session, as dated policies of its scenario.

A move sets all that a lever comes to from a month to the horizon, or to the next move of the
same lever: policies of the scenario on it end where the first move begins. So a value within
the lever's range stays within it, and the past keeps every bit.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sim.model.conditions import Schedule
from sim.scenario import Scenario
from sim.scenario.declared import LEVERS, multiplies
from sim.scenario.months import month_name
from sim.scenario.resolved import policy_as_data

Policies = dict[str, dict[str, Any] | None]


class Move(NamedTuple):
    """A lever set to a value from a month on."""

    month: int
    lever: str
    value: float


Moves = tuple[Move, ...]


def before(moves: Moves, month: int) -> Moves:
    """Return the moves that begin in a month or before it.

    >>> before((Move(3, "audit", 0.1), Move(9, "audit", 0.2)), 8)
    (Move(month=3, lever='audit', value=0.1),)
    """
    return tuple(move for move in moves if move.month <= month)


def put(moves: Moves, new: Move) -> Moves:
    """Add a move; it replaces one of the same lever in the same month.

    >>> put((Move(3, "audit", 0.1),), Move(3, "audit", 0.2))
    (Move(month=3, lever='audit', value=0.2),)
    """
    return (*(move for move in moves if move[:2] != new[:2]), new)


def policies_of(scenario: Scenario, moves: Moves) -> Policies:
    """Return the policies that change, as a scenario file says them; None removes one."""
    changed: Policies = {}
    for lever in dict.fromkeys(move.lever for move in moves):
        own = sorted(move for move in moves if move.lever == lever)
        changed |= _shortened(scenario, lever, own[0].month)
        names = _free_names(scenario, lever)
        ends = [each.month - 1 for each in own[1:]]
        for move, until in zip(own, [*ends, None], strict=True):
            changed[next(names)] = _policy(move, until)
    return changed


def moved(scenario: Scenario, moves: Moves) -> Scenario:
    """Return the scenario with the moves.

    Raises
    ------
    ScenarioError
        If a lever is unknown or a value out of its range.
    """
    settings = {f"policies.{name}": each for name, each in policies_of(scenario, moves).items()}
    return scenario.with_set(settings, via="live") if settings else scenario


def levers_at(schedule: Schedule, month: int) -> dict[str, float]:
    """Return what each lever comes to in a month."""
    return {lever: float(schedule[lever][month]) for lever in LEVERS}


def _shortened(scenario: Scenario, lever: str, month: int) -> Iterator[tuple[str, Any]]:
    """End the scenario's policies on a lever before a month; remove those that begin later."""
    for name, policy in scenario.policies.items():
        if policy.lever != lever or (policy.until is not None and policy.until < month):
            continue
        ended = policy_as_data(policy) | {"until": month_name(month - 1)}
        yield name, ended if (policy.start or 0) < month else None


def _policy(move: Move, until: int | None) -> dict[str, Any]:
    default = float(LEVERS[move.lever].default)
    value = move.value / default if multiplies(move.lever) else move.value - default
    policy = {"lever": move.lever, "value": value, "from": month_name(move.month)}
    return policy if until is None else policy | {"until": month_name(until)}


def _free_names(scenario: Scenario, lever: str) -> Iterator[str]:
    number = 0
    while True:
        number += 1
        if (name := f"live_{lever}_{number}") not in scenario.policies:
            yield name

"""Dated points and policies turned into one row of numbers a month."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.model.conditions import Schedule, constant_schedule
from sim.scenario.declared import LEVERS, multiplies

if TYPE_CHECKING:
    from sim.scenario.fields import Points
    from sim.scenario.schema import Policy


def series_values(points: "Points", months: int) -> NDArray[np.float64]:
    """Join dated points by lines; constant before the first and after the last.

    Returns
    -------
    ndarray, shape (months,)
    """
    at, values = zip(*points, strict=True)
    joined: NDArray[np.float64] = np.interp(np.arange(months), at, values)
    return joined


def share_in_force(policy: "Policy", months: int) -> NDArray[np.float64]:
    """Share of a policy in force in each month.

    With a ramp of n months the first month brings 1/n of the value and the n-th all of it;
    ``until`` is the last month in force.

    Returns
    -------
    ndarray, shape (months,)
    """
    month = np.arange(months)
    start = policy.start or 0
    until = months - 1 if policy.until is None else policy.until
    grown = np.clip((month - start + 1) / max(policy.ramp, 1), 0.0, 1.0)
    return np.where(month <= until, grown, 0.0)


def lever_values(policies: Mapping[str, "Policy"], lever: str, months: int) -> NDArray[np.float64]:
    """Combine all policies on a lever: added to its default, or multiplied with it.

    A multiplier moves from 1 to its value as it ramps. Policies are taken in order of their
    names, so that the order of a file cannot change a bit.

    Returns
    -------
    ndarray, shape (months,)
        Not yet held against the lever's range.
    """
    values = np.full(months, float(LEVERS[lever].default))
    for name in sorted(policies):
        policy = policies[name]
        if policy.lever != lever:
            continue
        share = share_in_force(policy, months)
        if multiplies(lever):
            values *= 1.0 + (policy.value - 1.0) * share
        else:
            values += policy.value * share
    return values


def monthly_schedule(
    conditions: Mapping[str, "Points"], policies: Mapping[str, "Policy"], months: int
) -> Schedule:
    """Build the rows that the model reads.

    Returns
    -------
    recarray of ``conditions.DTYPE``, shape (months,)
    """
    schedule = constant_schedule(months)
    for name, points in conditions.items():
        schedule[name] = series_values(points, months)
    for lever in {policy.lever for policy in policies.values()}:
        declared = LEVERS[lever]
        # The range has been checked; sums such as 0.1 + 0.2 + 0.7 may miss it by a bit.
        values = lever_values(policies, lever, months)
        schedule[lever] = np.clip(values, declared.low, declared.high)
    return schedule

"""What two scenarios really differ in: effective values, not text."""

from typing import NamedTuple

import numpy as np

from sim.model.conditions import NAMES
from sim.scenario.explain import rows_of, yearly, years_as_text
from sim.scenario.scenario import Scenario


class Difference(NamedTuple):
    """A key whose value differs; a value that only one scenario has is empty in the other."""

    key: str
    first: str
    second: str
    unit: str


def differences(first: Scenario, second: Scenario) -> list[Difference]:
    """Compare the effective values of two scenarios.

    Conditions and levers are compared month by month, as long as both run, and shown as
    means of the years in which they differ.
    """
    rows = {row.key: row for row in rows_of(first)}
    others = {row.key: row for row in rows_of(second)}
    varying = _differing_years(first, second)
    found = []
    for key, row in (others | rows).items():
        name = key.partition(".")[2]
        if key.startswith("policies."):
            continue  # what policies come to is said of their levers
        if row.years:
            one, other = varying.get(name, ("", ""))
        else:
            one, other = (side[key].value if key in side else "" for side in (rows, others))
        if one != other:
            found.append(Difference(key, one, other, row.unit))
    return found


def _differing_years(first: Scenario, second: Scenario) -> dict[str, tuple[str, str]]:
    months = min(first.months, second.months)
    schedules = first.schedule[:months], second.schedule[:months]
    found = {}
    for name in NAMES:
        one, other = (schedule[name] for schedule in schedules)
        if years := sorted({int(month) // 12 for month in np.flatnonzero(one != other)}):
            found[name] = (years_as_text(yearly(one), years), years_as_text(yearly(other), years))
    return found

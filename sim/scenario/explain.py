"""Every effective value of a scenario: what it is, what it may be and where it came from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.model.conditions import FIRST_YEAR
from sim.model.declaration import Declaration
from sim.scenario.declared import (
    LEVERS,
    MECHANISMS,
    OPERATORS,
    PARAMETERS,
    SERIES,
    SETTINGS,
    multiplies,
)
from sim.scenario.declared_words import lever_name, name_of
from sim.scenario.language import Bilingual, Language, declared_text, phrase
from sim.scenario.layers import DEFAULT, Origin
from sim.scenario.months import month_name
from sim.scenario.problems import Location, Problem, ScenarioError, nearest
from sim.scenario.quantities import plain_number, range_of
from sim.scenario.scenario import Scenario
from sim.scenario.schema import Policy

_UNSAID = Bilingual("", "")
_PARAMETER_SET = phrase("Parameter set to run with.")


@dataclass(frozen=True)
class Row:
    """One effective value.

    ``years`` holds the yearly means of a condition or lever, else it is empty.
    """

    key: str
    value: str
    origins: tuple[Origin, ...]
    declared: Declaration | None = None
    meaning: Bilingual = _UNSAID
    label: Bilingual | None = None
    years: tuple[float, ...] = ()

    @property
    def unit(self) -> str:
        """Unit, empty for a pure number."""
        return range_of(self.declared)["unit"].strip() if self.declared else ""

    @property
    def range(self) -> str:
        """Lowest and highest value that makes sense."""
        if self.declared is None:
            return ""
        limits = range_of(self.declared)
        return f"{limits['low']} … {limits['high']}"

    def origin(self, language: Language) -> str:
        """Where the value came from, in words; several lines of one file as one."""
        texts = [origin.text(language) for origin in self.origins]
        parts = [texts[0]]
        for before, text in pairwise(texts):
            file, _, line = text.rpartition(":")
            parts.append(line if file and before.startswith(f"{file}:") else text)
        return ", ".join(parts)


def rows_of(scenario: Scenario, key: str | None = None) -> list[Row]:
    """Return the effective values of a scenario, in the order of a scenario file.

    Parameters
    ----------
    scenario : Scenario
    key : str, optional
        A key, the last part of one, or a group; all values without it.

    Raises
    ------
    ScenarioError
        If nothing is called so.
    """
    rows = [
        *_settings(scenario),
        *_series_and_levers(scenario),
        *_policies(scenario),
        *_mechanisms(scenario),
        *_parameters(scenario),
    ]
    if key is None:
        return rows
    exact = [row for row in rows if row.key == key]
    by_tail = [row for row in rows if row.key.endswith(f".{key}")]
    in_group = [row for row in rows if row.key.startswith(f"{key}.")]
    if found := exact or by_tail or in_group:
        return found
    close = nearest(key, [row.key for row in rows])
    where = Location(scenario.name)
    raise ScenarioError([Problem.at(where, "nothing_called", key=key, nearest=close)])


def row_as_data(row: Row, language: Language) -> dict[str, Any]:
    """Return a row as plain data for JSON."""
    declared = row.declared
    return {
        "key": row.key,
        "label": row.label.text(language) if row.label else None,
        "value": row.value,
        "unit": declared.unit if declared else None,
        "low": declared.low if declared else None,
        "high": declared.high if declared else None,
        "origin": row.origin(language),
        "meaning": row.meaning.text(language),
        "source": declared_text(declared.source.text).text(language) if declared else None,
        "years": {FIRST_YEAR + index: value for index, value in enumerate(row.years)},
    }


def yearly(values: NDArray[np.float64]) -> tuple[float, ...]:
    """Mean of each calendar year; the last may be cut short."""
    return tuple(
        float(f"{values[first : first + 12].mean():.4g}") for first in range(0, len(values), 12)
    )


def years_as_text(years: Sequence[float], only: Sequence[int] | None = None) -> str:
    """Write yearly values, equal ones once.

    >>> years_as_text([0.1, 0.4, 0.4])
    '2015 0.1, 2016-17 0.4'
    """
    chosen = range(len(years)) if only is None else only
    parts = []
    for value, group in groupby(chosen, key=lambda index: years[index]):
        span = [FIRST_YEAR + index for index in group]
        when = str(span[0]) if len(span) == 1 else f"{span[0]}-{span[-1] % 100:02d}"
        parts.append(f"{when} {plain_number(value)}")
    return ", ".join(parts)


def policy_as_text(policy: Policy) -> str:
    """Write a policy on one line.

    >>> policy_as_text(Policy.model_validate({"lever": "rent_multiplier", "value": 1.4}))
    'rent_multiplier x 1.4'
    """
    declared = LEVERS[policy.lever]
    sign = "x" if multiplies(policy.lever) else "+"
    text = f"{policy.lever} {sign} {plain_number(policy.value)}{range_of(declared)['unit']}"
    if policy.start is not None or policy.until is not None:
        until = "" if policy.until is None else month_name(policy.until)
        text += f", {month_name(policy.start or 0)}..{until}"
    return text + (f", ramp {policy.ramp} months" if policy.ramp else "")


def _declared_row(key: str, value: str, origins: tuple[Origin, ...], declared: Declaration) -> Row:
    return Row(key, value, origins, declared, declared_text(declared.meaning), name_of(key))


def _settings(scenario: Scenario) -> Iterator[Row]:
    until = scenario.origins.get("run.until", scenario.origin("horizon.end"))
    yield Row("horizon.end", scenario.end, (until,), label=name_of("horizon.end"))
    origin = (scenario.origin("scale"),)
    yield _declared_row("scale", plain_number(scenario.scale), origin, SETTINGS["scale"])
    for name, value in scenario.run._asdict().items():
        if value is not None:
            declared = SETTINGS.get(name)
            origins = (scenario.origin(f"run.{name}"),)
            meaning = declared_text(declared.meaning) if declared else _PARAMETER_SET
            key = f"run.{name}"
            yield Row(key, str(value), origins, declared, meaning, name_of(key))


def _series_and_levers(scenario: Scenario) -> Iterator[Row]:
    schedule = scenario.schedule
    for name, declared in (SERIES | LEVERS).items():
        if name in SERIES:
            key = f"conditions.{name}"
            setters = [key]
        else:
            key = f"levers.{name}"
            policies = scenario.policies.items()
            setters = [f"policies.{each}" for each, policy in policies if policy.lever == name]
        origins = tuple(scenario.origin(setter) for setter in setters) or (DEFAULT,)
        values = schedule[name]
        years = yearly(values)
        constant = bool((values == values[0]).all())
        text = plain_number(float(values[0])) if constant else years_as_text(years)
        row = _declared_row(key, text, origins, declared)
        yield replace(row, years=years)


def _policies(scenario: Scenario) -> Iterator[Row]:
    for name, policy in scenario.policies.items():
        key = f"policies.{name}"
        meaning, label = declared_text(LEVERS[policy.lever].meaning), lever_name(policy.lever)
        yield Row(key, policy_as_text(policy), (scenario.origin(key),), None, meaning, label)


def _mechanisms(scenario: Scenario) -> Iterator[Row]:
    for name, on in scenario.mechanisms._asdict().items():
        switch = MECHANISMS[name]
        key, meaning = f"mechanisms.{name}", declared_text(switch.meaning)
        value = "on" if on else "off"
        yield Row(key, value, (scenario.origin(key),), None, meaning, name_of(key))


def _parameters(scenario: Scenario) -> Iterator[Row]:
    for key, declared in PARAMETERS.items():
        group, _, name = key.partition(".")
        value = getattr(getattr(scenario.parameters, group), name)
        leaves = (
            {f"{key}.{operator}": getattr(value, operator) for operator in OPERATORS}
            if isinstance(value, tuple)
            else {key: value}
        )
        for leaf, number in leaves.items():
            yield _declared_row(leaf, plain_number(number), (scenario.origin(leaf),), declared)

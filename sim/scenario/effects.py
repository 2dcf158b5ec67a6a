"""What each policy of a scenario file does to its lever, in a line."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from sim.scenario.declared import LEVERS
from sim.scenario.declared_words import lever_name, unit_words
from sim.scenario.language import Language, phrase, phrase_in
from sim.scenario.layers import policies_in
from sim.scenario.months import month_name
from sim.scenario.quantities import in_unit, plain_number
from sim.scenario.scenario import Scenario
from sim.scenario.schedule import lever_values
from sim.scenario.schema import Policy

_CHANGES = {
    1: phrase("{policy}: {name} up from {before} to {after}{unit} as of {month}"),
    -1: phrase("{policy}: {name} down from {before} to {after}{unit} as of {month}"),
    0: phrase("{policy}: {name} as without it, {after}{unit}"),
}
_UNIT = phrase_in("behind a level", " {unit}")
_IN_FULL = phrase(", in full as of {full}")
_UNTIL = phrase(", until {until}")


class Effect(NamedTuple):
    """What a policy brings when it is in full, against the parent of its file.

    ``before`` and ``after`` are levels of the lever, equal where nothing differs; ``month`` is
    the first that differs, counted from January 2015.
    """

    policy: str
    lever: str
    before: float
    after: float
    month: int
    full: int
    until: int | None

    def text(self, language: Language) -> str:
        """Return one line."""
        change = int(np.sign(self.after - self.before))
        before, after = (in_unit(each, LEVERS[self.lever]) for each in (self.before, self.after))
        said = (
            _CHANGES[change]
            .text(language)
            .format(
                policy=self.policy,
                name=lever_name(self.lever).text(language),
                before=plain_number(before.number),
                after=plain_number(after.number),
                unit=_unit(after.unit, language),
                month=month_name(self.month),
            )
        )
        if change and self.full > self.month:
            said += _IN_FULL.text(language).format(full=month_name(self.full))
        if change and self.until is not None:
            said += _UNTIL.text(language).format(until=month_name(self.until))
        return said

    def as_data(self) -> dict[str, Any]:
        """Return plain data for JSON, months as they are written."""
        months = {"month": self.month, "full": self.full, "until": self.until}
        written = {key: None if each is None else month_name(each) for key, each in months.items()}
        return self._asdict() | written | {"unit": LEVERS[self.lever].unit}


def effects(scenario: Scenario) -> list[Effect]:
    """Return what the policies of a scenario's own file change against its parent.

    A file without a parent is held against no policy at all.
    """
    own = scenario.layers[-1].content.policies
    below = policies_in(scenario.layers[:-1])
    found = []
    for name, policy in own.items():
        acting = [each for each in (below.get(name), policy) if each]
        # A name may have moved to another lever; each lever is told of once.
        for each in {each.lever: each for each in acting}.values():
            found.append(_effect(name, each, scenario, below))
    return found


def _effect(name: str, policy: Policy, scenario: Scenario, below: Mapping[str, Policy]) -> Effect:
    lever, months = policy.lever, scenario.months
    before = lever_values(below, lever, months)
    after = lever_values(scenario.policies, lever, months)
    start = policy.start or 0
    until = months - 1 if policy.until is None else policy.until
    differs = start + np.flatnonzero(~np.isclose(before[start:], after[start:], rtol=0, atol=1e-9))
    first = int(differs[0]) if differs.size else start
    full = first
    if first == start:
        full = min(start + max(policy.ramp, 1), until + 1, months) - 1
    last = policy.until if first <= until < months - 1 else None
    one, other = (round(float(each[full]), 9) for each in (before, after))
    return Effect(name, lever, one, other, first, full, last)


def _unit(written: str, language: Language) -> str:
    unit = written.strip()
    if unit in ("", "%"):
        return written
    return _UNIT.text(language).format(unit=unit_words(unit).text(language))

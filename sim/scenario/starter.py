"""A starter file: a scenario that is sound as written and shows all that may be written.

Levers, conditions, units and ranges come from the declarations, examples from the ranges.
"""

import json
import re
from collections.abc import Iterator

from sim.model.declaration import Declaration, Label
from sim.scenario.declared import LEVERS, MECHANISMS, PARAMETERS, SERIES, SETTINGS, multiplies
from sim.scenario.explain import rows_of
from sim.scenario.language import Bilingual, Language
from sim.scenario.months import month_name, read_month
from sim.scenario.quantities import in_unit, plain_number, range_of
from sim.scenario.scenario import Scenario
from sim.scenario.starter_words import WORDS

SCHEMA_FILE = "scenario.schema.json"
FIRST_CHOICE = "lease_relief"  # the policy that stands live: the baseline has none on its lever
START = read_month("2019-01")
LASTS = 60  # months, of the policy that stands live
PARAMETER = "close.grace_months"  # the example of a parameter
PART_OF_RANGE = 0.1  # how far an example lies above "no such policy"

_PLAIN = re.compile(r"[\w./-]+", re.ASCII)


def example_value(declared: Declaration) -> float:
    """Return an example of a policy on a lever: a tenth of its range above no such policy.

    >>> example_value(LEVERS["recognition_grant"]), example_value(LEVERS["rent_multiplier"])
    (200.0, 1.2)
    """
    return round(declared.default + PART_OF_RANGE * (declared.high - declared.default), 6)


def starter(name: str, parent: Scenario, extends: str, language: Language) -> str:
    """Write a starter file.

    Parameters
    ----------
    name : str
        Name of the scenario: its first title.
    parent : Scenario
        What it starts from.
    extends : str
        How the file names its parent.
    language : {"en", "zh"}
        Of the comments.

    Returns
    -------
    str
        YAML that the reader takes as it is.
    """
    live = _live_lever(parent)
    lines = [
        f"# yaml-language-server: $schema={SCHEMA_FILE}",
        *_comment("head", language),
        f"extends: {_scalar(extends)}",
        "",
        *_comment("texts", language),
        *_texts(name, parent, live),
        "",
        *_comment("policies", language),
        "policies:",
        *(_live_policy(live, parent, language) if live else ()),
        *_parents_policies(parent, language),
        *_levers(live, parent, language),
        "",
        *_rest(parent, language),
    ]
    return "\n".join(lines) + "\n"


def _live_lever(parent: Scenario) -> str | None:
    """Return a lever on which the parent leaves room for the example."""
    schedule = parent.schedule

    def fits(lever: str) -> bool:
        most, example = float(schedule[lever].max()), example_value(LEVERS[lever])
        total = most * example if multiplies(lever) else most + example
        return total <= LEVERS[lever].high

    return next((lever for lever in (FIRST_CHOICE, *LEVERS) if fits(lever)), None)


def _texts(name: str, parent: Scenario, live: str | None) -> Iterator[str]:
    title = Bilingual(name, name)
    label = _label(LEVERS[live]) if live else title
    for key, texts in {
        "title": title,
        "question": WORDS["question"].filled(label=label),
        "look_for": WORDS["look_for"].filled(parent=parent.title),
    }.items():
        yield f"{key}:"
        yield f"  en: {_quoted(texts.en)}"
        yield f"  zh: {_quoted(texts.zh)}"


def _example(lever: str, parent: Scenario) -> dict[str, str]:
    """Return a policy on a lever, as it is written."""
    start = min(START, parent.months - 1)
    until = min(start + LASTS, parent.months) - 1
    value = in_unit(example_value(LEVERS[lever]), LEVERS[lever])
    return {
        "lever": lever,
        "value": f"{plain_number(value.number)}{value.unit}",
        "from": month_name(start),
        "until": month_name(until),
    }


def _live_policy(lever: str, parent: Scenario, language: Language) -> Iterator[str]:
    yield f"  {lever}_example:"
    for key, text in _example(lever, parent).items():
        line = f"    {key}: {text}"
        yield f"{line:<27} # {WORDS['example'].text(language)}" if key == "value" else line


def _parents_policies(parent: Scenario, language: Language) -> Iterator[str]:
    rows = {row.key: row.value for row in rows_of(parent)}
    if parent.policies:
        yield ""
        yield from _comment("parents", language, "  ")
    for name in parent.policies:
        removed = f"  # {name}: null"
        yield f"{removed:<42} # {rows[f'policies.{name}']}"


def _levers(live: str | None, parent: Scenario, language: Language) -> Iterator[str]:
    yield ""
    yield from _comment("levers", language, "  ")
    yield from _comment("units", language, "  ")
    for lever, declared in LEVERS.items():
        parts = ", ".join(f"{key}: {text}" for key, text in _example(lever, parent).items())
        yield f"  # - {_described(declared, language)}"
        if lever != live:
            yield f"  # {lever}_example: {{{parts}}}"


def _rest(parent: Scenario, language: Language) -> Iterator[str]:
    yield from _comment("rest", language)
    yield "# conditions:"
    for name, declared in SERIES.items():
        line = f"#   {name}: {{{month_name(0)}: 1, {parent.end}: {plain_number(declared.default)}}}"
        yield f"{line:<47} # {_described(declared, language)}"
    yield from _comment("more", language)
    yield f"# parameters: {{{PARAMETER}: {plain_number(PARAMETERS[PARAMETER].default)}}}"
    yield f"# mechanisms: {{{next(iter(MECHANISMS))}: off}}"
    yield f"# horizon: {{end: {parent.end}}}"
    yield f"# scale: {plain_number(SETTINGS['scale'].default)}"
    run = {name: plain_number(SETTINGS[name].default) for name in ("seed", "replicates")}
    yield f"# run: {{seed: {run['seed']}, replicates: {run['replicates']}}}"


def _comment(key: str, language: Language, indent: str = "") -> Iterator[str]:
    for line in WORDS[key].text(language).splitlines():
        yield f"{indent}# {line}"


def _label(declared: Declaration) -> Bilingual:
    label = declared.label or Label(declared.name, declared.name)
    return Bilingual(label.en, label.zh)


def _described(declared: Declaration, language: Language) -> str:
    """Return label, unit and range of a quantity in one line."""
    limits = range_of(declared)
    limits["unit"] = limits["unit"].strip() or WORDS["number"].text(language)
    label = _label(declared).text(language)
    return WORDS["quantity"].text(language).format(label=label, **limits)


def _scalar(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else _quoted(text)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)

"""What a run changes of its scenario, by ``--set`` or a script, for whoever reads its report."""

import shlex
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from sim.scenario.explain import Row, policy_as_text, rows_of
from sim.scenario.language import NAMED, SEMICOLON, Bilingual, Language, phrase
from sim.scenario.layers import Layer
from sim.scenario.scenario import Scenario

if TYPE_CHECKING:
    from sim.studies.study import Study

# How often and from where to run changes no value; the line of facts has it.
_HOW = ("run.seed", "run.replicates", "run.parameters")
_CHANGED = phrase("Values changed from the scenario: {settings}.")
_IN_ALL = phrase("Values changed in all scenarios: {settings}.")
_TITLE = phrase("{title} (values changed)")
_MEANT = phrase("{setting} ({meaning})")


def changed_by_calls(scenario: Scenario) -> tuple[str, ...]:
    """Settings that lie over the files of a scenario, as given: ``key=value``, the last of each."""
    calls = (layer for layer in scenario.layers if layer.kind == "call")
    return _last_of_each(each for layer in calls for each in _given(layer))


def changed_in_command(command: str) -> tuple[str, ...]:
    """Settings of a command as a manifest has it.

    >>> changed_in_command("makersim run baseline --seed 1 --set close.grace_months=9")
    ('close.grace_months=9',)
    """
    try:
        words = shlex.split(command)
    except ValueError:
        return ()
    pairs = pairwise(words)
    names = {"--set": "", "--until": "run.until="}
    return _last_of_each(names[word] + given for word, given in pairs if word in names)


def _given(layer: Layer) -> Iterator[str]:
    if not layer.document.keys:
        policies = [each for each in layer.content.policies.values() if each is not None]
        yield from map(policy_as_text, policies) if policies else [layer.document.root.file]
    for place in dict.fromkeys(layer.document.keys.values()):
        yield place.file.removeprefix(layer.document.root.file).strip()


def _last_of_each(settings: Iterator[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for setting in settings:
        key, equals, value = setting.partition("=")
        key = key.strip().removeprefix("parameters.")
        if key not in _HOW:
            found[key] = key + equals + value.strip()
    return tuple(found.values())


def changed_line(study: "Study", language: Language) -> str:
    """Name every value that differs from the scenario; empty where none does."""
    return _line(_CHANGED, study, language) if study.changed else ""


def titled(study: "Study", language: Language) -> str:
    """Title of the scenario, which says so where values differ from it."""
    title = study.scenario.title.text(language)
    return _TITLE.text(language).format(title=title) if study.changed else title


def changed_lines(
    studies: Sequence["Study"], names: Sequence[str], language: Language
) -> list[str]:
    """Say of the scenarios of a comparison which of their values are changed, perhaps of all."""
    if not any(study.changed for study in studies):
        return []
    if len({study.changed for study in studies}) == 1:
        return [_line(_IN_ALL, studies[0], language)]
    return [
        NAMED.text(language).format(name=name, text=_line(_CHANGED, study, language))
        for name, study in zip(names, studies, strict=True)
        if study.changed
    ]


def _line(pattern: Bilingual, study: "Study", language: Language) -> str:
    rows = {row.key: row for row in rows_of(study.scenario)}
    said = [_setting(each, rows, language) for each in study.changed]
    return pattern.text(language).format(settings=SEMICOLON.text(language).join(said))


def _setting(given: str, rows: dict[str, Row], language: Language) -> str:
    key, equals, value = given.partition("=")
    if not equals:
        return given
    said = f"{key} = {value}"
    row = rows.get(key) or next((r for k, r in rows.items() if k.startswith(f"{key}.")), None)
    row = row or rows.get(key.rpartition(".")[0])
    meant = (row.label or row.meaning).text(language).rstrip(".。") if row else ""
    return _MEANT.text(language).format(setting=said, meaning=meant) if meant else said

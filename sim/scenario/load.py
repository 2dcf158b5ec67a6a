"""Loading a scenario: the file, its parents, and all that is wrong with any of them."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from sim.scenario.full_width import half_width, marks_in, message_on
from sim.scenario.layers import DEFAULT_MONTHS, Layer, horizon_in, policies_in
from sim.scenario.locate import builtin_names, find, read_bytes
from sim.scenario.merge import conflicts
from sim.scenario.overrides import settings_from
from sim.scenario.problems import Problem, Refused, ScenarioError
from sim.scenario.scenario import Scenario, scenario_of
from sim.scenario.validation import check
from sim.scenario.yaml_reader import Document, read_document


def load_scenario(name_or_path: str | os.PathLike[str]) -> Scenario:
    """Load a built-in scenario by name, or a scenario file by its path.

    Raises
    ------
    ScenarioError
        With everything that is wrong with the file and its parents.

    Examples
    --------
    >>> baseline = load_scenario("baseline")
    >>> baseline.months
    192
    """
    given = os.fspath(name_or_path)
    try:
        path = find(given, "")
    except Refused as refused:
        raise ScenarioError([Problem(given, None, None, refused.message)]) from None
    lineage = _read_lineage(path)
    layers, problems = _checked(lineage)
    if problems:
        raise ScenarioError(problems)
    return scenario_of(layers)


def load_with(name_or_path: str, assignments: Sequence[str] | None) -> Scenario:
    """Load a scenario with ``key=value`` texts of the command line.

    Raises
    ------
    ScenarioError
        With everything that is wrong with the file and its parents, or with the settings.
    """
    scenario = load_scenario(name_or_path)
    if not assignments:
        return scenario
    return scenario.with_set(settings_from(assignments), via="--set")


class _Lineage(NamedTuple):
    """A file and its parents, the file first, and what reading them found wrong."""

    documents: list[Document]
    problems: dict[str, list[Problem]]
    complete: bool


def _read_lineage(path: str) -> _Lineage:
    lineage = _Lineage([], {}, False)
    met: dict[str, str] = {}
    parent: str | None = path
    while parent is not None:
        path = parent
        met[os.path.realpath(path)] = path
        found: list[Problem] = lineage.problems.setdefault(path, [])
        try:
            document, slips = read_document(read_bytes(path), path)
            found += slips
            lineage.documents.append(document)
            parent = _parent(document, path, met)
        except ScenarioError as error:
            found += error.problems
            return lineage
    return lineage._replace(complete=True)


def _parent(document: Document, path: str, met: dict[str, str]) -> str | None:
    extends = document.data.get("extends") if isinstance(document.data, dict) else None
    if not isinstance(extends, str):
        return None
    where = document.place(("extends",))
    try:
        parent = find(extends, os.path.dirname(path) or os.curdir, "extends_missing")
    except Refused as refused:
        quoted, meant = marks_in(extends[:1]), half_width(extends).strip("\"' ")
        named = bool(quoted) and meant in builtin_names()
        message = message_on(quoted, meant) if named else refused.message
        raise ScenarioError([Problem(*where, message)]) from None
    if os.path.realpath(parent) in met:
        chain = " -> ".join([*met.values(), parent])
        raise ScenarioError([Problem.at(where, "extends_cycle", chain=chain)])
    return parent


def _checked(lineage: _Lineage) -> tuple[list[Layer], list[Problem]]:
    """Check from the oldest parent down: a file's dates lie in the horizon it inherits."""
    months, sound = DEFAULT_MONTHS, lineage.complete
    layers: list[Layer] = []
    for document in reversed(lineage.documents):
        path = document.root.file
        months = horizon_in(document, months)
        content, problems, all_policies = check(document, months, policies_in(layers))
        lineage.problems[path] += problems
        sound = sound and all_policies
        layers.append(Layer("file", Path(path).stem, content, document))
    if sound:
        for problem in conflicts(layers):
            lineage.problems[problem.file].append(problem)
    return layers, [
        problem
        for found in lineage.problems.values()
        for problem in sorted(found, key=lambda each: (each.line or 0, each.column or 0))
    ]

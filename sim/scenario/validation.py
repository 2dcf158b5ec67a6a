"""From a document to what it says: every complaint in our words and with its place."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import ValidationError

from sim.scenario.changes import told
from sim.scenario.declared import LEVERS, MECHANISMS, OPERATORS, PARAMETERS, SERIES
from sim.scenario.full_width_values import Entry
from sim.scenario.problems import Location, Problem, Refused, brief, nearest, shown
from sim.scenario.schema import SECTIONS, Policy, ScenarioFile
from sim.scenario.yaml_reader import Document, Path

MOST_PROBLEMS = 100
_RUN = ("seed", "replicates", "parameters", "until")


class Checked(NamedTuple):
    """What a document says, without the entries that have a problem."""

    content: ScenarioFile
    problems: list[Problem]
    all_policies: bool = True  # whether none of its policies had to be left out


class _Setting(NamedTuple):
    """What a document stands in: its horizon and the policies beside each of its own."""

    months: int
    policies: Mapping[str, Policy]


def check(document: Document, months: int, below: Mapping[str, Policy]) -> Checked:
    """Check a document against the schema.

    Parameters
    ----------
    document : Document
        As read.
    months : int
        Length of the horizon that its dates must lie in.
    below : mapping of str to Policy
        Policies of the scenario that it starts from, or that it changes.
    """
    data = document.data
    if not isinstance(data, dict):
        allowed = _names(allowed_in(()))
        where = document.place(())
        entry = Entry(document, (), data, False, allowed_in(()), months)
        problem = entry.problem() or Problem.at(
            where, "expected_mapping", value=shown(data), allowed=allowed
        )
        return Checked(ScenarioFile.model_validate({}), [problem], all_policies=False)
    rounds: list[Sequence[Mapping[str, Any]]] = []
    faulty: list[Path] = []
    while True:
        try:
            content = ScenarioFile.model_validate(data, context={"months": months})
        except ValidationError as error:
            rounds.append(error.errors(include_url=False))
            paths = [_path(each) for each in rounds[-1]]
            data = _without(data, paths)
            faulty += paths
        else:
            setting = _Setting(months, _policies(document, content, below))
            problems = [
                problem for details in rounds for problem in _translated(details, document, setting)
            ]
            return Checked(content, problems, not any(path[0] == "policies" for path in faulty))


def _policies(
    document: Document, content: ScenarioFile, below: Mapping[str, Policy]
) -> dict[str, Policy]:
    given = document.data.get("policies")
    replaced = given if isinstance(given, dict) else {}
    inherited = {name: policy for name, policy in below.items() if name not in replaced}
    return inherited | {name: each for name, each in content.policies.items() if each}


def _translated(
    details: Sequence[Mapping[str, Any]], document: Document, setting: _Setting
) -> list[Problem]:
    problems = [_problem(each, document, setting) for each in details[:MOST_PROBLEMS]]
    problems.sort(key=lambda problem: (problem.line or 0, problem.column or 0))
    if (more := len(details) - MOST_PROBLEMS) > 0:
        last = Location(document.root.file, problems[-1].line, problems[-1].column)
        problems.append(Problem.at(last, "too_many_problems", count=more))
    return problems


def _is_about_key(error: Mapping[str, Any]) -> bool:
    # Keys of dicts are refused by our readers alone; anybody else's "[key]" is a name.
    return bool(error["type"] == "value_error" and error["loc"][-1] == "[key]")


def _path(error: Mapping[str, Any]) -> Path:
    parts = error["loc"][:-1] if _is_about_key(error) else error["loc"]
    return tuple(str(part) for part in parts)


def _without(data: dict[str, Any], paths: Iterable[Path]) -> dict[str, Any]:
    """Return the data without the entries at fault, so that the rest can be checked on."""
    rest = {key: dict(v) if isinstance(v, dict) else v for key, v in data.items()}
    for section, *inner in paths:
        entries = data.get(section)
        if section in SECTIONS and isinstance(entries, dict) and inner and inner[0] in entries:
            rest.get(section, {}).pop(inner[0], None)
        else:
            rest.pop(section, None)
    return rest


def _problem(error: Mapping[str, Any], document: Document, setting: _Setting) -> Problem:
    path, unknown = _path(error), error["type"] == "extra_forbidden"
    at_key = unknown or _is_about_key(error)
    allowed = allowed_in(path[:-1] if unknown else path)
    entry = Entry(document, path, error["input"], at_key, allowed, setting.months)
    return entry.problem() or _said(error, document, setting)


def _said(error: Mapping[str, Any], document: Document, setting: _Setting) -> Problem:
    path, given = _path(error), error["input"]
    at_value = document.place(path)
    refused = error.get("ctx", {}).get("error")
    if isinstance(refused, Refused):
        where = document.key_place(path) if _is_about_key(error) else at_value
        message = refused.message
        if path[0] == "policies" and path[2:] == ("value",):
            policy = document.data["policies"][path[1]]
            message = told(message, path[1], policy, setting.policies, setting.months)
        return Problem(*where, message)
    match error["type"]:
        case "extra_forbidden":
            return _unknown(path, document.key_place(path))
        case "missing":
            return Problem.at(document.key_place(path), "missing_key", key=path[-1])
        case "string_type":
            return Problem.at(at_value, "expected_text", value=shown(given))
        case "dict_type" | "model_type":
            allowed = allowed_in(path)
            key = "by_operator" if allowed == OPERATORS else "expected_mapping"
            return Problem.at(at_value, key, value=shown(given), allowed=_names(allowed))
    return Problem.at(at_value, "invalid", reason=error["msg"])


_UNKNOWN = {
    "conditions": "unknown_condition",
    "parameters": "unknown_parameter",
    "mechanisms": "unknown_mechanism",
}


def _unknown(path: Path, where: Location) -> Problem:
    *section, name = path
    allowed = allowed_in(tuple(section))
    if section == ["conditions"] and name in LEVERS:
        return Problem.at(where, "lever_as_condition", key=name)
    key = _UNKNOWN.get(section[0], "unknown_key") if section else "unknown_key"
    if allowed == OPERATORS:
        key = "unknown_operator"
    # At the top level a name may be right and only its section forgotten.
    close = nearest(name, allowed if section else (*allowed, *SETTABLE))
    return Problem.at(where, key, key=brief(name), allowed=_names(allowed), nearest=close)


SETTABLE = (
    "scale",
    "horizon.end",
    *(f"run.{key}" for key in _RUN),
    *(f"conditions.{name}" for name in SERIES),
    *(f"mechanisms.{name}" for name in MECHANISMS),
    *PARAMETERS,
)


def allowed_in(path: Path) -> tuple[str, ...]:
    """Return the keys that a mapping at ``path`` may have."""
    match path:
        case ():
            return tuple(ScenarioFile.model_fields)
        case ("horizon",):
            return ("start", "end")
        case ("run",):
            return _RUN
        case ("conditions",):
            return tuple(SERIES)
        case ("conditions", _):
            return ("2015-01", "2015-02", "...")
        case ("mechanisms",):
            return tuple(MECHANISMS)
        case ("parameters",):
            return tuple(PARAMETERS)
        case ("parameters", _):
            return OPERATORS
        case ("policies",):
            return ("NAME: {lever, value, from, until, ramp}",)
        case ("policies", _):
            return tuple(field.alias or name for name, field in Policy.model_fields.items())
    return ("en", "zh")


def _names(allowed: tuple[str, ...], most: int = 20) -> str:
    return ", ".join(allowed if len(allowed) <= most else (*allowed[:3], "..."))

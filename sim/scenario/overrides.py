"""Values given in a call or on the command line, as documents that lie over the files."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sim.model.parameters import ByOperator, Parameters
from sim.scenario.declared import LEVERS
from sim.scenario.problems import Location, Problem, Refused, ScenarioError, nearest
from sim.scenario.resolved import policy_as_data
from sim.scenario.schema import Policy
from sim.scenario.validation import SETTABLE
from sim.scenario.yaml_reader import Document, Path, read_document

_GROUPS = Parameters._fields


def settings_from(assignments: Sequence[str]) -> dict[str, str]:
    """Split ``key=value`` texts, as the command line gives them.

    Raises
    ------
    ScenarioError
        If one has no ``=``, or a key is there twice.
    """
    faulty = [text for text in assignments if "=" not in text]
    if faulty:
        raise ScenarioError(
            Problem.at(Location("--set"), "not_a_setting", key=text) for text in faulty
        )
    pairs = [(key.strip(), value) for key, _, value in (a.partition("=") for a in assignments)]
    times = Counter(key.removeprefix("parameters.") for key, _ in pairs)
    if twice := [key for key, number in times.items() if number > 1]:
        raise ScenarioError(Problem.at(Location("--set"), "set_twice", key=key) for key in twice)
    return dict(pairs)


def override_document(
    settings: Mapping[str, Any], policies: Mapping[str, Policy], via: str
) -> Document:
    """Build a document from dotted keys and their values.

    Parameters
    ----------
    settings : mapping
        Text is read as YAML, so that ``"{2015-01: 1, 2019-06: 0.6}"`` and ``"null"`` work.
    policies : mapping
        Policies that a key such as ``policies.NAME.value`` changes in one point.
    via : str
        What gave the values; messages show it in place of a file.

    Raises
    ------
    ScenarioError
        If a key cannot be set.
    """
    data: dict[str, Any] = {}
    places: dict[Path, Location] = {}
    problems: list[Problem] = []
    for key, given in settings.items():
        where = Location(f"{via} {key}={given}"[:120])
        try:
            path = _path(key, policies)
            value = _read(given, where.file)
        except Refused as refused:
            problems.append(Problem(*where, refused.message))
            continue
        except ScenarioError as error:
            problems += error.problems
            continue
        places[path] = places[path[:2]] = where
        _put(data, path, value, policies)
    if problems:
        raise ScenarioError(problems)
    return Document(data, Location(via), keys=places, values=places)


def _path(key: str, policies: Mapping[str, Policy]) -> Path:
    parts = tuple(key.split("."))
    inner = parts[1:] if parts[0] == "parameters" else parts
    match inner:
        case (group, name) if group in _GROUPS:
            return ("parameters", f"{group}.{name}")
        case (group, name, operator) if group in _GROUPS:
            return ("parameters", f"{group}.{name}", operator)
        case ("scale",) | ("horizon" | "run" | "conditions" | "mechanisms" | "policies", _):
            return parts
        case ("policies", _, _):
            return parts
    if key in LEVERS:
        raise Refused("lever_as_setting", key=key)
    known = (*SETTABLE, *(f"policies.{name}.value" for name in policies))
    raise Refused("unknown_setting", key=key, nearest=nearest(key, known))


def _read(value: Any, shown_as: str) -> Any:
    """Return plain data for what was given; text as YAML reads it."""
    if isinstance(value, ByOperator):
        return value._asdict()
    if not isinstance(value, str):
        return value
    document, problems = read_document(f"- {value}".encode(errors="replace"), shown_as)
    if problems:
        raise ScenarioError(problems)
    return document.data[0]


def _put(data: dict[str, Any], path: Path, value: Any, policies: Mapping[str, Policy]) -> None:
    if len(path) == 1:
        data[path[0]] = value
        return
    section, name, *part = path
    entries = data.setdefault(section, {})
    if not part:
        entries[name] = value
        return
    if not isinstance(entries.get(name), dict):
        known = section == "policies" and name in policies
        entries[name] = policy_as_data(policies[name]) if known else {}
    entries[name][part[0]] = value


def draw_document(values: Parameters | Mapping[str, Any]) -> Document:
    """Build a document from a posterior draw: all parameters, or some by key."""
    if isinstance(values, Parameters):
        values = {
            f"{group}.{name}": value
            for group, members in values._asdict().items()
            for name, value in members._asdict().items()
        }
    else:
        values = {key.removeprefix("parameters."): value for key, value in values.items()}
    return override_document(values, {}, "posterior draw")

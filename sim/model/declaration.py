"""How a parameter, condition, lever or mechanism is declared: once, in its annotation.

Schemas of scenario files, generated docs, priors, sweep bounds and sliders all read
these annotations; nothing else holds a default, a range or a label.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

import numpy as np
from annotated_types import Interval


@dataclass(frozen=True)
class Unit:
    """Unit in words or symbols; "1" for a pure number."""

    text: str


@dataclass(frozen=True)
class Meaning:
    """One sentence that a policy modeller understands."""

    text: str


@dataclass(frozen=True)
class Label:
    """Short name on screens and figures, in English and Chinese."""

    en: str
    zh: str


@dataclass(frozen=True)
class Source:
    """Where a value comes from.

    ``kind`` is "citation", "statistic" (a key of ``calibration/evidence.yaml``), "calibrated"
    (to which target) or "assumption" (why).
    """

    kind: str
    text: str


def citation(text: str) -> Source:
    """A published work."""
    return Source("citation", text)


def statistic(text: str) -> Source:
    """A figure of ``calibration/evidence.yaml``."""
    return Source("statistic", text)


def calibrated(text: str) -> Source:
    """Set so that the model reaches a target."""
    return Source("calibrated", text)


def assumption(text: str) -> Source:
    """A judgement, with its reason."""
    return Source("assumption", text)


class Declaration(NamedTuple):
    """A declared quantity as read from its annotation."""

    name: str
    type: Any
    default: Any
    low: float
    high: float
    unit: str
    meaning: str
    label: Label | None
    source: Source


def declarations(group: Any) -> dict[str, Declaration]:
    """Read the declarations of a named tuple's fields, in order.

    Raises
    ------
    TypeError
        If a field lacks its range, unit, meaning or source.
    """
    hints = get_type_hints(group, include_extras=True)
    defaults = group._field_defaults
    return {
        name: _read(f"{group.__name__}.{name}", name, hints[name], defaults.get(name))
        for name in group._fields
    }


def _read(where: str, name: str, hint: Any, default: Any) -> Declaration:
    if get_origin(hint) is not Annotated:
        raise TypeError(f"{where} is not declared: annotate it with range, unit and source")
    kind, *notes = get_args(hint)
    found = {type(note): note for note in notes}
    missing = [part.__name__ for part in (Interval, Unit, Meaning, Source) if part not in found]
    if missing:
        raise TypeError(f"{where} lacks {', '.join(missing)}")
    bounds = found[Interval]
    return Declaration(
        name,
        kind,
        default,
        float(bounds.ge),
        float(bounds.le),
        found[Unit].text,
        found[Meaning].text,
        found.get(Label),
        found[Source],
    )


def within(low: float, high: float) -> Interval:
    """The range of values that makes sense, both ends included."""
    return Interval(ge=low, le=high)


@lru_cache
def record_type(group: type) -> np.dtype[np.void]:
    """Record type with the fields of a named tuple, nested groups as nested records."""
    fields: list[tuple[Any, ...]] = []
    elements: dict[Any, Any] = {int: np.int64, bool: np.bool_, float: np.float64}
    for name, hint in get_type_hints(group, include_extras=True).items():
        declared = get_origin(hint) is Annotated
        kind = get_args(hint)[0] if declared else hint
        if kind in elements:
            fields.append((name, elements[kind]))
        elif declared:  # one number for each operator
            fields.append((name, np.float64, (len(kind._fields),)))
        else:
            fields.append((name, record_type(kind)))
    return np.dtype((np.record, np.dtype(fields, align=True)))


def as_record(group: Any) -> Any:
    """The values of a named tuple as one record: the form in which rules read them.

    A record is passed as a pointer where a named tuple would be copied at every call.
    """
    record = np.zeros(1, record_type(group.__class__)).view(np.recarray)
    _fill(record[0], group)
    return record[0]


def _fill(record: Any, group: Any) -> None:
    for name, value in group._asdict().items():
        if hasattr(value, "_asdict") and record[name].dtype.names:
            _fill(record[name], value)
        else:
            record[name] = value

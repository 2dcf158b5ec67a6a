"""How a parameter, condition, lever or mechanism is declared: once, in its annotation.

Schemas of scenario files, generated docs, priors, sweep bounds and sliders all read
these annotations; nothing else holds a default, a range or a label.
"""

from dataclasses import dataclass
from typing import Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

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


def declarations(group: type) -> dict[str, Declaration]:
    """Read the declarations of a named tuple's fields, in order.

    Raises
    ------
    TypeError
        If a field lacks its range, unit, meaning or source.
    """
    hints = get_type_hints(group, include_extras=True)
    defaults = getattr(group, "_field_defaults")
    return {
        name: _read(f"{group.__name__}.{name}", name, hints[name], defaults.get(name))
        for name in getattr(group, "_fields")
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

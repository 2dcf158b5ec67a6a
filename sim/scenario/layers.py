"""Layers of a scenario laid over each other: the last that says a thing decides it.

Layers stand in the order of precedence, weakest first: posterior draw, the oldest parent
and so on to the scenario itself, then the command line. Defaults lie below all of them.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

from sim.scenario.language import Language, phrase
from sim.scenario.months import MOST_MONTHS, read_month
from sim.scenario.problems import Location, Refused, ScenarioError
from sim.scenario.schema import Policy, ScenarioFile
from sim.scenario.validation import check
from sim.scenario.yaml_reader import Document, Path

DEFAULT_MONTHS = read_month("2030-12") + 1

_WITHOUT_PLACE = {
    "default": phrase("default"),
    "draw": phrase("posterior draw"),
}


class Origin(NamedTuple):
    """Where an effective value comes from."""

    kind: Literal["default", "draw", "file", "call"]
    place: Location | None = None

    def text(self, language: Language = "en") -> str:
        """Return ``default``, ``posterior draw``, ``file:line`` or the call."""
        if self.kind in _WITHOUT_PLACE:
            return _WITHOUT_PLACE[self.kind].text(language)
        return str(self.place)

    def __str__(self) -> str:
        """Return the English text."""
        return self.text()


DEFAULT = Origin("default")


class Layer(NamedTuple):
    """One file, posterior draw or call, checked."""

    kind: Literal["draw", "file", "call"]
    name: str
    content: ScenarioFile
    document: Document

    def origin(self, path: Path) -> Origin:
        """Return the origin of a value that this layer sets."""
        return Origin(self.kind, self.document.key_place(path))


def checked_layer(
    kind: Literal["draw", "call"], document: Document, layers: Sequence[Layer]
) -> Layer:
    """Check a document that is no file and is to lie over others, and make a layer of it.

    Raises
    ------
    ScenarioError
        With everything that is wrong with it.
    """
    months = horizon_in(document, horizon_of(layers))
    content, problems, _ = check(document, months, policies_in(layers))
    if problems:
        raise ScenarioError(problems)
    return Layer(kind, "", content, document)


class Settled(NamedTuple):
    """A value that some layer sets, and where."""

    value: Any
    origin: Origin


def settle(layers: Sequence[Layer], section: str) -> dict[str, Settled]:
    """Return what the layers together say in a section, what was said last in last place."""
    settled: dict[str, Settled] = {}
    for layer in layers:
        for key, value, path in _entries(layer.content, section):
            settled.pop(key, None)
            if value is not None:
                settled[key] = Settled(value, layer.origin(path))
    return settled


def policies_in(layers: Sequence[Layer]) -> dict[str, Policy]:
    """Return the policies that layers come to."""
    return {name: each.value for name, each in settle(layers, "policies").items()}


def _entries(content: ScenarioFile, section: str) -> Iterator[tuple[str, Any, Path]]:
    for key, value in getattr(content, section).items():
        if section == "parameters" and isinstance(value, dict):
            for operator, number in value.items():
                yield f"{key}.{operator}", number, (section, key, operator)
        else:
            yield key, value, (section, key)


def horizon_in(document: Document, inherited: int) -> int:
    """Length in months of the horizon that a document's dates must lie in."""
    horizon = document.data.get("horizon") if isinstance(document.data, dict) else None
    end = horizon.get("end") if isinstance(horizon, dict) else None
    try:
        months = inherited if end is None else read_month(end) + 1
    except Refused:
        return inherited
    return months if 0 < months <= MOST_MONTHS else inherited


def horizon_of(layers: Sequence[Layer]) -> int:
    """Length in months of the horizon of a scenario."""
    months = DEFAULT_MONTHS
    for layer in layers:
        months = horizon_in(layer.document, months)
    return months

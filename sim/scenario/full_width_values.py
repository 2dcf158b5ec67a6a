"""Keys and values that are refused for full-width punctuation: read, but not as they were meant."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from pydantic import ValidationError

from sim.scenario.full_width import (
    COMMA_FOR_KEY,
    half_width,
    index_of,
    line_and_column,
    marks_in,
    message_on,
)
from sim.scenario.problems import Location, Problem, ScenarioError
from sim.scenario.schema import ScenarioFile
from sim.scenario.yaml_reader import Document, Path, read_document

_ASIDE = str.maketrans("", "", "（）")


class Entry(NamedTuple):
    """A key or value that was refused."""

    document: Document
    path: Path
    given: object
    at_key: bool
    allowed: tuple[str, ...]  # keys that may stand in the mapping of the key, or in the value
    months: int

    def problem(self) -> Problem | None:
        """Return what is wrong where a full-width character is the cause."""
        text = self.path[-1] if self.at_key and self.path else self.given
        if not isinstance(text, str) or not (marks := marks_in(text)):
            return None
        for mark, meant, kept in self._ways(text, marks):
            place = self.document.key_place if self.at_key else self.document.place
            where = place(self.path)
            return Problem(*self._place(where, mark), message_on(mark, meant, kept))
        return None

    def _ways(self, text: str, marks: str) -> Iterable[tuple[str, str | None, bool]]:
        """Characters that may be the cause, with what was meant if one word tells it."""
        name, colon, _ = text.partition("：")
        if text.startswith("\u3000"):
            yield "\u3000", None, True
        if colon and (half_width(name).strip() in self.allowed or self._is_policy()):
            yield "：", None, True
        if self._accepts(half := _read(half_width(text))):
            yield marks[0], half if isinstance(half, str) else None, True
        comma = COMMA_FOR_KEY.search(text)
        if comma and not self.at_key and self._accepts(text[: comma.start()].strip()):
            yield comma[0], None, True
        if self._accepts(aside := text.translate(_ASIDE).strip()):
            yield marks[0], aside, False

    def _is_policy(self) -> bool:
        return self.path == ("policies",) and not self.at_key

    def _accepts(self, instead: object) -> bool:
        """Whether the entry is taken with something else in its place."""
        if not self.path:
            return False
        *section, last = self.path
        data: dict[str, Any] = {}
        inner, there = data, self.document.data
        for depth, key in enumerate(section):
            there = there.get(key) if isinstance(there, dict) else None
            # Entries beside this one in its section do not matter, those of its policy do.
            inner[key] = dict(there) if depth and isinstance(there, dict) else {}
            inner = inner[key]
        if self.at_key:
            if not isinstance(instead, str) or instead in inner:
                return False
            inner.pop(last, None)
            last, instead = instead, there.get(last) if isinstance(there, dict) else None
        inner[last] = instead
        try:
            ScenarioFile.model_validate(data, context={"months": self.months})
        except ValidationError as error:
            own = (*section, last)
            return not any(
                tuple(map(str, each["loc"][: len(own)])) == own for each in error.errors()
            )
        return True

    def _place(self, where: Location, mark: str) -> Location:
        if where.line is None or where.column is None or not self.document.text:
            return where
        start = index_of(self.document.text, where.line, where.column)
        index = self.document.text.find(mark, start)
        if index < 0:  # written as an escape
            return where
        return Location(where.file, *line_and_column(self.document.text, index))


def _read(text: str) -> Any:
    try:
        document, _ = read_document(text.encode(), "")
    except ScenarioError:
        return None
    return document.data

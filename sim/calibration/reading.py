"""Reading the files of ``calibration/`` strictly: every mistake with its place, all at once."""

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from sim.calibration.reading_messages import THINGS, Sentence
from sim.experiments.calibration_files import read_calibration
from sim.model.conditions import FIRST_YEAR
from sim.scenario.language import Bilingual, Language
from sim.scenario.locate import read_bytes
from sim.scenario.months import MOST_MONTHS, month_name, month_number
from sim.scenario.problems import Problem, ScenarioError, brief, nearest, shown
from sim.scenario.yaml_reader import Document, Path, read_document

T = TypeVar("T")
_PART = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])|H([12]))?", re.ASCII)


class Period(NamedTuple):
    """Months that a figure is of, both inclusive; January 2015 is 0."""

    first: int
    last: int
    text: str

    @property
    def months(self) -> int:
        """How many there are."""
        return self.last - self.first + 1

    @property
    def year(self) -> float:
        """When it is, as a year: the end of a month, the middle of anything longer.

        >>> period("2017-12").year, period("2017").year, period("2017H1").year
        (2018.0, 2017.5, 2017.25)
        """
        begin = self.last if self.first == self.last else self.first
        return FIRST_YEAR + ((begin + self.last + 1) / 2 if begin < self.last else begin + 1) / 12

    def shown(self, language: Language) -> str:
        """Write it as people do.

        >>> period("2017H1").shown("en"), period("2019-07..2019-09").shown("zh")
        ('2017H1', '2019 年 7 月至 2019 年 9 月')
        """
        parts = [part.strip() for part in self.text.split("..")]
        return " to ".join(parts) if language == "en" else "至 ".join(map(_in_chinese, parts))


def _in_chinese(part: str) -> str:
    match = _PART.fullmatch(part)
    if match is None:
        return part
    half = {"1": "上半年", "2": "下半年"}.get(match[3] or "", "")
    return f"{match[1]} 年" + (f" {int(match[2])} 月" if match[2] else half)


def period(text: str) -> Period | None:
    """Read a period, None if it is none.

    >>> period("2017H1")[:2], period("2018..2022")[:2], period("2017-13")
    ((24, 29), (36, 95), None)
    """
    ends = [_PART.fullmatch(part.strip()) for part in text.split("..")]
    if len(ends) > 2 or None in ends:
        return None
    spans = [_span(match) for match in ends if match]
    first, last = spans[0][0], spans[-1][1]
    return Period(first, last, text.strip()) if first <= last else None


def _span(match: re.Match[str]) -> tuple[int, int]:
    year = int(match[1])
    if match[2]:
        month = month_number(year, int(match[2]))
        return month, month
    if match[3]:
        begin = month_number(year, 6 * int(match[3]) - 5)
        return begin, begin + 5
    return month_number(year), month_number(year, 12)


class Reader:
    """Reads values of a document and keeps what is wrong with them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.problems: list[Problem] = []

    def refuse(self, path: Path, message: str, /, at_key: bool = False, **values: Any) -> None:
        """Note a problem at a value, or at its key."""
        where = self.document.key_place(path) if at_key else self.document.place(path)
        self.problems.append(Problem(*where, Sentence(message, values)))

    def keys(
        self, path: Path, value: Any, allowed: Sequence[str], needed: Sequence[str] = ()
    ) -> dict[str, Any]:
        """Read a mapping; what it may not hold is left out."""
        if not isinstance(value, dict):
            names = ", ".join(allowed)
            self.refuse(path, "expected_mapping", value=shown(value), allowed=names)
            return {}
        for name in value:
            if name not in allowed:
                close, names = nearest(name, allowed), ", ".join(allowed)
                here = (*path, name)
                said: dict[str, Any] = {"key": brief(name), "allowed": names, "nearest": close}
                self.refuse(here, "unknown_key", at_key=True, **said)
        for name in needed:
            if name not in value:
                self.refuse(path, "missing_key", at_key=True, key=name)
        return {name: each for name, each in value.items() if name in allowed}

    def number(self, path: Path, value: Any) -> float:
        """Read a number; NaN if it is none."""
        try:
            found = float(value) if isinstance(value, str) else math.nan
        except ValueError:
            found = math.nan
        if not math.isfinite(found):
            self.refuse(path, "not_a_number", value=shown(value))
            return math.nan
        return found

    def bounded(self, path: Path, value: Any, low: float, high: float) -> float:
        """Read a number of a range; NaN if it is none."""
        found = self.number(path, value)
        if math.isnan(found) or low <= found <= high:
            return found
        self.refuse(path, "out_of_bounds", value=shown(value), low=f"{low:g}", high=f"{high:g}")
        return math.nan

    def both(self, path: Path, value: Any) -> Bilingual:
        """Read a text, or one in each language."""
        if isinstance(value, str):
            return Bilingual(*[self.text(path, value)] * 2)
        texts = self.keys(path, value, ("en", "zh"), ("en", "zh"))
        read = {language: self.text((*path, language), text) for language, text in texts.items()}
        return Bilingual(*(read.get(each, "") for each in ("en", "zh")))

    def text(self, path: Path, value: Any) -> str:
        """Read a text that is not blank; empty if it is none."""
        if isinstance(value, str) and value.strip():
            return value
        self.refuse(path, "expected_text", value=shown(value))
        return ""

    def figure(self, path: Path, value: Any) -> tuple[float, float]:
        """Read a recorded figure: both ends of its range, infinite where it is a bound."""
        match value:
            case [low, high]:
                ends = self.number(path, low), self.number(path, high)
                if ends[0] >= ends[1]:
                    self.refuse(path, "empty_range", low=low, high=high)
                return ends
            case {"at_least": low, **rest} if not rest:
                return self.number((*path, "at_least"), low), math.inf
            case {"at_most": high, **rest} if not rest:
                return -math.inf, self.number((*path, "at_most"), high)
            case str():
                number = self.number(path, value)
                return number, number
        self.refuse(path, "not_a_figure", value=shown(value))
        return math.nan, math.nan

    def name(
        self, path: Path, value: Any, what: str, allowed: Sequence[str], at_key: bool = False
    ) -> str:
        """Read one of some names; empty if it is none."""
        if isinstance(value, str) and value in allowed:
            return value
        word = value if isinstance(value, str) else shown(value)
        names = ", ".join(allowed if len(allowed) <= 20 else (*allowed[:3], "..."))
        close = nearest(word, allowed)
        said: dict[str, Any] = {"key": brief(word), "allowed": names, "nearest": close}
        self.refuse(path, "not_known", at_key, what=THINGS[what], **said)
        return ""

    def period(self, path: Path, value: Any, model: bool = True) -> Period:
        """Read a period; one of the model's time lies in 2015 to 2050."""
        found = period(value) if isinstance(value, str) else None
        if found is None or (model and not 0 <= found.first <= found.last < MOST_MONTHS):
            self.refuse(path, "not_a_period", value=shown(value))
            return Period(0, 0, month_name(0))
        return found


def rows_of(file: str, read_row: Callable[[Reader, str, Any], T | None]) -> dict[str, T]:
    """Read a file of rows by name.

    Parameters
    ----------
    read_row : callable
        Takes the reader, the name of a row and its data; gives the row, None if it is beyond use.

    Raises
    ------
    ScenarioError
        With everything that is wrong with the file.
    """
    try:
        document, slips = read_document(read_bytes(file), file)
    except ScenarioError as error:
        raise ScenarioError(_in_our_words(error.problems)) from None
    reader, data = Reader(document), document.data
    rows: dict[str, T | None] = {}
    if isinstance(data, dict) and data:
        rows = {key: read_row(reader, key, value) for key, value in data.items()}
    else:
        reader.refuse((), "no_rows")
    if problems := [*slips, *reader.problems]:
        raise ScenarioError(sorted(problems, key=lambda each: (each.line or 0, each.column or 0)))
    return {key: row for key, row in rows.items() if row is not None}


def _in_our_words(problems: Iterable[Problem]) -> list[Problem]:
    """Say of an empty file what belongs in this one, not what belongs in a scenario."""
    return [
        Problem(each.file, each.line, each.column, Sentence("no_rows", {}))
        if each.message.key == "empty"
        else each
        for each in problems
    ]


@lru_cache
def evidence_keys() -> tuple[str, ...]:
    """Keys of ``evidence.yaml``: sections, and what they have entries on."""
    keys = []
    for section, entries in read_calibration("evidence.yaml").items():
        names = entries if isinstance(entries, dict) else [each.get("what") for each in entries]
        keys += [section, *(f"{section}.{name}" for name in names if name)]
    return tuple(keys)


def as_written(value: Any) -> str:
    """Data on one line, as YAML writes them.

    >>> as_written({"sum": ["a", "b"], "less": "2016"})
    '{sum: [a, b], less: 2016}'
    """
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {as_written(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(as_written(each) for each in value) + "]"
    return str(value)

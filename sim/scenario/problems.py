"""What can be wrong with a scenario, and where."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, NamedTuple

from sim.scenario.language import Language
from sim.scenario.messages import CATALOGUE, NOTE, did_you_mean


class Message(NamedTuple):
    """A message of the catalogue with the values of its placeholders.

    A value ``nearest`` holds the closest valid names and adds "did you mean".
    """

    key: str
    values: Mapping[str, Any]

    def text(self, language: Language = "en") -> str:
        """Return the sentence in one language."""
        sentence = CATALOGUE[self.key].filled(**self.values).text(language)
        return sentence + did_you_mean(self.values.get("nearest"), language)

    def __str__(self) -> str:
        """Return the English sentence."""
        return self.text()


class Refused(ValueError):
    """A value that a reader of quantities, months or names does not take."""

    def __init__(self, key: str, /, **values: Any) -> None:
        super().__init__(key)
        self.message = Message(key, values)


class Location(NamedTuple):
    """Place in a file, counted from 1, or the call that gave a value."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        """Return ``file:line``."""
        return self.file if self.line is None else f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong; ``line`` and ``column`` are None where there is no text."""

    file: str
    line: int | None
    column: int | None
    message: Message

    @classmethod
    def at(cls, where: Location, key: str, /, **values: Any) -> "Problem":
        """Build a problem from a message of the catalogue."""
        return cls(*where, Message(key, values))

    def text(self, language: Language = "en") -> str:
        """Return ``file:line:column: message``."""
        return f"{self.place}: {self.message.text(language)}"

    @property
    def place(self) -> str:
        """Where it stands, as far as that is known: ``file:line:column``."""
        place = [self.file, *(str(n) for n in (self.line, self.column) if n is not None)]
        return ":".join(place)

    def as_data(self, language: Language = "en") -> dict[str, Any]:
        """Return the problem as plain data for JSON."""
        place = {"file": self.file, "line": self.line, "column": self.column}
        return place | {"message": self.message.text(language)}

    def __str__(self) -> str:
        """Return the English line."""
        return self.text()


class Notice(Problem):
    """One thing that is right and may still be meant otherwise."""

    def text(self, language: Language = "en") -> str:
        """Return ``file:line:column: note: message``."""
        message = self.message.text(language)
        return NOTE.text(language).format(place=self.place, message=message)


class ScenarioError(Exception):
    """A scenario that cannot be used, with everything that is wrong with it.

    Attributes
    ----------
    problems : tuple of Problem
        In the order of the files and of the lines in each.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def text(self, language: Language = "en") -> str:
        """Return one line a problem."""
        return "\n".join(problem.text(language) for problem in self.problems)

    def __str__(self) -> str:
        """Return the English lines."""
        return self.text()


def nearest(word: str, allowed: Sequence[str]) -> tuple[str, ...]:
    """Return the valid names closest to a misspelt one, best first, at most two.

    >>> nearest("capital-suply", ["capital_supply", "rent_index"])
    ('capital_supply',)
    >>> nearest("grace_month", ["close.grace_months", "close.review"])
    ('close.grace_months',)
    """
    plain = word.strip().casefold().replace("-", "_")
    if close := get_close_matches(plain, allowed, n=2, cutoff=0.7):
        return tuple(close)
    by_tail = {name.rpartition(".")[2]: name for name in allowed}
    tail = plain.rpartition(".")[2]
    tails = [tail] if tail in by_tail else get_close_matches(tail, by_tail, n=2, cutoff=0.7)
    return tuple(by_tail[tail] for tail in tails)


def brief(text: str) -> str:
    """Return a text not longer than a glance."""
    return text if len(text) <= 40 else text[:37] + "..."


def shown(value: object) -> str:
    """Return a value as messages show it: on one line, not longer than a glance.

    >>> shown("300 kUSD"), shown({"a": 1}), shown(None)
    ("'300 kUSD'", '{...}', 'nothing')
    """
    match value:
        case None:
            return "nothing"
        case dict():
            return "{...}"
        case list() | tuple():
            return "[...]"
        case str():
            return repr(brief(value))
        case int() if value.bit_length() > 128:  # str() refuses the longest
            return "> 1e38" if value > 0 else "< -1e38"
    return str(value)[:40]

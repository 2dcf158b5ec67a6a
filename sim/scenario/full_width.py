"""Full-width punctuation of a Chinese keyboard where YAML knows the half-width only.

In titles and comments it is at home. It is blamed only where reading fails, and goes further
with half-width characters in its place.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

import yaml

from sim.scenario.problems import Message

_HALF = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_HALF |= dict(zip("“”„‟‘’【】、。\u3000", '""""\'\'[],. ', strict=True))
_HALF_WIDTH = str.maketrans(_HALF | {"：": ": ", "，": ", "})
_BREAK = re.compile("\r\n?|\n")

_KEY = r"[\w.\-]+"
_OPENS = r"(?:^|[:：,，\[{［｛【-])[ \t\u3000]*"  # what a key or value begins after
_QUOTED = r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'"
_PASSED_OVER = re.compile(rf"({_OPENS})({_QUOTED})|(?<!\S)#[^\n]*", re.MULTILINE | re.DOTALL)
COMMA_FOR_KEY = re.compile(rf"[，、](?=[ \t]*{_KEY}[ \t]*[:：])")
# The only places where such a character can be meant as a part of YAML.
_MEANT = re.compile(
    rf"(?P<colon>(?:^[ \t]*|[,，\[{{｛][ \t]*){_KEY}[ \t]*：)"
    rf"|(?P<comma>{COMMA_FOR_KEY.pattern})"
    rf"|(?P<quote>{_OPENS}[“”‘’])(?=[^\n]*[”’\"'][ \t]*(?:$|[,，}}\]｝］】:：#]))"
    rf"|(?P<opening>{_OPENS}[｛［【])"
    rf"|(?P<closing>[”’｝］】])(?=[ \t]*(?:$|[,，}}\]｝］】:：#]))"
    rf"|(?P<blank>^[ \t]*\u3000)",
    re.MULTILINE,
)
_OWN_COLON = re.compile(r":(?:\s|$)")


class Meant(NamedTuple):
    """A full-width character that was meant as YAML."""

    at: int  # in the text
    mark: str

    @property
    def half(self) -> str:
        """What is to be written in its place."""
        return half_width(self.mark)


def half_width(text: str) -> str:
    """Return a text as it is typed with half-width punctuation.

    >>> half_width("｛lever：audit，value：“10％”｝")
    '{lever: audit, value: "10%"}'
    """
    return text.translate(_HALF_WIDTH)


def at_fault(text: str, error: yaml.MarkedYAMLError) -> Meant | None:
    """Return the full-width character for which YAML cannot be read, if there is one.

    Parameters
    ----------
    text : str
        The whole file.
    error : yaml.MarkedYAMLError
        What its reading ended with.
    """
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return None
    bare = _PASSED_OVER.sub(_blanked, text)
    first, last = _region(bare, mark.index)
    found = [
        Meant(each.end() - 1, text[each.end() - 1]) for each in _MEANT.finditer(bare, first, last)
    ]
    if found and _goes_further(text, found, mark.index):
        return found[0]
    return None


def marks_in(text: str) -> str:
    """Return the full-width characters of a text, each as often as it stands there.

    >>> marks_in("“2019-01”，Jan")
    '“”，'
    """
    return "".join(letter for letter in text if letter in _HALF)


def message_on(mark: str, meant: str | None = None, kept: bool = True) -> Message:
    """Say that a full-width character is not read, and what to write.

    Parameters
    ----------
    mark : str
    meant : str or None
        The whole value as it is read.
    kept : bool
        Whether the half-width character stands in it.
    """
    near = {} if meant is None else {"nearest": (meant,)}
    if mark == "：":
        return Message("full_width_colon", near)
    if mark == "\u3000":
        return Message("full_width_blank", near)
    if not kept:
        return Message("full_width_brackets", {"mark": mark, **near})
    return Message("full_width", {"mark": mark, "half": half_width(mark).strip(), **near})


def line_and_column(text: str, index: int) -> tuple[int, int]:
    """Return where a character stands, counted from 1."""
    starts = _starts(text)
    line = bisect_right(starts, index)
    return line, index - starts[line - 1] + 1


def index_of(text: str, line: int, column: int) -> int:
    """Return which character of a text stands in a place."""
    return _starts(text)[line - 1] + column - 1


def _starts(text: str) -> Sequence[int]:
    return [0, *(found.end() for found in _BREAK.finditer(text))]


def _blanked(found: re.Match[str]) -> str:
    kept = found[1] or ""
    return kept + re.sub(r"[^\r\n]", " ", found[0][len(kept) :])


def _region(bare: str, index: int) -> tuple[int, int]:
    """Ends of the lines that can hold the cause: those up to the last with a colon of its own."""
    starts = _starts(bare)
    line = bisect_right(starts, min(index, len(bare))) - 1
    last = starts[line + 1] if line + 1 < len(starts) else len(bare)
    while line > 0:
        line -= 1
        if _OWN_COLON.search(bare[starts[line] : starts[line + 1]]):
            break
    return starts[line], last


def _goes_further(text: str, found: Sequence[Meant], index: int) -> bool:
    pieces, done = [], 0
    for each in found:
        pieces += [text[done : each.at], each.half]
        done = each.at + 1
    try:
        for _ in yaml.parse("".join([*pieces, text[done:]]), Loader=yaml.BaseLoader):
            pass
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return mark is not None and mark.index > index + len(found)
    except (yaml.YAMLError, ValueError, OverflowError):
        return False
    return True

"""YAML read strictly: mappings, lists and text, each with its place in the file.

No scalar is typed here: ``1e-3``, ``NO``, ``on``, ``2019-01-15`` and ``1:30`` stay the text
that was written, and the field they stand in decides what they mean. So none of YAML 1.1's
guesses is ever made. A first pass over the parser's events, which needs no recursion, bounds
depth and number of values and refuses aliases: no file can exhaust the machine.
"""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from sim.scenario.full_width import at_fault, line_and_column, message_on
from sim.scenario.problems import Location, Problem, ScenarioError, brief

MOST_BYTES = 1_000_000
MOST_DEPTH = 10
MOST_VALUES = 20_000

Path = tuple[str, ...]

_NULLS = ("", "~", "null", "Null", "NULL")
_NO_TEXT = re.compile(
    "[^\t\n\r -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")

# What PyYAML says (a part of it) and what we say instead.
_SYNTAX = (
    ("'\\t'", "tab"),
    ("mapping values are not allowed", "colon"),
    ("could not find expected ':'", "no_colon"),
    ("unexpected end of stream", "unclosed"),
    ("'<stream end>'", "unclosed"),
    ("expected ',' or", "bracket"),
    ("expected <block end>", "indentation"),
    ("cannot start any token", "reserved"),
)


@dataclass(frozen=True)
class Document:
    """Plain data, and where each key and value of it was written."""

    data: Any
    root: Location
    keys: dict[Path, Location] = field(default_factory=dict)
    values: dict[Path, Location] = field(default_factory=dict)
    text: str = ""  # the file, where there is one

    def place(self, path: Path) -> Location:
        """Return where the value at ``path``, or what should hold it, is written."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, self.root)

    def key_place(self, path: Path) -> Location:
        """Return where the key at ``path``, or what should hold it, is written."""
        while path and path not in self.keys:
            path = path[:-1]
        return self.keys.get(path, self.root)


def read_document(raw: bytes, file: str) -> tuple[Document, list[Problem]]:
    """Read the bytes of a file.

    Returns
    -------
    Document
        Everything but the second values of duplicate keys.
    list of Problem
        The duplicate keys.

    Raises
    ------
    ScenarioError
        If the bytes are not text or the text is not one plain YAML document.
    """
    text = _decode(raw, file)
    try:
        _refuse_exotic(text, file)
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        raise ScenarioError([_syntax_problem(error, text, file)]) from None
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # such as "\UFFFFFFFF"
        said = str(error).partition("\n")[0]
        raise ScenarioError([Problem.at(Location(file, 1, 1), "syntax", problem=said)]) from None
    places = _Places(file)
    data = None if root is None else places.plain(root, ())
    where = Location(file, 1, 1)
    if data is None:
        raise ScenarioError([Problem.at(where, "empty")])
    return Document(data, where, places.keys, places.values, text), places.problems


def _decode(raw: bytes, file: str) -> str:
    if len(raw) > MOST_BYTES:
        raise ScenarioError([Problem.at(Location(file, 1, 1), "too_large", limit=MOST_BYTES)])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The decoder counts from behind a byte order mark, if there is one.
        before = error.object[: error.start].decode("utf-8")
        byte = f"0x{error.object[error.start]:02X}"
        raise ScenarioError([Problem.at(_end(before, file), "not_utf8", byte=byte)]) from None
    if strange := _NO_TEXT.search(text):
        code = f"U+{ord(strange.group()):04X}"
        where = _end(text[: strange.start()], file)
        raise ScenarioError([Problem.at(where, "control_character", code=code)])
    return text


def _end(before: str, file: str) -> Location:
    return Location(file, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _at(mark: Any, file: str) -> Location:
    return Location(file, mark.line + 1, mark.column + 1)


def _refuse_exotic(text: str, file: str) -> None:
    """Refuse what no scenario needs and what could explode."""
    depth = count = documents = 0
    problems: list[Problem] = []

    def refuse(event: Any, key: str, **values: Any) -> None:
        problems.append(Problem.at(_at(event.start_mark, file), key, **values))

    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                refuse(event, "several_documents")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.NodeEvent):
            count += 1
            depth += isinstance(event, yaml.CollectionStartEvent)
            if event.anchor is not None:
                mark = "*" if isinstance(event, yaml.AliasEvent) else "&"
                refuse(event, "alias", name=mark + brief(event.anchor))
            elif tag := getattr(event, "tag", None):
                refuse(event, "tag", name=brief(tag))
            if depth > MOST_DEPTH:
                refuse(event, "too_deep", limit=MOST_DEPTH)
            elif count > MOST_VALUES:
                refuse(event, "too_many_values", limit=MOST_VALUES)
        if documents > 1 or depth > MOST_DEPTH or count > MOST_VALUES:
            break
    if problems:
        raise ScenarioError(problems)


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    where = _at(mark, file) if mark else Location(file, 1, 1)
    said = error.problem or str(error)
    if meant := at_fault(text, error):
        line, column = line_and_column(text, meant.at)
        return Problem(file, line, column, message_on(meant.mark))
    for part, key in _SYNTAX:
        if part in said:
            return Problem.at(where, key)
    return Problem.at(where, "syntax", problem=said)


class _Places:
    """Turns nodes into plain data and notes where each stands."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.keys: dict[Path, Location] = {}
        self.values: dict[Path, Location] = {}
        self.problems: list[Problem] = []

    def plain(self, node: yaml.Node, path: Path) -> Any:
        """Return the plain data of a node; depth is bounded by now."""
        self.values.setdefault(path, _at(node.start_mark, self.file))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            # Nothing in a scenario is a list: whoever finds one complains of it as a whole.
            items = enumerate(node.value)
            return [self.plain(item, (*path, str(place))) for place, item in items]
        is_null = node.value in _NULLS and getattr(node, "style", None) is None
        return None if is_null else _text(node)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            where = _at(key_node.start_mark, self.file)
            if not isinstance(key_node, yaml.ScalarNode):
                self.problems.append(Problem.at(where, "complex_key"))
                continue
            key = _text(key_node)
            here = (*path, key)
            if key in mapping:
                line = self.keys[here].line
                self.problems.append(Problem.at(where, "duplicate_key", key=brief(key), line=line))
                continue
            self.keys[here] = where
            mapping[key] = self.plain(value_node, here)
        return mapping


def _text(node: yaml.Node) -> str:
    text: str = node.value
    if _SURROGATE.search(text):  # JSON writes rare characters as two escapes
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text

"""Tables of explanations and differences for the terminal."""

import sys
from collections.abc import Sequence
from itertools import groupby

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from sim.model.parameters import Parameters
from sim.scenario.declared_words import name_of, source_words, unit_words
from sim.scenario.differences import Difference
from sim.scenario.explain import Row
from sim.scenario.language import NAMED, Language, phrase, phrase_in
from sim.scenario.scenario import Scenario

_WORDS = {
    "key": phrase("key"),
    "value": phrase("value"),
    "unit": phrase("unit"),
    "range": phrase("range"),
    "from": phrase("from"),
    "name": phrase("name"),
    "meaning": phrase("meaning"),
    "source": phrase_in("parameter", "source"),
    "years": phrase("by year"),
    "question": phrase("Question"),
    "look_for": phrase("Look for"),
    "same": phrase("no difference"),
}


def console() -> Console:
    """Return a console that does not fold lines in a pipe, where others read them."""
    width = None if sys.stdout.isatty() else 400
    return Console(width=width, highlight=False, markup=False, emoji=False)


def explanation(scenario: Scenario, rows: Sequence[Row], language: Language) -> Group:
    """Show all rows of a scenario as a table below its title and question."""
    lines: list[Text | Table] = [Text(scenario.title.text(language), style="bold")]
    for word in ("question", "look_for"):
        if text := getattr(scenario, word).text(language):
            lines.append(
                Text(NAMED.text(language).format(name=_WORDS[word].text(language), text=text))
            )
    for part, section in groupby(rows, key=_part):
        lines.append(Text())
        lines.append(_section(part, list(section), language))
    return Group(*lines)


def _part(row: Row) -> str:
    head = row.key.partition(".")[0]
    if head in ("conditions", "levers", "policies", "mechanisms"):
        return head
    return "parameters" if head in Parameters._fields else "scenario"


def _section(part: str, rows: Sequence[Row], language: Language) -> Table:
    """Show a part of a scenario without the columns that are empty throughout."""
    columns = {
        "name": [row.label.text(language) if row.label else "" for row in rows],
        "value": [row.value for row in rows],
        "unit": [unit_words(row.unit).text(language) for row in rows],
        "range": [row.range for row in rows],
        "from": [row.origin(language) for row in rows],
    }
    told = {word: cells for word, cells in columns.items() if any(cells)}
    table = _table(part, [_WORDS[word].text(language) for word in told])
    for row, *cells in zip(rows, *told.values(), strict=True):
        table.add_row(row.key, *cells)
    return table


def one_value(row: Row, language: Language) -> Table:
    """Show one row with its meaning and source."""
    table = Table.grid(padding=(0, 2))
    source = source_words(row.declared.source).text(language) if row.declared else ""
    facts = {
        "key": row.key,
        "name": row.label.text(language) if row.label else "",
        "value": row.value,
        "unit": unit_words(row.unit).text(language),
        "range": row.range,
        "from": row.origin(language),
        "meaning": row.meaning.text(language),
        "source": source,
    }
    for word, text in facts.items():
        if text:
            table.add_row(Text(_WORDS[word].text(language), style="bold"), Text(text))
    return table


def comparison(
    names: tuple[str, str], found: Sequence[Difference], language: Language
) -> Table | Text:
    """Show what two scenarios differ in."""
    if not found:
        return Text(_WORDS["same"].text(language))
    words = [_WORDS[word].text(language) for word in ("key", "name", "unit")]
    table = _table(words[0], [words[1], *names, words[2]])
    for each in found:
        name = name_of(each.key)
        said, unit = name.text(language) if name else "", unit_words(each.unit).text(language)
        table.add_row(each.key, said, each.first, each.second, unit)
    return table


def _table(first: str, others: Sequence[str]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(first, no_wrap=True)
    for header in others:
        table.add_column(header, overflow="fold")
    return table

"""Table of all figures of a comparison that are shown, and how its rows are named."""

from collections.abc import Iterator, Sequence

from sim.analysis.comparison import SECTIONS, Difference
from sim.analysis.comparison_indicators import compared, unit_of_difference
from sim.analysis.gaps import percent
from sim.scenario.language import Bilingual
from sim.studies.compare_texts import TEXTS
from sim.studies.report.amounts import MISSING, Amounts
from sim.studies.report.blocks import Table, TableRow
from sim.studies.report.clear_words import (
    BY_TYPE,
    kind_of,
    model_of,
    name_of_figure,
    name_of_model,
)
from sim.studies.report.comparison_content import ComparisonContent

COST = "public_cost"  # of which less is better, which readers need not take for "better"


def changes_table(content: ComparisonContent, label: str, name: str) -> Table:
    """Levels, paired differences and in how many pairs the scenario is better."""
    rows: list[TableRow] = []
    for section, members in by_section(content, content.rows_of(label)):
        rows.append(TableRow([section], is_heading=True))
        rows += [TableRow(_change(content, row)) for row in members]
    heads = [content.say("figure"), content.names[0], name]
    heads += [content.say(key) for key in ("mean", "range", "better")]
    caption = content.say("changes_table", first=content.names[0], other=name, n=content.pairs)
    # Said once: under the first table.
    note = content.say("changes_note") if label == content.comparison.labels[1] else ""
    return Table(caption, heads, rows, note=note)


def by_section(
    content: ComparisonContent, rows: Sequence[Difference]
) -> Iterator[tuple[str, list[Difference]]]:
    """Rows under the heading of their section."""
    for section in SECTIONS:
        if members := [row for row in rows if row.section == section]:
            yield content.text(TEXTS[section]), members


def row_label(content: ComparisonContent, row: Difference) -> str:
    """Name of a figure with its business model, by which type it goes, and its unit."""
    parts = [name_of_figure(row, content.language)]
    kind, model = BY_TYPE[kind_of(row.key)], model_of(row.key)
    if model:
        name = name_of_model(model, content.language)
        parts.append(content.text(kind).format(name=name))
    elif row.section == "outcomes":
        parts.append(content.text(Bilingual(row.group_en, row.group_zh)))
    elif row.section == "gap":
        parts = [content.text(kind).format(name=parts[0])]
    said = Amounts(row, content.language)
    unit = unit_of_difference(row.key) if row.unit_en == "year" else compared(row.key).unit
    if unit.en not in ("spaces", "startups"):
        parts.append(said.unit if row.unit_en == "year" else said.unit_of_level)
    return content.comma.join(parts)


def _change(content: ComparisonContent, row: Difference) -> list[str]:
    said = Amounts(row, content.language)
    levels = [said.level(row.level_against), said.level(row.level)]
    cells = [row_label(content, row), *levels]
    if row.chance_unchanged == 100:
        return [*cells, content.say("unchanged"), "", ""]
    return [*cells, said.mean, said.range or MISSING, _better(content, row)]


def _better(content: ComparisonContent, row: Difference) -> str:
    """Share of pairs in which the scenario is better; of cost, in which it costs less."""
    if row.chance_better is None:
        return ""
    share = content.share(percent(row.chance_better / 100))
    return content.say("costs_less_in", share=share) if row.indicator.startswith(COST) else share

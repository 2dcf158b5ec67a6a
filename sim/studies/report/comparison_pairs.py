"""Scenarios of a comparison that are not its first, held against each other on the same draws."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from sim.analysis.comparison import Difference, differences
from sim.analysis.comparison_indicators import HORIZON
from sim.analysis.comparison_periods import YEARLY_COST
from sim.analysis.evidence import Key
from sim.scenario.language import SEMICOLON, Bilingual
from sim.studies.report.amounts import MISSING, Amounts
from sim.studies.report.answer_texts import ANSWER_TEXTS
from sim.studies.report.blocks import Answer, Block, Table, TableRow, Words
from sim.studies.report.comparison_content import ComparisonContent
from sim.studies.report.comparison_costs import Costs
from sim.studies.report.comparison_times import Times
from sim.studies.report.effects_words import EFFECTS, Effect, told

MOST = 4  # scenarios of which all are held against each other: with more there are too many pairs


class Pair(NamedTuple):
    """Two scenarios, neither of them the first."""

    about: str
    times: Times
    rows: dict[Key, Difference]  # of the effects, and yearly cost if they differ in dates

    @property
    def effects(self) -> Iterator[tuple[Effect, Difference]]:
        """Figures that sentences speak of."""
        return ((each, self.rows[each.key]) for each in EFFECTS if each.key in self.rows)


def pairs_of(content: ComparisonContent) -> list[Pair]:
    """Hold scenarios against each other, each pair once; none with many scenarios."""
    count = len(content.names)
    if not 2 < count <= MOST:
        return []
    return [_pair(content, *places) for places in combinations(range(1, count), 2)]


def pair_answer(content: ComparisonContent, pair: Pair) -> Answer:
    """Say in a sentence what the headline figures do, and in others what money goes with."""
    language, parts = content.language, []
    for effect, row in pair.effects:
        noun, amounts = effect.noun.text(language), Amounts(row, language)
        key = "pair_each" if told(row) else "pair_untold"
        mean = amounts.with_unit(amounts.mean, language)
        said = {"noun": noun.format(**pair.times.dates._asdict()), "mean": mean}
        parts.append(ANSWER_TEXTS[key].text(language).format(**said))
    listed = SEMICOLON.text(language).join(parts)
    first = ANSWER_TEXTS["pair"].text(language).format(effects=listed)
    return Answer(pair.about, [first, *Costs(pair.times).each_sentences()], [])


def pair_blocks(content: ComparisonContent, pairs: Sequence[Pair]) -> list[Block]:
    """Tables of the headline figures, a pair each; with many scenarios, how to compare two."""
    if len(content.names) > MOST:
        return [Words([content.say("too_many_pairs", most=MOST)], look="note")]
    return [_table(content, pair) for pair in pairs]


def _pair(content: ComparisonContent, first: int, other: int) -> Pair:
    times = content.between(first, other)
    keys = [effect.key for effect in EFFECTS]
    members = [
        member._replace(values={key: member.values[key] for key in keys if key in member.values})
        for member in times.members
    ]
    found = differences(members, times.precision)
    rows = {row.key: row for row in found if row.pairs} | {
        key: row for key, row in times.rows.items() if key in keys
    }
    yearly = Key(HORIZON, YEARLY_COST, "all")
    if yearly in times.rows:
        rows[yearly] = times.rows[yearly]
    about = content.say("about", first=content.names[first], other=content.names[other])
    return Pair(about, times, rows)


def _table(content: ComparisonContent, pair: Pair) -> Table:
    cells = []
    for row in pair.rows.values():
        said = Amounts(row, content.language)
        label = content.text(Bilingual(row.label_en, row.label_zh))
        if said.unit_of_level not in (row.unit_en, row.unit_zh) or row.section != HORIZON:
            label += content.comma + said.unit_of_level
        levels = [said.level(row.level_against), said.level(row.level)]
        cells.append(TableRow([label, *levels, said.mean, said.range or MISSING]))
    heads = [content.say("figure"), *pair.times.names, content.say("mean"), content.say("range")]
    first, other = pair.times.names
    caption = content.say("changes_table", first=first, other=other, n=content.pairs)
    return Table(caption, heads, cells)

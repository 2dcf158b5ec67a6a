"""What the report of a comparison says and shows, in one language."""

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sim.analysis.comparison import SECTIONS, Difference
from sim.analysis.comparison_indicators import HORIZON, chosen, compared, unit_of_difference
from sim.analysis.evidence import Key
from sim.analysis.figures.comparison_drawing import Pictured
from sim.analysis.figures.page_bars import Range, strip
from sim.analysis.gaps import percent
from sim.analysis.intervals import FEWEST
from sim.analysis.scenario_names import BASELINE, names_of
from sim.scenario.language import COMMA, NAMED, PERCENT, Bilingual, Language
from sim.studies.compare_texts import TEXTS
from sim.studies.report.amounts import MISSING, Amounts
from sim.studies.report.answer_texts import ANSWER_TEXTS
from sim.studies.report.blocks import Answer, Card, Legend, Table, TableRow
from sim.studies.report.comparison_texts import COMPARISON_REPORT_TEXTS
from sim.studies.report.comparison_times import Times
from sim.studies.report.effects_words import (
    EFFECTS,
    Effect,
    on_clear_rows,
    on_effect,
    on_the_rest,
    told,
)

if TYPE_CHECKING:
    from sim.studies.compare_api import Comparison


ANSWERED = (Key(HORIZON, "public_cost_per_year", "all"),)  # the whole cost, in other words


class ComparisonContent:
    """A comparison in the words of one language.

    Parameters
    ----------
    comparison : Comparison
    pictured : Pictured
        What its figures are drawn from.
    """

    def __init__(self, comparison: "Comparison", language: Language, pictured: Pictured) -> None:
        self.comparison, self.language, self.pictured = comparison, language, pictured
        self.names = names_of(comparison.members, language)
        self.pairs = comparison.members[0].replicates
        draws = comparison.members[0].draws
        self.draws = len(set(draws[draws >= 0])) or 1
        self.by_key = {(row.scenario, row.key): row for row in comparison.rows}
        self.times = {
            label: Times(comparison, label, (self.names[0], name), self.first(), language)
            for label, name in self.others
        }

    def say(self, key: str, **values: object) -> str:
        """Return a text of the report of a comparison."""
        return COMPARISON_REPORT_TEXTS[key].text(self.language).format(**values)

    def text(self, both: Bilingual) -> str:
        """A text in the language of the report."""
        return both.text(self.language)

    def first(self) -> str:
        """What the first scenario is called in sentences."""
        if self.comparison.studies[0].scenario.name == BASELINE:
            return self.text(ANSWER_TEXTS["the_baseline"])
        return ANSWER_TEXTS["quoted"].text(self.language).format(title=self.names[0])

    @property
    def others(self) -> Iterator[tuple[str, str]]:
        """Label and title of each scenario but the first."""
        return zip(self.comparison.labels[1:], self.names[1:], strict=True)

    def share(self, number: str) -> str:
        """A share as the language writes it."""
        return PERCENT.text(self.language).format(number=number)

    @property
    def gap(self) -> str:
        """What stands between two sentences."""
        return "" if self.language == "zh" else " "

    @property
    def comma(self) -> str:
        """What stands between a label and its unit."""
        return COMMA.text(self.language)

    @property
    def title(self) -> str:
        """Names of the scenarios."""
        others = self.say("and").join(self.names[1:])
        return self.say("title", first=self.first(), others=others)

    def answers(self) -> list[Answer]:
        """What is said of each scenario but the first, and a card for each effect."""
        return [
            Answer(self.about(name), self.sentences(label), self._cards(label, number))
            for number, (label, name) in enumerate(self.others)
        ]

    def about(self, name: str) -> str:
        """Which scenario an answer is about; empty where there is one only."""
        if len(self.comparison.labels) == 2:
            return ""
        return self.say("about", first=self.names[0], other=name)

    def sentences(self, label: str) -> list[str]:
        """Sentences on the effects of a scenario, on when they come and on what they cost."""
        times, effects, found = self.times[label], list(self._effects(label)), []
        for effect, row in effects:
            said = on_effect(effect, row, self.first(), self.language) if told(row) else ""
            if effect is EFFECTS[-1]:
                said += (self.gap if said else "") + times.cost_sentence()
            found.append(said)
            if effect is EFFECTS[0]:
                found.append(times.closures_sentence())
        said_of = {*ANSWERED, *(effect.key for effect, _ in effects)}
        rows = [row for row in self.rows_of(label) if row.key not in said_of]
        found.append(on_clear_rows(rows, self.language))
        found += on_the_rest(effects, self.first(), self.language)
        found += times.each_sentences()
        return [each.rstrip() for each in found if each]

    def _cards(self, label: str, number: int) -> list[Card]:
        return [
            self._card(row, f"card-{number}-{effect.key.indicator}")
            for effect, row in self._effects(label)
            if row.pairs
        ]

    def _effects(self, label: str) -> Iterator[tuple[Effect, Difference]]:
        rows = ((effect, self.by_key.get((label, effect.key))) for effect in EFFECTS)
        return ((effect, row) for effect, row in rows if row is not None)

    def _card(self, row: Difference, name: str) -> Card:
        label = self.text(Bilingual(row.label_en, row.label_zh))
        said = Amounts(row, self.language)
        low, high = row.replicates_low_90, row.replicates_high_90
        others = self.names[self.comparison.labels.index(row.scenario)]
        levels = zip((self.names[0], others), (row.level_against, row.level), strict=True)
        shown = Range(
            _scaled(row.median_difference, said),
            (_scaled(row.replicates_low_50, said), _scaled(row.replicates_high_50, said)),
            (_scaled(low, said), _scaled(high, said)),
        )
        known = row.pairs >= FEWEST and low is not None
        ends = {"low": said.difference(low), "high": said.difference(high)}
        return Card(
            label=label,
            number=said.mean,
            unit=said.unit,
            range=self.say("card_range", **ends) if known else self.say("card_few"),
            detail="\n".join(
                NAMED.text(self.language).format(name=title, text=said.level(level))
                for title, level in levels
            ),
            svg=strip(shown, name, label, self.pictured.fonts),
        )

    def rows_of(self, label: str) -> list[Difference]:
        """Rows of a scenario that are shown."""
        indicators = self.comparison.indicators
        rows = [row for row in self.comparison.rows if row.scenario == label and row.pairs]
        return [row for row in rows if chosen(row.key, indicators)]

    def changes(self, label: str, name: str) -> Table:
        """Levels, paired differences and how many pairs are better off."""
        rows: list[TableRow] = []
        for section, members in self.by_section(self.rows_of(label)):
            rows.append(TableRow([section], is_heading=True))
            rows += [TableRow(self._change(row)) for row in members]
        heads = [self.say("figure"), self.names[0], name]
        heads += [self.say(key) for key in ("mean", "range", "better")]
        caption = self.say("changes_table", first=self.names[0], other=name, n=self.pairs)
        return Table(caption, heads, rows, note=self.say("changes_note"))

    def _change(self, row: Difference) -> list[str]:
        said = Amounts(row, self.language)
        cells = [self.label(row), said.level(row.level_against), said.level(row.level)]
        if row.chance_unchanged == 100:
            return [*cells, self.say("unchanged"), "", ""]
        chance = row.chance_better
        better = "" if chance is None else self.share(percent(chance / 100))
        return [*cells, said.mean, said.range or MISSING, better]

    def by_section(self, rows: Sequence[Difference]) -> Iterator[tuple[str, list[Difference]]]:
        """Rows under the heading of their section."""
        for section in SECTIONS:
            if members := [row for row in rows if row.section == section]:
                yield TEXTS[section].text(self.language), members

    def label(self, row: Difference) -> str:
        """Name of a figure with its group and unit."""
        parts = [self.text(Bilingual(row.label_en, row.label_zh))]
        if row.section == "outcomes":
            parts.append(self.text(Bilingual(row.group_en, row.group_zh)))
        said = Amounts(row, self.language)
        unit = unit_of_difference(row.key) if row.unit_en == "year" else compared(row.key).unit
        if unit.en not in ("spaces", "startups"):
            parts.append(said.unit if row.unit_en == "year" else said.unit_of_level)
        return self.comma.join(parts)

    def legend(self) -> list[Legend]:
        """Lines of the scenarios."""
        found = []
        for label, name in zip(self.comparison.labels, self.names, strict=True):
            look = self.pictured.look(label)
            lengths = () if look.dashes == "solid" else look.dashes[1]
            dashes = " ".join(f"{2 * length:g}" for length in lengths)
            found.append(Legend(name, look.colour, dashes))
        return found


def _scaled(value: float | None, said: Amounts) -> float:
    return math.nan if value is None else value * said.factor

"""What the report of a comparison says and shows, in one language."""

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sim.analysis.comparison import SECTIONS, Difference
from sim.analysis.comparison_indicators import chosen, compared, unit_of_difference
from sim.analysis.figures.comparison_drawing import Pictured, names_of
from sim.analysis.figures.page_bars import Range, strip
from sim.analysis.gaps import percent, signed
from sim.analysis.intervals import FEWEST
from sim.scenario.language import COMMA, Bilingual, Language
from sim.studies.compare_texts import TEXTS
from sim.studies.report.blocks import Answer, Card, Legend, Table, TableRow
from sim.studies.report.comparison_texts import COMPARISON_REPORT_TEXTS
from sim.studies.report.effects_words import EFFECTS, Effect, on_effect
from sim.studies.screen import month_of_year

if TYPE_CHECKING:
    from sim.studies.compare_api import Comparison

MISSING = "–"


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
        self.by_key = {(row.scenario, row.key): row for row in comparison.rows}

    def say(self, key: str, **values: object) -> str:
        """Return a text of the report of a comparison."""
        return COMPARISON_REPORT_TEXTS[key].text(self.language).format(**values)

    def text(self, both: Bilingual) -> str:
        """A text in the language of the report."""
        return both.text(self.language)

    @property
    def others(self) -> Iterator[tuple[str, str]]:
        """Label and title of each scenario but the first."""
        return zip(self.comparison.labels[1:], self.names[1:], strict=True)

    @property
    def comma(self) -> str:
        """What stands between a label and its unit."""
        return COMMA.text(self.language)

    @property
    def title(self) -> str:
        """Names of the scenarios."""
        others = self.say("and").join(self.names[1:])
        return self.say("title", first=self.names[0], others=others)

    def answers(self) -> list[Answer]:
        """Three sentences for each scenario but the first, and a card for each."""
        several = len(self.comparison.labels) > 2
        found = []
        for number, (label, name) in enumerate(self.others):
            sentences, cards = [], []
            for effect in EFFECTS:
                row = self.by_key.get((label, effect.key))
                if row is None:
                    continue
                names = (self.names[0], name)
                sentences.append(on_effect(effect, row, names, self.language))
                if row.pairs:
                    cards.append(self._card(effect, row, f"card-{number}-{effect.key.indicator}"))
            about = self.say("about", first=self.names[0], other=name) if several else ""
            found.append(Answer(about, sentences, cards))
        return found

    def _card(self, effect: Effect, row: Difference, name: str) -> Card:
        label = self.text(Bilingual(row.label_en, row.label_zh))
        unit = self.text(unit_of_difference(row.key))
        low, high = row.replicates_low_90, row.replicates_high_90
        levels = [self.level(row, value) for value in (row.level_against, row.level)]
        first, other = self.names[0], self.names[self.comparison.labels.index(row.scenario)]
        shown = Range(
            _or_nan(row.median_difference),
            (_or_nan(row.replicates_low_50), _or_nan(row.replicates_high_50)),
            (_or_nan(low), _or_nan(high)),
        )
        ends = [MISSING if end is None else signed(end, row.digits) for end in (low, high)]
        known = row.pairs >= FEWEST and low is not None
        return Card(
            label=label,
            number=row.mean_in_words,
            unit=unit,
            range=(
                self.say("card_range", low=ends[0], high=ends[1]) if known else self.say("card_few")
            ),
            detail=self.say("card_detail", first=first, other=other, one=levels[0], two=levels[1]),
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
        note = "\n".join(TEXTS[key].text(self.language) for key in ("note_level",))
        return Table(caption, heads, rows, note=note)

    def _change(self, row: Difference) -> list[str]:
        cells = [self.label(row), self.level(row, row.level_against), self.level(row, row.level)]
        if row.chance_unchanged == 100:
            return [*cells, self.say("unchanged"), "", ""]
        low, high = row.replicates_low_90, row.replicates_high_90
        spread = MISSING
        if low is not None and high is not None:
            spread = f"[{signed(low, row.digits)}, {signed(high, row.digits)}]"
        chance = row.chance_better
        better = "" if chance is None else f"{percent(chance / 100)} %"
        return [*cells, row.mean_in_words, spread, better]

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
        unit = unit_of_difference(row.key) if row.unit_en == "year" else compared(row.key).unit
        if unit.en not in ("spaces", "startups"):
            parts.append(self.text(unit))
        return self.comma.join(parts)

    def level(self, row: Difference, value: float | None) -> str:
        """A level in its unit; dates as months."""
        if value is None:
            return MISSING
        return month_of_year(value) if row.unit_en == "year" else f"{value:,.{row.digits}f}"

    def legend(self) -> list[Legend]:
        """Lines of the scenarios."""
        found = []
        for label, name in zip(self.comparison.labels, self.names, strict=True):
            look = self.pictured.look(label)
            lengths = () if look.dashes == "solid" else look.dashes[1]
            dashes = " ".join(f"{2 * length:g}" for length in lengths)
            found.append(Legend(name, look.colour, dashes))
        return found


def _or_nan(value: float | None) -> float:
    return math.nan if value is None else value

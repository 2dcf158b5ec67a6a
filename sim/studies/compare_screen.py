"""A comparison as tables for the terminal: what changes, and how well it is known."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from sim.analysis.comparison import SECTIONS, Difference, imprecise
from sim.analysis.comparison_indicators import chosen
from sim.analysis.gaps import percent
from sim.analysis.intervals import FEWEST
from sim.analysis.scenario_names import names_of
from sim.scenario.language import COMMA, NAMED, PERCENT, Bilingual, Language
from sim.studies.answers_screen import of_comparison as answer_of_comparison
from sim.studies.compare_rows import PairRows
from sim.studies.compare_texts import TEXTS
from sim.studies.money_screen import of_comparison
from sim.studies.report.amounts import COUNTED, Amounts

if TYPE_CHECKING:
    from sim.studies.compare_api import Comparison

NONE = "–"
# Columns of a window; with fewer, what stands in differences.csv is left out of the screen:
WIDE, NARROW = 124, 100  # the 50 % range of replicates; the level of the second scenario
HEAD = 16  # columns of the name of a scenario


class CompareScreen:
    """A comparison in one language.

    Parameters
    ----------
    width : int
        Of the window, in columns.
    """

    def __init__(self, comparison: "Comparison", language: Language, width: int = 400) -> None:
        self.comparison, self.language, self.width = comparison, language, width
        self.precision = self._percent(f"{100 * comparison.precision:g}")

    def shown(self) -> Group:
        """Return everything that the screen shows: the answer, money, tables, the longest last."""
        parts: list[Any] = answer_of_comparison(self.comparison, self.language)
        parts += of_comparison(self.comparison, self.language)
        known: list[Any] = []
        replicates = self.comparison.members[0].replicates
        names = names_of(self.comparison.members, self.language)
        for pair in self.comparison.pair_rows:
            first, name = names[pair.first], names[pair.other]
            said = self.say("against", other=name, first=first, n=replicates)
            parts += [Text(said, style="bold"), self._changes(first, name, pair)]
            if pair.first == 0:
                named = NAMED.text(self.language).format(name=name, text=self.say("known"))
                known += [Text(named if len(names) > 2 else self.say("known"), style="bold")]
                known += [self._known(pair)]
        parts += known
        notes = ["note_level"] if replicates >= FEWEST else ["note_level", "note_few"]
        notes.append("note_variance")
        if len(set(self.comparison.members[0].draws.tolist())) == 1:
            notes.append("note_one_draw")
        return Group(*parts, *(Text(self.say(key), style="dim") for key in notes))

    def reached(self, most: int) -> str:
        """Say whether the precision was reached, and by which figures it was not."""
        comparison = self.comparison
        number = {"precision": self.precision, "n": comparison.members[0].replicates}
        lacking = imprecise(comparison.rows, comparison.indicators, comparison.precision)
        if not lacking:
            return self.say("reached", **number)
        lines = [
            self.say(
                "lacks",
                label=self._label(row, "outcomes" if row.section == "outcomes" else row.section),
                scenario=row.scenario,
                width=_or_unknown(row.half_width_90_percent_of_level, ".2g"),
                needed=_or_unknown(row.replicates_needed, ","),
            )
            for row in lacking
        ]
        return "\n".join([self.say("not_reached", **number, most=most), *lines])

    def _changes(self, first: str, other: str, pair: PairRows) -> Table:
        names = (first, other) if self.width >= NARROW else (first,)
        ranges = ("half_range", "range") if self.width >= WIDE else ("range",)
        heads = [self.say("level", name=folded(name)) for name in names]
        table = self._table(*heads, *map(self.say, ("mean", *ranges, "better")))
        for row in self._by_section(table, pair):
            said = Amounts(row, self.language)
            levels = [said.level(row.level_against), said.level(row.level)][: len(names)]
            if row.chance_unchanged == 100:
                table.add_row(self._label(row), *levels, self.say("unchanged"))
                continue
            half = _range(said, row.replicates_low_50, row.replicates_high_50)
            chance = row.chance_better
            better = "" if chance is None else self._percent(percent(chance / 100))
            cells = (half, said.range)[-len(ranges) :]
            table.add_row(self._label(row), *levels, said.mean, *cells, better)
        return table

    def _known(self, pair: PairRows) -> Table:
        heads = ["half_width", "needed", "narrower", "shares", "of_effect"]
        table = self._table(*(self.say(key, precision=self.precision) for key in heads))
        for row in self._by_section(table, pair):
            width, needed = row.half_width_90_percent_of_level, row.replicates_needed
            narrower = row.paired_over_unpaired_error
            table.add_row(
                self._label(row),
                NONE if width is None else self._percent(f"{width:.2g}"),
                NONE if needed is None else f"{needed:,}",
                NONE if narrower is None else f"{narrower:.2f}",
                _shares(row),
                _whole(row.effect_variance_calibration),
            )
        return table

    def _by_section(self, table: Table, pair: PairRows) -> Iterator[Difference]:
        """Go through rows, the report's first page first, with a heading above each section."""
        indicators = self.comparison.indicators
        parts = {"headline": [row for row in pair.headline if chosen(row.key, indicators)]}
        others = pair.shown(indicators)
        parts |= {name: [row for row in others if row.section == name] for name in SECTIONS}
        for section, rows in parts.items():
            if rows:
                table.add_section()
                table.add_row(Text(self.say(section), style="italic"))
            yield from rows

    def _label(self, row: Difference, section: str = "") -> str:
        """Label with the group where there are several, and the unit."""
        parts = [Bilingual(row.label_en, row.label_zh).text(self.language)]
        if row.section != "horizon" and (section or row.section != "gap"):
            parts.append(Bilingual(row.group_en, row.group_zh).text(self.language))
        said = Amounts(row, self.language)
        unit = said.unit if row.unit_en == "year" else said.unit_of_level
        parts += [] if row.unit_en in COUNTED else [unit]
        return ("" if section else "  ") + COMMA.text(self.language).join(parts)

    def _percent(self, number: str) -> str:
        return PERCENT.text(self.language).format(number=number)

    def say(self, key: str, **values: object) -> str:
        """Return a text of the comparison."""
        return TEXTS[key].text(self.language).format(**values)

    def _table(self, *heads: str) -> Table:
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
        table.add_column("", overflow="fold")
        for head in heads:
            table.add_column(head, justify="right", no_wrap=True)
        return table


def folded(name: str) -> str:
    r"""Name of a scenario in lines for the head of a column; a Chinese character is two wide.

    >>> folded("Specialisation push, 2019-2023")
    'Specialisation\npush, 2019-2023'
    """
    return "\n".join(line.plain.rstrip() for line in Text(name).wrap(Console(), HEAD))


def _range(said: Amounts, low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return ""
    return f"[{said.difference(low)}, {said.difference(high)}]"


def _shares(row: Difference) -> str:
    parts = (row.variance_scenario, row.variance_calibration, row.variance_chance)
    if all(part is None for part in parts):
        return NONE
    return " / ".join(_whole(part) for part in parts) + ("*" if row.variance_floored else " ")


def _or_unknown(value: float | None, form: str) -> str:
    return "?" if value is None else format(value, form)


def _whole(share: float | None) -> str:
    return NONE if share is None else percent(share / 100)

"""Scores of validation in one language: what is said of them, and the tables of the terminal."""

from collections.abc import Sequence
from functools import partial
from math import inf, isinf
from typing import NamedTuple

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from sim.analysis.findings import figure_text
from sim.analysis.validation import (
    BROKEN,
    INSIDE,
    KEPT,
    MISS,
    UNMEASURED,
    Score,
    coverage,
    race,
)
from sim.calibration.targets import COUNTED
from sim.calibration.validation import CHECK, VALIDATION, Row
from sim.calibration.validation_measures import NotRecorded, OfSeries
from sim.experiments.plan import Plan
from sim.scenario.language import COMMA, NAMED, Language, phrase
from sim.studies.screen import number
from sim.studies.validate_texts import TEXTS, VERDICTS

NONE = "—"
STYLES = {INSIDE: "green", KEPT: "green", MISS: "bold red", BROKEN: "bold red"}
SECTIONS = {VALIDATION: "section_validation", CHECK: "section_check"}
HEADS = ("record", "model", "range", "off", "verdict", "last", "trend")


class Report(NamedTuple):
    """Scores of an ensemble in one language."""

    scores: Sequence[Score]
    plan: Plan
    language: Language

    def shown(self) -> Group:
        """Return everything that the screen shows."""
        parts: list[RenderableType] = [Text(self.say("title"), style="bold"), Text(self.about())]
        for kind, head in SECTIONS.items():
            if rows := self.of(kind):
                parts += [Text(), Text(self.say(head), style="bold"), self._table(rows)]
            if kind == VALIDATION:
                parts += [Text(line) for line in self.summary()]
        if missing := self.unmeasured():
            parts += [Text(), Text(self.say("section_unmeasured"), style="bold")]
            parts += [Text(self.named(self.title(row), reason)) for row, reason in missing]
        return Group(*parts, Text(), *(Text(note, style="dim") for note in self.notes()))

    def of(self, kind: str) -> list[Score]:
        """Scores of a kind that the model has a side of."""
        return [each for each in self.scores if each.row.kind == kind and not _unmeasured(each)]

    def unmeasured(self) -> list[tuple[Row, str]]:
        """Rows that tables do not hold, with the reason."""
        return [
            (each.row, each.row.measure.reason.text(self.language))
            for each in self.scores
            if isinstance(each.row.measure, NotRecorded)
        ]

    def about(self) -> str:
        """Say what was run."""
        source = self.say(self.plan.source)
        replicates = self.plan.replicates
        return self.say("about", replicates=len(replicates), seed=replicates[0].seed, source=source)

    def summary(self) -> list[str]:
        """Say what the figures never used come to."""
        held = coverage(self.scores)
        if not held.figures:
            return [self.say("coverage_none")]
        ends = {"low": 100 * held.low, "high": 100 * held.high}
        reading = self.say("narrow" if held.too_narrow else "little", **ends)
        first = self.say("coverage", inside=held.inside, figures=held.figures)
        lines = [self.joined(first, reading)]
        races = [
            self._race(key, forecast)
            for key, forecast in (("race_last", "against_last"), ("race_trend", "against_trend"))
        ]
        lines.append(self.joined(*filter(None, races)))
        counted = [each for each in self.of(VALIDATION) if each.verdict in (INSIDE, MISS)]
        alone = sum(each.last_value is None for each in counted)
        return [*filter(None, lines), *([self.say("no_forecast", number=alone)] if alone else [])]

    def title(self, row: Row) -> str:
        """Label of a row with its place and time."""
        label, place = row.label.text(self.language), self._place(row)
        return phrase("{label} ({place})").text(self.language).format(label=label, place=place)

    def say(self, key: str, **values: object) -> str:
        """Return words in the language of the report."""
        return TEXTS[key].text(self.language).format(**values)

    def notes(self) -> list[str]:
        """Say how the tables are read."""
        return [self.say("reading"), self.say("never")]

    def named(self, name: str, text: str) -> str:
        """Put a name before a text."""
        return NAMED.text(self.language).format(name=name, text=text)

    def joined(self, *sentences: str) -> str:
        """Put sentences one after another; Chinese leaves no blank between them."""
        return ("" if self.language == "zh" else " ").join(sentences)

    def cells(self, each: Score) -> list[str]:
        """Return cells of a row, in the order of ``HEADS``."""
        row, shown = each.row, partial(_number, row=each.row)
        interval = NONE
        if each.low_90 is not None and each.high_90 is not None:
            interval = f"[{shown(each.low_90)}, {shown(each.high_90)}]"
        return [
            _record(row),
            NONE if each.median is None else shown(each.median),
            interval,
            NONE if each.off is None else shown(each.off, signed=True),
            VERDICTS[each.verdict].text(self.language),
            self._forecast(row, each.last_value, each.against_last),
            self._forecast(row, each.linear_trend, each.against_trend),
        ]

    def _race(self, key: str, forecast: str) -> str:
        run = race(self.scores, forecast)
        if not run.forecasts:
            return ""
        ties = self.say("ties", ties=run.ties) if run.ties else ""
        return self.say(key, nearer=run.nearer, forecasts=run.forecasts, ties=ties)

    def _place(self, row: Row) -> str:
        where, when = row.where.text(self.language), row.when.shown(self.language)
        return COMMA.text(self.language).join((where, when))

    def _table(self, rows: Sequence[Score]) -> Table:
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
        table.add_column("", min_width=24)
        for head in HEADS:
            if head != "range":  # stands below the model's value
                table.add_column(self.say(head), justify="right", no_wrap=True)
        for each in rows:
            label = Text(each.row.label.text(self.language))
            unit = each.row.unit.text(self.language)
            below = " · ".join([self._place(each.row), *([unit] if unit != "1" else [])])
            record, model, interval, off, verdict, *forecasts = self.cells(each)
            table.add_row(
                Text.assemble(label, "\n", (below, "dim")),
                record,
                Text.assemble(model, "\n", (interval, "dim")),
                off,
                Text(verdict, style=STYLES.get(each.verdict, "yellow")),
                *(_on_two_lines(forecast) for forecast in forecasts),
            )
        return table

    def _forecast(self, row: Row, value: float | None, error: float | None) -> str:
        """A naive forecast, and the model's error over its own."""
        if value is None:
            return NONE
        shown = _number(value, row)
        if error is None:
            return shown
        return f"{shown} ({self.say('exact') if isinf(error) else times(error)})"


def times(ratio: float) -> str:
    """A ratio as short as its size allows.

    >>> times(0.034), times(0.25), times(1.04), times(23.4)
    ('0.03×', '0.2×', '1.0×', '23×')
    """
    digits = 0 if ratio == 0 else 2 if ratio < 0.1 else 1 if ratio < 10 else 0
    return f"{ratio:.{digits}f}×"


def _on_two_lines(forecast: str) -> Text:
    value, _, error = forecast.partition(" ")
    return Text.assemble(value, "\n", (error, "dim"))


def _record(row: Row) -> str:
    """The recorded figure; a change has its sign."""
    text = figure_text(row.low, row.high)
    if not _is_change(row) or max(row.low, 0.0) in (0.0, inf):
        return text
    return text.replace(">= ", ">= +") if row.is_bound else f"+{text}"


def _number(value: float, row: Row, signed: bool = False) -> str:
    counted = row.unit.en in COUNTED and row.unit.en != "1"
    shown = number(value, whole=counted)
    if float(shown.replace(",", "")) == 0:
        return "0"
    return f"+{shown}" if value > 0 and (signed or _is_change(row)) else shown


def _is_change(row: Row) -> bool:
    return isinstance(row.measure, OfSeries) and row.measure.base is not None


def _unmeasured(each: Score) -> bool:
    return each.verdict == UNMEASURED

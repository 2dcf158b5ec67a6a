"""Findings as tables for the terminal: the 2017 check, outcomes by model, the gap."""

from collections.abc import Sequence
from typing import Any

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from sim.analysis.catalogue import OUTCOMES, Outcome
from sim.analysis.evidence import GAP
from sim.analysis.findings import NOTES, Finding
from sim.analysis.gaps_measured import CLOSURES
from sim.analysis.intervals import FEWEST
from sim.analysis.shakeout import LEAST_DEPTH
from sim.calibration.targets import COUNTED, unit_text
from sim.model.categories import MODELS
from sim.results.groups import LABELS
from sim.scenario.language import COMMA, PERCENT, Language
from sim.studies.texts import TEXTS

KINDS = ("produced", "by construction", "soft")
# The rest stands in findings.csv.
BY_MODEL = (
    "survival_mean_60",
    "survival_share_60",
    "funded_24",
    "funded_24_raw",
    "fundings_per_100_tenant_years",
    "closure_rate",
    "closure_share_over_exposure",
)
# As the sentences before the tables count; by present model it is another figure.
SHOWN = tuple(
    name for each in BY_MODEL for name in ((CLOSURES, each) if each == "closure_rate" else (each,))
)
_COUNTED_BY = {
    CLOSURES: "by_founding",
    "closure_rate": "by_present",
    "closure_share_over_exposure": "by_present",
}
OF_ALL = (
    "closure_rate_2016_17",
    "closure_rate",
    "shakeout_onset",
    "shakeout_peak",
    "shakeout_peak_rate",
    "shakeout_depth_alive",
    "shakeout_depth_recorded",
)


class Screen:
    """Findings of a run in one language.

    Parameters
    ----------
    findings : sequence of Finding
        With closures by model at founding, which the answer speaks of, where they are known.
    replicates : int
    language : {"en", "zh"}
    source : str
        Where parameters came from.
    money : sequence of Text
        Lines on public cost.
    answer : sequence of Text
        The sentences that come first.
    """

    def __init__(
        self,
        findings: Sequence[Finding],
        replicates: int,
        language: Language,
        source: str,
        money: Sequence[Text] = (),
        answer: Sequence[Text] = (),
    ) -> None:
        self.findings, self.replicates, self.language = findings, replicates, language
        self.source, self.money, self.answer = source, money, answer
        self.by_key = {row[:3]: row for row in findings}

    def shown(self) -> Group:
        """Return everything that the screen shows, the longest table last."""
        parts: list[Any] = [*self.answer]
        parts += [*self.money, Text()] if self.money else []
        for key, table in (
            ("section_outcomes", self._outcomes()),
            ("section_shakeout", self._shakeout()),
            ("section_gap", self._gap()),
            ("section_check", self._check()),
        ):
            if table.row_count:
                parts += [Text(self._say(key), style="bold"), table]
        few = "one" if self.replicates == 1 else "few"
        notes = ["intervals" if self.replicates >= FEWEST else few]
        if not all(self._cell(self.by_key.get(("outcomes", name, MODELS[0]))) for name in BY_MODEL):
            notes.append("too_short")
        parts += [Text(self._say(key), style="dim") for key in notes]
        return Group(*parts, Text(NOTES[self.source].text(self.language), style="dim"))

    def _check(self) -> Table:
        table = self._table(self._say("record"), *self._heads("model", "range", "off"))
        for kind in KINDS:
            rows = [row for row in self.findings if row.kind == kind and row.median is not None]
            if rows:
                table.add_section()
                table.add_row(Text(self._say(kind), style="italic"))
            for row in rows:
                whole = row.unit in COUNTED and row.unit != "1"
                label = row.label_zh if self.language == "zh" else row.label_en
                table.add_row(
                    self._with_unit("  " + label, unit_text(row.unit, self.language)),
                    row.figure,
                    number(row.median or 0.0, whole),
                    _range(row, whole),
                    self._say("within")
                    if not row.distance
                    else self._percent(f"{row.distance:+.0f}"),
                )
        return table

    def _outcomes(self) -> Table:
        labels = [LABELS[model] for model in MODELS]
        heads = [label.zh if self.language == "zh" else label.en for label in labels]
        table = self._table(*heads)
        for name in SHOWN:
            cells = [self._cell(self.by_key.get(("outcomes", name, model))) for model in MODELS]
            if any(cells):
                table.add_row(self._indicator(name, _COUNTED_BY.get(name)), *cells)
        return table

    def _shakeout(self) -> Table:
        label = LABELS["all"]
        table = self._table(label.zh if self.language == "zh" else label.en)
        for name in OF_ALL:
            cell = self._cell(self.by_key.get(("outcomes", name, "all")))
            if cell:
                table.add_row(self._indicator(name), cell)
        return table

    def _gap(self) -> Table:
        table = self._table(*self._heads("gap", "range", "above_zero", "mean_error"))
        for name in SHOWN:
            row = self.by_key.get(("gap", name, GAP))
            if row is None or row.median is None:
                continue
            digits, error = outcome_of(name).digits, row.monte_carlo_error_of_mean
            table.add_row(
                self._indicator(name, _COUNTED_BY.get(name)),
                f"{row.median:+.{digits}f}",
                _range(row, digits=digits, signed=True),
                "" if self.replicates == 1 else self._percent(f"{row.above_zero:.0f}"),
                "" if error is None else f"{row.mean:+.{digits}f} ± {error:.2g}",
            )
        return table

    def _indicator(self, name: str, counted: str | None = None) -> str:
        declared = outcome_of(name)
        # A date shows what it is, and a rate per tenant-years says so in its name.
        obvious = declared.unit.en in ("year", "per 100 tenant-years")
        unit = "" if obvious else declared.unit.text(self.language)
        label = declared.label.text(self.language)
        return self._with_unit(self._say(counted, label=label) if counted else label, unit)

    def _cell(self, row: Finding | None) -> str:
        if row is None or row.median is None:
            return ""
        declared = outcome_of(row.indicator)
        if declared.unit.en == "year":
            value = month_of_year(row.median)
            if row.low_90 is not None and row.high_90 is not None:
                value += f" [{month_of_year(row.low_90)}, {month_of_year(row.high_90)}]"
            there = {"value": value, "n": row.replicates, "all": self.replicates}
            partly = row.replicates < self.replicates
            return self._say("some_replicates", **there) if partly else value
        value = f"{row.median:.{declared.digits}f}"
        if row.indicator.startswith("shakeout_depth") and row.median < LEAST_DEPTH:
            return self._say("none", value=value)
        return f"{value} {_range(row, digits=declared.digits)}".rstrip()

    def _with_unit(self, label: str, unit: str) -> str:
        return COMMA.text(self.language).join(filter(None, (label, unit)))

    def _percent(self, number: str) -> str:
        return PERCENT.text(self.language).format(number=number)

    def _say(self, key: str, **values: object) -> str:
        return TEXTS[key].text(self.language).format(**values)

    def _heads(self, *keys: str) -> list[str]:
        return [self._say(key) for key in keys]

    def _table(self, *heads: str) -> Table:
        """Return a table of labels, which fold where the window is narrow, and numbers."""
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
        table.add_column("")
        for head in heads:
            table.add_column(head, justify="right", no_wrap=True)
        return table


def outcome_of(name: str) -> Outcome:
    """What the catalogue says of a figure, however closures are counted."""
    return OUTCOMES["closure_rate" if name == CLOSURES else name]


def number(value: float, whole: bool = False, digits: int | None = None) -> str:
    """A number as short as its size allows.

    >>> number(25746.6), number(12.345), number(1.2345), number(41.0, whole=True)
    ('25,747', '12.3', '1.23', '41')
    """
    if digits is not None:
        return f"{value:.{digits}f}"
    if whole or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def month_of_year(year: float) -> str:
    """Month of a date that is given as a year with its fraction.

    >>> month_of_year(2021.3333)
    '2021-05'
    """
    months = round(year * 12)
    return f"{months // 12}-{months % 12 + 1:02d}"


def _range(
    row: Finding, whole: bool = False, digits: int | None = None, signed: bool = False
) -> str:
    if row.low_90 is None or row.high_90 is None:
        return ""
    ends = [number(each, whole, digits) for each in (row.low_90, row.high_90)]
    if signed:
        ends = [end if end.startswith("-") else f"+{end}" for end in ends]
    return f"[{', '.join(ends)}]"

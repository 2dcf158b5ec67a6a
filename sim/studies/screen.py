"""Findings as tables for the terminal: the 2017 check, outcomes by model, the gap."""

from collections.abc import Sequence
from typing import Any

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from sim.analysis.catalogue import OUTCOMES
from sim.analysis.check_2017 import COUNTED, unit_text
from sim.analysis.findings import NOTE, Finding
from sim.analysis.intervals import FEWEST
from sim.analysis.shakeout import LEAST_DEPTH
from sim.model.categories import MODELS
from sim.results.groups import LABELS
from sim.scenario.language import Language
from sim.studies.texts import TEXTS

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
    replicates : int
    language : {"en", "zh"}
    """

    def __init__(self, findings: Sequence[Finding], replicates: int, language: Language) -> None:
        self.findings, self.replicates, self.language = findings, replicates, language
        self.by_key = {row[:3]: row for row in findings}

    def shown(self) -> Group:
        """Return everything that the screen shows."""
        parts: list[Any] = []
        for key, table in (
            ("section_check", self._check()),
            ("section_outcomes", self._outcomes()),
            ("section_gap", self._gap()),
        ):
            if table.row_count:
                parts += [Text(self._say(key), style="bold"), table]
        few = "one" if self.replicates == 1 else "few"
        notes = ["intervals" if self.replicates >= FEWEST else few]
        if any(("outcomes", name, MODELS[0]) not in self.by_key for name in BY_MODEL):
            notes.append("too_short")
        parts += [Text(self._say(key), style="dim") for key in notes]
        return Group(*parts, Text(NOTE.text(self.language), style="dim"))

    def _check(self) -> Table:
        table = self._table(("indicator", "record", "model", "range", "off", "kind"))
        for row in self.findings:
            if row.section != "check_2017" or row.median is None:
                continue
            whole = row.unit in COUNTED and row.unit != "1"
            unit = unit_text(row.unit, self.language)
            table.add_row(
                self._label(row) + (f", {unit}" if unit else ""),
                row.figure,
                number(row.median, whole),
                _range(row, whole),
                self._say("within") if not row.distance else f"{row.distance:+.0f} %",
                self._say(row.kind or "soft"),
            )
        return table

    def _outcomes(self) -> Table:
        table = self._table(("indicator", "unit"))
        for group in (*MODELS, "all"):
            label = LABELS[group]
            table.add_column(label.zh if self.language == "zh" else label.en, justify="right")
        for name in dict.fromkeys((*BY_MODEL, *OF_ALL)):
            groups = (*(MODELS if name in BY_MODEL else ()), *(("all",) if name in OF_ALL else ()))
            found = {group: self.by_key.get(("outcomes", name, group)) for group in groups}
            if not any(found.values()):
                continue
            cells = [self._cell(found.get(group)) for group in (*MODELS, "all")]
            declared = OUTCOMES[name]
            name_shown = declared.label.text(self.language)
            table.add_row(name_shown, declared.unit.text(self.language), *cells)
        return table

    def _gap(self) -> Table:
        table = self._table(("indicator", "unit", "gap", "range", "above_zero", "mean_error"))
        for name in BY_MODEL:
            declared = OUTCOMES[name]
            row = next((r for r in self.findings if r[:2] == ("gap", name)), None)
            if row is None or row.median is None:
                continue
            error = row.monte_carlo_error_of_mean
            mean = "" if error is None else f"{row.mean:+.{declared.digits}f} ± {error:.2g}"
            table.add_row(
                declared.label.text(self.language),
                declared.unit.text(self.language),
                f"{row.median:+.{declared.digits}f}",
                _range(row, digits=declared.digits, signed=True),
                "" if self.replicates == 1 else f"{row.above_zero:.0f} %",
                mean,
            )
        return table

    def _cell(self, row: Finding | None) -> str:
        if row is None or row.median is None:
            return ""
        declared = OUTCOMES[row.indicator]
        if declared.unit.en == "year":
            value = month_of_year(row.median)
            there = {"value": value, "n": row.replicates, "all": self.replicates}
            partly = row.replicates < self.replicates
            return self._say("some_replicates", **there) if partly else value
        value = f"{row.median:.{declared.digits}f}"
        if row.indicator.startswith("shakeout_depth") and row.median < LEAST_DEPTH:
            return self._say("none", value=value)
        return f"{value} {_range(row, digits=declared.digits)}".rstrip()

    def _label(self, row: Finding) -> str:
        return row.label_zh if self.language == "zh" else row.label_en

    def _say(self, key: str, **values: object) -> str:
        return TEXTS[key].text(self.language).format(**values)

    def _table(self, columns: Sequence[str]) -> Table:
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
        for name in columns:
            words = name in ("indicator", "unit", "kind")
            table.add_column(self._say(name), justify="left" if words else "right")
        return table


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

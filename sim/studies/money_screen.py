"""Money on the terminal: what policies cost in a run, and what more of it goes with."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rich import box
from rich.table import Table
from rich.text import Text

from sim.analysis.money import ALL_YEARS, AverageCost, YearCost, totals_of
from sim.analysis.money_compared import Gain
from sim.analysis.money_texts import reading, say
from sim.analysis.reading_units import (
    KCNY_PER_MILLION,
    NONE,
    interval,
    money,
    money_unit,
    plain,
    with_error,
)
from sim.analysis.scenario_names import names_of
from sim.scenario.language import Bilingual, Language

if TYPE_CHECKING:
    from sim.studies.compare_api import Comparison


def of_run(
    costs: Sequence[YearCost], averages: Sequence[AverageCost], language: Language
) -> list[Text]:
    """What the policies of a run cost, and averages over its outcomes: a heading, three lines."""
    parts = [Text(say("money_of_run", language), style="bold")]
    *policies, together = totals_of(costs)
    if not policies:
        return [*parts, Text("  " + say("cost_nothing", language))]
    years = sorted({row.year for row in costs} - {ALL_YEARS})
    unit = money_unit([together.mean * KCNY_PER_MILLION], language)
    scale = KCNY_PER_MILLION / unit.kcny
    ends = [None if end is None else end * scale for end in (together.low_90, together.high_90)]
    spread = interval(ends[0], ends[1])
    lines = [
        say(
            "run_costs",
            language,
            first=years[0],
            last=years[-1],
            sum=f"{plain(together.mean * scale)} {unit.name}",
            range=say("run_range", language, range=spread) if spread else "",
        )
    ]
    if len(policies) > 1:
        named = (f"{_label(row, language)} {_money(row.mean, language)}" for row in policies)
        lines.append(say("run_parts", language, parts=_joined(named, language)))
    each = [
        say("run_average", language, sum=_money(row.average_million_cny, language), outcome=outcome)
        for row in averages
        if row.average_million_cny is not None
        for outcome in [Bilingual(row.label_en, row.label_zh).text(language)]
    ]
    if each:
        lines.append(say("run_averages", language, parts=_joined(each, language)))
    return [*parts, *(Text("  " + line) for line in lines)]


def of_comparison(comparison: "Comparison", language: Language) -> list[Any]:
    """Cost and outcomes of every scenario against the first, a table each, and a note."""
    parts: list[Any] = []
    first, *others = names_of(comparison.members, language)
    for label, name in zip(comparison.labels[1:], others, strict=True):
        rows = [row for row in comparison.gains if row.scenario == label]
        names = {"other": name, "first": first}
        said = say("money_against", language, cost=_change(rows[0], language), **names)
        parts += [Text(said, style="bold"), _table(rows, language)]
    return [*parts, Text(say("money_note", language), style="dim")]


def _table(rows: Sequence[Gain], language: Language) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    table.add_column("", overflow="fold")
    for key in ("difference", "per_million", "ratio_interval"):
        table.add_column(say(key, language), justify="right", no_wrap=True)
    table.add_column(say("reading", language))
    for row in rows:
        table.add_row(
            "  " + _label(row, language),
            with_error(
                row.outcome_difference, _half(row.outcome_low_90, row.outcome_high_90), True
            ),
            NONE if row.per_million is None else plain(row.per_million),
            interval(row.per_million_low_90, row.per_million_high_90),
            reading(row, language),
        )
    return table


def _change(row: Gain, language: Language) -> str:
    if row.verdict == "same_cost":
        return say("costs_same", language)
    unit = money_unit([row.cost_difference * KCNY_PER_MILLION], language)
    scale = KCNY_PER_MILLION / unit.kcny
    half = _half(row.cost_low_90, row.cost_high_90)
    change = with_error(row.cost_difference * scale, half and half * scale, sign=True)
    return say("costs_change", language, change=change, unit=unit.name)


def _half(low: float | None, high: float | None) -> float | None:
    return None if low is None or high is None else (high - low) / 2


def _money(million: float | None, language: Language) -> str:
    return NONE if million is None else money(million * KCNY_PER_MILLION, language)


def _label(row: Gain | YearCost, language: Language) -> str:
    return Bilingual(row.label_en, row.label_zh).text(language)


def _joined(parts: Any, language: Language) -> str:
    return ("；" if language == "zh" else "; ").join(parts)

"""Sections of the report of a run: the record, what the uncertainty is made of, limits."""

import math

from sim.analysis.figures.page_bars import PARTS_OF_VARIANCE, shares
from sim.analysis.findings import Finding, figure_text
from sim.analysis.gaps import ASKED, MODELS_GAP, Asked, percent
from sim.analysis.gaps_spread import components, groups_of, share_range
from sim.analysis.reading_units import interval, money_unit, plain
from sim.calibration.targets import COUNTED, targets, unit_text
from sim.scenario.language import PERCENT, Bilingual
from sim.studies.report.blocks import Block, Figures, Section, Table, TableRow, Words
from sim.studies.report.common_texts import COMMON_TEXTS
from sim.studies.report.run_content import ANSWERED, MISSING, RunContent
from sim.studies.report.shared_sections import limits_section
from sim.studies.report.trust_texts import TRUST_TEXTS
from sim.studies.texts import TEXTS

KINDS = ("produced", "by construction", "soft")
# The record's units of money, which readers count otherwise, in kCNY.
RECORDED_MONEY = {"100 million CNY": 1e5, "kCNY/month": 1.0}


def trust_sections(run: RunContent) -> list[Section]:
    """Sections on how far the numbers can be trusted."""
    return [_calibration(run), _uncertainty(run), limits_section(run.language)]


def say(run: RunContent, key: str, **values: object) -> str:
    """Return a text of the sections on money and on trust."""
    return TRUST_TEXTS[key].text(run.language).format(**values)


def _calibration(run: RunContent) -> Section:
    title, note = say(run, "calibration"), run.drawing.say(run.study.plan.source)
    rows = [row for row in run.study.findings if row.kind in KINDS and row.median is not None]
    if not rows:
        return Section("calibration", title, [Words([say(run, "no_calibration")])])
    held = [row for row in rows if row.kind == "produced" and row.low_90 is not None]
    counted = {"all": len(held), "inside": sum(map(_inside, held))}
    key = "calibration_words" if held else "calibration_few"
    cells: list[TableRow] = []
    for kind in KINDS:
        members = [row for row in rows if row.kind == kind]
        if members:
            cells.append(TableRow([TEXTS[kind].text(run.language)], is_heading=True))
        cells += [_target_row(run, row) for row in members]
    heads = ("recorded_figure", "record", "model", "off_by", "verdict")
    table = Table(
        say(run, "calibration_table"),
        [say(run, head) for head in heads],
        cells,
        note=say(run, "calibration_note"),
    )
    return Section(
        "calibration",
        title,
        [Words([say(run, key, note=say(run, "sentence", words=note), **counted)]), table],
    )


def _inside(row: Finding) -> bool:
    low, high = row.low_90, row.high_90
    if low is None or high is None:
        return False
    return targets()[row.indicator].overlaps(low, high)


def _target_row(run: RunContent, row: Finding) -> TableRow:
    target = targets()[row.indicator]
    factor, unit = _read_as(run, row)
    whole = row.unit in COUNTED and row.unit != "1"
    median = (row.median or 0.0) * factor
    model = f"{median:,.0f}" if whole else plain(median)
    if row.low_90 is not None and row.high_90 is not None:
        ends = [row.low_90 * factor, row.high_90 * factor]
        counted = f"[{', '.join(f'{end:,.0f}' for end in ends)}]"
        model += f" {counted if whole else interval(ends[0], ends[1])}"
    label = run.text(Bilingual(row.label_en, row.label_zh))
    record = figure_text(target.low * factor, target.high * factor)
    verdict = MISSING
    if row.low_90 is not None:
        verdict = say(run, "hit" if _inside(row) else "miss")
    return TableRow(
        [
            label + (run.comma + unit if unit else ""),
            record.replace(">=", "≥").replace("<=", "≤").replace(" - ", "–"),
            model,
            PERCENT.text(run.language).format(number=f"{row.distance:+.0f}")
            if row.distance
            else say(run, "within"),
            verdict,
        ]
    )


def _read_as(run: RunContent, row: Finding) -> tuple[float, str]:
    """Unit in which readers count a recorded figure, and what to multiply it with."""
    if row.unit not in RECORDED_MONEY:
        return 1.0, unit_text(row.unit, run.language)
    kcny = RECORDED_MONEY[row.unit]
    unit = money_unit([kcny * targets()[row.indicator].low], run.language)
    name = say(run, "a_month", unit=unit.name) if row.unit.endswith("/month") else unit.name
    return kcny / unit.kcny, name


def _uncertainty(run: RunContent) -> Section:
    title = run.text(COMMON_TEXTS["uncertainty"])
    runs = run.study.ensemble
    words: list[Block] = [Words([say(run, "uncertainty_words")])]
    if runs.distinct < 2:
        return Section("uncertainty", title, [*words, Words([say(run, "one_draw")])])
    if runs.replicates <= runs.distinct:
        return Section("uncertainty", title, [*words, Words([say(run, "one_seed")])])
    bars, rows = [], []
    for asked in (ASKED[key] for key in ANSWERED):
        label = asked.label.text(run.language)
        heading = TableRow([label + run.comma + asked.unit.text(run.language)], is_heading=True)
        share, members = _variances(run, asked)
        rows += [heading, *members] if members else []
        if not math.isnan(share):
            bars.append((label, [100 * share, 100 * (1 - share)]))
    if not bars:
        return Section("uncertainty", title, [*words, Words([say(run, "no_spread")])])
    heads = ("standard_deviation", "share_calibration", "share_range", "share_chance")
    table = Table(
        say(run, "uncertainty_table"),
        ["", *(say(run, head) for head in heads)],
        rows,
        note=say(run, "uncertainty_note", draws=runs.distinct),
    )
    figure = shares(
        bars,
        PARTS_OF_VARIANCE[1:],
        "share_of_variance",
        "variance",
        run.say("gap"),
        run.drawing.fonts,
    )
    caption = say(run, "uncertainty_table")
    return Section("uncertainty", title, [*words, Figures([figure], caption), table])


def _variances(run: RunContent, asked: Asked) -> tuple[float, list[TableRow]]:
    """Share of calibration in the variance of a gap, and rows for the gap and its two sides."""
    runs = run.study.ensemble
    columns = {run.say("gap"): runs.gap(asked.by_model, MODELS_GAP)}
    columns |= {run.name(group): runs.level(asked.by_model, group) for group in MODELS_GAP}
    known, rows = [], []
    for name, values in columns.items():
        groups = groups_of(values, runs.draws)
        found = components(groups)
        known.append(found.share)
        if math.isnan(found.share):
            continue
        low, high = (percent(end) for end in share_range(groups))
        deviation = plain(math.sqrt(found.chance + found.parameters))
        star = "*" if found.floored else ""
        cells = [name, deviation, percent(found.share) + star, f"[{low}, {high}]"]
        rows.append(TableRow([*cells, percent(1 - found.share)]))
    return known[0], rows

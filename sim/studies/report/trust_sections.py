"""Sections of the report of a run: money, the record, and what the uncertainty is made of."""

import math

import numpy as np

from sim.analysis.figures.page_bars import PARTS_OF_REVENUE, PARTS_OF_VARIANCE, shares
from sim.analysis.figures.page_texts import PAGE_TEXTS
from sim.analysis.findings import Finding, figure_text
from sim.analysis.flows import revenue_mix
from sim.analysis.gaps import ASKED, MODELS_GAP, percent
from sim.analysis.gaps_spread import components, groups_of, share_range
from sim.analysis.intervals import FEWEST
from sim.analysis.money import ALL_YEARS, average_costs, totals_of, yearly_costs
from sim.analysis.reading_units import KCNY_PER_MILLION, interval, money, money_unit, plain
from sim.calibration.targets import COUNTED, targets, unit_text
from sim.model.categories import MODELS
from sim.scenario.language import Bilingual
from sim.studies.report.blocks import Block, Figures, Points, Section, Table, TableRow, Words
from sim.studies.report.common_texts import COMMON_TEXTS
from sim.studies.report.run_content import ANSWERED, MISSING, RunContent
from sim.studies.report.trust_texts import LIMITS, TRUST_TEXTS
from sim.studies.texts import TEXTS

MIX_SINCE = 2018
KINDS = ("produced", "by construction", "soft")
# The record's units of money, which readers count otherwise, in kCNY.
RECORDED_MONEY = {"100 million CNY": 1e5, "kCNY/month": 1.0}


def trust_sections(run: RunContent) -> list[Section]:
    """Sections on money and on how far the numbers can be trusted."""
    return [_money(run), _calibration(run), _uncertainty(run), limits(run)]


def limits(run: RunContent) -> Section:
    """What may and may not be concluded."""
    return Section(
        "limits",
        run.text(COMMON_TEXTS["limits"]),
        [
            Points([run.text(limit) for limit in LIMITS]),
            Words([run.text(COMMON_TEXTS["two_intervals"])]),
        ],
    )


def _say(run: RunContent, key: str, **values: object) -> str:
    return TRUST_TEXTS[key].text(run.language).format(**values)


def _money(run: RunContent) -> Section:
    blocks: list[Block] = [*_mix(run), *_public_cost(run)]
    return Section("money", run.text(COMMON_TEXTS["money"]), blocks)


def _mix(run: RunContent) -> list[Block]:
    since = min(MIX_SINCE - run.flows.first, run.flows.years - 1)
    if since < 0:
        return []
    mix = revenue_mix(run.flows, since)
    years = {"first": run.flows.first + since, "last": run.flows.first + run.flows.years - 1}
    rows, cells = [], []
    for model in MODELS:
        known = mix[model][np.isfinite(mix[model]).all(axis=1)]
        if not known.size:
            continue
        middle = np.median(known, axis=0)
        rows.append((run.name(model), list(100 * middle / middle.sum())))
        cells.append((run.name(model), 100 * known))
    title = _say(run, "mix_title", **years)
    panel = shares(rows, PARTS_OF_REVENUE, "mix_x", "mix", title, run.drawing.fonts)
    named = [key for key, _, _ in PARTS_OF_REVENUE]
    table = Table(
        _say(run, "mix_table", **years),
        [_say(run, "kind_of_revenue"), *(name for name, _ in cells)],
        [
            TableRow(
                [run.text(PAGE_TEXTS[key]), *(_middle(values[:, place]) for _, values in cells)]
            )
            for place, key in enumerate(named)
        ],
    )
    return [Figures([panel], _say(run, "mix_caption")), table]


def _middle(values: np.ndarray) -> str:
    middle = f"{np.median(values):.1f}"
    if values.size < FEWEST:
        return middle
    low, high = np.quantile(values, (0.05, 0.95))
    return f"{middle} [{low:.1f}, {high:.1f}]"


def _public_cost(run: RunContent) -> list[Block]:
    scenario, evidence = run.study.scenario, run.study.evidence
    rows = yearly_costs(scenario.name, evidence, scenario.policies)
    whole = totals_of(rows)
    if not whole[-1].mean:
        return [Words([_say(run, "no_cost")])]
    years = sorted({row.year for row in rows if row.year != ALL_YEARS})
    yearly = [row.mean * KCNY_PER_MILLION for row in rows if row.year != ALL_YEARS]
    unit = money_unit(yearly, run.language)
    numbers = {
        (row.lever, row.policy, row.year): f"{row.mean * KCNY_PER_MILLION / unit.kcny:,.2f}"
        for row in rows
    }
    heads = [run.text(Bilingual(row.label_en, row.label_zh)) for row in whole]
    table = Table(
        _say(run, "cost_table", unit=unit.name),
        [run.text(COMMON_TEXTS["year_label"]), *heads],
        [
            TableRow(
                [
                    _say(run, "whole_run") if year == ALL_YEARS else year,
                    *(numbers.get((row.lever, row.policy, year), MISSING) for row in whole),
                ]
            )
            for year in (*years, ALL_YEARS)
        ],
        note=_cost_note(run, whole[-1].mean, whole[-1].low_90, whole[-1].high_90),
    )
    return [table, _averages(run)]


def _cost_note(run: RunContent, mean: float, low: float | None, high: float | None) -> str:
    total = money(mean * KCNY_PER_MILLION, run.language)
    if low is None or high is None:
        return _say(run, "cost_note_few", total=total)
    ends = [money(end * KCNY_PER_MILLION, run.language) for end in (low, high)]
    return _say(run, "cost_note", total=total, low=ends[0], high=ends[1])


def _averages(run: RunContent) -> Table:
    rows = average_costs(run.study.scenario.name, run.study.evidence)
    found = [row for row in rows if row.average_million_cny]
    kcny = [(row.average_million_cny or 0.0) * KCNY_PER_MILLION for row in found]
    unit = money_unit(kcny, run.language)
    scale = KCNY_PER_MILLION / unit.kcny
    cells = []
    for row, each in zip(found, kcny, strict=True):
        low, high = (None if end is None else end * scale for end in (row.low_90, row.high_90))
        cells.append(
            TableRow(
                [
                    run.text(Bilingual(row.label_en.capitalize(), row.label_zh)),
                    plain(row.outcome_mean),
                    plain(each / unit.kcny),
                    interval(low, high) or MISSING,
                    plain(KCNY_PER_MILLION / each),
                ]
            )
        )
    keys = ("outcome", "outcome_mean", "average", "average_range", "per_million")
    heads = [_say(run, key) for key in keys]
    heads[2] += run.comma + unit.name
    return Table(_say(run, "average_table"), heads, cells, note=_say(run, "average_note"))


def _calibration(run: RunContent) -> Section:
    title, note = _say(run, "calibration"), run.drawing.say(run.study.plan.source)
    rows = [row for row in run.study.findings if row.kind in KINDS and row.median is not None]
    if not rows:
        return Section("calibration", title, [Words([_say(run, "no_calibration")])])
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
        _say(run, "calibration_table"),
        [_say(run, head) for head in heads],
        cells,
        note=_say(run, "calibration_note"),
    )
    return Section(
        "calibration",
        title,
        [Words([_say(run, key, note=_say(run, "sentence", words=note), **counted)]), table],
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
        texts = [f"{end:,.0f}" if whole else plain(end) for end in ends]
        model += f" [{', '.join(texts)}]"
    label = run.text(Bilingual(row.label_en, row.label_zh))
    record = figure_text(target.low * factor, target.high * factor)
    verdict = MISSING
    if row.low_90 is not None:
        verdict = _say(run, "hit" if _inside(row) else "miss")
    return TableRow(
        [
            label + (run.comma + unit if unit else ""),
            record.replace(">=", "≥").replace("<=", "≤").replace(" - ", "–"),
            model,
            f"{row.distance:+.0f} %" if row.distance else _say(run, "within"),
            verdict,
        ]
    )


def _read_as(run: RunContent, row: Finding) -> tuple[float, str]:
    """Unit in which readers count a recorded figure, and what to multiply it with."""
    if row.unit not in RECORDED_MONEY:
        return 1.0, unit_text(row.unit, run.language)
    kcny = RECORDED_MONEY[row.unit]
    unit = money_unit([kcny * targets()[row.indicator].low], run.language)
    name = _say(run, "a_month", unit=unit.name) if row.unit.endswith("/month") else unit.name
    return kcny / unit.kcny, name


def _uncertainty(run: RunContent) -> Section:
    title = run.text(COMMON_TEXTS["uncertainty"])
    draws = run.ensemble.draws
    words: list[Block] = [Words([_say(run, "uncertainty_words")])]
    distinct = np.unique(draws).size
    if distinct < 2:
        return Section("uncertainty", title, [*words, Words([_say(run, "one_draw")])])
    if draws.size <= distinct:
        return Section("uncertainty", title, [*words, Words([_say(run, "one_seed")])])
    bars, rows = [], []
    for key in ANSWERED:
        asked = ASKED[key]
        label = asked.label.text(run.language)
        rows.append(TableRow([label + run.comma + asked.unit.text(run.language)], is_heading=True))
        columns = {run.say("gap"): run.ensemble.gap(asked.by_model, MODELS_GAP)}
        columns |= {
            run.name(group): run.ensemble.level(asked.by_model, group) for group in MODELS_GAP
        }
        for place, (name, values) in enumerate(columns.items()):
            groups = groups_of(values, draws)
            found = components(groups)
            if math.isnan(found.share):
                continue
            low, high = (percent(end) for end in share_range(groups))
            deviation = plain(math.sqrt(found.chance + found.parameters))
            star = "*" if found.floored else ""
            cells = [name, deviation, percent(found.share) + star, f"[{low}, {high}]"]
            rows.append(TableRow([*cells, percent(1 - found.share)]))
            if place == 0:
                bars.append((label, [100 * found.share, 100 * (1 - found.share)]))
    heads = ("standard_deviation", "share_calibration", "share_range", "share_chance")
    table = Table(
        _say(run, "uncertainty_table"),
        ["", *(_say(run, head) for head in heads)],
        rows,
        note=_say(run, "uncertainty_note", draws=distinct),
    )
    figure = shares(
        bars,
        PARTS_OF_VARIANCE[1:],
        "share_of_variance",
        "variance",
        run.say("gap"),
        run.drawing.fonts,
    )
    caption = _say(run, "uncertainty_table")
    return Section("uncertainty", title, [*words, Figures([figure], caption), table])

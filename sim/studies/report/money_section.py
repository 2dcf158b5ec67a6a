"""Section of the report of a run on money."""

import numpy as np

from sim.analysis.figures.page_bars import PARTS_OF_REVENUE, shares
from sim.analysis.figures.page_texts import PAGE_TEXTS
from sim.analysis.flows import revenue_mix
from sim.analysis.intervals import FEWEST, QUANTILES
from sim.analysis.money import ALL_YEARS, totals_of
from sim.analysis.reading_units import KCNY_PER_MILLION, interval, money, money_unit, plain
from sim.analysis.shakeout import SINCE_YEAR
from sim.model.categories import MODELS
from sim.scenario.language import Bilingual
from sim.studies.report.blocks import Block, Figures, Section, Table, TableRow, Words
from sim.studies.report.common_texts import COMMON_TEXTS
from sim.studies.report.run_content import MISSING, RunContent
from sim.studies.report.trust_sections import say


def money_section(run: RunContent) -> Section:
    """What makerspaces live on, and what policies cost."""
    blocks: list[Block] = [*_mix(run), *_public_cost(run)]
    return Section("money", run.text(COMMON_TEXTS["money"]), blocks)


def _mix(run: RunContent) -> list[Block]:
    since = min(SINCE_YEAR - run.flows.first, run.flows.years - 1)
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
    title = say(run, "mix_title", **years)
    panel = shares(rows, PARTS_OF_REVENUE, "mix_x", "mix", title, run.drawing.fonts)
    named = [key for key, _, _ in PARTS_OF_REVENUE]
    table = Table(
        say(run, "mix_table", **years),
        [say(run, "kind_of_revenue"), *(name for name, _ in cells)],
        [
            TableRow(
                [run.text(PAGE_TEXTS[key]), *(_middle(values[:, place]) for _, values in cells)]
            )
            for place, key in enumerate(named)
        ],
    )
    return [Figures([panel], say(run, "mix_caption")), table]


def _middle(values: np.ndarray) -> str:
    middle = f"{np.median(values):.1f}"
    if values.size < FEWEST:
        return middle
    low, high = np.quantile(values, QUANTILES)
    return f"{middle} [{low:.1f}, {high:.1f}]"


def _public_cost(run: RunContent) -> list[Block]:
    rows = run.study.costs
    whole = totals_of(rows)
    if not whole[-1].mean:
        return [Words([say(run, "no_cost")])]
    years = sorted({row.year for row in rows if row.year != ALL_YEARS})
    yearly = [row.mean * KCNY_PER_MILLION for row in rows if row.year != ALL_YEARS]
    unit = money_unit(yearly, run.language)
    numbers = {
        (row.lever, row.policy, row.year): f"{row.mean * KCNY_PER_MILLION / unit.kcny:,.2f}"
        for row in rows
    }
    heads = [run.text(Bilingual(row.label_en, row.label_zh)) for row in whole]
    table = Table(
        say(run, "cost_table", unit=unit.name),
        [run.text(COMMON_TEXTS["year_label"]), *heads],
        [
            TableRow(
                [
                    run.text(COMMON_TEXTS["whole_run"]) if year == ALL_YEARS else year,
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
        return say(run, "cost_note_few", total=total)
    ends = [money(end * KCNY_PER_MILLION, run.language) for end in (low, high)]
    return say(run, "cost_note", total=total, low=ends[0], high=ends[1])


def _averages(run: RunContent) -> Table:
    found = [row for row in run.study.averages if row.average_million_cny]
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
    heads = [say(run, key) for key in keys]
    heads[2] += run.comma + unit.name
    return Table(say(run, "average_table"), heads, cells, note=say(run, "average_note"))

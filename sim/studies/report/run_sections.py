"""Sections of the report of a run: survival, funding, shakeout, stocks and flows."""

import math
from collections.abc import Mapping, Sequence

import numpy as np

from sim.analysis.figures.page_panels import Panel
from sim.analysis.flows import FOUNDED_AS, REVENUES, Year
from sim.analysis.gaps import FEWEST_SPACES, FOCUS, RENT
from sim.analysis.gaps_measured import FOUNDED
from sim.analysis.reading_units import money_unit
from sim.analysis.shakeout import SINCE_YEAR
from sim.analysis.stocks import SHOWN_YEAR
from sim.model.categories import MODELS
from sim.studies import gaps_words
from sim.studies.report.blocks import (
    Block,
    Choice,
    Figures,
    Section,
    Table,
    TableRow,
    Words,
)
from sim.studies.report.common_texts import COMMON_TEXTS
from sim.studies.report.run_content import MISSING, RunContent
from sim.studies.screen import month_of_year

SURVIVAL = ("survival_mean_60", "survival_mean_60_raw", "survival_share_36", "survival_share_60")
FUNDING = (
    "funded_12",
    "funded_24",
    "funded_36",
    "funded_24_raw",
    "fundings_per_100_tenant_years",
    "tenant_failures_per_100_tenant_years",
)
STARTUP_ROWS = (
    ("flow_admitted", "admitted"),
    ("flow_graduated", "graduated"),
    ("flow_acquired", "acquired"),
    ("flow_failed", "failed"),
    ("flow_moved_out", "moved_out"),
    ("flow_displaced", "displaced"),
)


def outcome_sections(
    run: RunContent, panels: Mapping[str, Panel], why: Sequence[Section], pictured: Sequence[Block]
) -> list[Section]:
    """Sections on what the scenario gives.

    Parameters
    ----------
    why : sequence of Section
        What an attribution adds.
    pictured : sequence of Block
        Where the picture of a year's stocks and flows is.
    """
    return [
        _survival(run, panels),
        _funding(run, panels),
        _shakeout(run, panels),
        *why,
        _flows(run, pictured),
    ]


def _title(run: RunContent, key: str) -> str:
    return run.text(COMMON_TEXTS[key])


def _survival(run: RunContent, panels: Mapping[str, Panel]) -> Section:
    title = _title(run, "survival")
    contrasts = [
        gaps_words.on_contrast("survival", contrast, run.study.ensemble, run.language)
        for contrast in (*FOCUS, *RENT)
    ]
    caption = run.say("survival_caption", band=run.drawing.band)
    blocks: list[Block] = [
        Figures([panels["survival_models"], panels["survival_cells"]], caption),
        run.outcomes_table(title, SURVIVAL, run.say("survival_note")),
        _cells(run),
        Words(contrasts),
    ]
    return Section("survival", title, blocks)


def _cells(run: RunContent) -> Table:
    """The 2 x 2 of focus and rent."""
    rows = [
        TableRow(
            [
                run.say(focus),
                *(_cell(run, f"{focus}_{income}") for income in ("mixed", "rent")),
            ]
        )
        for focus in ("broad", "focused")
    ]
    heads = ["", run.say("mixed_income"), run.say("lives_on_rent")]
    few = any(run.say("few") in row.cells for row in rows)
    note = run.say("cells_note", n=FEWEST_SPACES) if few else ""
    return Table(run.say("survival_cells"), heads, rows, note=note)


def _cell(run: RunContent, cell: str) -> str:
    """Survival of a cell; of a handful of spaces, nothing."""
    if np.median(run.study.ensemble.level(FOUNDED, cell)) < FEWEST_SPACES:
        return run.say("few")
    return run.cell(("outcomes", "survival_mean_60_raw", cell))


def _funding(run: RunContent, panels: Mapping[str, Panel]) -> Section:
    title = _title(run, "funding")
    caption = run.say("funding_caption", band=run.drawing.band)
    return Section(
        "funding",
        title,
        [
            Figures([panels["funding_rate"], panels["since_entry"]], caption),
            run.outcomes_table(title, FUNDING, run.say("funding_note")),
        ],
    )


def _shakeout(run: RunContent, panels: Mapping[str, Panel]) -> Section:
    title = _title(run, "shakeout")
    caption = run.say("shakeout_caption", band=run.drawing.band)
    figures = Figures([panels["closure_rate"], panels["stock"]], caption)
    closures = run.closures_table(title)
    blocks: list[Block] = [Words([_onset(run)]), figures]
    blocks += [closures] if closures.rows else []
    if run.flows.years > SINCE_YEAR - run.flows.first:
        pivots = sum(_since(run, "pivots", "all"))
        blocks += [_replaced(run), Words([run.say("pivots", pivots=pivots)])]
    return Section("shakeout", title, blocks)


def _onset(run: RunContent) -> str:
    """Say when the shakeout begins, and in how many runs."""
    peak = run.by_key.get(("outcomes", "shakeout_peak_rate", "all"))
    if peak is None or peak.median is None:
        return run.say("too_short")
    begun = run.by_key[("outcomes", "shakeout_onset", "all")]
    if begun.median is None:
        return run.say("no_onset", all=run.replicates)
    low, high = (MISSING if end is None else f"{end:.1f}" for end in (peak.low_90, peak.high_90))
    said = run.say(
        "onset",
        n=begun.replicates,
        all=run.replicates,
        month=month_of_year(begun.median),
        rate=f"{peak.median:.1f}",
        low=low,
        high=high,
    )
    return said.replace(f" [{MISSING}, {MISSING}]", "")


def _since(run: RunContent, indicator: str, group: str) -> list[float]:
    """Means of a flow in the years from 2018 on."""
    since = SINCE_YEAR - run.flows.first
    return [float(value) for value in run.flows.values[indicator, group][:, since:].mean(axis=0)]


def _replaced(run: RunContent) -> Table:
    since, last = SINCE_YEAR - run.flows.first, run.flows.years - 1
    begin, end = run.flows.year(since), run.flows.year(last)
    rows = []
    for model in (*MODELS, "all"):
        group = "all" if model == "all" else f"model:{model}"
        moves = ("spaces_founded", "spaces_relabelled_in", "spaces_closed", "spaces_relabelled_out")
        sums = [sum(_since(run, name, group)) for name in moves]
        if model == "all":
            sums[1] = sums[3] = float("nan")
        numbers = [begin.of("spaces_before", group), *sums, end.of("spaces", group)]
        name = run.say("all") if model == "all" else run.name(model)
        rows.append(TableRow([name, *(_one_decimal(number) for number in numbers)]))
    keys = ("at_start", "founded", "changed_in", "closed", "changed_out", "at_end")
    caption = run.say("replaced_caption", first=begin.year, last=end.year)
    return Table(
        caption, ["", *(run.say(key) for key in keys)], rows, note=run.say("replaced_note")
    )


def _one_decimal(number: float) -> str:
    return MISSING if math.isnan(number) else f"{number:z,.1f}"


def _flows(run: RunContent, pictured: Sequence[Block]) -> Section:
    years = [run.flows.year(place) for place in range(run.flows.years)]
    options = [(str(year.year), _of_year(run, year)) for year in years]
    chosen = min(SHOWN_YEAR - run.flows.first, len(options) - 1)
    label = _title(run, "year_label")
    blocks: list[Block] = [Choice(label, options, chosen)] if options else []
    blocks += [Words([run.say("flows_note")], "note")]
    return Section("flows", run.say("flows"), [*blocks, *pictured])


def _of_year(run: RunContent, year: Year) -> Table:
    groups = ("all", *FOUNDED_AS)

    def numbers(indicator: str) -> list[float]:
        return [year.of(indicator, group) for group in groups]

    def row(label: str, values: list[float], digits: int = 0) -> TableRow:
        return TableRow([label, *(f"{value:z,.{digits}f}" for value in values)])

    revenue = [sum(year.of(name, group) for name in REVENUES) for group in groups]
    money = [numbers("invested_kcny"), revenue, numbers("cost"), numbers("owner_support")]
    unit = money_unit([value for values in money for value in values], run.language)
    keys = ("flow_invested", "flow_revenue", "flow_cost", "flow_support")
    rows = [
        TableRow([run.say("flow_spaces")], is_heading=True),
        row(run.say("at_start"), numbers("spaces_before")),
        row(run.say("founded"), numbers("spaces_founded")),
        row(run.say("closed"), numbers("spaces_closed")),
        row(run.say("at_end"), numbers("spaces")),
        TableRow([run.say("flow_startups")], is_heading=True),
        row(run.say("at_start"), numbers("tenants_before")),
        *(row(run.say(key), numbers(name)) for key, name in STARTUP_ROWS),
        row(run.say("at_end"), numbers("tenants")),
        row(run.say("flow_newly_funded"), numbers("newly_funded")),
        TableRow([run.say("flow_money", unit=unit.name)], is_heading=True),
        *(
            row(run.say(key), [value / unit.kcny for value in values], digits=2)
            for key, values in zip(keys, money, strict=True)
        ),
    ]
    heads = ["", run.say("all"), *(run.name(model) for model in MODELS)]
    return Table(run.say("flows_caption", year=year.year), heads, rows)

"""Sections of the report of a comparison."""

from collections.abc import Mapping, Sequence

from sim.analysis.comparison import Difference
from sim.analysis.figures.comparison_curves import MOST_BANDS
from sim.analysis.figures.page_bars import PARTS_OF_VARIANCE, shares
from sim.analysis.figures.page_comparison import frontier_panels
from sim.analysis.figures.page_panels import Panel
from sim.analysis.gaps import percent
from sim.analysis.intervals import FEWEST
from sim.analysis.money import together, totals_of
from sim.analysis.money_compared import Gain
from sim.analysis.reading_units import (
    KCNY_PER_MILLION,
    digits_of,
    unit_of_totals,
)
from sim.scenario.language import Bilingual
from sim.studies.report.amounts import MISSING, with_sign
from sim.studies.report.blocks import Block, Figures, Section, Table, TableRow, Words
from sim.studies.report.changes_table import by_section, changes_table, row_label
from sim.studies.report.common_texts import COMMON_TEXTS
from sim.studies.report.comparison_content import ComparisonContent
from sim.studies.report.comparison_front import looked_for
from sim.studies.report.comparison_gains import gains_table
from sim.studies.report.comparison_pairs import Pair, pair_blocks
from sim.studies.report.differ_section import differ_section
from sim.studies.report.shared_sections import limits_section

COST_DIGITS = {"en": 1, "zh": 3}  # of a row of the table of costs: so that rows add up


def comparison_sections(
    content: ComparisonContent,
    panels: Mapping[str, Sequence[Panel]],
    pairs: Sequence[Pair],
    why: Sequence[Section],
) -> list[Section]:
    """Sections on what the scenarios change, why, and how far that can be trusted."""
    return [
        _changes(content, pairs),
        _curves(content, "series", content.say("over_time"), panels),
        *(
            _curves(content, key, content.text(COMMON_TEXTS[key]), panels)
            for key in ("survival", "funding")
        ),
        _shakeout(content, panels),
        *why,
        _money(content),
        _uncertainty(content),
        differ_section(content),
        limits_section(content.language),
    ]


def _changes(content: ComparisonContent, pairs: Sequence[Pair]) -> Section:
    tables = [changes_table(content, label, name) for label, name in content.others]
    blocks = [*looked_for(content), *tables, *pair_blocks(content, pairs)]
    return Section("changes", content.say("changes"), blocks)


def _curves(
    content: ComparisonContent, key: str, title: str, panels: Mapping[str, Sequence[Panel]]
) -> Section:
    bands = len(content.names) <= MOST_BANDS and content.pairs >= FEWEST
    caption = content.say(
        "curves_caption",
        n=content.pairs,
        band=content.say("with_band") if bands else "",
        ranges=content.say("with_ranges") if bands else "",
    )
    return Section(key, title, [Figures(panels[key], caption, content.legend())])


def _shakeout(content: ComparisonContent, panels: Mapping[str, Sequence[Panel]]) -> Section:
    section = _curves(content, "shakeout", content.text(COMMON_TEXTS["shakeout"]), panels)
    tables = [times.closures_table() for times in content.times.values()]
    return section._replace(blocks=[*section.blocks, *(table for table in tables if table)])


def _uncertainty(content: ComparisonContent) -> Section:
    blocks: list[Block] = [Words([content.say("uncertainty_words")])]
    precision = content.share(f"{100 * content.comparison.precision:g}")
    for number, (label, name) in enumerate(content.others):
        rows = content.rows_of(label)
        names = {"other": name, "first": content.names[0]}
        bars = [
            (content.text(Bilingual(row.label_en, row.label_zh)), _parts(row))
            for _, row in content.effects(label)
            if _parts(row)
        ]
        if bars:
            title = content.say("variance_title", **names)
            panel = shares(
                bars,
                PARTS_OF_VARIANCE,
                "share_of_variance",
                f"variance-{number}",
                title,
                content.pictured.fonts,
            )
            blocks.append(Figures([panel], ""))
        cells: list[TableRow] = []
        for section, members in by_section(content, rows):
            cells.append(TableRow([section], is_heading=True))
            cells += [TableRow(_known(content, row)) for row in members]
        keys = ("scenario", "calibration", "chance", "of_effect", "half_width", "needed")
        heads = [content.say("figure"), *(content.say(key, precision=precision) for key in keys)]
        note = content.say("uncertainty_note", precision=precision)
        caption = content.say("uncertainty_table", **names)
        blocks.append(Table(caption, heads, cells, note=note))
    return Section("uncertainty", content.text(COMMON_TEXTS["uncertainty"]), blocks)


def _parts(row: Difference) -> list[float]:
    found = (row.variance_scenario, row.variance_calibration, row.variance_chance)
    known = [part for part in found if part is not None]
    return known if len(known) == len(found) else []


def _known(content: ComparisonContent, row: Difference) -> list[str]:
    parts = (row.variance_scenario, row.variance_calibration, row.variance_chance)
    star = "*" if row.variance_floored else ""
    whole = [MISSING if part is None else percent(part / 100) for part in parts]
    whole[0] += star if whole[0] != MISSING else ""
    effect, width = row.effect_variance_calibration, row.half_width_90_percent_of_level
    return [
        row_label(content, row),
        *whole,
        MISSING if effect is None else percent(effect / 100),
        MISSING if width is None else f"{width:.2g}",
        MISSING if row.replicates_needed is None else f"{row.replicates_needed:,}",
    ]


def _money(content: ComparisonContent) -> Section:
    blocks: list[Block] = [_costs(content)]
    found = content.comparison.gains
    for label, name in content.others:
        members = [gain for gain in found if gain.scenario == label]
        if members:
            costs = content.costs[label]
            words = [_cost_words(content, members[0], name), costs.lever_sentence()]
            blocks += [Words([each for each in words if each])]
            yearly = costs.yearly_table()
            blocks += [yearly] if yearly else []
            blocks += [gains_table(content, members, name)]
    caption = content.say("frontier_caption")
    blocks.append(Figures(frontier_panels(content.pictured), caption, content.legend()[1:]))
    return Section("money", content.text(COMMON_TEXTS["money"]), blocks)


def _costs(content: ComparisonContent) -> Table:
    """What policies cost over the whole run, a column a scenario; levers with several in total."""
    by_label = {}
    for label, rows in content.comparison.costs.items():
        by_label[label] = {(row.lever, row.policy): row for row in totals_of(rows)}
    keys = list(dict.fromkeys(key for rows in by_label.values() for key in rows))
    levers = list(dict.fromkeys(lever for lever, _ in keys))
    levers.sort(key=lambda lever: lever == "all")
    unit = unit_of_totals(content.language)

    def row_of(label: str, wanted: Sequence[tuple[str, str]]) -> TableRow:
        numbers = []
        for rows in by_label.values():
            means = [rows[key].mean for key in wanted if key in rows]
            whole = sum(means) * KCNY_PER_MILLION / unit.kcny
            numbers.append(f"{whole:,.{COST_DIGITS[content.language]}f}" if means else MISSING)
        return TableRow([label, *numbers])

    cells = []
    for lever in levers:
        members = [key for key in keys if key[0] == lever]
        for key in members:
            named = next(rows[key] for rows in by_label.values() if key in rows)
            label = content.text(Bilingual(named.label_en, named.label_zh))
            cells.append(row_of(label, [key]))
        if len(members) > 1:
            cells.append(row_of(content.text(together(lever)), members))
    caption = content.say("costs_table", unit=unit.name)
    return Table(caption, ["", *content.names], cells, note=content.say("costs_note"))


def _cost_words(content: ComparisonContent, gain: Gain, name: str) -> str:
    names = {"other": name, "first": content.names[0]}
    if gain.verdict == "same_cost":
        return content.say("same_cost", **names)
    unit = unit_of_totals(content.language)
    factor = KCNY_PER_MILLION / unit.kcny
    half = None if gain.cost_high_90 is None else gain.cost_high_90 - gain.cost_difference
    digits = digits_of(gain.cost_difference * factor, None if half is None else half * factor)
    mean, low, high = (
        None if cost is None else with_sign(cost * factor, digits)
        for cost in (gain.cost_difference, gain.cost_low_90, gain.cost_high_90)
    )
    size = f"{(mean or MISSING).lstrip('+-')} {unit.name}"
    kcny = gain.cost_difference * KCNY_PER_MILLION
    said = names | {"change": content.costs[gain.scenario].way(kcny, size)}
    if low is None or high is None:
        return content.say("cost_difference_few", **said)
    return content.say("cost_difference", low=low, high=high, unit=unit.name, **said)

"""A short sheet in each language that workbooks begin with: main figures, plain headers."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sim.analysis.comparison_indicators import MAIN
from sim.analysis.evidence import GAP
from sim.analysis.findings import Finding
from sim.analysis.scenario_names import names_of
from sim.results.files import Rows
from sim.results.groups import LABELS
from sim.scenario.language import LANGUAGES, Bilingual, Language, phrase
from sim.studies.screen import SHOWN, outcome_of

if TYPE_CHECKING:
    from sim.studies.compare_api import Comparison

Front = dict[str, tuple[Sequence[str], Rows]]

NAME = phrase("summary")
MODELS_SHOWN = ("specialised", "rent_dependent")
FIGURE, UNIT, SCENARIO = phrase("Figure"), phrase("Unit"), phrase("Scenario")
MEDIAN = phrase("{group}, median of runs")
GAP_MEDIAN = phrase("Gap, median of runs")
LOW, HIGH = phrase("90 % of runs: from"), phrase("90 % of runs: to")
AGAINST, SCENARIOS = phrase("Held against"), phrase("scenarios")
TITLE, IN_TABLES, RUN = phrase("Title"), phrase("In the tables"), phrase("Run")
FIRST = phrase("Mean of the scenario it is held against")
OTHER = phrase("Mean of this scenario")
DIFFERENCE, HALF = phrase("Mean difference"), phrase("± (90 % interval of the mean)")


def of_run(findings: Sequence[Finding]) -> Front:
    """Main outcomes of the two models and the gap between them."""
    by_key = {row[:3]: row for row in findings}

    def rows(language: Language) -> list[list[Any]]:
        found = []
        for name in SHOWN:
            gap = by_key.get(("gap", name, GAP))
            if gap is None or gap.median is None:
                continue
            levels = [by_key["outcomes", name, model].median for model in MODELS_SHOWN]
            label = gap.label_zh if language == "zh" else gap.label_en
            unit = outcome_of(name).unit.text(language)
            found.append([label, unit, *levels, gap.median, gap.low_90, gap.high_90])
        return found

    groups = [Bilingual(LABELS[name].en, LABELS[name].zh) for name in MODELS_SHOWN]
    heads = [FIGURE, UNIT, *(MEDIAN.filled(group=each) for each in groups), GAP_MEDIAN, LOW, HIGH]
    return {
        NAME.text(each): ([head.text(each) for head in heads], rows(each)) for each in LANGUAGES
    }


def of_comparison(comparison: "Comparison") -> Front:
    """Main figures by pair of scenarios, the report's first page first; names of scenarios."""
    heads = (SCENARIO, AGAINST, FIGURE, UNIT, FIRST, OTHER, DIFFERENCE, HALF, LOW, HIGH)
    who = (SCENARIO, TITLE, IN_TABLES, RUN)
    front: Front = {}
    for each in LANGUAGES:
        rows = _summary(comparison, each)
        front[NAME.text(each)] = ([head.text(each) for head in heads], rows)
    for each in LANGUAGES:
        rows = _scenarios(comparison, each)
        front[SCENARIOS.text(each)] = ([head.text(each) for head in who], rows)
    return front


def _summary(comparison: "Comparison", language: Language) -> list[list[Any]]:
    names = names_of(comparison.members, language)
    return [
        [
            names[pair.other],
            names[pair.first],
            Bilingual(row.label_en, row.label_zh).text(language),
            Bilingual(row.unit_en, row.unit_zh).text(language),
            row.level_against,
            row.level,
            row.mean_difference,
            row.half_width,
            row.replicates_low_90,
            row.replicates_high_90,
        ]
        for pair in comparison.pair_rows
        for row in (*pair.headline, *(row for row in pair.shown(MAIN) if row.group == "all"))
    ]


def _scenarios(comparison: "Comparison", language: Language) -> list[list[Any]]:
    members = comparison.members
    return [
        [name, member.title.text(language), member.label, member.run_id]
        for name, member in zip(names_of(members, language), members, strict=True)
    ]

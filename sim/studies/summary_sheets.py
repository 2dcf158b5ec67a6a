"""A short sheet in each language that workbooks begin with: main figures, plain headers."""

from collections.abc import Sequence
from typing import Any

from sim.analysis.catalogue import OUTCOMES
from sim.analysis.comparison import Difference
from sim.analysis.comparison_indicators import MAIN
from sim.analysis.evidence import GAP
from sim.analysis.findings import Finding
from sim.results.files import Rows
from sim.results.groups import LABELS
from sim.scenario.language import LANGUAGES, Bilingual, Language, phrase
from sim.studies.screen import BY_MODEL

Front = dict[str, tuple[Sequence[str], Rows]]

NAME = phrase("summary")
MODELS_SHOWN = ("specialised", "rent_dependent")
FIGURE, UNIT, SCENARIO = phrase("Figure"), phrase("Unit"), phrase("Scenario")
MEDIAN = phrase("{group}, median of runs")
GAP_MEDIAN = phrase("Gap, median of runs")
LOW, HIGH = phrase("90 % of runs: from"), phrase("90 % of runs: to")
FIRST, OTHER = phrase("Mean of the first scenario"), phrase("Mean of this scenario")
DIFFERENCE, HALF = phrase("Mean difference"), phrase("± (90 % interval of the mean)")


def of_run(findings: Sequence[Finding]) -> Front:
    """Main outcomes of the two models and the gap between them."""
    by_key = {row[:3]: row for row in findings}

    def rows(language: Language) -> list[list[Any]]:
        found = []
        for name in BY_MODEL:
            gap = by_key.get(("gap", name, GAP))
            if gap is None or gap.median is None:
                continue
            levels = [by_key["outcomes", name, model].median for model in MODELS_SHOWN]
            label = gap.label_zh if language == "zh" else gap.label_en
            unit = OUTCOMES[name].unit.text(language)
            found.append([label, unit, *levels, gap.median, gap.low_90, gap.high_90])
        return found

    groups = [Bilingual(LABELS[name].en, LABELS[name].zh) for name in MODELS_SHOWN]
    heads = [FIGURE, UNIT, *(MEDIAN.filled(group=each) for each in groups), GAP_MEDIAN, LOW, HIGH]
    return {
        NAME.text(each): ([head.text(each) for head in heads], rows(each)) for each in LANGUAGES
    }


def of_comparison(differences: Sequence[Difference]) -> Front:
    """Main figures of the province and what each scenario changes in them."""

    def rows(language: Language) -> list[list[Any]]:
        return [
            [
                row.scenario,
                Bilingual(row.label_en, row.label_zh).text(language),
                Bilingual(row.unit_en, row.unit_zh).text(language),
                row.level_against,
                row.level,
                row.mean_difference,
                row.half_width,
                row.replicates_low_90,
                row.replicates_high_90,
            ]
            for row in differences
            if row.key.indicator in MAIN and row.key.group == "all" and row.pairs
        ]

    heads = (SCENARIO, FIGURE, UNIT, FIRST, OTHER, DIFFERENCE, HALF, LOW, HIGH)
    return {
        NAME.text(each): ([head.text(each) for head in heads], rows(each)) for each in LANGUAGES
    }

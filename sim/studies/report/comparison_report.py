"""The report of a comparison."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.analysis.figures.fonts import page_fonts
from sim.analysis.figures.page_comparison import comparison_panels
from sim.analysis.figures.texts import TEXTS
from sim.scenario.language import Language
from sim.studies.changed import changed_lines
from sim.studies.report.blocks import Page, Section, Table, TableRow
from sim.studies.report.common_texts import COMMON_TEXTS
from sim.studies.report.comparison_content import ComparisonContent
from sim.studies.report.comparison_front import caveats_of, options
from sim.studies.report.comparison_pairs import pair_answer, pairs_of
from sim.studies.report.comparison_sections import comparison_sections
from sim.studies.report.lead import lead
from sim.studies.report.page import rendered_page, today
from sim.studies.report.shared_sections import reproduction
from sim.studies.report.why_section import why_of_comparison

if TYPE_CHECKING:
    from sim.studies.compare_api import Comparison


def comparison_report(
    comparison: "Comparison",
    about: Mapping[str, Any],
    language: Language,
    out: Path | None = None,
) -> str:
    """Write the report of a comparison as HTML.

    Parameters
    ----------
    about : mapping
        Its manifest.
    out : Path, optional
        Folder of all outputs, where attributions of its effects are looked for.
    """
    pictured = comparison.pictured(language)._replace(fonts=page_fonts(language))
    content = ComparisonContent(comparison, language, pictured)
    study = comparison.studies[0]
    panels, pairs = comparison_panels(pictured), pairs_of(content)
    source = TEXTS[study.plan.source].text(language)
    why = why_of_comparison(content, about, out)
    page = Page(
        language=language,
        title=content.title,
        kicker=COMMON_TEXTS["comparison_report"].text(language),
        changed=changed_lines(comparison.studies, content.names, language),
        questions=[],
        lead=lead(content),
        options=options(content),
        facts=content.say(
            "facts",
            n=content.pairs,
            draws=content.draws,
            start=study.scenario.start,
            end=study.scenario.end,
            parameters=source,
            id=comparison.id,
        ),
        caveats=caveats_of(content),
        answers=[*content.answers(), *(pair_answer(content, pair) for pair in pairs)],
        caption=content.say("card_caption"),
        sections=[
            *comparison_sections(content, panels, pairs, why.sections),
            _reproduction(content, about, why.further),
        ],
        running_head=f"{content.title} · {comparison.id}",
        date=today(),
    )
    return rendered_page(page)


def _reproduction(
    content: ComparisonContent, about: Mapping[str, Any], further: Sequence[tuple[str, str]]
) -> Section:
    language = content.language
    section = reproduction(about, language, "comparison", further)
    rows = [
        TableRow([member["label"], member["scenario"], member["run_id"]])
        for member in about["members"]
    ]
    heads = ["", content.text(COMMON_TEXTS["scenario"]), content.text(COMMON_TEXTS["run_id"])]
    table = Table(content.say("members"), heads, rows, words=3)
    return section._replace(blocks=[*section.blocks, table])

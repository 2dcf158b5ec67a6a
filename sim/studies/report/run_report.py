"""The report of a run."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sim.analysis.figures.drawing import Drawing
from sim.analysis.figures.fonts import page_fonts
from sim.analysis.figures.page_panels import run_panels
from sim.analysis.figures.style import style
from sim.scenario.language import Language
from sim.studies.changed import changed_line, titled
from sim.studies.publish import drawing_of
from sim.studies.report.blocks import Page
from sim.studies.report.caveats import caveats
from sim.studies.report.common_texts import COMMON_TEXTS
from sim.studies.report.loops_section import loops_section
from sim.studies.report.money_section import money_section
from sim.studies.report.page import rendered_page, today
from sim.studies.report.policies_section import policies_section
from sim.studies.report.run_content import RunContent
from sim.studies.report.run_sections import outcome_sections
from sim.studies.report.shared_sections import reproduction
from sim.studies.report.stocks_annex import pictured_stocks
from sim.studies.report.trust_sections import trust_sections
from sim.studies.report.why_section import why_of_run
from sim.studies.study import Study


def run_report(
    study: Study, about: Mapping[str, Any], language: Language, out: Path | None = None
) -> str:
    """Write the report of a run as HTML.

    Parameters
    ----------
    about : mapping
        Its manifest.
    out : Path, optional
        Folder of all outputs, where an attribution of its gap and its stocks are looked for.
    """
    return rendered_page(run_page(study, about, language, out))


def run_page(
    study: Study, about: Mapping[str, Any], language: Language, out: Path | None = None
) -> Page:
    """Put together the report of a run."""
    drawing = drawing_of(study, language)._replace(fonts=page_fonts(language))
    run = RunContent(study, language, drawing)
    with style(drawing.fonts):
        panels = run_panels(drawing)
    scenario = study.scenario
    question = scenario.question.text(language)
    stocks = pictured_stocks(run, about, out)
    why, loops = why_of_run(run, about, out), loops_section(run, about)
    further = [*why.further, *stocks.further, *loops.further]
    sections = [
        *outcome_sections(run, panels, why.sections, stocks.said),
        *loops.sections,
        money_section(run),
        *trust_sections(run),
        policies_section(scenario, language),
        reproduction(about, language, "run", further),
        *stocks.annex,
    ]
    title, changed = titled(study, language), changed_line(study, language)
    return Page(
        language=language,
        title=title,
        kicker=COMMON_TEXTS["run_report"].text(language),
        changed=[changed] if changed else [],
        questions=[question] if question else [],
        lead=[],
        options=[],
        facts=_facts(run, drawing),
        caveats=caveats([], language),
        answers=[run.answer()],
        caption=run.card_caption,
        sections=sections,
        running_head=f"{title} · {study.content.run_id}",
        date=today(),
    )


def _facts(run: RunContent, drawing: Drawing) -> str:
    study = run.study
    return run.say(
        "facts_one" if run.replicates == 1 else "facts",
        scenario=study.scenario.name,
        replicates=run.replicates,
        start=study.scenario.start,
        end=study.scenario.end,
        parameters=drawing.say(study.plan.source),
        run=study.content.run_id,
    )

"""The sentences that a report begins with, for the terminal: the answer before any table."""

from typing import TYPE_CHECKING

from rich.text import Text

from sim.scenario.language import Language
from sim.studies.study import Study

if TYPE_CHECKING:
    from sim.studies.compare_api import Comparison
    from sim.studies.report.blocks import Answer


def of_run(study: Study, language: Language) -> list[Text]:
    """Answer of a run that has been analysed, as its report gives it."""
    from sim.studies.publish import drawing_of
    from sim.studies.report.run_content import RunContent

    drawing = drawing_of(study, language)
    return _lines([RunContent(study, language, drawing).answer()])


def of_comparison(comparison: "Comparison", language: Language) -> list[Text]:
    """Answer of a comparison, as its report gives it."""
    from sim.studies.report.comparison_content import ComparisonContent

    content = ComparisonContent(comparison, language, comparison.pictured(language))
    return _lines(content.answers())


def _lines(answers: "list[Answer]") -> list[Text]:
    lines = []
    for answer in answers:
        lines += [Text(answer.about, style="bold")] if answer.about else []
        lines += [Text(f"· {sentence}") for sentence in answer.sentences]
    return [*lines, Text()]

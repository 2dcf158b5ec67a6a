"""The sentences that a report begins with, for the terminal: the answer before any table."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from sim.scenario.language import Language
from sim.studies.study import Study

if TYPE_CHECKING:
    from sim.studies.compare_api import Comparison
    from sim.studies.report.run_content import RunContent


def content_of_run(study: Study, language: Language) -> "RunContent":
    """What the report of a run that has been analysed says."""
    from sim.studies.publish import drawing_of
    from sim.studies.report.run_content import RunContent

    return RunContent(study, language, drawing_of(study, language))


def of_run(run: "RunContent") -> list[Text]:
    """Answer of a run, as its report gives it."""
    return [*_lines("", run.sentences()), Text()]


def of_comparison(comparison: "Comparison", language: Language) -> list[Text]:
    """Answer of a comparison, as its report gives it."""
    from sim.studies.report.comparison_content import ComparisonContent
    from sim.studies.report.comparison_pairs import pair_answer, pairs_of

    content = ComparisonContent(comparison, language, comparison.pictured(language))
    lines: list[Text] = []
    for label, name in content.others:
        about = content.say("about", first=content.names[0], other=name)
        lines += _lines(about, content.sentences(label))
    for pair in pairs_of(content):
        lines += _lines(pair.about, pair_answer(content, pair).sentences)
    return [*lines, Text(content.say("explained"), style="dim"), Text()]


def _lines(about: str, sentences: Sequence[str]) -> list[Text]:
    lines = [Text(about, style="bold")] if about else []
    return [*lines, *(Text(f"· {sentence}") for sentence in sentences)]

"""First page of the report of a comparison: what each scenario is, and what to mind."""

from sim.analysis.scenario_names import BASELINE, titles_of
from sim.studies.report.blocks import Option
from sim.studies.report.caveats import caveats
from sim.studies.report.comparison_content import ComparisonContent
from sim.studies.report.policy_levels import changes, policy_lines


def options(content: ComparisonContent) -> list[Option]:
    """Say of each scenario what it does that the first does not, and what it asks."""
    members, language = content.comparison.members, content.language
    first, *others = (study.scenario for study in content.comparison.studies)
    short = len(others) > 1
    known = [Option(content.names[0], first.title.text(language), [])]
    for scenario, name, title in zip(
        others, content.names[1:], titles_of(members, language)[1:], strict=True
    ):
        lines = policy_lines(first, scenario, language)
        question = scenario.question.text(language) if scenario.name != BASELINE else ""
        said = title if short and name != title else ""
        known.append(Option(name, said, lines, question))
    return known


def caveats_of(content: ComparisonContent) -> list[str]:
    """Say what readers must know of the levers that any scenario changes, and of the model."""
    first, *others = (study.scenario for study in content.comparison.studies)
    found = [change for other in others for change in changes(first, other)]
    return caveats(found, content.language)

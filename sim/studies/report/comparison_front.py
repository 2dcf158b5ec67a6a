"""What scenarios are and ask, for the report of a comparison, and what readers are to mind."""

from sim.analysis.scenario_names import BASELINE, titles_of
from sim.scenario.language import NAMED, phrase
from sim.studies.report.blocks import Option, Points, Words
from sim.studies.report.caveats import caveats
from sim.studies.report.comparison_content import ComparisonContent
from sim.studies.report.policy_levels import changes, policy_lines

_LOOK_FOR = phrase("What to look for, as the scenario files say:")


def options(content: ComparisonContent) -> list[Option]:
    """Say of each scenario what it does that the first does not, and what it asks."""
    members, language = content.comparison.members, content.language
    first, *others = (study.scenario for study in content.comparison.studies)
    short, inherited = len(others) > 1, first.question
    known = [Option(content.names[0], first.title.text(language), [])]
    for scenario, name, title in zip(
        others, content.names[1:], titles_of(members, language)[1:], strict=True
    ):
        lines = policy_lines(first, scenario, language)
        own = scenario.name != BASELINE and scenario.question != inherited
        question = scenario.question.text(language) if own else ""
        said = title if short and name != title else ""
        known.append(Option(name, said, lines, question))
    return known


def caveats_of(content: ComparisonContent) -> list[str]:
    """Say what readers must know of the levers that any scenario changes, and of the model."""
    first, *others = (study.scenario for study in content.comparison.studies)
    found = [change for other in others for change in changes(first, other)]
    return caveats(found, content.language)


def looked_for(content: ComparisonContent) -> list[Words | Points]:
    """Say what the files of the scenarios tell their readers to look for."""
    first, *others = (study.scenario for study in content.comparison.studies)
    found = [
        NAMED.text(content.language).format(name=name, text=text)
        for scenario, (_, name) in zip(others, content.others, strict=True)
        if scenario.look_for != first.look_for and (text := content.text(scenario.look_for))
    ]
    return [Words([content.text(_LOOK_FOR)]), Points(found)] if found else []

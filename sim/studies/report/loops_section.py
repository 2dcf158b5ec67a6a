"""Section of the report of a run on the feedback loops that drive it, from its twin."""

import shlex
from collections.abc import Mapping
from typing import Any, NamedTuple

from sim.analysis.figures.page_dominance import dominance_panels
from sim.dynamics.dominance.drive import drives
from sim.dynamics.dominance.periods import periods, told
from sim.scenario.language import phrase
from sim.studies.report.beside import asked_for
from sim.studies.report.blocks import Block, Figures, Points, Section, Words
from sim.studies.report.run_content import RunContent

_TITLE = phrase("Which feedback loops drive it, and when")
_ABOUT = phrase(
    "Feedback loops are scored month by month on the twin of the scenario, a model of stocks and "
    "flows that follows the means of the agents (method: Loops that Matter). For the number of "
    "desks:"
)
_CAPTION = phrase(
    "Shares of the loops through a quantity, means over 13 months. Above the line loops that carry "
    "a change on, below it loops that hold it back."
)
_AGENTS = phrase("What these loops do among the agents themselves, and where both ways disagree")


class Loops(NamedTuple):
    """What the report has of feedback loops, and what it could have."""

    sections: list[Section]  # one, or none where nothing moves
    further: list[tuple[str, str]]  # with the command that makes it


def loops_section(run: RunContent, about: Mapping[str, Any]) -> Loops:
    """Tell the periods of a run by the loops that drive desks."""
    found = drives(run.study.scenario)
    story = [told(each, "spaces") for each in periods(found["spaces"])]
    if not story:
        return Loops([], [])
    asked = asked_for(about, [about["scenario"]])
    command = shlex.join(["makersim", "dominance", *asked.scenarios, *asked.options, "--agents"])
    blocks: list[Block] = [
        Words([run.text(_ABOUT)]),
        Points([run.text(each) for each in story]),
        Figures(dominance_panels(found, run.drawing.fonts), run.text(_CAPTION)),
    ]
    return Loops([Section("loops", run.text(_TITLE), blocks)], [(run.text(_AGENTS), command)])

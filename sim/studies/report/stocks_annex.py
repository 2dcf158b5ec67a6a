"""The stock-and-flow picture of a year in the report of a run, from stocks counted in its runs."""

import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from sim.analysis.figures.page_stocks import stock_panels
from sim.analysis.stocks import SHOWN_YEAR
from sim.scenario.language import phrase
from sim.studies.report.beside import asked_for, stocks_of
from sim.studies.report.blocks import Block, Figures, Section, Words
from sim.studies.report.run_content import RunContent

_PICTURE = phrase(
    "Picture of a year's stocks and flows, with every change of business model, startups by stage "
    "and money by sector"
)
_CAPTION = phrase(
    "Stocks and flows of {year}, means of {replicates} runs, so that each box adds up: start, plus "
    "what enters on its left or from above, less what leaves on its right or below, is its end. "
    "Pipes are as wide as their flow within a panel; none is thinner than a hairline. Cloud: from "
    "or to outside the picture; small square: another stock of it. Ranges of runs are in "
    "stocks.csv of the folder stocks."
)


_THERE = phrase("The last page pictures the stocks and flows of {year}.")
_TITLE = phrase("Annex: stocks and flows of {year}")


class Pictured(NamedTuple):
    """What the report says of the picture among the year's numbers, and the annex that has it."""

    said: list[Block]
    annex: list[Section]  # one, or none where no year was counted
    further: list[tuple[str, str]]  # what is not counted, with the command that does it


def pictured_stocks(run: RunContent, about: Mapping[str, Any], out: Path | None) -> Pictured:
    """Draw a year that was counted, or say how it can be.

    The picture fills a page, and so is the last: anywhere else it would leave a gap before it.
    """
    counted = stocks_of(out, run.study.content.run_id, run.replicates) if out else None
    if counted is None:
        last = run.flows.first + max(run.flows.years, 1) - 1
        asked = asked_for(about, [about["scenario"]])
        words = [*asked.scenarios, *asked.options, "--year", str(min(SHOWN_YEAR, last))]
        command = shlex.join(["makersim", "stocks", *words])
        return Pictured([], [], [(run.text(_PICTURE), command)])
    said: list[Block] = [Words([run.text(_THERE).format(year=counted.year)])]
    caption = run.text(_CAPTION).format(year=counted.year, replicates=run.replicates)
    figures = Figures(stock_panels(counted.table, run.drawing.fonts), caption, look="stocks")
    title = run.text(_TITLE).format(year=counted.year)
    return Pictured(said, [Section("stocks", title, [figures])], [])

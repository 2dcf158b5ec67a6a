"""Stocks and flows of a year: boxes, pipes with valves to scale, clouds; three panels."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.analysis.figures.fonts import Fonts
from sim.analysis.figures.stock_boxes import (
    Counted,
    Panel,
    Shape,
    between,
    draw_boxes,
    largest,
    rows_of,
)
from sim.analysis.figures.style import canvas
from sim.analysis.intervals import FEWEST
from sim.analysis.reading_units import MoneyUnit, money_unit
from sim.analysis.stocks import YearOfStocks
from sim.dynamics.pipes import PLANS, Channel, Plan, Port
from sim.scenario.language import Language, phrase, phrase_in

# Inches: of the sheet, of a panel, of the highest box's upper edge and the lowest one's lower.
WIDTH, HEIGHT, PANEL, TOP, BOTTOM = 17.4, 12.3, 5.75, 11.28, 0.42
TALLEST_ROW = 0.62
SHEET = Shape(
    pipe_from=0.24,
    box_from=1.92,
    box_until=3.78,
    pipe_until=5.46,
    gap=0.3,
    channel=0.56,
    row=TALLEST_ROW,
    widest=0.17,
    small=7.0,
    bold=8.5,
    line=0.19,
    fold=40,
    means=False,
)
_TITLE = phrase("Stocks and flows of {year}: {scenario}")
_SPREAD = phrase("Medians of {replicates} runs [90 % range of runs].")
_FEW = phrase("Medians of {replicates} runs; a range needs at least ten.")
_NOTE = phrase(
    "Pipes are as wide as their flow within a panel; none thinner than a hairline. Cloud: from or "
    "to outside the picture; small square: another stock of it. Medians need not add up; means, "
    "in stocks.csv, do."
)
_HEADING = phrase("{title}, {unit}")
UNITS = {
    "spaces": phrase_in("panel", "makerspaces"),
    "startups": phrase_in("panel", "startups"),
}
_FOOTER = phrase("Scenario: {scenario}. {replicates} runs. {parameters}")


def stocks_figure(stocks: YearOfStocks, fonts: Fonts, scenario: str, parameters: str) -> Figure:
    """Draw the year.

    Parameters
    ----------
    scenario : str
        Its title in the language of the fonts.
    parameters : str
        Where they come from.
    """
    language = fonts.language
    spread = _SPREAD if stocks.replicates >= FEWEST else _FEW
    subtitle = spread.filled(replicates=stocks.replicates).text(language)
    shown = fonts.shown(scenario)
    figure = canvas(
        WIDTH,
        HEIGHT,
        _TITLE.text(language).format(year=stocks.year, scenario=shown),
        f"{subtitle} {_NOTE.text(language)}",
        _FOOTER.text(language).format(
            scenario=shown, replicates=stocks.replicates, parameters=parameters
        ),
    )
    axes = figure.add_axes((0, 0, 1, 1), frame_on=False)
    axes.set(xlim=(0, WIDTH), ylim=(0, HEIGHT), xticks=[], yticks=[])
    axes.grid(visible=False)
    for place, plan in enumerate(PLANS.values()):
        _draw_panel(axes, stocks, fonts, plan, 0.08 + place * PANEL)
    return figure


def unit_of(
    counted: Counted, plan: Plan, language: Language, means: bool = False
) -> MoneyUnit | None:
    """Unit in which the money of the picture is counted; None for agents."""
    if plan.system.name != "money":
        return None
    pipes: Sequence[Port | Channel] = (*plan.ports, *plan.channels)
    flows = [counted.flow("money", pipe.flows) for pipe in pipes]
    sizes = [found.mean if means else found.median for found in flows]
    return money_unit([float(np.median(sizes))], language)


def heading(plan: Plan, unit: MoneyUnit | None, language: Language) -> str:
    """Name of a system with its unit."""
    said = unit.name if unit else UNITS[plan.system.name].text(language)
    return _HEADING.text(language).format(title=plan.title.text(language), unit=said)


def _draw_panel(axes: Axes, stocks: YearOfStocks, fonts: Fonts, plan: Plan, left: float) -> None:
    unit = unit_of(stocks, plan, fonts.language)
    row = min(TALLEST_ROW, (TOP - BOTTOM - between(plan, SHEET)) / rows_of(plan))
    shape = SHEET._replace(row=row)
    panel = Panel(axes, stocks, fonts, plan, left, largest(stocks, plan), unit, shape)
    axes.text(
        left + (SHEET.box_from + SHEET.box_until) / 2,
        TOP + 0.16,
        heading(plan, unit, fonts.language),
        fontsize=10.5,
        fontweight="bold",
        ha="center",
        va="bottom",
    )
    draw_boxes(panel, TOP)

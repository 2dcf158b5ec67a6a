"""Cost against outcome: what each scenario spends and brings more or less than the first."""

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from sim.analysis.figures.comparison_drawing import Look, Pictured
from sim.analysis.figures.style import BLACK, GREY, canvas
from sim.analysis.intervals import FEWEST
from sim.analysis.money_compared import Gain, efficient
from sim.analysis.money_texts import say, say_of
from sim.analysis.reading_units import KCNY_PER_MILLION, MoneyUnit, unit_of_totals
from sim.analysis.totals import TOTALS
from sim.model.conditions import FIRST_YEAR
from sim.scenario.language import Language

SHOWN = ("spaces", "funded_cumulative", "graduated_cumulative")
WIDTH, HEIGHT, HEAD, FOOT = 12.4, 5.4, 1.75, 0.85  # inches
LEFT, PANEL, STEP = 0.85, 3.05, 4.05
ROOM = 0.12  # of the width of the data, on either side


def frontier_figure(pictured: Pictured) -> Figure:
    """Draw a panel for each outcome, a marker for each scenario."""
    language, members = pictured.fonts.language, pictured.members
    years = members[0].curves["public_cost_cumulative"].shape[1] / 12
    spread = say("frontier_range", language) if members[0].replicates >= FEWEST else ""
    last = FIRST_YEAR - 1 + -int(-years // 1)
    title = say("frontier_title", language, first=pictured.names[0])
    subtitle = say("frontier_subtitle", language, first=FIRST_YEAR, last=last, range=spread)
    figure = canvas(WIDTH, HEIGHT, title, subtitle, pictured.footer)
    figure.texts[1].set_linespacing(1.4)  # the subtitle has three lines
    pictured.legend(figure, HEIGHT - 1.1, markers=True)
    unit = unit_of_cost(pictured)
    for place, outcome in enumerate(SHOWN):
        box = (LEFT + place * STEP, FOOT, PANEL, HEIGHT - HEAD - FOOT - 0.25)
        axes = figure.add_axes((box[0] / WIDTH, box[1] / HEIGHT, box[2] / WIDTH, box[3] / HEIGHT))
        rows = [row for row in pictured.gains if row.outcome == outcome]
        frontier_panel(axes, pictured, rows, unit)
    return figure


def frontier_panel(axes: Axes, pictured: Pictured, rows: Sequence[Gain], unit: MoneyUnit) -> None:
    """Draw one outcome against cost, a marker for each scenario."""
    language = pictured.fonts.language
    scale = KCNY_PER_MILLION / unit.kcny
    about = TOTALS[rows[0].outcome].about
    axes.set_title(about.label.text(language), fontsize=10, loc="left", pad=21, fontweight="bold")
    axes.set_xlabel(say("frontier_x", language, unit=unit.name))
    axes.set_ylabel(say("frontier_y", language, unit=about.unit.text(language)))
    axes.axhline(0, color=BLACK, linewidth=0.8)
    axes.axvline(0, color=BLACK, linewidth=0.8)
    points = [(0.0, 0.0), *((row.cost_difference * scale, row.outcome_difference) for row in rows)]
    best = [points[place] for place in efficient(points)]
    axes.plot(*zip(*best, strict=True), color=GREY, linewidth=3.0, alpha=0.45, zorder=1)
    for row in rows:
        _cross(axes, row, scale, pictured.look(row.scenario))
    first = pictured.look(pictured.members[0].label)
    axes.plot(0, 0, first.marker, color=first.colour, markersize=7, zorder=4)
    _limits(axes)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10]))
        axis.set_major_formatter("{x:,.6g}")
    _name_corners(axes, rows[0].outcome, language)


def _name_corners(axes: Axes, outcome: str, language: Language) -> None:
    """Say what it means to lie up to the left and down to the right, where no axis crosses it."""
    cheaper, dearer = (
        say(f"towards_{corner}", language, meaning=say_of(outcome, key, language))
        for corner, key in (("upper_left", "cheaper_better"), ("lower_right", "dearer_worse"))
    )
    look: dict[str, Any] = {"transform": axes.transAxes, "fontsize": 9, "color": GREY}
    axes.text(0.0, 1.015, cheaper, ha="left", va="bottom", **look)
    under = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
    axes.text(0.99, 0.015, dearer, ha="right", va="bottom", bbox=under, **look)


def _cross(axes: Axes, row: Gain, scale: float, look: Look) -> None:
    """Draw a mean with its Monte Carlo intervals, above the pale ranges of replicates."""
    at = row.cost_difference * scale, row.outcome_difference
    for cost, outcome, width, alpha in (
        (
            (row.cost_replicates_low_90, row.cost_replicates_high_90),
            (row.outcome_replicates_low_90, row.outcome_replicates_high_90),
            5.0,
            0.22,
        ),
        (
            (row.cost_low_90, row.cost_high_90),
            (row.outcome_low_90, row.outcome_high_90),
            1.6,
            1.0,
        ),
    ):
        low, high = cost
        if low is not None and high is not None:
            ends = low * scale, high * scale
            (line,) = axes.plot(ends, (at[1],) * 2, color=look.colour, linewidth=width, alpha=alpha)
            line.set_solid_capstyle("butt")
        bottom, top = outcome
        if bottom is not None and top is not None:
            (line,) = axes.plot(
                (at[0],) * 2, (bottom, top), color=look.colour, linewidth=width, alpha=alpha
            )
            line.set_solid_capstyle("butt")
    axes.plot(*at, look.marker, color=look.colour, markeredgecolor="white", markersize=8, zorder=5)


def _limits(axes: Axes) -> None:
    """Leave room around the data, zero being part of it."""
    for ends, assign in ((axes.get_xlim(), axes.set_xlim), (axes.get_ylim(), axes.set_ylim)):
        room = ROOM * (ends[1] - ends[0])
        assign(ends[0] - room, ends[1] + room)


def unit_of_cost(pictured: Pictured) -> MoneyUnit:
    """Unit of the horizontal axes, that of the report's tables and sentences."""
    return unit_of_totals(pictured.fonts.language)

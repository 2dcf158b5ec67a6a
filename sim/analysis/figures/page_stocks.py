"""Stocks and flows of a year for a page: a panel a system, with means, which add up."""

from sim.analysis.figures.fonts import Fonts
from sim.analysis.figures.inline import blank, inline_svg
from sim.analysis.figures.page_panels import Panel as PagePanel
from sim.analysis.figures.stock_boxes import (
    Counted,
    Panel,
    Shape,
    between,
    draw_boxes,
    largest,
    rows_of,
)
from sim.analysis.figures.stocks_figure import heading, unit_of
from sim.analysis.figures.style import style
from sim.dynamics.pipes import PLANS, Plan

TOP, BOTTOM = 0.12, 0.08  # inches above and below the boxes
PAGE = Shape(
    pipe_from=0.22,
    box_from=1.62,
    box_until=3.04,
    pipe_until=4.42,
    gap=0.24,
    channel=0.5,
    row=0.45,
    widest=0.16,
    small=7.8,
    bold=8.4,
    line=0.18,
    fold=30,
    means=True,
)
# Longer pipes: a page that has its letters from the reader's machine may have wide ones.
SCREEN = PAGE._replace(box_from=1.8, box_until=3.22, pipe_until=4.78)


def stock_panels(counted: Counted, fonts: Fonts, shape: Shape = PAGE) -> list[PagePanel]:
    """Draw the three systems: spaces, startups, money."""
    with style(fonts):
        return [_panel(counted, fonts, plan, shape) for plan in PLANS.values()]


def _panel(counted: Counted, fonts: Fonts, plan: Plan, shape: Shape) -> PagePanel:
    width = shape.pipe_from + shape.pipe_until
    height = TOP + shape.row * rows_of(plan) + between(plan, shape) + BOTTOM
    figure = blank(width, height)
    axes = figure.add_axes((0, 0, 1, 1), frame_on=False)
    axes.set(xlim=(0, width), ylim=(0, height), xticks=[], yticks=[])
    axes.grid(visible=False)
    unit = unit_of(counted, plan, fonts.language, means=True)
    most = largest(counted, plan, means=True)
    draw_boxes(Panel(axes, counted, fonts, plan, 0.0, most, unit, shape), height - TOP)
    title = heading(plan, unit, fonts.language)
    return PagePanel(title, inline_svg(figure, f"stocks-{plan.system.name}", title))

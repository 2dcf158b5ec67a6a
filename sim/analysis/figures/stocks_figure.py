"""Stocks and flows of a year: boxes, pipes with valves to scale, clouds; three panels."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Polygon, Rectangle

from sim.analysis.figures.fonts import Fonts
from sim.analysis.figures.style import BLACK, BLUE, GREEN, GREY, PALE, VERMILION, canvas
from sim.analysis.intervals import FEWEST, Summary
from sim.analysis.reading_units import MoneyUnit, interval, money_unit, plain
from sim.analysis.stocks import YearOfStocks
from sim.dynamics.pipes import PLANS, Channel, Plan, Port
from sim.scenario.language import phrase, phrase_in

# Inches: of the page, of a panel from its left edge, of rows, and of the widest pipe.
WIDTH, HEIGHT, PANEL = 17.4, 12.3, 5.75
PIPE_FROM, BOX_FROM, BOX_UNTIL, PIPE_UNTIL = 0.24, 1.92, 3.78, 5.46
GAP, CHANNEL, TOP, BOTTOM = 0.3, 0.56, 11.28, 0.42
TALLEST_ROW, WIDEST, THINNEST = 0.62, 0.17, 0.014
SMALL, PALE_BLUE = 7.0, "#E8F1F7"
COLOURS = {"spaces": BLUE, "startups": GREEN, "money": VERMILION}
_TITLE = phrase("Stocks and flows of {year}: {scenario}")
_SPREAD = phrase("Medians of {replicates} runs [90 % range of runs].")
_FEW = phrase("Medians of {replicates} runs; a range needs at least ten.")
_NOTE = phrase(
    "Pipes are as wide as their flow within a panel; none thinner than a hairline. Cloud: from or "
    "to outside the picture; small square: another stock of it. Medians need not add up; means, "
    "in stocks.csv, do."
)
_START, _END, _WIDEST = phrase("start {range}"), phrase("end {range}"), phrase("{title}, {unit}")
_UNITS = {
    "spaces": phrase_in("panel", "makerspaces"),
    "startups": phrase_in("panel", "startups"),
}
_FOOTER = phrase("Scenario: {scenario}. {replicates} runs. {parameters}")


class _Page(NamedTuple):
    """What all panels share."""

    axes: Axes
    stocks: YearOfStocks
    fonts: Fonts


class _Panel(NamedTuple):
    """One system on the page."""

    page: _Page
    plan: Plan
    left: float
    widest: float  # flow that is drawn WIDEST
    unit: MoneyUnit | None
    row: float  # height, inches

    @property
    def name(self) -> str:
        return self.plan.system.name

    def number(self, found: Summary) -> str:
        """A median with its range."""
        if self.unit is None:
            middle, ends = f"{found.median:,.0f}", (found.low, found.high)
            known = found.replicates >= FEWEST
            return middle + (f" [{ends[0]:,.0f}, {ends[1]:,.0f}]" if known else "")
        size = self.unit.kcny
        low, high = found.low / size, found.high / size
        return f"{plain(found.median / size)} {interval(low, high)}".rstrip()

    def colour(self, found: Summary) -> str:
        """Colour of a pipe; grey where nothing flows."""
        return COLOURS[self.name] if found.median > 0 else PALE

    def thickness(self, found: Summary) -> float:
        """Width of a pipe in inches."""
        return max(THINNEST, WIDEST * found.median / self.widest)


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
    page = _Page(axes, stocks, fonts)
    for place, plan in enumerate(PLANS.values()):
        _draw_panel(page, plan, 0.08 + place * PANEL)
    return figure


def _draw_panel(page: _Page, plan: Plan, left: float) -> None:
    name, language = plan.system.name, page.fonts.language
    pipes: Sequence[Port | Channel] = (*plan.ports, *plan.channels)
    flows = [page.stocks.flow(name, pipe.flows).median for pipe in pipes]
    unit = money_unit([float(np.median(flows))], language) if name == "money" else None
    panel = _Panel(page, plan, left, max(max(flows), 1e-9), unit, _row_of(plan))
    said = unit.name if unit else _UNITS[name].text(language)
    page.axes.text(
        left + (BOX_FROM + BOX_UNTIL) / 2,
        TOP + 0.16,
        _WIDEST.text(language).format(title=plan.title.text(language), unit=said),
        fontsize=10.5,
        fontweight="bold",
        ha="center",
        va="bottom",
    )
    top = TOP
    below = {channel.source: channel for channel in plan.channels}
    for stock in plan.labels:
        bottom = _draw_stock(panel, stock, top)
        if stock in below:
            _draw_channel(panel, below[stock], bottom)
        top = bottom - (CHANNEL if stock in below else GAP)


def _row_of(plan: Plan) -> float:
    """Height of a row that fills the page."""
    rows = sum(_rows(plan, stock) for stock in plan.labels)
    between = CHANNEL * len(plan.channels) + GAP * (len(plan.labels) - 1 - len(plan.channels))
    return min(TALLEST_ROW, (TOP - BOTTOM - between) / rows)


def _rows(plan: Plan, stock: str) -> int:
    """Pipes one below the other on the fuller side of a box, and at least two for its text."""
    inward = [port.inward for port in plan.ports if port.stock == stock]
    return max(2, sum(inward), len(inward) - sum(inward))


def _draw_stock(panel: _Panel, stock: str, top: float) -> float:
    """Draw a box with its pipes; returns its lower edge."""
    sides = [
        [port for port in panel.plan.ports if port.stock == stock and port.inward is inward]
        for inward in (True, False)
    ]
    height = panel.row * _rows(panel.plan, stock)
    left, width, axes = panel.left + BOX_FROM, BOX_UNTIL - BOX_FROM, panel.page.axes
    axes.add_patch(
        Rectangle((left, top - height), width, height, fc=PALE_BLUE, ec=BLACK, lw=1.2, zorder=3)
    )
    language, stocks = panel.page.fonts.language, panel.page.stocks
    start = panel.number(stocks.start(panel.name, stock))
    end = panel.number(stocks.end(panel.name, stock))
    lines = (
        (panel.plan.labels[stock].text(language), 8.5, "bold"),
        (_START.text(language).format(range=start), SMALL, "normal"),
        (_END.text(language).format(range=end), SMALL, "normal"),
    )
    for place, (text, size, weight) in enumerate(lines):
        y = top - height / 2 + 0.19 * (1 - place)
        axes.text(
            left + width / 2,
            y,
            text,
            fontsize=size,
            fontweight=weight,
            ha="center",
            va="center",
            zorder=4,
        )
    for ports in sides:
        for place, port in enumerate(ports):
            _draw_port(panel, port, top - height / 2 + panel.row * ((len(ports) - 1) / 2 - place))
    return top - height


def _draw_port(panel: _Panel, port: Port, y: float) -> None:
    """Draw a pipe on the side of a box, with what is at its other end."""
    axes, found = panel.page.axes, panel.page.stocks.flow(panel.name, port.flows)
    begin, end = (PIPE_FROM, BOX_FROM) if port.inward else (BOX_UNTIL, PIPE_UNTIL)
    half, colour = panel.thickness(found) / 2, panel.colour(found)
    begin, end, head = panel.left + begin, panel.left + end, max(0.07, 0.8 * half + 0.05)
    axes.add_patch(
        Rectangle((begin, y - half), end - begin - head, 2 * half, fc=colour, lw=0.3, ec=colour)
    )
    wide = half + 0.035
    tip = [(end - head, y - wide), (end - head, y + wide), (end, y)]
    axes.add_patch(Polygon(tip, fc=colour, lw=0.3, ec=colour))
    _draw_valve(axes, (begin + end) / 2, y, upright=False)
    flow = next(each for each in panel.plan.system.flows if each.name == port.flows[0])
    outer = panel.left + (PIPE_FROM - 0.09 if port.inward else PIPE_UNTIL + 0.09)
    if flow.source and flow.target:
        square = Rectangle((outer - 0.05, y - 0.05), 0.1, 0.1, fc=PALE_BLUE, ec=BLACK, lw=0.7)
        axes.add_patch(square)
    else:
        _draw_cloud(axes, outer, y)
    middle = (begin + end) / 2
    label = port.label.text(panel.page.fonts.language)
    axes.text(middle, y + 0.1, label, fontsize=SMALL, ha="center", va="bottom")
    axes.text(middle, y - 0.11, panel.number(found), fontsize=SMALL, ha="center", va="top")


def _draw_channel(panel: _Panel, channel: Channel, top: float) -> None:
    """Draw a pipe from a box down to the next."""
    axes, found = panel.page.axes, panel.page.stocks.flow(panel.name, channel.flows)
    x, half = panel.left + (BOX_FROM + BOX_UNTIL) / 2, panel.thickness(found) / 2
    colour, bottom, head = panel.colour(found), top - CHANNEL, max(0.07, 0.8 * half + 0.05)
    axes.add_patch(
        Rectangle((x - half, bottom + head), 2 * half, CHANNEL - head, fc=colour, lw=0.3, ec=colour)
    )
    wide = half + 0.035
    tip = [(x - wide, bottom + head), (x + wide, bottom + head), (x, bottom)]
    axes.add_patch(Polygon(tip, fc=colour, lw=0.3, ec=colour))
    _draw_valve(axes, x, (top + bottom + head) / 2, upright=True)
    label = channel.label.text(panel.page.fonts.language)
    y = (top + bottom) / 2
    axes.text(x - 0.2, y, label, fontsize=SMALL, ha="right", va="center")
    axes.text(x + 0.2, y, panel.number(found), fontsize=SMALL, ha="left", va="center")


def _draw_valve(axes: Axes, x: float, y: float, *, upright: bool) -> None:
    """Two triangles that meet in a point, as on a tap."""
    long, wide = (0.045, 0.055)
    corners = [(-long, -wide), (long, wide), (long, -wide), (-long, wide)]
    if upright:
        corners = [(b, a) for a, b in corners]
    points = [(x + a, y + b) for a, b in corners]
    axes.add_patch(Polygon(points, fc="white", ec=BLACK, lw=0.8, zorder=3))


def _draw_cloud(axes: Axes, x: float, y: float) -> None:
    """Four circles: the outside."""
    for across, up, radius in ((-0.05, -0.01, 0.045), (0.0, 0.03, 0.05), (0.05, -0.01, 0.045)):
        axes.add_patch(Circle((x + across, y + up), radius, fc="white", ec=GREY, lw=0.7))
    axes.add_patch(Circle((x, y - 0.015), 0.05, fc="white", lw=0))

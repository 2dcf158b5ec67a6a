"""Boxes, pipes with valves to scale and clouds: the parts of a stock-and-flow picture."""

import textwrap
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from matplotlib.axes import Axes
from matplotlib.patches import Circle, Polygon, Rectangle

from sim.analysis.figures.fonts import Fonts
from sim.analysis.figures.style import BLACK, BLUE, GREEN, GREY, PALE, VERMILION
from sim.analysis.intervals import FEWEST, Summary
from sim.analysis.reading_units import MoneyUnit, interval, plain
from sim.dynamics.pipes import Channel, Plan, Port
from sim.scenario.language import phrase

THINNEST = 0.014  # inches
VALVE = (0.045, 0.055)  # half its length and width, inches
PALE_BLUE = "#E8F1F7"
COLOURS = {"spaces": BLUE, "startups": GREEN, "money": VERMILION}
_START, _END = phrase("start {range}"), phrase("end {range}")


class Shape(NamedTuple):
    """Sizes of a panel in inches, of letters in points, and what its numbers are."""

    pipe_from: float  # from the panel's left edge
    box_from: float
    box_until: float
    pipe_until: float
    gap: float  # between boxes
    channel: float  # between boxes that a pipe joins
    row: float  # height of the place of a pipe
    widest: float  # width of the widest pipe
    small: float
    bold: float
    line: float  # height of a line of letters in a box, inches
    fold: int  # letters in a line of a label
    means: bool  # numbers are means, which add up, and not medians with their ranges


class Counted(Protocol):
    """Stocks and flows of a year."""

    def flow(self, system: str, names: Sequence[str]) -> Summary:
        """Sum of some flows over the year."""

    def start(self, system: str, stock: str) -> Summary:
        """A stock before the first month of the year."""

    def end(self, system: str, stock: str) -> Summary:
        """A stock at the end of the year."""


class Panel(NamedTuple):
    """One system, drawn in axes that are measured in inches.

    Artists are added as such: as patches they would each be measured for limits already set.
    """

    axes: Axes
    counted: Counted
    fonts: Fonts
    plan: Plan
    left: float
    most: float  # flow that is drawn widest
    unit: MoneyUnit | None
    shape: Shape

    @property
    def name(self) -> str:
        """The system."""
        return self.plan.system.name

    def value(self, found: Summary) -> float:
        """What is drawn to scale."""
        return found.mean if self.shape.means else found.median

    def number(self, found: Summary) -> str:
        """A mean, or a median with its range."""
        size = self.unit.kcny if self.unit else 1.0
        value = self.value(found) / size
        middle = plain(value) if self.unit else f"{value:,.0f}"
        if self.shape.means or (not self.unit and found.replicates < FEWEST):
            return middle
        if self.unit is None:
            return f"{middle} [{found.low:,.0f}, {found.high:,.0f}]"
        return f"{middle} {interval(found.low / size, found.high / size)}".rstrip()

    def colour(self, found: Summary) -> str:
        """Colour of a pipe; grey where nothing flows."""
        return COLOURS[self.name] if self.value(found) > 0 else PALE

    def thickness(self, found: Summary) -> float:
        """Width of a pipe in inches."""
        return max(THINNEST, self.shape.widest * self.value(found) / self.most)

    def label(self, text: str) -> str:
        """A label in lines; a Chinese character is two wide."""
        wide = 1 + (self.fonts.language == "zh")
        return "\n".join(textwrap.wrap(text, self.shape.fold // wide))


def draw_boxes(panel: Panel, top: float) -> float:
    """Draw all stocks of a system with their pipes; returns the lower edge of the last."""
    plan, bottom = panel.plan, top
    below = {channel.source: channel for channel in plan.channels}
    for stock in plan.labels:
        bottom = _draw_stock(panel, stock, top)
        if stock in below:
            _draw_channel(panel, below[stock], bottom)
        top = bottom - (panel.shape.channel if stock in below else panel.shape.gap)
    return bottom


def largest(counted: Counted, plan: Plan, means: bool = False) -> float:
    """The largest flow of a system."""
    pipes: Sequence[Port | Channel] = (*plan.ports, *plan.channels)
    flows = [counted.flow(plan.system.name, pipe.flows) for pipe in pipes]
    return max(*(found.mean if means else found.median for found in flows), 1e-9)


def rows_of(plan: Plan) -> int:
    """Places for pipes, one below the other, of all boxes."""
    return sum(_rows(plan, stock) for stock in plan.labels)


def between(plan: Plan, shape: Shape) -> float:
    """Height of what is between the boxes."""
    joined = len(plan.channels)
    return shape.channel * joined + shape.gap * (len(plan.labels) - 1 - joined)


def _rows(plan: Plan, stock: str) -> int:
    """Pipes one below the other on the fuller side of a box, and at least two for its text."""
    inward = [port.inward for port in plan.ports if port.stock == stock]
    return max(2, sum(inward), len(inward) - sum(inward))


def _draw_stock(panel: Panel, stock: str, top: float) -> float:
    """Draw a box with its pipes; returns its lower edge."""
    sides = [
        [port for port in panel.plan.ports if port.stock == stock and port.inward is inward]
        for inward in (True, False)
    ]
    shape, axes = panel.shape, panel.axes
    height, width = shape.row * _rows(panel.plan, stock), shape.box_until - shape.box_from
    left = panel.left + shape.box_from
    axes.add_artist(
        Rectangle((left, top - height), width, height, fc=PALE_BLUE, ec=BLACK, lw=1.2, zorder=3)
    )
    language, stocks = panel.fonts.language, panel.counted
    start = panel.number(stocks.start(panel.name, stock))
    end = panel.number(stocks.end(panel.name, stock))
    lines = (
        (panel.plan.labels[stock].text(language), shape.bold, "bold"),
        (_START.text(language).format(range=start), shape.small, "normal"),
        (_END.text(language).format(range=end), shape.small, "normal"),
    )
    for place, (text, size, weight) in enumerate(lines):
        y = top - height / 2 + shape.line * (1 - place)
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
            y = top - height / 2 + shape.row * ((len(ports) - 1) / 2 - place)
            _draw_port(panel, port, y)
    return top - height


def _draw_port(panel: Panel, port: Port, y: float) -> None:
    """Draw a pipe on the side of a box, with what is at its other end."""
    axes, found, shape = panel.axes, panel.counted.flow(panel.name, port.flows), panel.shape
    begin, end = shape.box_until, shape.pipe_until
    if port.inward:
        begin, end = shape.pipe_from, shape.box_from
    half, colour = panel.thickness(found) / 2, panel.colour(found)
    begin, end, head = panel.left + begin, panel.left + end, max(0.07, 0.8 * half + 0.05)
    axes.add_artist(
        Rectangle((begin, y - half), end - begin - head, 2 * half, fc=colour, lw=0.3, ec=colour)
    )
    wide = half + 0.035
    tip = [(end - head, y - wide), (end - head, y + wide), (end, y)]
    axes.add_artist(Polygon(tip, fc=colour, lw=0.3, ec=colour))
    _draw_valve(axes, (begin + end) / 2, y, upright=False)
    flow = next(each for each in panel.plan.system.flows if each.name == port.flows[0])
    outer = panel.left + (shape.pipe_from - 0.09 if port.inward else shape.pipe_until + 0.09)
    if flow.source and flow.target:
        square = Rectangle((outer - 0.05, y - 0.05), 0.1, 0.1, fc=PALE_BLUE, ec=BLACK, lw=0.7)
        axes.add_artist(square)
    else:
        _draw_cloud(axes, outer, y)
    middle = (begin + end) / 2
    label = panel.label(port.label.text(panel.fonts.language))
    off = max(half, VALVE[1]) + 0.03
    axes.text(middle, y + off, label, fontsize=shape.small, ha="center", va="bottom")
    axes.text(middle, y - off, panel.number(found), fontsize=shape.small, ha="center", va="top")


def _draw_channel(panel: Panel, channel: Channel, top: float) -> None:
    """Draw a pipe from a box down to the next."""
    axes, found, shape = panel.axes, panel.counted.flow(panel.name, channel.flows), panel.shape
    x, half = panel.left + (shape.box_from + shape.box_until) / 2, panel.thickness(found) / 2
    colour, bottom, head = panel.colour(found), top - shape.channel, max(0.07, 0.8 * half + 0.05)
    long = shape.channel - head
    axes.add_artist(
        Rectangle((x - half, bottom + head), 2 * half, long, fc=colour, lw=0.3, ec=colour)
    )
    wide = half + 0.035
    tip = [(x - wide, bottom + head), (x + wide, bottom + head), (x, bottom)]
    axes.add_artist(Polygon(tip, fc=colour, lw=0.3, ec=colour))
    _draw_valve(axes, x, (top + bottom + head) / 2, upright=True)
    label = channel.label.text(panel.fonts.language)
    y = (top + bottom) / 2
    axes.text(x - 0.2, y, label, fontsize=shape.small, ha="right", va="center")
    axes.text(x + 0.2, y, panel.number(found), fontsize=shape.small, ha="left", va="center")


def _draw_valve(axes: Axes, x: float, y: float, *, upright: bool) -> None:
    """Two triangles that meet in a point, as on a tap."""
    long, wide = VALVE
    corners = [(-long, -wide), (long, wide), (long, -wide), (-long, wide)]
    if upright:
        corners = [(b, a) for a, b in corners]
    points = [(x + a, y + b) for a, b in corners]
    axes.add_artist(Polygon(points, fc="white", ec=BLACK, lw=0.8, zorder=3))


def _draw_cloud(axes: Axes, x: float, y: float) -> None:
    """Four circles: the outside."""
    for across, up, radius in ((-0.05, -0.01, 0.045), (0.0, 0.03, 0.05), (0.05, -0.01, 0.045)):
        axes.add_artist(Circle((x + across, y + up), radius, fc="white", ec=GREY, lw=0.7))
    axes.add_artist(Circle((x, y - 0.015), 0.05, fc="white", lw=0))

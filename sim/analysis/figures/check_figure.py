"""Figure (d): the 2017 table, model over record."""

from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator

from sim.analysis.figures.drawing import Drawing
from sim.analysis.figures.style import (
    BLACK,
    BLUE,
    GREY,
    PALE,
    VERMILION,
    canvas,
    write_beside,
)
from sim.analysis.findings import Finding, figure_text
from sim.calibration.targets import COUNTED, Target, targets, unit_text
from sim.scenario.language import COMMA, Language

LEAST, MOST = 0.4, 2.0  # ratios shown; beyond them an arrow points on
KINDS = ("produced", "by construction", "soft")
MISSED = 25.0  # %; further away than that is drawn in another colour
ROW, TOP, BOTTOM = 0.235, 0.98, 0.72  # inches
LEFT, WIDTH = 0.335, 0.31  # of the figure
MODEL_TEXT, RECORD_TEXT = 1.66, 2.11  # right ends of the columns, in widths of the axes


class Row(NamedTuple):
    """A figure in the record and in the model."""

    finding: Finding
    figure: Target

    @property
    def scale(self) -> float:
        """What ratios are taken to: the figure, its bound or the middle of its range."""
        if self.figure.is_bound:
            return self.figure.low if np.isinf(self.figure.high) else self.figure.high
        return (self.figure.low + self.figure.high) / 2


def check_figure(drawing: Drawing) -> Figure:
    """Draw a row for each figure of the record, under a heading for each kind."""
    recorded = targets()
    rows = [
        Row(each, recorded[each.indicator])
        for each in drawing.findings
        if each.section == "check_2017" and each.median is not None
    ]
    groups = {kind: [row for row in rows if row.figure.kind == kind] for kind in KINDS}
    groups = {kind: members for kind, members in groups.items() if members}
    lines = len(rows) + 1.35 * len(groups)
    height = max(2.2, TOP + BOTTOM + ROW * lines)
    title, subtitle = drawing.say("check_title"), drawing.say("check_subtitle")
    figure = canvas(10, height, title, subtitle, drawing.footer)
    box = (LEFT, BOTTOM / height, WIDTH, 1 - (TOP + BOTTOM) / height)
    if not rows:
        figure.text(0.014, 0.5, drawing.say("check_too_short"), fontsize=10)
        return figure
    axes = figure.add_axes(box)
    _frame(axes, lines, drawing)
    place = 0.0
    for kind, members in groups.items():
        _heading(axes, place + 0.75, drawing.say(kind))
        place += 1.35
        for row in members:
            _draw(axes, place + 0.5, row, drawing.fonts.language == "zh")
            place += 1
    return figure


def _frame(axes: Axes, lines: float, drawing: Drawing) -> None:
    axes.set_xscale("log")
    axes.set_xlim(LEAST, MOST)
    axes.set_ylim(lines, 0)
    ticks = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
    axes.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
    axes.xaxis.set_minor_locator(NullLocator())
    axes.set_yticks([])
    axes.grid(False, axis="y")
    axes.spines["left"].set_visible(False)
    axes.axvline(1, color=BLACK, linewidth=0.9, zorder=1)
    axes.set_xlabel(drawing.say("check_x"))
    heads = ((MODEL_TEXT, drawing.say("check_model")), (RECORD_TEXT, drawing.say("check_record")))
    write_beside(axes, -0.5, heads, GREY)


def _heading(axes: Axes, place: float, text: str) -> None:
    axes.annotate(
        text,
        (-LEFT / WIDTH + 0.04, place),
        xycoords=("axes fraction", "data"),
        fontsize=9.5,
        fontweight="bold",
        va="center",
        annotation_clip=False,
    )


def _draw(axes: Axes, place: float, row: Row, chinese: bool) -> None:
    finding, figure, scale = row.finding, row.figure, row.scale
    if figure.low != figure.high:
        low, high = max(figure.low / scale, LEAST), min(figure.high / scale, MOST)
        axes.barh(place, high - low, 0.62, low, color=PALE, zorder=0)
    colour = BLUE if abs(finding.distance or 0) <= MISSED else VERMILION
    middle = (finding.median or 0) / scale
    if finding.low_90 is not None and finding.high_90 is not None:
        ends = np.clip([finding.low_90 / scale, finding.high_90 / scale], LEAST, MOST)
        axes.plot(ends, [place, place], color=colour, linewidth=1.8, solid_capstyle="butt")
    marker = "o" if LEAST <= middle <= MOST else ("<" if middle < LEAST else ">")
    at = float(np.clip(middle, LEAST * 1.02, MOST * 0.985))
    face = colour if figure.kind == "produced" else "white"
    axes.plot(at, place, marker, color=colour, markerfacecolor=face, markersize=5.5, zorder=3)
    language: Language = "zh" if chinese else "en"
    label = finding.label_zh if chinese else finding.label_en
    if unit := unit_text(finding.unit, language):
        label = COMMA.text(language).join((label, unit))
    record = figure_text(figure.low, figure.high).replace(">=", "≥").replace(" - ", "–")
    texts = ((-0.03, label), (MODEL_TEXT, _model_text(finding)), (RECORD_TEXT, record))
    write_beside(axes, place, texts)


def _model_text(finding: Finding) -> str:
    whole = finding.unit in COUNTED and finding.unit != "1"
    text = number_text(finding.median or 0.0, whole)
    if finding.low_90 is None or finding.high_90 is None:
        return text
    return f"{text} ({number_text(finding.low_90, whole)}–{number_text(finding.high_90, whole)})"


def number_text(value: float, whole: bool = False) -> str:
    """A number as short as its size allows.

    >>> number_text(25746.6), number_text(12.34), number_text(1.234), number_text(70.0, True)
    ('25,747', '12.3', '1.23', '70')
    """
    if whole or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"

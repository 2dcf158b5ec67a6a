"""Bars of pages: a range about zero, and shares that add up to a hundred."""

import textwrap
from collections.abc import Sequence
from typing import NamedTuple

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from sim.analysis.figures.fonts import Fonts
from sim.analysis.figures.inline import Mark, axes_at, blank, inline_svg
from sim.analysis.figures.page_panels import Panel
from sim.analysis.figures.page_texts import PAGE_TEXTS
from sim.analysis.figures.style import BLACK, BLUE, GREEN, GREY, VERMILION, style
from sim.analysis.gaps import percent

STRIP_WIDTH, STRIP_HEIGHT = 3.4, 0.62  # inches
BAR_WIDTH, BAR_HEIGHT, BAR_FOOT, BAR_HEAD = 6.6, 0.36, 0.5, 0.34
NAMES_WIDTH = 2.35


class Range(NamedTuple):
    """A difference over replicates: median and ranges, NaN where they are not known."""

    median: float
    half: tuple[float, float]
    most: tuple[float, float]


class Part(NamedTuple):
    """What a stacked bar is made of."""

    name: str
    colour: str
    hatch: str  # photocopies tell hatches apart


LIGHT = "#B8B8B8"  # numbers on it are dark
PARTS_OF_REVENUE = (
    ("mix_rent", VERMILION, ""),
    ("mix_service", BLUE, "////"),
    ("mix_stakes", GREEN, "...."),
    ("mix_subsidy", LIGHT, ""),
)
PARTS_OF_VARIANCE = (
    ("scenario", GREEN, "...."),
    ("calibration", BLUE, "////"),
    ("chance", LIGHT, ""),
)


def strip(found: Range, name: str, label: str, fonts: Fonts) -> str:
    """Draw a range about zero as an inline figure."""
    with style(fonts):
        figure = blank(STRIP_WIDTH, STRIP_HEIGHT)
        axes = figure.add_axes((0.02, 0.36, 0.96, 0.58))
        _without_frame(axes)
        for ends, width in ((found.most, 1.6), (found.half, 6.0)):
            if np.isfinite(ends).all():
                (line,) = axes.plot(ends, (0, 0), color=BLUE, linewidth=width)
                line.set_solid_capstyle("butt")
        axes.plot(found.median, 0, "o", color=BLUE, markeredgecolor="white", markersize=9, zorder=3)
        axes.axvline(0, color=BLACK, linewidth=1.0, linestyle=(0, (3, 2)), zorder=1)
        known = [each for each in (*found.most, found.median, 0.0) if np.isfinite(each)]
        air = 0.09 * (max(known) - min(known)) or 1.0
        axes.set_xlim(min(known) - air, max(known) + air)
        axes.xaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
        axes.xaxis.set_major_formatter("{x:,.6g}")
        return inline_svg(figure, name, label)


def shares(
    rows: Sequence[tuple[str, Sequence[float]]],
    parts: Sequence[tuple[str, str, str]],
    axis: str,
    name: str,
    title: str,
    fonts: Fonts,
) -> Panel:
    """Draw a bar of shares for each row.

    Parameters
    ----------
    rows : sequence of (label, shares in %)
        Shares in the order of ``parts``.
    axis : str
        Key of the text below.
    """

    def say(key: str, **values: object) -> str:
        return PAGE_TEXTS[key].text(fonts.language).format(**values)

    looks = [Part(say(key), colour, hatch) for key, colour, hatch in parts]
    height = BAR_HEAD + len(rows) * BAR_HEIGHT + BAR_FOOT
    with style(fonts), mpl.rc_context({"hatch.linewidth": 0.7, "hatch.color": "#FFFFFF"}):
        figure = blank(BAR_WIDTH, height)
        wide, tall = BAR_WIDTH - NAMES_WIDTH - 0.15, height - BAR_FOOT - BAR_HEAD
        axes = axes_at(figure, NAMES_WIDTH, BAR_FOOT, wide, tall)
        marks: list[Mark] = []
        for number, look in enumerate(looks):
            widths = np.array([values[number] for _, values in rows])
            left = np.array([sum(values[:number]) for _, values in rows])
            axes.barh(
                range(len(rows)),
                widths,
                0.66,
                left,
                color=look.colour,
                hatch=look.hatch,
                edgecolor="white",
                linewidth=0.8,
                label=look.name,
            )
            for place, (label, values) in enumerate(rows):
                _number(axes, place, left[place] + widths[place] / 2, values[number], look)
                text = say(
                    "point_share", name=label, part=look.name, value=percent(values[number] / 100)
                )
                marks.append(Mark(axes, left[place] + widths[place] / 2, place, look.colour, text))
        _frame(axes, [label for label, _ in rows], say(axis))
        _legend(axes, len(looks))
        return Panel(title, inline_svg(figure, name, title, marks))


def _legend(axes: Axes, columns: int) -> None:
    axes.figure.legend(
        *axes.get_legend_handles_labels(),
        loc="upper left",
        bbox_to_anchor=(0.0, 1.0),
        ncols=columns,
        frameon=False,
        fontsize=9,
        borderpad=0.1,
        columnspacing=1.4,
        handlelength=1.5,
    )


def _frame(axes: Axes, labels: Sequence[str], axis: str) -> None:
    axes.set_xlim(0, 100)
    axes.set_ylim(len(labels) - 0.5, -0.5)
    axes.set_yticks(range(len(labels)), [_folded(label) for label in labels])
    axes.tick_params(axis="y", length=0)
    axes.grid(False, axis="y")
    axes.spines["left"].set_visible(False)
    axes.set_xlabel(axis)


def _folded(label: str) -> str:
    """A label in lines that fit beside the bars; a Chinese character is two wide."""
    wide = any(ord(character) > 0x2E80 for character in label)
    return "\n".join(textwrap.wrap(label, 15 if wide else 30))


def _number(axes: Axes, place: int, middle: float, share: float, look: Part) -> None:
    if share < 8:
        return  # no room
    dark = look.colour != LIGHT
    axes.text(
        middle,
        place,
        percent(share / 100),
        ha="center",
        va="center",
        fontsize=9,
        color="white" if dark else BLACK,
        bbox={"facecolor": look.colour, "edgecolor": "none", "pad": 1.2} if look.hatch else None,
    )


def _without_frame(axes: Axes) -> None:
    axes.set_yticks([])
    axes.set_ylim(-1, 1)
    axes.grid(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    axes.tick_params(axis="x", length=0, labelsize=8, labelcolor=GREY, pad=1)

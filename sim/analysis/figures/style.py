"""Look of the figures: colours and lines that colour-blind readers and photocopies keep apart."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from sim.analysis.figures.fonts import Fonts
from sim.analysis.observed import Values

# Okabe and Ito (2008): distinct for the common kinds of colour blindness.
BLACK, BLUE, VERMILION, GREEN, GREY = "#000000", "#0072B2", "#D55E00", "#00805E", "#6B6B6B"
PALE, PURPLE = "#E4E4E4", "#AA4499"


class Line(NamedTuple):
    """Look of one curve."""

    colour: str
    dashes: Any
    width: float = 2.0


LINES = {
    "specialised": Line(BLUE, "solid"),
    "rent_dependent": Line(VERMILION, (0, (5, 1.8))),
    "diversified": Line(GREEN, (0, (7, 1.6, 1.4, 1.6))),
    "alive": Line(BLACK, "solid", 1.8),
    "recorded": Line(GREY, (0, (1.2, 1.2)), 2.0),
}
PNG_DPI = 300
_SETTINGS: dict[str, Any] = {
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": GREY,
    "axes.labelsize": 9.5,
    "axes.labelcolor": BLACK,
    "axes.grid": True,
    "axes.axisbelow": True,
    "axes.unicode_minus": False,
    "grid.color": PALE,
    "grid.linewidth": 0.7,
    "xtick.color": GREY,
    "ytick.color": GREY,
    "xtick.labelcolor": BLACK,
    "ytick.labelcolor": BLACK,
    "xtick.labelsize": 9,
    "ytick.labelsize": 9,
    "svg.fonttype": "none",
    "svg.hashsalt": "makersim",
    "path.simplify": True,
}


@contextmanager
def style(fonts: Fonts) -> Iterator[None]:
    """Draw in the house style."""
    settings: Any = _SETTINGS | {"font.family": list(fonts.families)}
    # Some Chinese fonts have no bold; matplotlib would say so for every title.
    log = logging.getLogger("matplotlib.font_manager")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        with mpl.rc_context(settings):
            yield
    finally:
        log.setLevel(level)


def canvas(width: float, height: float, title: str, subtitle: str, footer: str) -> Figure:
    """Return an empty figure with its title above and its small print below.

    Parameters
    ----------
    width, height : float
        In inches.
    """
    figure = Figure(figsize=(width, height), facecolor="white")
    inch = 1 / height
    figure.text(0.014, 1 - 0.16 * inch, title, fontsize=13, fontweight="bold", va="top")
    figure.text(0.014, 1 - 0.45 * inch, subtitle, fontsize=9, color=GREY, va="top")
    figure.text(0.014, 0.10 * inch, footer, fontsize=7.5, color=GREY, va="bottom")
    return figure


def pair_of_axes(figure: Figure) -> tuple[Axes, Axes]:
    """Two panels side by side, each with room for labels on its right."""
    return figure.add_axes((0.062, 0.165, 0.315, 0.61)), figure.add_axes(
        (0.563, 0.165, 0.315, 0.61)
    )


def from_zero(axes: Axes) -> None:
    """Let the vertical axis begin at zero, with round numbers."""
    axes.set_ylim(bottom=0)
    axes.yaxis.set_major_locator(MaxNLocator(7, steps=[1, 2, 5, 10]))


def draw_band(
    axes: Axes, x: Values, curves: tuple[Values, Values, Values], line: Line, label: str
) -> float:
    """Draw a median with its range; returns the median's last value."""
    middle, low, high = curves
    axes.fill_between(x, low, high, color=line.colour, alpha=0.14, linewidth=0)
    axes.plot(
        x, middle, color=line.colour, linestyle=line.dashes, linewidth=line.width, label=label
    )
    known = middle[np.isfinite(middle)]
    return float(known[-1]) if known.size else float("nan")


def label_ends(axes: Axes, ends: Sequence[tuple[float, str, str]], room: float = 1.0) -> None:
    """Write labels beside the ends of curves, moved apart where they would overlap.

    Parameters
    ----------
    ends : sequence of (value, text, colour)
    room : float
        Height of a label in lines of text.
    """
    there = sorted((end for end in ends if np.isfinite(end[0])), key=lambda end: end[0])
    if not there:
        return
    low, high = axes.get_ylim()
    inches = axes.bbox.height / axes.figure.dpi
    gap = room * 0.165 * (high - low) / inches
    places = within(moved_apart([end[0] for end in there], gap), gap, (low, high))
    for place, (_, text, colour) in zip(places, there, strict=True):
        axes.annotate(
            text,
            (1, place),
            xycoords=("axes fraction", "data"),
            xytext=(5, 0),
            textcoords="offset points",
            color=colour,
            fontsize=9,
            va="center",
            linespacing=1.25,
            annotation_clip=False,
        )


def write_beside(
    axes: Axes, place: float, texts: Sequence[tuple[float, str]], colour: str = BLACK
) -> None:
    """Write texts on the height of a row, each ending at a share of the width of the axes."""
    for x, text in texts:
        axes.annotate(
            text,
            (x, place),
            xycoords=("axes fraction", "data"),
            fontsize=8.5,
            color=colour,
            ha="right",
            va="center",
            annotation_clip=False,
        )


def moved_apart(values: Sequence[float], gap: float) -> list[float]:
    """Move ascending values apart by as little as keeps a gap between neighbours.

    >>> moved_apart([1.0, 1.0, 5.0], 2.0)
    [0.0, 2.0, 5.0]
    """
    blocks: list[list[float]] = []  # each a run of values that touch
    for value in values:
        blocks.append([value])
        while len(blocks) > 1 and _start(blocks[-1], gap) < _end(blocks[-2], gap) + gap:
            blocks[-2:] = [blocks[-2] + blocks[-1]]
    return [_start(block, gap) + gap * i for block in blocks for i in range(len(block))]


def within(values: Sequence[float], gap: float, ends: tuple[float, float]) -> list[float]:
    """Move ascending values between two ends, half a gap from each, where there is room.

    >>> within([0.0, 2.0, 9.0], 2.0, (0.0, 10.0))
    [1.0, 3.0, 9.0]
    """
    low, high = ends[0] + gap / 2, ends[1] - gap / 2
    moved = [min(value, high - gap * i) for i, value in enumerate(reversed(values))][::-1]
    return [max(value, low + gap * i) for i, value in enumerate(moved)]


def _start(block: list[float], gap: float) -> float:
    return sum(block) / len(block) - gap * (len(block) - 1) / 2


def _end(block: list[float], gap: float) -> float:
    return _start(block, gap) + gap * (len(block) - 1)

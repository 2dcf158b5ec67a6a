"""Sensitivity: indices or effects of parameters, ranked, and indices over time."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from sim.analysis.figures.fonts import fonts_for
from sim.analysis.figures.style import BLACK, BLUE, GREY, VERMILION, canvas, style, write_beside
from sim.analysis.gaps import signed
from sim.analysis.sensitivity import Index, MorrisEffects, SobolIndices

WIDTH, HEAD, ROW, FOOT = 10.0, 1.30, 0.34, 0.78  # inches
LEFT, RIGHT = 0.255, 0.70  # of the figure
COLUMNS = (1.18, 1.42, 1.66)  # right ends of the texts, in widths of the panel
MOST_ROWS, MOST_PANELS, PANELS_A_ROW, PANEL_HEIGHT = 20, 6, 3, 2.15
APART = 0.16


class Caption(NamedTuple):
    """Texts around a figure."""

    title: str
    subtitle: str
    footer: str
    axis: str


class Mark(NamedTuple):
    """What a row shows: a value with its interval, in a look of its own."""

    values: Sequence[Index]
    colour: str
    marker: str
    filled: bool
    label: str


def sobol_figure(found: Sequence[SobolIndices], luck: float, caption: Caption) -> Figure:
    """Draw first and total indices, the largest total first.

    Parameters
    ----------
    luck : float
        Share of luck in the variance; NaN if it is not known.
    """
    rows = sorted(found, key=lambda each: -each.total.value)[:MOST_ROWS]
    caption = _of_many(caption, len(rows), len(found))
    marks = [
        Mark([each.total for each in rows], BLUE, "o", True, "total: with all interactions"),
        Mark([each.first for each in rows], VERMILION, "D", False, "first: by itself"),
    ]
    columns = [
        ("first", [_text(each.first.value) for each in rows]),
        ("total", [_text(each.total.value) for each in rows]),
        ("no luck", [_text(each.expected_total.value) for each in rows]),
    ]
    names = [each.factor for each in rows]
    return _ranked(names, marks, columns, (luck, "share of luck"), caption)


def morris_figure(found: Sequence[MorrisEffects], luck: float, caption: Caption) -> Figure:
    """Draw mean absolute effects and their spread, the largest first.

    Parameters
    ----------
    luck : float
        Mean absolute effect that luck alone gives; NaN if it is not known.
    """
    rows = sorted(found, key=lambda each: -each.mean_absolute.value)[:MOST_ROWS]
    caption = _of_many(caption, len(rows), len(found))
    spreads = [Index(each.spread, math.nan, math.nan) for each in rows]
    marks = [
        Mark([each.mean_absolute for each in rows], BLUE, "o", True, "mean absolute effect"),
        Mark(spreads, VERMILION, "D", False, "spread of effects"),
    ]
    columns = [
        ("absolute", [_text(each.mean_absolute.value) for each in rows]),
        ("mean", [signed(each.mean, 2) for each in rows]),
        ("spread", [_text(each.spread) for each in rows]),
    ]
    names = [each.factor for each in rows]
    return _ranked(names, marks, columns, (luck, "what luck alone can give"), caption)


def over_time_figure(
    found: Mapping[pd.Timestamp, Sequence[SobolIndices]], caption: Caption
) -> Figure:
    """Draw indices over time in a panel for each of the strongest parameters."""
    months = list(found)
    table: dict[str, list[SobolIndices]] = {
        name: [] for name in (each.factor for each in found[months[0]])
    }
    for month in months:
        for each in found[month]:
            table[each.factor].append(each)
    strongest = sorted(table, key=lambda name: -_largest(table[name]))[:MOST_PANELS]
    rows = math.ceil(len(strongest) / PANELS_A_ROW)
    caption = _of_many(caption, len(strongest), len(table))
    height = HEAD + rows * PANEL_HEIGHT + 0.1
    with style(fonts_for("en")):
        figure = canvas(WIDTH, height, *caption[:3])
        for place, name in enumerate(strongest):
            row, column = divmod(place, PANELS_A_ROW)
            bottom = (height - HEAD - (row + 1) * PANEL_HEIGHT + 0.55) / height
            axes = figure.add_axes((0.07 + column * 0.315, bottom, 0.265, 1.5 / height))
            _panel(axes, months, table[name], name)
            if column == 0:
                axes.set_ylabel(caption.axis)
        figure.legend(
            handles=[
                Line2D([], [], color=BLUE, linewidth=2, label="total"),
                Line2D([], [], color=VERMILION, linewidth=2, linestyle=(0, (4, 2)), label="first"),
            ],
            loc="upper right",
            bbox_to_anchor=(0.985, 1 - 0.62 / height),
            frameon=False,
            ncols=2,
            fontsize=9,
        )
    return figure


def _of_many(caption: Caption, shown: int, every: int) -> Caption:
    """Say in the subtitle that not all parameters are shown."""
    if shown == every:
        return caption
    return caption._replace(subtitle=f"{caption.subtitle} The {shown} strongest of {every}.")


def _largest(found: Sequence[SobolIndices]) -> float:
    return float(np.nanmax([each.total.value for each in found] + [-1.0]))


def _panel(axes: Axes, months: Sequence[Any], found: Sequence[SobolIndices], name: str) -> None:
    years = [month.year for month in months]
    for kind, colour, dashes in (("total", BLUE, "solid"), ("first", VERMILION, (0, (4, 2)))):
        indices = np.array([getattr(each, kind) for each in found])
        axes.fill_between(years, indices[:, 1], indices[:, 2], color=colour, alpha=0.14, lw=0)
        axes.plot(years, indices[:, 0], color=colour, linestyle=dashes, linewidth=1.8)
    axes.axhline(0, color=BLACK, linewidth=0.8)
    axes.set_ylim(-0.25, 1.1)
    axes.xaxis.set_major_locator(MaxNLocator(4, integer=True))
    axes.set_title(name, loc="left", fontsize=9.5, fontweight="bold")


def _ranked(
    names: Sequence[str],
    marks: Sequence[Mark],
    columns: Sequence[tuple[str, Sequence[str]]],
    luck: tuple[float, str],
    caption: Caption,
) -> Figure:
    height = HEAD + len(names) * ROW + FOOT
    with style(fonts_for("en")):
        figure = canvas(WIDTH, height, *caption[:3])
        figure.texts[1].set_linespacing(1.4)  # the subtitle has two lines
        axes = figure.add_axes((LEFT, FOOT / height, RIGHT - LEFT, len(names) * ROW / height))
        axes.set_ylim(len(names) - 0.4, -0.6)
        axes.set_yticks(range(len(names)), names)
        axes.tick_params(axis="y", length=0)
        axes.grid(False, axis="y")
        axes.spines["left"].set_visible(False)
        axes.set_xlabel(caption.axis)
        axes.axvline(0, color=BLACK, linewidth=1.0, zorder=1)
        for place, mark in enumerate(marks):
            _draw(axes, mark, (place - 0.5) * APART * 2)
        handles = [_handle(mark) for mark in marks]
        if math.isfinite(luck[0]):
            axes.axvline(luck[0], color=GREY, linewidth=1.4, linestyle=(0, (1, 2)), zorder=1)
            handles.append(Line2D([], [], color=GREY, linewidth=1.4, linestyle=":", label=luck[1]))
        figure.legend(
            handles=handles,
            loc="upper left",
            bbox_to_anchor=(LEFT - 0.01, 1 - 0.86 / height),
            frameon=False,
            ncols=len(handles),
            fontsize=9,
        )
        heads = tuple((x, head) for x, (head, _) in zip(COLUMNS, columns, strict=True))
        write_beside(axes, -0.95, heads, GREY)
        for row in range(len(names)):
            texts = tuple((x, of[row]) for x, (_, of) in zip(COLUMNS, columns, strict=True))
            write_beside(axes, row, texts)
    return figure


def _draw(axes: Axes, mark: Mark, shift: float) -> None:
    for row, index in enumerate(mark.values):
        if math.isfinite(index.low):
            ends, at = (index.low, index.high), (row + shift, row + shift)
            axes.plot(ends, at, color=mark.colour, linewidth=1.4, zorder=2)
        axes.plot(index.value, row + shift, zorder=3, **_marker(mark))


def _handle(mark: Mark) -> Line2D:
    return Line2D([], [], linewidth=1.4, label=mark.label, **_marker(mark))


def _marker(mark: Mark) -> dict[str, Any]:
    return {
        "marker": mark.marker,
        "color": mark.colour,
        "markerfacecolor": mark.colour if mark.filled else "white",
        "markersize": 6.5 if mark.filled else 5,
    }


def _text(value: float) -> str:
    if not math.isfinite(value):
        return "–"
    return f"{value:.2f}" if abs(value) < 100 else f"{value:,.0f}"

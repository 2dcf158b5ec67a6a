"""Scenario discovery: what each box trades, and the points inside and outside the chosen one."""

from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from sim.analysis.discovery import Box, Discovery, Holds, Side
from sim.analysis.figures.fonts import fonts_for
from sim.analysis.figures.style import BLACK, BLUE, GREY, VERMILION, canvas, style

HEAD, PANEL, ALONE = 1.25, 3.3, 5.2  # inches
MOST_PAIRS, A_ROW = 6, 3
MOST_SHOWN = 1000  # points of each kind: more hide each other


class Said(NamedTuple):
    """Texts of the figures."""

    condition: str
    sentence: str
    footer: str


def tradeoff_figure(found: Discovery, said: Said) -> Figure:
    """Draw coverage against density of all boxes, with the chosen one and its check."""
    with style(fonts_for("en")):
        figure = canvas(7.2, 5.4, f"Boxes where {said.condition}", said.sentence, said.footer)
        axes = figure.add_axes((0.10, 0.155, 0.72, 0.62))
        dims = np.array([len(box.sides) for box in found.boxes])
        cover = [box.coverage for box in found.boxes]
        dense = [box.density for box in found.boxes]
        drawn = axes.scatter(cover, dense, c=dims, cmap="viridis", s=34, zorder=2)
        bar = figure.colorbar(drawn, cax=figure.add_axes((0.865, 0.155, 0.022, 0.62)))
        bar.set_label("parameters restricted")
        bar.locator = _whole(int(dims.max()))
        bar.update_ticks()
        axes.axhline(found.cases / found.points, color=GREY, linestyle=(0, (1, 2)), zorder=1)
        chosen, check = found.chosen, found.check
        axes.plot(chosen.coverage, chosen.density, "o", color=VERMILION, markersize=13, **_hollow())
        axes.plot(check.coverage, check.density, "X", color=BLACK, markersize=8, zorder=3)
        axes.set_xlim(0, 1.03)
        axes.set_ylim(0, 1.03)
        axes.set_xlabel("coverage: share of all cases that is inside")
        axes.set_ylabel("density: share of points inside that are cases")
        hollow = Line2D([], [], color=VERMILION, marker="o", linestyle="", label="chosen")
        hollow.set_markerfacecolor("none")
        handles = [
            hollow,
            Line2D([], [], color=BLACK, marker="X", linestyle="", label="on unseen points"),
            Line2D([], [], color=GREY, linestyle=":", label="all points"),
        ]
        axes.legend(handles=handles, frameon=False, loc="lower left", fontsize=9)
    return figure


def box_figure(found: Discovery, factors: pd.DataFrame, holds: Holds, said: Said) -> Figure:
    """Draw all points over pairs of the restricted parameters, the box as a frame.

    With one restricted parameter it is paired with the one that is named first of the others.
    """
    sides = _most_telling(found.chosen)
    names = [side.factor for side in sides]
    if len(names) == 1:
        names.append(next(str(name) for name in factors.columns if name != names[0]))
    pairs = list(combinations(names, 2))[:MOST_PAIRS]
    rows, columns = -(-len(pairs) // A_ROW), min(len(pairs), A_ROW)
    size = ALONE if columns == 1 else PANEL
    width, height = 0.55 + columns * size, HEAD + rows * size + 0.25
    with style(fonts_for("en")):
        figure = canvas(width, height, f"Where {said.condition}", said.sentence, said.footer)
        for place, pair in enumerate(pairs):
            row, column = divmod(place, A_ROW)
            bottom = (height - HEAD - (row + 1) * size + 0.62) / height
            left, wide = (0.7 + column * size) / width, (size - 0.85) / width
            axes = figure.add_axes((left, bottom, wide, (size - 0.75) / height))
            _pair(axes, pair, {side.factor: side for side in sides}, factors, holds)
        handles = [
            Line2D([], [], linestyle="", label="holds", **_look(True)),
            Line2D([], [], linestyle="", label="does not", **_look(False)),
            Line2D([], [], color=BLACK, linewidth=1.8, label="box"),
        ]
        figure.legend(
            handles=handles,
            loc="upper left",
            bbox_to_anchor=(0.02, 1 - 0.86 / height),
            frameon=False,
            ncols=3,
            fontsize=9,
        )
    return figure


def _most_telling(box: Box) -> list[Side]:
    """Return at most four restricted parameters, those least likely chance first."""
    return sorted(box.sides, key=lambda side: np.nanmin([side.chance_low, side.chance_high]))[:4]


def _pair(
    axes: Axes,
    pair: tuple[str, str],
    sides: dict[str, Side],
    factors: pd.DataFrame,
    holds: Holds,
) -> None:
    for of in (False, True):
        some = factors.loc[holds == of, list(pair)].iloc[:MOST_SHOWN]
        axes.plot(*(some[name] for name in pair), linestyle="", zorder=2 + of, **_look(of))
    ends = []
    for name in pair:
        side, values = sides.get(name), factors[name]
        air = 0.02 * (values.max() - values.min())
        low = values.min() - air if side is None or np.isnan(side.chance_low) else side.low
        high = values.max() + air if side is None or np.isnan(side.chance_high) else side.high
        ends.append((low, high))
    (left, right), (bottom, top) = ends
    frame = Rectangle((left, bottom), right - left, top - bottom, fill=False, zorder=4)
    frame.set(edgecolor=BLACK, linewidth=1.8)
    axes.add_patch(frame)
    axes.set_xlabel(pair[0], fontsize=8.5)
    axes.set_ylabel(pair[1], fontsize=8.5)
    axes.grid(False)


def _look(holds: bool) -> dict[str, Any]:
    return {
        "marker": "o" if holds else "x",
        "color": VERMILION if holds else BLUE,
        "markersize": 4 if holds else 3.2,
        "alpha": 0.75 if holds else 0.35,
        "markeredgewidth": 0.0 if holds else 0.8,
    }


def _hollow() -> dict[str, Any]:
    return {"markerfacecolor": "none", "markeredgewidth": 2.0, "zorder": 3}


def _whole(most: int) -> MaxNLocator:
    return MaxNLocator(min(most, 6) or 1, integer=True)

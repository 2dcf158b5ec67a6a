"""The causal loop diagram: variables, signed arrows, marked loops, and what each loop says."""

import textwrap

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyArrowPatch
from numpy.typing import NDArray

from sim.analysis.figures.fonts import Fonts
from sim.analysis.figures.style import BLACK, BLUE, GREY, VERMILION, canvas
from sim.dynamics.structure import LINKS, LOOPS, VARIABLES, Link
from sim.scenario.language import phrase

# Inches: of the page, of the diagram's lower left corner, of the list of loops.
WIDTH, HEIGHT, LEFT, BOTTOM, LIST = 19.2, 12.4, 0.5, 0.35, 13.75
COLUMNS = {"en": 72, "zh": 36}  # characters of a line of the list
SIGNS = {1: "+", -1: "−", 0: "?"}
COLOURS = {1: BLUE, -1: VERMILION, 0: GREY}
DELAYED = 6  # months from which a link has two strokes across
_TITLE = phrase("The feedback loops of makerspaces")
_NOTE = phrase(
    "+: more leads to more than otherwise; −: more leads to less. R reinforces, B balances. Two "
    "strokes: a delay of half a year or more. Dashed with ?: the sign depends on the level."
)
_FOOTER = phrase(
    "Each sign is confirmed in the engine: by its rule, by its accounts, or by paired worlds "
    "beyond two standard errors."
)
_R, _B = phrase("Reinforcing"), phrase("Balancing")


def loops_figure(fonts: Fonts) -> Figure:
    """Draw the diagram with the list of loops beside it."""
    say = fonts.language
    figure = canvas(WIDTH, HEIGHT, _TITLE.text(say), _NOTE.text(say), _FOOTER.text(say))
    axes = figure.add_axes((0, 0, 1, 1), frame_on=False)
    axes.set(xlim=(0, WIDTH), ylim=(0, HEIGHT), xticks=[], yticks=[])
    axes.grid(visible=False)
    for each in LINKS:
        _draw_link(axes, each)
    for variable in VARIABLES.values():
        axes.text(
            LEFT + variable.x,
            BOTTOM + variable.y,
            variable.label.text(say),
            fontsize=10,
            ha="center",
            va="center",
            linespacing=1.1,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5},
            zorder=4,
        )
    for loop in LOOPS:
        _draw_mark(axes, loop.name, LEFT + loop.x, BOTTOM + loop.y, loop.polarity)
    _draw_list(axes, fonts)
    return figure


def _draw_link(axes: Axes, each: Link) -> None:
    """Draw a curved arrow from the edge of one label to that of the other, with its sign."""
    start, end = (_place(name) for name in (each.cause, each.effect))
    bow = _bow(start, end, each.bend)
    begin, stop = _leaves(bow, each.cause, 0.0), _leaves(bow[::-1], each.effect, 0.06)
    path = bow[begin : len(bow) - stop]
    colour = COLOURS[each.sign]
    axes.plot(*path[:-2].T, color=colour, lw=1.25, ls="--" if each.sign == 0 else "-", zorder=2)
    head = FancyArrowPatch(
        tuple(path[-8]),
        tuple(path[-1]),
        arrowstyle="-|>",
        mutation_scale=11,
        color=colour,
        lw=0,
        shrinkA=0,
        shrinkB=0,
        zorder=3,
    )
    axes.add_patch(head)
    forward = path[-1] - path[-8]
    across = np.array([-forward[1], forward[0]]) / np.hypot(*forward)
    at = path[-14] + 0.13 * across * (-1 if each.bend > 0 else 1)
    axes.text(
        at[0],
        at[1],
        SIGNS[each.sign],
        fontsize=10,
        fontweight="bold",
        color=colour,
        ha="center",
        va="center",
        zorder=5,
    )
    if each.delay >= DELAYED:
        middle = len(path) // 2
        forward = path[middle + 1] - path[middle - 1]
        forward /= np.hypot(*forward)
        across = np.array([-forward[1], forward[0]])
        for shift in (-0.03, 0.03):
            centre = path[middle] + shift * forward
            ends = np.array([centre - 0.09 * across, centre + 0.09 * across])
            axes.plot(*ends.T, color=colour, lw=1.4, zorder=3)


def _place(name: str) -> NDArray[np.float64]:
    return np.array([LEFT + VARIABLES[name].x, BOTTOM + VARIABLES[name].y])


def _bow(start: NDArray[np.float64], end: NDArray[np.float64], bend: float) -> NDArray[np.float64]:
    """Points of a curve that bows to one side by a share of its length, shape (points, 2)."""
    chord = end - start
    control = (start + end) / 2 + 2 * bend * np.array([chord[1], -chord[0]]) * 0.5
    t = np.linspace(0.0, 1.0, max(40, int(60 * np.hypot(*chord))))[:, None]
    points: NDArray[np.float64] = (1 - t) ** 2 * start + 2 * t * (1 - t) * control + t**2 * end
    return points


def _leaves(path: NDArray[np.float64], name: str, room: float) -> int:
    """First point of a path that is outside the label that it starts from."""
    lines = VARIABLES[name].label.en.split("\n")
    half = np.array([0.042 * max(map(len, lines)) + 0.08, 0.085 * len(lines) + 0.06]) + room
    away = np.abs(path - path[0]) > half
    return int(np.argmax(away.any(axis=1)))


def _draw_mark(axes: Axes, name: str, x: float, y: float, polarity: int) -> None:
    colour = COLOURS[polarity]
    axes.add_patch(Circle((x, y), 0.19, fc="white", ec=colour, lw=1.3, zorder=5))
    axes.text(
        x,
        y,
        name,
        fontsize=8.5,
        fontweight="bold",
        color=colour,
        ha="center",
        va="center",
        zorder=6,
    )


def _draw_list(axes: Axes, fonts: Fonts) -> None:
    """Name the loops and say in a sentence what each does."""
    say, y = fonts.language, HEIGHT - 0.9
    for sign, heading in ((1, _R), (-1, _B)):
        axes.text(LIST, y, heading.text(say), fontsize=11, fontweight="bold", va="center")
        y -= 0.36
        for loop in (each for each in LOOPS if each.polarity == sign):
            _draw_mark(axes, loop.name, LIST + 0.19, y - 0.1, sign)
            lines = textwrap.wrap(loop.sentence.text(say), COLUMNS[say])
            axes.text(
                LIST + 0.5,
                y,
                loop.label.text(say),
                fontsize=9.5,
                fontweight="bold",
                va="center",
                color=BLACK,
            )
            axes.text(
                LIST + 0.5, y - 0.12, "\n".join(lines), fontsize=8.5, va="top", linespacing=1.25
            )
            y -= 0.27 + 0.165 * len(lines)
        y -= 0.1

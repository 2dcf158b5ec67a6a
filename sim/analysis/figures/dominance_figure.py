"""What drives desks and tenants over time: areas of groups of loops, those that reinforce above."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator

from sim.analysis.figures.calendar import calendar_axis
from sim.analysis.figures.fonts import Fonts
from sim.analysis.figures.style import BLACK, BLUE, GREEN, GREY, PALE, VERMILION, canvas
from sim.analysis.observed import Values
from sim.dynamics.dominance.drive import DRIVEN, Drive
from sim.dynamics.dominance.groups import OTHER_B, OTHER_R, OTHERS, Group
from sim.dynamics.dominance.periods import averaged, periods
from sim.model.conditions import FIRST_YEAR
from sim.scenario.language import phrase

WIDTH, HEIGHT = 11.2, 8.7
LEFT, PANEL, HEAD, LEVEL, GAP, SHARES, STEP = 0.8, 6.9, 0.95, 0.75, 0.17, 2.35, 3.8  # inches
LEAST = 0.03  # mean share of a group that has an area of its own
LINE = 0.215  # inches of the list beside a panel
# Reinforcing in blue and green, balancing in warm colours; lightness keeps neighbours apart.
COLOURS = {
    +1: (BLUE, "#8EC7EA", GREEN, "#7FCDBB", "#004C6D", "#B7C9E2"),
    -1: (VERMILION, "#F0C27B", "#8C2D04", "#CC79A7", "#E69F00", "#E9B7A0", "#7A5195"),
}
OF_OTHERS = {OTHER_R.name: PALE, OTHER_B.name: "#CFCFCF"}
_TITLE = phrase("Which loops drive desks and tenants")
_NOTE = phrase(
    "Shares of all loops through the quantity, means over 13 months. Above the line loops that "
    "carry a change on, below it loops that hold it back. Ticks: a new period."
)
_FOOTER = phrase(
    "{scenario}. Loops that Matter (Schoenberg et al. 2020, 2023) on the mean-field twin. What "
    "comes from outside is in no loop."
)
_LEVEL, SHARE = phrase("number"), phrase("share of loops, %")


def dominance_figure(drives: Mapping[str, Drive], fonts: Fonts, scenario: str) -> Figure:
    """Draw for each quantity its level, and below it what drives it."""
    say = fonts.language
    footer = _FOOTER.text(say).format(scenario=fonts.shown(scenario))
    figure = canvas(WIDTH, HEIGHT, _TITLE.text(say), _NOTE.text(say), footer)
    colours = colours_of(list(drives.values()))
    for number, drive in enumerate(drives.values()):
        top = HEIGHT - HEAD - number * STEP
        upper = _axes(figure, top - LEVEL, LEVEL)
        lower = _axes(figure, top - LEVEL - GAP - SHARES, SHARES)
        _draw_level(upper, drive, fonts)
        rows = rows_of(drive)
        draw_areas(lower, rows, colours, fonts)
        for period in periods(drive)[1:]:
            begin = FIRST_YEAR + period.first / 12
            lower.axvline(begin, 0.0, 0.035, color=BLACK, linewidth=1.2)
            lower.axvline(begin, color="white", linewidth=0.9, alpha=0.8)
        beside = LEFT + PANEL + 0.25, top - LEVEL - GAP - SHARES / 2
        draw_list(figure, [group for group, _ in rows], colours, beside, fonts)
    return figure


def _axes(figure: Figure, bottom: float, tall: float) -> Axes:
    return figure.add_axes((LEFT / WIDTH, bottom / HEIGHT, PANEL / WIDTH, tall / HEIGHT))


def rows_of(drive: Drive) -> list[tuple[Group, Values]]:
    """Areas from the zero line outwards: the large groups first, the rest as others."""
    rest: dict[str, Values] = {group.name: np.zeros(drive.shares.shape[1]) for group in OTHERS}
    rows = []
    for group, shares in zip(drive.groups, drive.shares, strict=True):
        if group not in OTHERS and shares.mean() >= LEAST:
            rows.append((group, averaged(shares)))
        else:
            other = OTHER_R if group.polarity > 0 else OTHER_B
            rest[other.name] = rest[other.name] + averaged(shares)
    return [*rows, *((group, rest[group.name]) for group in OTHERS)]


def colours_of(drives: Sequence[Drive]) -> dict[str, str]:
    """A colour for each group, the same in both panels."""
    found = dict(OF_OTHERS)
    free = {sign: list(colours) for sign, colours in COLOURS.items()}
    for drive in drives:
        for group, _ in rows_of(drive):
            if group.name not in found:
                left = free[group.polarity]
                found[group.name] = left.pop(0) if left else GREY
    return found


def _draw_level(axes: Axes, drive: Drive, fonts: Fonts) -> None:
    axes.set_title(
        DRIVEN[drive.through].text(fonts.language),
        fontsize=10.5,
        loc="left",
        pad=5,
        fontweight="bold",
    )
    at = calendar_axis(axes, len(drive.level) - 1)
    axes.plot(at, drive.level[:-1], color=BLACK, linewidth=1.6)
    axes.set_ylim(bottom=0)
    axes.tick_params(labelbottom=False, length=0)
    axes.yaxis.set_major_locator(MaxNLocator(2))
    axes.yaxis.set_major_formatter("{x:,.0f}")
    axes.set_ylabel(_LEVEL.text(fonts.language))
    axes.yaxis.set_label_coords(-0.085, 0.5)


def draw_areas(
    axes: Axes,
    rows: Sequence[tuple[Group, Values]],
    colours: Mapping[str, str],
    fonts: Fonts,
    every: int = 1,
) -> None:
    """Draw areas outwards from zero, each with the colour of its group.

    Parameters
    ----------
    every : int
        Months from one point to the next.
    """
    at = calendar_axis(axes, len(rows[0][1]))[::every]
    ends = {+1: np.zeros(len(at)), -1: np.zeros(len(at))}
    for group, shares in rows:
        inner = ends[group.polarity]
        outer = inner + group.polarity * 100 * shares[::every]
        ends[group.polarity] = outer
        axes.fill_between(
            at, inner, outer, color=colours[group.name], edgecolor="white", linewidth=0.5
        )
    axes.axhline(0, color=BLACK, linewidth=1.0)
    axes.grid(visible=False)
    axes.set_ylim(-100, 100)
    axes.yaxis.set_major_locator(FixedLocator([-100, -50, 0, 50, 100]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda share, _: f"{abs(share):.0f}"))
    axes.set_ylabel(SHARE.text(fonts.language))
    axes.yaxis.set_label_coords(-0.085, 0.5)


def draw_list(
    figure: Figure,
    groups: Sequence[Group],
    colours: Mapping[str, str],
    at: tuple[float, float],
    fonts: Fonts,
) -> None:
    """Name the areas in the order in which they lie, from above to below.

    Parameters
    ----------
    at : tuple of float
        Left end of the list and the height of the zero line, in inches.
    """
    left, zero = at
    wide, tall = figure.get_size_inches()
    above = [group for group in groups if group.polarity > 0][::-1]
    below = [group for group in groups if group.polarity < 0]
    places = [zero + LINE * (len(above) - number) for number in range(len(above))]
    places += [zero - LINE * (number + 1) for number in range(len(below))]
    for group, y in zip([*above, *below], places, strict=True):
        box = Rectangle(
            (left / wide, (y - 0.06) / tall),
            0.2 / wide,
            0.13 / tall,
            facecolor=colours[group.name],
            transform=figure.transFigure,
        )
        figure.add_artist(box)
        code = f"{group.name} " if group.name[1:].isdigit() else ""
        text = code + group.label.text(fonts.language)
        figure.text((left + 0.28) / wide, y / tall, text, fontsize=9, va="center")

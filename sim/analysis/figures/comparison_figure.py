"""Figures of a comparison: paired differences by indicator; curves with the difference below."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from sim.analysis.comparison import Difference
from sim.analysis.comparison_indicators import unit_of_difference
from sim.analysis.figures.comparison_curves import CURVES, curves_figure
from sim.analysis.figures.comparison_drawing import Look, Pictured
from sim.analysis.figures.encoding import STUDY_DPI, Rendered, files_of
from sim.analysis.figures.frontier_figure import frontier_figure
from sim.analysis.figures.money_figures import public_costs_figure
from sim.analysis.figures.style import BLACK, GREY, canvas, style
from sim.analysis.gaps import percent
from sim.scenario.language import PERCENT, Bilingual

WIDTH, LEFT, RIGHT = 10.2, 3.55, 7.3  # inches; where strips begin and end
HEAD, HEADING, BAR, BETWEEN, FOOT = 1.5, 0.42, 0.25, 0.36, 0.42
MEAN_AT, CHANCE_AT = 8.95, 10.0  # right ends of the columns of numbers
DIAMOND_BELOW = 0.33  # of the height of a bar


def draw(name: str, pictured: Pictured) -> Figure:
    """Draw a figure: one of ``FIGURES``."""
    with style(pictured.fonts):
        return FIGURES[name](pictured)


def rendered(pictured: Pictured, names: Sequence[str]) -> Iterator[Rendered]:
    """Draw figures and render each as SVG, with text as text, and as PNG."""
    for name in names:
        stem = f"{name}-{pictured.fonts.language}"
        yield from files_of(draw(name, pictured), stem, pictured.fonts, STUDY_DPI)


class _Strip(NamedTuple):
    """Rows of one figure, one a scenario."""

    rows: Sequence[Difference]
    bottom: float  # inches


def differences_figure(pictured: Pictured) -> Figure:
    """Draw a strip for each figure with a bar for each scenario; strips share their zero."""
    sections, height = _layout(pictured)
    figure = canvas(
        WIDTH,
        height,
        pictured.say("differences_title", first=pictured.names[0]),
        pictured.say("differences_subtitle"),
        pictured.footer,
    )
    figure.texts[1].set_linespacing(1.4)  # the subtitle has two lines
    pictured.legend(figure, height - 1.0, markers=True)
    for key, at in (("mean", MEAN_AT), ("chance", CHANCE_AT)):
        figure.text(
            at / WIDTH,
            (height - HEAD) / height,
            pictured.say(key),
            fontsize=8,
            linespacing=1.35,
            color=GREY,
            ha="right",
            va="center",
        )
    for section, strips in sections.items():
        top = strips[0].bottom + len(strips[0].rows) * BAR + 0.16
        figure.text(0.014, top / height, pictured.say(section), fontweight="bold", va="bottom")
        for strip in strips:
            _strip(figure, pictured, strip, height)
    return figure


def _layout(pictured: Pictured) -> tuple[dict[str, list[_Strip]], float]:
    """Strips by section, from the top down, and the height of the figure in inches."""
    by_key: dict[Any, list[Difference]] = {}
    for row in pictured.shown:
        by_key.setdefault(row.key, []).append(row)
    found: dict[str, list[_Strip]] = {}
    depth = HEAD
    for section, keys in groupby(by_key, key=lambda key: key.section):
        depth += HEADING
        for key in keys:
            depth += len(by_key[key]) * BAR + BETWEEN
            found.setdefault(section, []).append(_Strip(by_key[key], depth - BETWEEN))
    height = depth + FOOT - 0.1
    placed = {
        section: [strip._replace(bottom=height - strip.bottom) for strip in strips]
        for section, strips in found.items()
    }
    return placed, height


def _strip(figure: Figure, pictured: Pictured, strip: _Strip, height: float) -> None:
    rows, tall = strip.rows, len(strip.rows) * BAR
    place = (LEFT / WIDTH, strip.bottom / height, (RIGHT - LEFT) / WIDTH, tall / height)
    axes = figure.add_axes(place)
    _empty_axes(axes, rows)
    _name(figure, pictured, rows[0], strip.bottom + tall / 2, height)
    if rows[0].better != "neither":
        more = rows[0].better == "more"
        axes.annotate(
            pictured.say(f"better_{rows[0].better}"),
            (1.0 if more else 0.0, 1.0),
            xycoords="axes fraction",
            fontsize=7,
            color=GREY,
            ha="right" if more else "left",
            va="bottom",
        )
    for number, row in enumerate(rows):
        _bar(axes, number, row, pictured.look(row.scenario))
        at = strip.bottom + tall - (number + 0.5) * BAR
        for text, right in zip(_in_words(pictured, row), (MEAN_AT, CHANCE_AT), strict=True):
            figure.text(right / WIDTH, at / height, text, fontsize=8.5, ha="right", va="center")


def _name(
    figure: Figure, pictured: Pictured, row: Difference, middle: float, height: float
) -> None:
    language = pictured.fonts.language
    label = Bilingual(row.label_en, row.label_zh).text(language)
    unit = unit_of_difference(row.key).text(language)
    group = Bilingual(row.group_en, row.group_zh).text(language)
    below = unit if row.section != "outcomes" else pictured.say("of", group=group, unit=unit)
    figure.text(0.014, (middle + 0.01) / height, label, fontsize=9, va="bottom")
    figure.text(0.014, (middle - 0.01) / height, below, fontsize=8, color=GREY, va="top")


def _empty_axes(axes: Axes, rows: Sequence[Difference]) -> None:
    """Prepare a strip with zero in its middle."""
    ends = [
        abs(value)
        for row in rows
        for value in (
            row.replicates_low_90,
            row.replicates_high_90,
            row.monte_carlo_low_90,
            row.monte_carlo_high_90,
            row.median_difference,
            row.mean_difference,
        )
        if value is not None
    ]
    reach = 1.1 * max(ends, default=0.0) or 1.0
    axes.set_xlim(-reach, reach)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.spines["bottom"].set_color("#C8C8C8")
    axes.tick_params(axis="x", labelsize=7, length=2, pad=1.5)
    axes.xaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10]))
    axes.xaxis.set_major_formatter("{x:,.6g}")
    axes.axvline(0, color=BLACK, linewidth=1.0, zorder=1)


def _bar(axes: Axes, place: int, row: Difference, look: Look) -> None:
    """Draw ranges of replicates, and below them the mean with its Monte Carlo interval."""
    if row.mean_difference is None or row.median_difference is None:
        return
    above, below = place - 0.12, place + DIAMOND_BELOW - 0.04
    for low, high, width in (
        (row.replicates_low_90, row.replicates_high_90, 1.4),
        (row.replicates_low_50, row.replicates_high_50, 5.0),
    ):
        if low is not None and high is not None:
            (line,) = axes.plot((low, high), (above, above), color=look.colour, linewidth=width)
            line.set_solid_capstyle("butt")
    axes.plot(
        row.median_difference,
        above,
        look.marker,
        color=look.colour,
        markeredgecolor="white",
        markersize=7,
        zorder=3,
    )
    if row.monte_carlo_low_90 is not None and row.monte_carlo_high_90 is not None:
        ends = (row.monte_carlo_low_90, row.monte_carlo_high_90)
        axes.plot(ends, (below, below), "|-", color=BLACK, linewidth=0.9, markersize=4)
    axes.plot(row.mean_difference, below, "D", color=BLACK, markersize=2.8, zorder=3)


def _in_words(pictured: Pictured, row: Difference) -> tuple[str, str]:
    if row.mean_difference is None:
        return "–", ""
    if row.chance_unchanged == 100:
        return pictured.say("unchanged"), ""
    chance = row.chance_better
    if chance is None:
        return row.mean_in_words, ""
    share = PERCENT.text(pictured.fonts.language).format(number=percent(chance / 100))
    return row.mean_in_words, share


FIGURES: dict[str, Callable[[Pictured], Figure]] = {
    "differences": differences_figure,
    "frontier": frontier_figure,
    "public_cost": public_costs_figure,
    **{name: curves_figure(name) for name in CURVES},
}

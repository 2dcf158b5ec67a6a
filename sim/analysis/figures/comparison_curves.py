"""Curves of several scenarios, each panel with the paired difference below it."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from sim.analysis.figures.calendar import calendar_axis
from sim.analysis.figures.comparison_drawing import Look, Pictured
from sim.analysis.figures.style import BLACK, canvas
from sim.analysis.intervals import FEWEST, band
from sim.analysis.observed import Values
from sim.analysis.totals import TOTALS
from sim.model.categories import MODELS
from sim.results.groups import LABELS
from sim.scenario.language import Bilingual

WIDTH, COLUMNS = 12.4, 3
HEAD, TITLE, LEVEL, DIFFERENCE, AIR, X_LABEL, FOOT = 1.2, 0.34, 1.85, 1.05, 0.16, 0.52, 0.28
LEFT, PANEL, STEP = 0.75, 3.2, 4.05  # inches
MOST_BANDS = 3  # scenarios; more bands hide each other
SHOWN = {"founding_x": 121, "entry_x": 49}  # points
SHOWN_FROM = {"shakeout": 12}  # the rate of a handful of spaces says nothing


class Panel(NamedTuple):
    """One curve of every scenario."""

    curve: str
    title: Bilingual
    unit: Bilingual | str  # itself, or the key of a text
    x: str = "year_x"
    factor: float = 1.0


def _of_models(curve: str, unit: str, x: str, factor: float = 1.0) -> tuple[Panel, ...]:
    labels = {name: Bilingual(LABELS[name].en, LABELS[name].zh) for name in MODELS}
    return tuple(Panel(f"{curve}:{name}", label, unit, x, factor) for name, label in labels.items())


def _of_total(name: str) -> Panel:
    about = TOTALS[name].about
    return Panel(name, about.label, about.unit)


CURVES: dict[str, tuple[Panel, ...]] = {
    "series": tuple(
        _of_total(name)
        for name in (
            "spaces",
            "tenants",
            "graduated_cumulative",
            "funded_cumulative",
            "invested_cumulative",
            "public_cost_cumulative",
        )
    ),
    "survival": _of_models("survival", "still_open", "founding_x", 100.0),
    "funding": _of_models("incidence", "funded_so_far", "entry_x"),
    "shakeout": _of_models("closure_rate", "closed_a_year", "year_x"),
}


def curves_figure(name: str) -> Callable[[Pictured], Figure]:
    """Return what draws the panels of ``CURVES[name]``."""

    def drawn(pictured: Pictured) -> Figure:
        panels = CURVES[name]
        block = TITLE + LEVEL + AIR + DIFFERENCE + X_LABEL
        height = HEAD + -(-len(panels) // COLUMNS) * block + FOOT
        title = pictured.say(f"{name}_title", first=pictured.names[0])
        figure = canvas(WIDTH, height, title, _subtitle(pictured), pictured.footer)
        pictured.legend(figure, height - 0.68)
        for number, panel in enumerate(panels):
            row, column = divmod(number, COLUMNS)
            top = height - HEAD - row * block - TITLE
            left = LEFT + column * STEP
            upper = _axes(figure, left, top - LEVEL, LEVEL)
            lower = _axes(figure, left, top - LEVEL - AIR - DIFFERENCE, DIFFERENCE)
            draw_panel(upper, lower, pictured, panel, SHOWN_FROM.get(name, 0))
        return figure

    return drawn


def _subtitle(pictured: Pictured) -> str:
    enough = pictured.members[0].replicates >= FEWEST
    few = enough and len(pictured.members) <= MOST_BANDS
    return pictured.say(
        "curves_subtitle",
        replicates=pictured.members[0].replicates,
        band=pictured.say("with_band") if few else "",
        ranges=pictured.say("with_ranges") if few else "",
    )


def _axes(figure: Figure, left: float, bottom: float, tall: float) -> Axes:
    width, height = figure.get_size_inches()
    return figure.add_axes((left / width, bottom / height, PANEL / width, tall / height))


def draw_panel(upper: Axes, lower: Axes, pictured: Pictured, panel: Panel, since: int) -> None:
    """Draw levels above and paired differences below, on one horizontal axis."""
    language = pictured.fonts.language
    unit = panel.unit.text(language) if isinstance(panel.unit, Bilingual) else None
    upper.set_title(panel.title.text(language), fontsize=10, loc="left", pad=6, fontweight="bold")
    upper.set_ylabel(unit or pictured.say(str(panel.unit)))
    lower.set_ylabel(pictured.say("difference", unit=unit or pictured.say("points")))
    lower.set_xlabel(pictured.say(panel.x))
    curves = [shown(member.curves[panel.curve], panel, since) for member in pictured.members]
    at, _ = (_horizontal(axes, panel, curves[0].shape[1]) for axes in (upper, lower))
    bands = len(curves) <= MOST_BANDS
    for member, curve in zip(pictured.members, curves, strict=True):
        look = pictured.look(member.label)
        middle, low, high = band(curve)
        if bands:
            upper.fill_between(at, low, high, color=look.colour, alpha=0.10, linewidth=0)
        upper.plot(at, middle, color=look.colour, linestyle=look.dashes, linewidth=1.8)
    lower.axhline(0, color=BLACK, linewidth=1.0)
    for member, curve in zip(pictured.members[1:], curves[1:], strict=True):
        _difference(lower, at, curve - curves[0], pictured.look(member.label), bands)
    upper.set_ylim(bottom=0)
    upper.tick_params(labelbottom=False)
    for axes, most in ((upper, 6), (lower, 4)):
        axes.yaxis.set_major_locator(MaxNLocator(most, steps=[1, 2, 5, 10]))
        axes.yaxis.set_major_formatter("{x:,.6g}")
        axes.yaxis.set_label_coords(-0.165, 0.5)


def _difference(axes: Axes, at: Values, curve: Values, look: Look, bands: bool) -> None:
    colour = look.colour
    middle, low, high = band(curve)
    if bands and np.isfinite(low).any():
        _, lower, upper = band(curve, (0.25, 0.75))
        axes.fill_between(at, low, high, color=colour, alpha=0.14, linewidth=0)
        axes.fill_between(at, lower, upper, color=colour, alpha=0.28, linewidth=0)
    axes.plot(at, middle, color=colour, linestyle=look.dashes, linewidth=1.8)


def shown(curve: Values, panel: Panel, since: int) -> Values:
    """The part of a curve that is drawn."""
    drawn: Values = panel.factor * curve[:, : SHOWN.get(panel.x)]
    drawn[:, :since] = np.nan
    return drawn


def _horizontal(axes: Axes, panel: Panel, points: int) -> Values:
    """Prepare the horizontal axis and return the places of the points on it."""
    if panel.x == "year_x":
        return calendar_axis(axes, points)
    at = np.arange(points) / (12 if panel.x == "founding_x" else 1)
    axes.set_xlim(0, at[-1])
    axes.xaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 3, 6, 10]))
    return at

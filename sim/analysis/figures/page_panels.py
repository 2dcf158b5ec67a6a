"""Panels of a run for its page: one figure each, so that a page can lay them out as it is wide."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.analysis.figures.calendar import calendar_axis
from sim.analysis.figures.drawing import Drawing
from sim.analysis.figures.inline import Mark, axes_at, blank, inline_svg
from sim.analysis.figures.page_texts import PAGE_TEXTS
from sim.analysis.figures.shakeout_figure import SHOWN_FROM
from sim.analysis.figures.style import LINES, PURPLE, Line, draw_band, from_zero, label_ends
from sim.analysis.intervals import band
from sim.analysis.observed import Values
from sim.model.categories import CELLS, MODELS
from sim.model.conditions import FIRST_YEAR

WIDTH, HEIGHT = 4.7, 3.05  # inches; on paper two stand side by side
LEFT, RIGHT, BOTTOM, TOP = 0.66, 1.08, 0.50, 0.12  # inches around the axes
SURVIVAL_YEARS, ENTRY_MONTHS = 10, 48
CELL_LINES = {
    "broad_mixed": LINES["diversified"],
    "broad_rent": LINES["rent_dependent"],
    "focused_mixed": LINES["specialised"],
    "focused_rent": Line(PURPLE, (0, (1.4, 1.2))),
}


class Panel(NamedTuple):
    """A figure of a page."""

    title: str
    svg: str


class Curve(NamedTuple):
    """A curve of every replicate with its look and name."""

    name: str
    line: Line
    values: Values  # shape (replicates, points)


def run_panels(drawing: Drawing) -> dict[str, Panel]:
    """Draw the panels of a run, by name."""
    return {
        "survival_models": _survival(drawing, "survival_models", MODELS, LINES),
        "survival_cells": _survival(drawing, "survival_cells", CELLS, CELL_LINES),
        "funding_rate": _over_time(drawing, "funding_rate", "funding_over_time", "funding_rate_y"),
        "since_entry": _since_entry(drawing),
        "closure_rate": _over_time(
            drawing, "closure_rate", "closures_panel", "closures_y", SHOWN_FROM
        ),
        "stock": _stock(drawing),
    }


def empty_panel() -> Axes:
    """Return axes in a figure of their own, with room for labels on the right."""
    wide, tall = WIDTH - LEFT - RIGHT, HEIGHT - BOTTOM - TOP
    return axes_at(blank(WIDTH, HEIGHT), LEFT, BOTTOM, wide, tall)


def said(drawing: Drawing, key: str, **values: object) -> str:
    """Return a text of the figures of pages."""
    return PAGE_TEXTS[key].text(drawing.fonts.language).format(**values)


def finished(axes: Axes, name: str, title: str, marks: list[Mark]) -> Panel:
    """Make a panel of axes that have been drawn in."""
    assert isinstance(axes.figure, Figure)
    return Panel(title, inline_svg(axes.figure, name, title, marks))


def _survival(
    drawing: Drawing, name: str, classes: Iterable[str], lines: Mapping[str, Line]
) -> Panel:
    months = drawing.evidence.curves["stock:alive"].shape[1]
    years = min(SURVIVAL_YEARS, max(1, months // 12))
    axes = empty_panel()
    curves = [
        Curve(
            drawing.name(each), lines[each], 100 * _curve(drawing, f"survival:{each}", 12 * years)
        )
        for each in classes
    ]
    marks = _draw(axes, drawing, curves, np.arange(12 * years + 1) / 12, "point_survival", 12)
    axes.set_xlim(0, years)
    axes.set_xticks(range(0, years + 1, 2 if years > 5 else 1))
    axes.set_ylim(0, 101)
    axes.set_xlabel(drawing.say("survival_x"))
    axes.set_ylabel(drawing.say("survival_y"))
    _label(axes, curves)
    return finished(axes, name, said(drawing, name), marks)


def _since_entry(drawing: Drawing) -> Panel:
    axes = empty_panel()
    curves = [
        Curve(
            drawing.name(model), LINES[model], _curve(drawing, f"incidence:{model}", ENTRY_MONTHS)
        )
        for model in MODELS
    ]
    at = np.arange(ENTRY_MONTHS + 1, dtype=float)
    marks = _draw(axes, drawing, curves, at, "point_since_entry", 6)
    axes.set_xlim(0, ENTRY_MONTHS)
    axes.set_xticks(range(0, ENTRY_MONTHS + 1, 12))
    from_zero(axes)
    axes.set_xlabel(drawing.say("since_entry_x"))
    axes.set_ylabel(drawing.say("incidence_y"))
    _label(axes, curves)
    return finished(axes, "since_entry", drawing.say("funding_since_entry"), marks)


def _over_time(drawing: Drawing, rate: str, title: str, unit: str, since: int = 0) -> Panel:
    axes = empty_panel()
    curves = []
    for model in MODELS:
        values = drawing.evidence.curves[f"{rate}:{model}"].copy()
        values[:, :since] = np.nan
        curves.append(Curve(drawing.name(model), LINES[model], values))
    at = calendar_axis(axes, curves[0].values.shape[1])
    marks = _draw(axes, drawing, curves, at, f"point_{rate}", 12)
    return _of_years(axes, drawing, rate, drawing.say(title), drawing.say(unit), curves, marks)


def _stock(drawing: Drawing) -> Panel:
    axes = empty_panel()
    names = {"alive": drawing.say("alive"), **{model: drawing.name(model) for model in MODELS}}
    names["recorded"] = drawing.say("recorded")
    curves = [
        Curve(name, LINES[key], drawing.evidence.curves[f"stock:{key}"])
        for key, name in names.items()
    ]
    at = calendar_axis(axes, curves[0].values.shape[1])
    # The list moves in batches within a year: it is drawn at the ends of years.
    listed = curves[-1].values.copy()
    within_year = (np.arange(listed.shape[1]) + 1) % 12 != 0
    listed[:, within_year] = np.nan
    curves[-1] = curves[-1]._replace(values=listed)
    marks = _draw(axes, drawing, curves[:-1], at, "point_stock", 12)
    marks += _draw(axes, drawing, curves[-1:], at + 1 / 12, "point_stock", 12, 11)
    title, unit = drawing.say("stock_panel"), drawing.say("stock_y")
    return _of_years(axes, drawing, "stock", title, unit, curves, marks)


def _of_years(
    axes: Axes,
    drawing: Drawing,
    name: str,
    title: str,
    unit: str,
    curves: list[Curve],
    marks: list[Mark],
) -> Panel:
    first, last = FIRST_YEAR, round(axes.get_xlim()[1])
    axes.set_xticks(range(first, last + 1, 5 if last - first > 8 else 2))
    from_zero(axes)
    axes.set_xlabel(drawing.say("year_x"))
    axes.set_ylabel(unit)
    _label(axes, curves)
    return finished(axes, name, title, marks)


def _curve(drawing: Drawing, name: str, last: int) -> Values:
    """First points of a curve, NaN where it is shorter."""
    values = drawing.evidence.curves[name][:, : last + 1]
    longer = np.full((values.shape[0], last + 1), np.nan)
    longer[:, : values.shape[1]] = values
    return longer


def _draw(
    axes: Axes,
    drawing: Drawing,
    curves: list[Curve],
    at: Values,
    key: str,
    step: int,
    first: int = 0,
) -> list[Mark]:
    """Draw curves with their bands; returns marks at every ``step``-th point."""
    marks = []
    for curve in curves:
        middle, low, high = band(curve.values)
        known = np.isfinite(middle)
        draw_band(axes, at[known], (middle[known], low[known], high[known]), curve.line, curve.name)
        for place in range(first, middle.size, step):
            if known[place]:
                ends = low[place], high[place]
                text = _in_words(drawing, key, curve.name, at[place], middle[place], ends)
                marks.append(Mark(axes, at[place], middle[place], curve.line.colour, text))
    return marks


def _in_words(
    drawing: Drawing, key: str, name: str, at: float, middle: float, ends: tuple[float, float]
) -> str:
    form = ",.0f" if key == "point_stock" else ".1f"
    low, high = (format(end, form) for end in ends)
    known = bool(np.isfinite(ends).all())
    numbers: dict[str, Any] = {
        "value": format(middle, form),
        "range": f" [{low}, {high}]" if known else "",
    }
    return said(drawing, key, name=name, at=at, **numbers)


def _label(axes: Axes, curves: list[Curve]) -> None:
    """Name curves beside their ends; long names take two lines."""
    ends = []
    for curve in curves:
        middle = band(curve.values)[0]
        known = middle[np.isfinite(middle)]
        if known.size:
            name = curve.name.replace(", ", ",\n").replace("·", "\n")
            ends.append((float(known[-1]), name, curve.line.colour))
    lines = max((text.count("\n") + 1 for _, text, _ in ends), default=1)
    label_ends(axes, ends, room=1.12 * lines)

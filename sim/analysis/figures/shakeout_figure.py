"""Figure (c): closures and stock of spaces by business model."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.analysis.figures.calendar import calendar_axis
from sim.analysis.figures.drawing import Drawing
from sim.analysis.figures.style import LINES, canvas, draw_band, from_zero, label_ends, pair_of_axes
from sim.analysis.intervals import band
from sim.analysis.observed import month_number
from sim.model.categories import MODELS

SHOWN_FROM = month_number(2016)


def shakeout_figure(drawing: Drawing) -> Figure:
    """Draw the rate of closure, and the number of spaces alive and recorded."""
    subtitle = drawing.say("shakeout_subtitle", band=drawing.band)
    figure = canvas(10, 4.8, drawing.say("shakeout_title"), subtitle, drawing.footer)
    left, right = pair_of_axes(figure)
    _closures(left, drawing)
    _stock(right, drawing)
    return figure


def _closures(axes: Axes, drawing: Drawing) -> None:
    axes.set_title(drawing.say("closures_panel"), fontsize=10, loc="left", pad=8)
    ends = []
    for model in MODELS:
        curve = drawing.evidence.curves[f"closure_rate:{model}"].copy()
        curve[:, :SHOWN_FROM] = np.nan  # a rate of a handful of spaces says nothing
        at = calendar_axis(axes, curve.shape[1])
        end = draw_band(axes, at, band(curve), LINES[model], drawing.name(model))
        ends.append((end, drawing.name(model), LINES[model].colour))
    from_zero(axes)
    label_ends(axes, ends, room=1.15)
    axes.set_xlabel(drawing.say("year_x"))
    axes.set_ylabel(drawing.say("closures_y"))


def _stock(axes: Axes, drawing: Drawing) -> None:
    axes.set_title(drawing.say("stock_panel"), fontsize=10, loc="left", pad=8)
    ends = []
    names = {"alive": drawing.say("alive"), **{model: drawing.name(model) for model in MODELS}}
    for key, name in names.items():
        curve = drawing.evidence.curves[f"stock:{key}"]
        at = calendar_axis(axes, curve.shape[1])
        end = draw_band(axes, at, band(curve), LINES[key], name)
        ends.append((end, name, LINES[key].colour))
    end, name = _recorded(axes, drawing), drawing.say("recorded")
    ends.append((end, name, LINES["recorded"].colour))
    from_zero(axes)
    axes.set_xlabel(drawing.say("year_x"))
    axes.set_ylabel(drawing.say("stock_y"))
    label_ends(axes, ends, room=1.15)


def _recorded(axes: Axes, drawing: Drawing) -> float:
    """Draw the list at the end of each year, as statistics give it; returns its last value.

    Within a year it moves in batches: entries in June and December, delisting in March.
    """
    middle, _, _ = band(drawing.evidence.curves["stock:recorded"])
    at = calendar_axis(axes, middle.size)
    ends, look = slice(11, None, 12), LINES["recorded"]
    axes.plot(
        at[ends] + 1 / 12,
        middle[ends],
        color=look.colour,
        linestyle=look.dashes,
        linewidth=look.width,
        marker="o",
        markersize=3.6,
        markerfacecolor="white",
        clip_on=False,
    )
    return float(middle[ends][-1]) if middle.size >= 12 else float("nan")

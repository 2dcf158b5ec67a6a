"""Figure (c): closures and stock of spaces by business model."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.analysis.figures.calendar import calendar_axis
from sim.analysis.figures.drawing import Drawing
from sim.analysis.figures.rate_panel import rate_panel
from sim.analysis.figures.style import LINES, canvas, draw_band, from_zero, label_ends, pair_of_axes
from sim.analysis.intervals import band
from sim.model.categories import MODELS
from sim.scenario.months import month_number

SHOWN_FROM = month_number(2016)  # the rate of a handful of spaces says nothing


def shakeout_figure(drawing: Drawing) -> Figure:
    """Draw the rate of closure, and the number of spaces alive and recorded."""
    subtitle = drawing.say("shakeout_subtitle", band=drawing.band)
    figure = canvas(10, 4.8, drawing.say("shakeout_title"), subtitle, drawing.footer)
    left, right = pair_of_axes(figure)
    rate_panel(left, drawing, "closure_rate", "closures_panel", "closures_y", SHOWN_FROM)
    _stock(right, drawing)
    return figure


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

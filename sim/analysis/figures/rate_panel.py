"""A rate by business model over calendar time: one panel of two figures."""

import numpy as np
from matplotlib.axes import Axes

from sim.analysis.figures.calendar import calendar_axis
from sim.analysis.figures.drawing import Drawing
from sim.analysis.figures.style import LINES, draw_band, from_zero, label_ends
from sim.analysis.intervals import band
from sim.model.categories import MODELS


def rate_panel(
    axes: Axes, drawing: Drawing, rate: str, title: str, unit: str, shown_from: int = 0
) -> None:
    """Draw the curves ``rate:model`` with bands; months before ``shown_from`` are left out."""
    axes.set_title(drawing.say(title), fontsize=10, loc="left", pad=8)
    ends = []
    for model in MODELS:
        curve = drawing.evidence.curves[f"{rate}:{model}"].copy()
        curve[:, :shown_from] = np.nan
        at = calendar_axis(axes, curve.shape[1])
        end = draw_band(axes, at, band(curve), LINES[model], drawing.name(model))
        ends.append((end, drawing.name(model), LINES[model].colour))
    from_zero(axes)
    label_ends(axes, ends, room=1.15)
    axes.set_xlabel(drawing.say("year_x"))
    axes.set_ylabel(drawing.say(unit))

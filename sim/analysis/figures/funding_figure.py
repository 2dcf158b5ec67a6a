"""Figure (b): funding of startups by business model of their space."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.analysis.figures.drawing import Drawing
from sim.analysis.figures.rate_panel import rate_panel
from sim.analysis.figures.style import LINES, canvas, draw_band, from_zero, label_ends, pair_of_axes
from sim.analysis.intervals import band
from sim.model.categories import MODELS

SHOWN = 48  # months since admission; few stay longer


def funding_figure(drawing: Drawing) -> Figure:
    """Draw the rate over calendar time, and incidence since first admission."""
    subtitle = drawing.say("funding_subtitle", band=drawing.band)
    figure = canvas(10, 4.8, drawing.say("funding_title"), subtitle, drawing.footer)
    left, right = pair_of_axes(figure)
    rate_panel(left, drawing, "funding_rate", "funding_over_time", "funding_rate_y")
    _since_entry(right, drawing)
    return figure


def _since_entry(axes: Axes, drawing: Drawing) -> None:
    axes.set_title(drawing.say("funding_since_entry"), fontsize=10, loc="left", pad=8)
    ends = []
    for model in MODELS:
        curve = drawing.evidence.curves[f"incidence:{model}"][:, : SHOWN + 1]
        at = np.arange(curve.shape[1], dtype=float)
        end = draw_band(axes, at, band(curve), LINES[model], drawing.name(model))
        ends.append((end, drawing.name(model), LINES[model].colour))
    axes.set_xlim(0, SHOWN)
    axes.set_xticks(range(0, SHOWN + 1, 12))
    from_zero(axes)
    axes.set_xlabel(drawing.say("since_entry_x"))
    axes.set_ylabel(drawing.say("incidence_y"))
    label_ends(axes, ends, room=1.15)

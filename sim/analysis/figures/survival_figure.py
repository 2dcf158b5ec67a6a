"""Figure (a): survival of spaces by business model at founding."""

import numpy as np
from matplotlib.figure import Figure

from sim.analysis.figures.drawing import Drawing
from sim.analysis.figures.style import GREY, LINES, canvas, draw_band, label_ends
from sim.analysis.intervals import band
from sim.model.categories import MODELS
from sim.model.conditions import FIRST_YEAR

SHOWN = 10  # years


def survival_figure(drawing: Drawing) -> Figure:
    """Draw Kaplan-Meier curves with the range of replicates."""
    curves = drawing.evidence.curves
    months = curves["stock:alive"].shape[1]
    years = min(SHOWN, max(1, months // 12))
    subtitle = drawing.say(
        "survival_subtitle",
        first=FIRST_YEAR,
        last=FIRST_YEAR + (months - 1) // 12,
        band=drawing.band,
    )
    figure = canvas(8, 5, drawing.say("survival_title"), subtitle, drawing.footer)
    axes = figure.add_axes((0.085, 0.175, 0.70, 0.665))
    axes.set_xlim(0, years)
    axes.set_ylim(0, 101)
    axes.set_xticks(range(years + 1))
    axes.set_xlabel(drawing.say("survival_x"))
    axes.set_ylabel(drawing.say("survival_y"))
    ends = []
    for model in MODELS:
        shown = 100 * curves[f"survival:{model}"][:, : 12 * years + 1]
        at = np.arange(shown.shape[1]) / 12
        end = draw_band(axes, at, band(shown), LINES[model], drawing.name(model))
        ends.append((end, _label(drawing, model), LINES[model].colour))
    label_ends(axes, ends, room=1.15 * max(text.count("\n") + 1 for _, text, _ in ends))
    if months > 72:
        figure.text(0.085, 0.062, drawing.say("restricted"), fontsize=7.5, color=GREY)
    return figure


def _label(drawing: Drawing, model: str) -> str:
    mean = drawing.median("outcomes", "survival_mean_60", model)
    if np.isnan(mean):
        return drawing.name(model)
    return drawing.say("survival_label", model=drawing.name(model), mean=mean)

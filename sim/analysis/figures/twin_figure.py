"""The twin's line over the range of the agents' ensemble, nine stocks."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from sim.analysis.figures.calendar import calendar_axis
from sim.analysis.figures.fonts import Fonts
from sim.analysis.figures.style import BLACK, GREY, LINES, VERMILION, canvas
from sim.analysis.twin import TwinBeside
from sim.dynamics.twin.tracking import CLOSE
from sim.model.conditions import FIRST_YEAR
from sim.scenario.language import PERCENT, phrase

WIDTH, HEIGHT = 12.4, 9.4  # inches
LEFT, BOTTOM, ACROSS, UP, PANEL = 0.055, 0.075, 0.325, 0.285, (0.262, 0.215)
PANELS = {
    "spaces_specialised": phrase("Specialised makerspaces"),
    "spaces_rent_dependent": phrase("Rent-dependent makerspaces"),
    "spaces_diversified": phrase("Diversified makerspaces"),
    "tenants_specialised": phrase("Their tenants, specialised"),
    "tenants_rent_dependent": phrase("Their tenants, rent-dependent"),
    "tenants_diversified": phrase("Their tenants, diversified"),
    "recorded": phrase("Makerspaces on the list"),
    "slots": phrase("Slots of all makerspaces"),
    "funded_cumulative": phrase("Startups ever funded"),
}
_TITLE = phrase("The twin beside the agents: {scenario}")
_SUBTITLE = phrase(
    "Black line: the twin, one run. Colour: the agents, mean of {replicates} runs (dashed) and "
    "their 90 % range."
)
_ERROR = phrase("error {error}")
_NONE = phrase("hardly any")
_FOOTER = phrase(
    "Error: root mean squared difference between the twin and the agents' mean at the ends of "
    "quarters, over the level of that mean. {parameters}"
)


def twin_figure(found: TwinBeside, fonts: Fonts, scenario: str, parameters: str) -> Figure:
    """Draw nine stocks.

    Parameters
    ----------
    scenario : str
        Its title in the language of the fonts.
    parameters : str
        Where those of the agents come from.
    """
    language = fonts.language
    figure = canvas(
        WIDTH,
        HEIGHT,
        _TITLE.text(language).format(scenario=fonts.shown(scenario)),
        _SUBTITLE.text(language).format(replicates=found.replicates),
        _FOOTER.text(language).format(parameters=parameters),
    )
    for place, (name, title) in enumerate(PANELS.items()):
        row, column = divmod(place, 3)
        corner = (LEFT + ACROSS * column, BOTTOM + UP * (2 - row) + 0.02)
        axes = figure.add_axes((*corner, *PANEL))
        axes.set_title(title.text(language), loc="left", fontsize=10.5, fontweight="bold")
        _draw(axes, found, name)
        error = found.errors[name]
        known = bool(np.isfinite(error))
        percent = PERCENT.text(language).format(number=f"{100 * error:.1f}") if known else ""
        said = _ERROR.text(language).format(error=percent) if known else _NONE.text(language)
        colour = VERMILION if known and error >= CLOSE else GREY
        axes.text(0.98, 0.05, said, transform=axes.transAxes, ha="right", fontsize=9, color=colour)
    return figure


def _draw(axes: Axes, found: TwinBeside, name: str) -> None:
    model = next((each for each in LINES if name.endswith(each)), "")
    colour = LINES[model].colour if model else GREY
    quarters = FIRST_YEAR + (np.array(found.months) + 1) / 12
    axes.fill_between(
        quarters, found.low[name], found.high[name], color=colour, alpha=0.16, linewidth=0
    )
    axes.plot(quarters, found.mean[name], color=colour, linestyle=(0, (4, 2)), linewidth=1.6)
    axes.plot(FIRST_YEAR + found.run.time / 12, found.run[name], color=BLACK, linewidth=1.6)
    calendar_axis(axes, round(float(found.run.time[-1])))
    axes.set_ylim(bottom=0)
    axes.yaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter("{x:,.0f}")

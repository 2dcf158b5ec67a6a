"""The gaps between specialised and rent-dependent spaces: prior, posterior, mechanisms off."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from sim.analysis.figures.encoding import png_bytes
from sim.analysis.figures.fonts import Fonts
from sim.analysis.figures.style import BLACK, BLUE, GREY, canvas, style, write_beside
from sim.analysis.figures.texts import TEXTS
from sim.analysis.gaps import ASKED, MODELS_GAP, Ensemble, Spread, percent, signed, spread_of
from sim.scenario.language import PERCENT, Language

WIDTH, TOP, PANEL, BETWEEN, BOTTOM = 9.0, 0.78, 0.80, 0.62, 0.30  # inches
LEFT, RIGHT = 0.16, 0.83  # of the figure
COLUMNS = (1.10, 1.21)  # right ends of the texts, in widths of a panel
DPI = 200


class Look(NamedTuple):
    """Look of one ensemble: colour, marker and filling differ, for photocopies too."""

    colour: str
    marker: str
    filled: bool


LOOKS = {
    "prior": Look(GREY, "s", True),
    "posterior": Look(BLUE, "o", True),
    "neutral": Look(BLACK, "D", False),
}


def gaps_png(ensembles: Mapping[str, Ensemble], fonts: Fonts) -> bytes:
    """Draw the gaps as PNG."""
    with style(fonts):
        return png_bytes(gaps_figure(ensembles, fonts), DPI)


def gaps_figure(ensembles: Mapping[str, Ensemble], fonts: Fonts) -> Figure:
    """Draw a panel for each outcome, with a bar for each ensemble.

    Parameters
    ----------
    ensembles : mapping of str to Ensemble
        By the names of ``LOOKS``.
    """

    def say(key: str, **values: object) -> str:
        return TEXTS[key].text(fonts.language).format(**values)

    height = TOP + len(ASKED) * (PANEL + BETWEEN) + BOTTOM - 0.2
    replicates = min(each.replicates for each in ensembles.values())
    figure = canvas(
        WIDTH,
        height,
        say("gaps_title"),
        say("gaps_subtitle"),
        say("gaps_footer", replicates=replicates),
    )
    for number, (key, asked) in enumerate(ASKED.items()):
        bottom = height - TOP - number * (PANEL + BETWEEN) - PANEL - 0.2
        axes = figure.add_axes((LEFT, bottom / height, RIGHT - LEFT, PANEL / height))
        label, unit = asked.label.text(fonts.language), asked.unit.text(fonts.language)
        title = f"{label}{say('gaps_unit', unit=unit)}"
        axes.set_title(title, loc="left", fontsize=9.5, fontweight="bold", pad=5)
        axes.set_title(say(f"gaps_side_{key}"), loc="right", fontsize=8.5, color=GREY, pad=5)
        spreads = {
            name: spread_of(each.gap(asked.by_model, MODELS_GAP), each.draws)
            for name, each in ensembles.items()
        }
        names = [say(f"gaps_{name}") for name in spreads]
        _panel(axes, spreads, names, asked.digits, fonts.language)
        if number == 0:
            _notes(axes, -0.95, (say("gaps_median"), say("gaps_above")), GREY)
    return figure


def _panel(
    axes: Axes, spreads: Mapping[str, Spread], names: list[str], digits: int, language: Language
) -> None:
    axes.set_ylim(len(spreads) - 0.4, -0.6)
    axes.set_yticks(range(len(spreads)), names)
    axes.tick_params(axis="y", length=0)
    axes.grid(False, axis="y")
    axes.spines["left"].set_visible(False)
    for place, (name, spread) in enumerate(spreads.items()):
        _bar(axes, place, spread, LOOKS[name])
        _notes(axes, place, _in_words(spread, digits, language), BLACK)
    axes.axvline(0, color=BLACK, linewidth=1.0, zorder=1)
    axes.set_xlim(*_limits(spreads))
    axes.xaxis.set_major_locator(MaxNLocator(7, steps=[1, 2, 5, 10]))


def _bar(axes: Axes, place: float, spread: Spread, look: Look) -> None:
    """Draw the 90 % range thin, the 50 % range thick and the median as a marker."""
    for ends, width in ((spread.most, 1.4), (spread.half, 5.0)):
        (line,) = axes.plot(ends, (place, place), color=look.colour, linewidth=width)
        line.set_solid_capstyle("butt")
    axes.plot(
        spread.median,
        place,
        look.marker,
        color=look.colour,
        markerfacecolor=look.colour if look.filled else "white",
        markeredgecolor="white" if look.filled else look.colour,
        markersize=8 if look.filled else 6.5,
        zorder=3,
    )


def _limits(spreads: Mapping[str, Spread]) -> tuple[float, float]:
    """Ends of an axis that shows all ranges and zero, with some air."""
    ends = np.array([[*spread.most, spread.median, 0.0] for spread in spreads.values()])
    low, high = float(np.nanmin(ends)), float(np.nanmax(ends))
    air = 0.06 * (high - low) or 1.0
    return low - air, high + air


def _in_words(spread: Spread, digits: int, language: Language) -> tuple[str, str]:
    if spread.replicates == 0:
        return "–", ""
    share = PERCENT.text(language).format(number=percent(spread.above))
    return signed(spread.median, digits), share


def _notes(axes: Axes, y: float, texts: tuple[str, str], colour: str) -> None:
    """Write two columns of text to the right of a panel."""
    write_beside(axes, y, tuple(zip(COLUMNS, texts, strict=True)), colour)

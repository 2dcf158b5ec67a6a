"""Waterfall of an attribution for a page: all mechanisms off, the six groups, the whole."""

import math

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from sim.analysis.attribution import Share
from sim.analysis.attribution_texts import FIGURE_TEXTS
from sim.analysis.figures.attribution_figure import Waterfall, draw_bar, draw_frame, limits_of
from sim.analysis.figures.inline import Mark, axes_at, blank, inline_svg
from sim.analysis.figures.page_panels import Panel
from sim.analysis.figures.style import BLUE, GREY, style
from sim.analysis.gaps import signed

WIDTH, ROW, HEAD, FOOT = 5.6, 0.34, 0.28, 0.3  # inches
NAMES, NUMBERS = 1.78, 0.62  # inches left and right of the axes


def waterfall_panel(waterfall: Waterfall, name: str) -> Panel:
    """Draw the means of the parts, each from where the one above ends, with both intervals."""
    rows = waterfall.rows
    height = HEAD + len(rows) * ROW + FOOT
    title = waterfall.say(
        "panel", label=waterfall.about.label.text(waterfall.fonts.language), unit=_unit(waterfall)
    )
    with style(waterfall.fonts):
        figure = blank(WIDTH, height)
        axes = axes_at(figure, NAMES, FOOT, WIDTH - NAMES - NUMBERS, height - FOOT - HEAD)
        draw_frame(axes, waterfall, heads_at=1.015, size=8.0)
        marks, start = [], 0.0
        for number, share in enumerate(rows):
            begin = start if share.kind == "group" else 0.0
            draw_bar(axes, number, share, begin, waterfall.blue(share.mean >= 0))
            start = begin + share.mean
            if share.kind != "full":  # down to the next bar
                axes.plot((start, start), (number, number + 1), color=GREY, linewidth=0.7, zorder=1)
            _write_mean(axes, number, share, waterfall)
            text = _in_words(waterfall, share)
            marks.append(Mark(axes, begin + share.mean / 2, number, BLUE, text))
        axes.set_xlim(*limits_of(rows))
        axes.xaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
        return Panel(title, inline_svg(figure, name, title, marks))


def _unit(waterfall: Waterfall) -> str:
    return waterfall.about.unit.text(waterfall.fonts.language)


def _write_mean(axes: Axes, place: int, share: Share, waterfall: Waterfall) -> None:
    text = signed(share.mean, waterfall.about.digits) if share.moves else "0"
    axes.annotate(
        text,
        (1.0, place),
        xycoords=("axes fraction", "data"),
        xytext=(38, 0),
        textcoords="offset points",
        ha="right",
        va="center",
        fontsize=9,
        fontweight="normal" if share.kind == "group" else "bold",
    )


def _in_words(waterfall: Waterfall, share: Share) -> str:
    digits = waterfall.about.digits

    def ends(low: float, high: float) -> str:
        known = math.isfinite(low)
        return f"[{signed(low, digits)}, {signed(high, digits)}]" if known else "–"

    return (
        FIGURE_TEXTS["point"]
        .text(waterfall.fonts.language)
        .format(
            name=waterfall.name(share),
            mean=signed(share.mean, digits),
            unit=_unit(waterfall),
            interval=ends(share.monte_carlo_low_90, share.monte_carlo_high_90),
            range=ends(share.replicates_low_90, share.replicates_high_90),
        )
    )

"""Waterfall of an attribution: all mechanisms off, the six groups, the whole."""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from sim.analysis.attribution import Share
from sim.analysis.attribution_outcomes import ATTRIBUTED, Attributed, Mode
from sim.analysis.attribution_texts import FIGURE_TEXTS, GROUP_LABELS, PART_LABELS
from sim.analysis.figures.encoding import STUDY_DPI, Rendered, files_of
from sim.analysis.figures.fonts import Fonts
from sim.analysis.figures.style import BLACK, BLUE, GREY, VERMILION, canvas, style, write_beside
from sim.analysis.gaps import signed

WIDTH, HEAD, ROW, FOOT = 10.0, 1.28, 0.46, 0.72  # inches
LEFT, RIGHT = 0.215, 0.62  # of the figure
COLUMNS = (1.17, 1.54, 1.90)  # right ends of the texts, in widths of the panel
BAR, BELOW = 0.46, 0.36  # height of a bar; place of the range below it, in rows
TOTAL = "#9A9A9A"


class Waterfall(NamedTuple):
    """An attribution of one outcome as the figure needs it."""

    mode: Mode
    shares: Sequence[Share]
    titles: Sequence[str]  # of the scenario, and of the one that it is held against
    fonts: Fonts
    id: str

    @property
    def rows(self) -> list[Share]:
        """Parts that the figure shows: all off, the groups, the whole."""
        return [share for share in self.shares if share.kind != "switch"]

    @property
    def about(self) -> Attributed:
        """The outcome."""
        return ATTRIBUTED[self.mode][self.shares[0].outcome]

    def say(self, key: str, **values: object) -> str:
        """Return a text of the figure."""
        return FIGURE_TEXTS[key].text(self.fonts.language).format(**values)

    def blue(self, above: bool) -> bool:
        """Whether parts above (or below) zero are blue: the colour of specialised spaces.

        Of a policy's effect, what raises the outcome is blue.
        """
        return above == (self.about.good == "more") if self.mode == "gap" else above

    def side(self, right: bool) -> str:
        """Key of the text on one side of the panel."""
        arrow = "right" if right else "left"
        if self.mode == "effect":
            return "raises" if right else "lowers"
        return f"{'specialised' if self.blue(right) else 'rent_dependent'}_{arrow}"

    def name(self, share: Share) -> str:
        """Label of a row."""
        if share.kind == "group":
            return GROUP_LABELS[share.mechanism].text(self.fonts.language)
        return PART_LABELS[f"{share.kind}_{self.mode}"].text(self.fonts.language)


def draw(waterfall: Waterfall) -> Figure:
    """Draw the waterfall of an outcome."""
    with style(waterfall.fonts):
        return _figure(waterfall)


def rendered(waterfall: Waterfall) -> Iterator[Rendered]:
    """Render it as SVG, with text as text, and as PNG."""
    stem = f"{waterfall.shares[0].outcome}-{waterfall.fonts.language}"
    return files_of(draw(waterfall), stem, waterfall.fonts, STUDY_DPI)


def _figure(waterfall: Waterfall) -> Figure:
    rows, language = waterfall.rows, waterfall.fonts.language
    names = [waterfall.fonts.shown(title) for title in waterfall.titles]
    height = HEAD + len(rows) * ROW + FOOT
    figure = canvas(
        WIDTH,
        height,
        waterfall.say(f"title_{waterfall.mode}", name=names[0], against=names[-1]),
        waterfall.say(
            "subtitle",
            label=waterfall.about.label.text(language),
            unit=waterfall.about.unit.text(language),
            replicates=rows[0].replicates,
        ),
        waterfall.say("footer", scenario=names[0], replicates=rows[0].replicates, id=waterfall.id),
    )
    figure.texts[1].set_linespacing(1.4)  # the subtitle has two lines
    place = (LEFT, FOOT / height, RIGHT - LEFT, len(rows) * ROW / height)
    axes = figure.add_axes(place)
    draw_frame(axes, waterfall, heads_at=1.02, size=8.5)
    heads = [waterfall.say(key) for key in ("mean", "interval", "range")]
    write_beside(axes, -0.85, tuple(zip(COLUMNS, heads, strict=True)), GREY)
    start = 0.0
    for number, share in enumerate(rows):
        begin = start if share.kind == "group" else 0.0
        draw_bar(axes, number, share, begin, waterfall.blue(share.mean >= 0))
        start = begin + share.mean
        if share.kind != "full":  # down to the next bar
            axes.plot((start, start), (number, number + 1), color=GREY, linewidth=0.7, zorder=1)
        _numbers(axes, number, share, waterfall)
    axes.set_xlim(*limits_of(rows))
    axes.xaxis.set_major_locator(MaxNLocator(7, steps=[1, 2, 5, 10]))
    return figure


def draw_frame(axes: Axes, waterfall: Waterfall, heads_at: float, size: float) -> None:
    """Draw names on the left, the line of zero, and above the axes what each side means.

    Parameters
    ----------
    heads_at : float
        Where the two texts stand, in heights of the axes.
    size : float
        Of their letters, points.
    """
    rows = waterfall.rows
    axes.set_ylim(len(rows) - 0.42, -0.58)
    axes.set_yticks(range(len(rows)), [waterfall.name(share) for share in rows])
    for label, share in zip(axes.get_yticklabels(), rows, strict=True):
        label.set_fontweight("normal" if share.kind == "group" else "bold")
    axes.tick_params(axis="y", length=0)
    axes.grid(False, axis="y")
    axes.spines["left"].set_visible(False)
    axes.axvline(0, color=BLACK, linewidth=1.0, zorder=1)
    for right in (False, True):
        axes.annotate(
            waterfall.say(waterfall.side(right)),
            (1.0 if right else 0.0, heads_at),
            xycoords="axes fraction",
            fontsize=size,
            color=BLUE if waterfall.blue(right) else VERMILION,
            ha="right" if right else "left",
            va="bottom",
        )


def draw_bar(axes: Axes, place: int, share: Share, begin: float, blue: bool) -> None:
    """Draw the mean as a bar, its Monte Carlo interval on its end, replicates below it."""
    colour = (BLUE if blue else VERMILION) if share.kind == "group" else TOTAL
    # Hatched, so that a photocopy keeps the two colours apart.
    hatch = "////" if share.kind == "group" and not blue else None
    axes.barh(
        place,
        share.mean,
        BAR,
        left=begin,
        color=colour if hatch is None else "white",
        edgecolor=colour,
        hatch=hatch,
        linewidth=1.0,
        zorder=2,
    )
    if math.isfinite(share.monte_carlo_low_90):
        ends = (begin + share.monte_carlo_low_90, begin + share.monte_carlo_high_90)
        axes.plot(ends, (place, place), "|-", color=BLACK, linewidth=1.3, markersize=6, zorder=4)
    if math.isfinite(share.replicates_low_90):
        ends = (begin + share.replicates_low_90, begin + share.replicates_high_90)
        below = place + BELOW
        (line,) = axes.plot(ends, (below, below), color=GREY, linewidth=2.2, zorder=3)
        line.set_solid_capstyle("butt")


def _numbers(axes: Axes, place: int, share: Share, waterfall: Waterfall) -> None:
    digits = waterfall.about.digits
    texts = [signed(share.mean, digits)] if share.moves else [waterfall.say("nothing")]
    for low, high in (
        (share.monte_carlo_low_90, share.monte_carlo_high_90),
        (share.replicates_low_90, share.replicates_high_90),
    ):
        known = share.moves and math.isfinite(low)
        texts.append(f"[{signed(low, digits)}, {signed(high, digits)}]" if known else "")
    write_beside(axes, place, tuple(zip(COLUMNS, texts, strict=True)))


def limits_of(rows: Sequence[Share]) -> tuple[float, float]:
    """Ends of an axis that shows all bars and ranges, with some air."""
    ends, start = [0.0], 0.0
    for share in rows:
        begin = start if share.kind == "group" else 0.0
        start = begin + share.mean
        known = [share.monte_carlo_low_90, share.monte_carlo_high_90]
        known += [share.replicates_low_90, share.replicates_high_90]
        ends += [start, *(begin + each for each in known if math.isfinite(each))]
    air = 0.04 * (max(ends) - min(ends)) or 1.0
    return min(ends) - air, max(ends) + air

"""Figures of a calibration: each figure of the record and each parameter, before and after."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from scipy.stats import gaussian_kde

from sim.analysis.figures.encoding import png_bytes
from sim.analysis.figures.fonts import fonts_for
from sim.analysis.figures.style import BLACK, BLUE, GREY, PALE, VERMILION, canvas, style
from sim.analysis.fit import STRONG, TargetRow
from sim.analysis.observed import Values
from sim.calibration.fit import Fit
from sim.calibration.priors import priors, values_of
from sim.calibration.rounds import Runs

COLUMNS, WIDTH, ROW = 5, 11.0, 1.75  # panels a line; inches
DPI = 130
TOP, BOTTOM = 0.95, 0.62  # inches
CELL, NAMES = 0.285, 2.15  # inches: a pair of parameters; their names


def rendered_fit(
    fit: Fit, predictive: Runs, rows: Sequence[TargetRow], footer: str
) -> list[tuple[str, bytes]]:
    """Draw all figures; returns names and contents of the files."""
    with style(fonts_for("en")):
        figures = {
            "fit_targets": targets_figure(fit, predictive, rows, footer),
            "fit_parameters": parameters_figure(fit, footer),
            "fit_correlations": correlations_figure(fit, footer),
        }
        return [(f"{name}.png", png_bytes(each, DPI)) for name, each in figures.items()]


def targets_figure(fit: Fit, predictive: Runs, rows: Sequence[TargetRow], footer: str) -> Figure:
    """Draw a panel for each figure of the record."""
    title = "Figures of the record, before and after the fit"
    subtitle = (
        "Grey: runs of the prior. Blue: of the posterior. Black line or pale band: the record; "
        "a star marks figures that were fitted."
    )
    figure, panels = _grid(len(rows), title, subtitle, footer)
    for axes, row in zip(panels, rows, strict=True):
        before, after = fit.prior.columns[row.key], predictive.columns[row.key]
        _densities(axes, before, after)
        low, high = axes.get_xlim()
        if row.target.low == row.target.high:
            axes.axvline(row.target.low, color=BLACK, linewidth=1.2)
        else:
            axes.axvspan(max(row.target.low, low), min(row.target.high, high), color=PALE, zorder=0)
        axes.set_xlim(low, high)
        star = " *" if row.target.error is not None else ""
        axes.set_title(_wrapped(row.target.label.en) + star, fontsize=7.5, loc="left", pad=3)
    return figure


def parameters_figure(fit: Fit, footer: str) -> Figure:
    """Draw a panel for each parameter."""
    title = "Parameters, before and after the fit"
    subtitle = "Grey: prior. Blue: posterior. f: free, chosen to be fixed by the figures; d: drawn."
    figure, panels = _grid(len(priors()), title, subtitle, footer)
    draws = values_of(fit.posterior)
    for axes, (key, prior) in zip(panels, priors().items(), strict=True):
        quantiles = np.linspace(0, 1, 2001)[1:-1]
        before = np.array([prior.value(u) for u in quantiles])
        after = np.array([draw[key] for draw in draws])
        _densities(axes, before, after, (prior.low, prior.high))
        axes.set_title(f"{key} ({prior.role[0]})", fontsize=7.2, loc="left", pad=3)
    return figure


def correlations_figure(fit: Fit, footer: str) -> Figure:
    """Draw how the posterior ties parameters together, a square for each pair."""
    keys = list(priors())
    number, side = len(keys) - 1, CELL * (len(keys) - 1)
    width, height = NAMES + side + 0.9, TOP + side + NAMES
    title = "Parameters that the posterior ties together"
    subtitle = (
        "Correlation of normal scores. Blue: both high together; orange: one high where the other "
        f"is low. {STRONG:g} or more stands in figures."
    )
    figure = canvas(width, height, title, subtitle, footer)
    axes = figure.add_axes((NAMES / width, NAMES / height, side / width, side / height))
    matrix = np.asarray(np.corrcoef(fit.posterior, rowvar=False))[1:, :-1]
    shown = np.where(np.tri(number, dtype=bool), matrix, np.nan)
    colours = LinearSegmentedColormap.from_list("ties", [VERMILION, "white", BLUE])
    axes.imshow(shown, cmap=colours, vmin=-1, vmax=1)
    for row, column in zip(*np.nonzero(np.abs(np.nan_to_num(shown)) >= STRONG), strict=True):
        said = f"{shown[row, column]:+.2f}"
        axes.text(column, row, said, fontsize=5.6, ha="center", va="center")
    axes.set_xticks(range(number), keys[:-1], rotation=90, fontsize=7)
    axes.set_yticks(range(number), keys[1:], fontsize=7)
    axes.set_xticks(np.arange(-0.5, number), minor=True)
    axes.set_yticks(np.arange(-0.5, number), minor=True)
    axes.grid(False)
    axes.grid(which="minor", color="white", linewidth=1)
    axes.tick_params(which="both", length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    return figure


def _grid(number: int, title: str, subtitle: str, footer: str) -> tuple[Figure, list[Axes]]:
    lines = max(1, -(-number // COLUMNS))
    height = TOP + BOTTOM + ROW * lines
    figure = canvas(WIDTH, height, title, subtitle, footer)
    grid = figure.subplots(
        lines,
        COLUMNS,
        squeeze=False,
        gridspec_kw={
            "left": 0.02,
            "right": 0.985,
            "top": 1 - TOP / height,
            "bottom": BOTTOM / height,
            "hspace": 0.62,
            "wspace": 0.14,
        },
    )
    panels = list(grid.ravel())
    for axes in panels[number:]:
        axes.set_visible(False)
    for axes in panels:
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        axes.grid(False)
        axes.tick_params(labelsize=7)
        axes.xaxis.set_major_locator(MaxNLocator(4))
    return figure, panels[:number]


def _densities(
    axes: Axes, before: Values, after: Values, ends: tuple[float, float] | None = None
) -> None:
    both = [values[np.isfinite(values)] for values in (before, after)]
    low, high = ends or np.quantile(np.concatenate(both), [0.005, 0.995])
    if low == high:  # the same in all runs
        low, high = low - 0.5, high + 0.5
    x = np.linspace(low, high, 200)
    for values, colour in zip(both, (GREY, BLUE), strict=True):
        axes.set_xlim(low, high)
        if values.size < 2 or np.ptp(values) == 0:
            for value in values[:1]:
                axes.axvline(value, color=colour, linewidth=2)
            continue
        density = _density(values, x, ends)
        axes.fill_between(x, density, color=colour, alpha=0.25, linewidth=0)
        axes.plot(x, density, color=colour, linewidth=1.3)
    axes.set_ylim(bottom=0)


def _density(values: Values, x: Values, ends: tuple[float, float] | None) -> Values:
    """Kernel density, reflected at the ends of a prior so that it does not fade there."""
    if ends is None:
        return np.asarray(gaussian_kde(values)(x))
    low, high = ends
    mirrored = np.concatenate([values, 2 * low - values, 2 * high - values])
    width = gaussian_kde(values).factor * values.std() / mirrored.std()
    return 3 * np.asarray(gaussian_kde(mirrored, bw_method=width)(x))


def _wrapped(label: str, width: int = 34) -> str:
    if len(label) <= width:
        return label
    cut = label.rfind(" ", 0, width)
    return f"{label[:cut]}\n{label[cut + 1 :]}"

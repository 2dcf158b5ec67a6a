"""Drawing all figures of a run."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from matplotlib.figure import Figure

from sim.analysis.figures.check_figure import check_figure
from sim.analysis.figures.drawing import Drawing
from sim.analysis.figures.encoding import png_bytes, svg_bytes
from sim.analysis.figures.funding_figure import funding_figure
from sim.analysis.figures.money_figures import public_cost_figure
from sim.analysis.figures.shakeout_figure import shakeout_figure
from sim.analysis.figures.style import style
from sim.analysis.figures.survival_figure import survival_figure
from sim.scenario.language import Language

FIGURES: dict[str, Callable[[Drawing], Figure]] = {
    "survival": survival_figure,
    "funding": funding_figure,
    "shakeout": shakeout_figure,
    "public_cost": public_cost_figure,
    "check_2017": check_figure,
}


class Rendered(NamedTuple):
    """A figure as the content of a file."""

    name: str
    content: bytes


def names_of_files(language: Language) -> list[str]:
    """Names of the files of all figures in a language."""
    return [f"{name}-{language}.{kind}" for name in FIGURES for kind in ("svg", "png")]


def draw(name: str, drawing: Drawing) -> Figure:
    """Draw a figure.

    Parameters
    ----------
    name : str
        One of ``FIGURES``.
    """
    with style(drawing.fonts):
        return FIGURES[name](drawing)


def rendered(drawing: Drawing) -> Iterator[Rendered]:
    """Draw all figures and render each as SVG, with text as text, and as PNG."""
    for name in FIGURES:
        with style(drawing.fonts):
            figure = FIGURES[name](drawing)
            stem = f"{name}-{drawing.fonts.language}"
            yield Rendered(f"{stem}.svg", svg_bytes(figure))
            yield Rendered(f"{stem}.png", png_bytes(figure))

"""Drawing all figures of a run."""

from collections.abc import Callable, Iterator

from matplotlib.figure import Figure

from sim.analysis.figures.check_figure import check_figure
from sim.analysis.figures.drawing import Drawing
from sim.analysis.figures.encoding import Rendered, files_of
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
        stem = f"{name}-{drawing.fonts.language}"
        yield from files_of(draw(name, drawing), stem, drawing.fonts)

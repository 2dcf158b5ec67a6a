"""Drawing all figures of a run and writing them out as bytes."""

import io
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from sim.analysis.figures.check_figure import check_figure
from sim.analysis.figures.drawing import Drawing
from sim.analysis.figures.funding_figure import funding_figure
from sim.analysis.figures.shakeout_figure import shakeout_figure
from sim.analysis.figures.style import PNG_DPI, style
from sim.analysis.figures.survival_figure import survival_figure
from sim.scenario.language import Language

FIGURES: dict[str, Callable[[Drawing], Figure]] = {
    "survival": survival_figure,
    "funding": funding_figure,
    "shakeout": shakeout_figure,
    "check_2017": check_figure,
}
# Where a reader's machine lacks the font that a picture was laid out with.
FALLBACKS = "'Microsoft YaHei', 'PingFang SC', 'Noto Sans CJK SC', 'SimHei', sans-serif"
_FONTS = re.compile(r"(font(?:-family)?: [^;\"]*\w')")


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
            yield Rendered(f"{stem}.svg", _svg(figure))
            yield Rendered(f"{stem}.png", _png(figure))


def _svg(figure: Figure) -> bytes:
    content = io.StringIO()
    # No date, so that the same run gives the same file.
    FigureCanvasSVG(figure).print_svg(content, metadata={"Date": None, "Creator": "makersim"})
    return _FONTS.sub(rf"\1, {FALLBACKS}", content.getvalue()).encode()


def _png(figure: Figure) -> bytes:
    content = io.BytesIO()
    figure.set_dpi(PNG_DPI)
    FigureCanvasAgg(figure).print_png(
        content, metadata={"Software": "makersim"}, pil_kwargs={"compress_level": 4}
    )
    return content.getvalue()

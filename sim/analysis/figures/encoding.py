"""Figures as the bytes of files; the same figure gives the same bytes."""

import io
import re
from collections.abc import Iterator
from typing import NamedTuple

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from sim.analysis.figures.fonts import Fonts
from sim.analysis.figures.style import PNG_DPI, style

STUDY_DPI = 200  # of figures of comparisons and analyses
PAGE_DPI = 120  # of pictures that fill a page of their own
# Where a reader's machine lacks the font that a picture was laid out with.
FALLBACKS = "'Microsoft YaHei', 'PingFang SC', 'Noto Sans CJK SC', 'SimHei', sans-serif"
_FONTS = re.compile(r"(font(?:-family)?: [^;\"]*\w')")


class Rendered(NamedTuple):
    """A figure as the content of a file."""

    name: str
    content: bytes


def files_of(figure: Figure, stem: str, fonts: Fonts, dpi: int = PNG_DPI) -> Iterator[Rendered]:
    """Render a figure as SVG, with text as text, and as PNG."""
    with style(fonts):
        yield Rendered(f"{stem}.svg", svg_bytes(figure))
        yield Rendered(f"{stem}.png", png_bytes(figure, dpi))


def svg_bytes(figure: Figure) -> bytes:
    """Return a figure as SVG with its text as text."""
    content = io.StringIO()
    # No date, so that the same run gives the same file.
    FigureCanvasSVG(figure).print_svg(content, metadata={"Date": None, "Creator": "makersim"})
    return _FONTS.sub(rf"\1, {FALLBACKS}", content.getvalue()).encode()


def png_bytes(figure: Figure, dpi: int = PNG_DPI) -> bytes:
    """Return a figure as PNG."""
    content = io.BytesIO()
    figure.set_dpi(dpi)
    FigureCanvasAgg(figure).print_png(
        content, metadata={"Software": "makersim"}, pil_kwargs={"compress_level": 4}
    )
    return content.getvalue()

"""Figures as the bytes of files; the same figure gives the same bytes."""

import io
import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from PIL import Image
from PIL.PngImagePlugin import PngInfo

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
    figure.set_dpi(dpi)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    about, content = PngInfo(), io.BytesIO()
    about.add_text("Software", "makersim")
    # A figure has no transparent pixel: what encoding those would take is saved.
    picture = Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")
    picture.save(content, format="png", pnginfo=about, dpi=(dpi, dpi), compress_level=3)
    return content.getvalue()

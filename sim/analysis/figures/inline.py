"""Figures inside a page: SVG without what the page has or must not have, with small tooltips."""

import re
import warnings
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.analysis.figures.encoding import svg_bytes

POINTS_PER_INCH = 72
REACH = 7.0  # points around a mark in which the pointer finds it

# The page has a style of its own, and names no host: an inline figure needs neither of these.
_UNWANTED = re.compile(r"<metadata>.*?</metadata>|<style.*?</style>|<!--.*?-->", re.DOTALL)
_ROOT = re.compile(r"<svg[^>]*viewBox=\"([^\"]+)\"[^>]*>")
_FONT = re.compile(r"font: (?:(\d+|bold) )?([\d.]+)px [^;\"]*")
_ID = re.compile(r' id="([^"]+)"')
_REFERRED = re.compile(r"(?:url\(|href=\")#([^\")]+)")
_TAG = re.compile(r"<[^>]+>")
_STYLE = re.compile(r' style="([^"]*)"')
_LONG_NUMBER = re.compile(r"(\d\.\d\d)\d+")


class Mark(NamedTuple):
    """A place in a figure that says its numbers when the pointer is over it."""

    axes: Axes
    x: float  # in data
    y: float
    colour: str
    text: str


def blank(width: float, height: float) -> Figure:
    """Return an empty figure for a page, its size in inches."""
    return Figure(figsize=(width, height), facecolor="none", dpi=POINTS_PER_INCH)


def axes_at(figure: Figure, left: float, bottom: float, width: float, height: float) -> Axes:
    """Put axes in a figure; all in inches."""
    wide, tall = figure.get_size_inches()
    return figure.add_axes((left / wide, bottom / tall, width / wide, height / tall))


def inline_svg(figure: Figure, name: str, label: str, marks: Sequence[Mark] = ()) -> str:
    """Return a figure as an element of a page.

    Parameters
    ----------
    name : str
        Apart from those of all other figures of the page; its ids begin with it.
    label : str
        What a screen reader says in its place.
    """
    with warnings.catch_warnings():
        # Where this machine has no Chinese font, the reader's browser brings one.
        warnings.filterwarnings("ignore", r"Glyph \d+ .* missing from font", UserWarning)
        content = svg_bytes(figure).decode()
    drawn = _UNWANTED.sub("", content)
    drawn = drawn[drawn.index("<svg") :].replace("xlink:href", "href")
    referred = set(_REFERRED.findall(drawn))
    drawn = _ID.sub(lambda m: f' id="{name}-{m[1]}"' if m[1] in referred else "", drawn)
    drawn = _REFERRED.sub(lambda m: m[0].replace("#", f"#{name}-"), drawn)
    drawn = _FONT.sub(lambda m: f"font-size: {m[2]}px" + _weight(m[1]), drawn)
    drawn = _TAG.sub(lambda m: _LONG_NUMBER.sub(r"\1", m[0]), drawn)  # texts keep their digits
    root = rf'<svg class="plot" viewBox="\1" role="img" aria-label="{_quoted(label)}">'
    drawn = _ROOT.sub(root, drawn, count=1)
    end = drawn.rindex("</svg>")
    return re.sub(r"\n\s*", "\n", drawn[:end]) + "".join(map(_circle, marks)) + "</svg>"


def without_styles(svg: str) -> str:
    """Say in attributes what styles say, for pages whose policy allows no style but in a file.

    >>> without_styles('<path d="M 0 0" style="fill: none; stroke-width: 0.3"/>')
    '<path d="M 0 0" fill="none" stroke-width="0.3"/>'
    """

    def said(style: re.Match[str]) -> str:
        parts = (part.split(":", 1) for part in style[1].split(";") if part.strip())
        return "".join(f' {name.strip()}="{value.strip()}"' for name, value in parts)

    return _STYLE.sub(said, svg)


def _circle(mark: Mark) -> str:
    figure = mark.axes.figure
    across, up = mark.axes.transData.transform((mark.x, mark.y))
    points = POINTS_PER_INCH / figure.dpi
    down = figure.get_size_inches()[1] * POINTS_PER_INCH - up * points  # type: ignore[union-attr]
    return (
        f'<circle class="mark" cx="{across * points:.1f}" cy="{down:.1f}" r="{REACH:g}" '
        f'color="{mark.colour}" data-tip="{escape(mark.text)}"/>'
    )


def _weight(said: str | None) -> str:
    return f"; font-weight: {said}" if said else ""


def _quoted(text: str) -> str:
    # Goes through a pattern's replacement, where a backslash means something.
    return escape(text).replace("\\", "\\\\")

"""The figures of a run, in English or Chinese, as SVG with text as text and as PNG."""

from sim.analysis.figures.draw import FIGURES, Drawing, draw, names_of_files, rendered

__all__ = ["FIGURES", "Drawing", "draw", "names_of_files", "rendered"]

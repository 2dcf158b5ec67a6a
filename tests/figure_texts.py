"""Texts of a figure as they are drawn: none may be cut off or lie on another."""

from itertools import combinations

import matplotlib.text
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

Boxes = list[tuple[str, Bbox]]


def drawn_texts(monkeypatch: pytest.MonkeyPatch, figure: Figure) -> Boxes:
    """Draw a figure; return its texts with their boxes. Labels out of view are there, not drawn."""
    drawn: list[matplotlib.text.Text] = []
    draw_text = matplotlib.text.Text.draw

    def noted(text, renderer):
        drawn.append(text)
        draw_text(text, renderer)

    monkeypatch.setattr(matplotlib.text.Text, "draw", noted)
    FigureCanvasAgg(figure).draw()
    texts = {id(text): text for text in drawn if text.get_text().strip()}
    return [(text.get_text(), text.get_window_extent()) for text in texts.values()]


def assert_apart(figure: Figure, boxes: Boxes) -> None:
    """Hold that all texts lie within the figure and none on another."""
    for words, box in boxes:
        assert box.x0 >= -0.5, words
        assert box.y0 >= -0.5, words
        assert box.x1 <= figure.bbox.width + 0.5, words
        assert box.y1 <= figure.bbox.height + 0.5, words
    for (one, first), (other, second) in combinations(boxes, 2):
        overlap_x = min(first.x1, second.x1) - max(first.x0, second.x0)
        overlap_y = min(first.y1, second.y1) - max(first.y0, second.y0)
        assert overlap_x <= 1 or overlap_y <= 2, (one, other)

"""What drives desks and tenants, for a page: areas of groups of loops."""

from collections.abc import Mapping

from sim.analysis.figures.dominance_figure import SHARE, colours_of, draw_areas, draw_list, rows_of
from sim.analysis.figures.fonts import Fonts
from sim.analysis.figures.inline import axes_at, blank, inline_svg
from sim.analysis.figures.page_panels import Panel
from sim.analysis.figures.style import style
from sim.dynamics.dominance.drive import DRIVEN, Drive
from sim.scenario.language import NAMED

WIDTH, HEIGHT = 5.6, 2.75  # inches
LEFT, FOOT, LIST = 0.4, 0.3, 2.2
QUARTER = 3  # months: a page is to stay small


def dominance_panels(drives: Mapping[str, Drive], fonts: Fonts) -> list[Panel]:
    """Draw each quantity in a panel, with the names of its areas beside them."""
    colours = colours_of(list(drives.values()))
    panels = []
    for through, drive in drives.items():
        title = NAMED.filled(name=DRIVEN[through], text=SHARE).text(fonts.language)
        rows = rows_of(drive)
        with style(fonts):
            figure = blank(WIDTH, HEIGHT)
            tall = HEIGHT - FOOT - 0.1
            axes = axes_at(figure, LEFT, FOOT, WIDTH - LEFT - LIST - 0.15, tall)
            draw_areas(axes, rows, colours, fonts, QUARTER)
            axes.set_ylabel("")
            at = WIDTH - LIST, FOOT + tall / 2
            draw_list(figure, [group for group, _ in rows], colours, at, fonts)
            panels.append(Panel(title, inline_svg(figure, f"loops-{through}", title)))
    return panels

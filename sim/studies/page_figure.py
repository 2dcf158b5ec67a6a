"""A figure that fills a page of its own, as SVG and PNG in a language."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from sim.results.files import write_bytes
from sim.scenario.language import Language
from sim.studies.terminal import warn_of_font

if TYPE_CHECKING:
    from sim.analysis.figures.draw import Figure
    from sim.analysis.figures.fonts import Fonts


def write_page_figure(
    folder: Path,
    name: str,
    language: Language,
    draw: "Callable[[Fonts], Figure]",
    log: Console,
) -> None:
    """Draw and write NAME-LANGUAGE.svg and .png; in English, said so, for want of a font."""
    from sim.analysis.figures.encoding import PAGE_DPI, files_of  # takes its time
    from sim.analysis.figures.fonts import fonts_for
    from sim.analysis.figures.style import style

    fonts = fonts_for(language)
    warn_of_font(language, log)
    with style(fonts):
        figure = draw(fonts)
    for file, content in files_of(figure, f"{name}-{fonts.language}", fonts, PAGE_DPI):
        write_bytes(folder / file, content)

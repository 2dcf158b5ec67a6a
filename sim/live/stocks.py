"""Stocks and flows of a year of ours: its agents counted, and drawn as the report draws them."""

from typing import NamedTuple

import numpy as np

from sim.dynamics.accounts import Books
from sim.live.asides import Aside
from sim.live.replies import Reply
from sim.model.conditions import FIRST_YEAR
from sim.scenario import Scenario
from sim.scenario.language import Language

YEAR = 12


class Asked(NamedTuple):
    """A picture that a page asks for."""

    scenario: Scenario  # with all moves
    seed: int
    month: int  # that is shown
    year: int | None  # None for the last that is over
    language: Language

    @property
    def whole(self) -> int:
        """Number of calendar years that are over."""
        return (self.month + 1) // YEAR

    @property
    def shown(self) -> int:
        """The year wanted, or the nearest that is over."""
        last = FIRST_YEAR + self.whole - 1
        return last if self.year is None else min(self.year, last)


class _Counted(NamedTuple):
    scenario: Scenario
    seed: int
    months: int
    books: Books

    def serves(self, asked: Asked) -> bool:
        """Whether the run counted is the one asked about, up to the end of the last year over."""
        months = asked.whole * YEAR
        if self.seed != asked.seed or self.months < months:
            return False
        one, other = self.scenario.schedule[:months], asked.scenario.schedule[:months]
        return self.scenario is asked.scenario or np.array_equal(one, other)


class StocksOfYear(Aside[Asked]):
    """Pictures years for one session.

    All are of one base and its moves: two scenarios with the same schedule live the same months.
    The thread of stories is one, so that figures, whose style is that of a process, are drawn
    one at a time.
    """

    _counted: _Counted | None = None

    def _answer(self, asked: Asked) -> Reply | None:
        books = self._books(asked) if asked.whole else None
        return pictured(asked, books) if asked is self._wanted else None

    def _books(self, asked: Asked) -> Books:
        """Count the years that are over, unless they have been."""
        if self._counted is None or not self._counted.serves(asked):
            from sim.dynamics.census import books_of

            months = asked.whole * YEAR
            books = books_of(asked.scenario, asked.seed, months)
            self._counted = _Counted(asked.scenario, asked.seed, months, books)
        return self._counted.books


def pictured(asked: Asked, books: Books | None) -> Reply:
    """Draw a year; without books no year is over, and there is nothing to draw.

    Returns
    -------
    mapping
        Its ``svg`` has no style that is not an attribute, and text as text.
    """
    told = {
        "type": "stocks",
        "year": None,
        "years": [FIRST_YEAR + place for place in range(asked.whole)],
        "seed": asked.seed,
        "lang": asked.language,
        "panels": [],
    }
    if books is None:
        return told
    from sim.analysis.figures.fonts import page_fonts  # matplotlib takes its time
    from sim.analysis.figures.inline import without_styles
    from sim.analysis.figures.page_stocks import SCREEN, stock_panels
    from sim.analysis.stocks import year_of_stocks

    stocks = year_of_stocks([books], np.array([-1]), asked.shown)
    panels = [
        {"title": panel.title, "svg": without_styles(panel.svg)}
        for panel in stock_panels(stocks, page_fonts(asked.language), SCREEN)
    ]
    return told | {"year": asked.shown, "panels": panels}

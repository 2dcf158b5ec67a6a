"""Levels and differences of a comparison as readers count: money in one unit a row."""

import math

from sim.analysis.comparison import Difference
from sim.analysis.comparison_indicators import DATE, compared, unit_of_difference
from sim.analysis.reading_units import KCNY_PER_MILLION, decimals, money_unit
from sim.scenario.language import Language, phrase
from sim.studies.screen import month_of_year

MISSING = "–"
MONEY, A_YEAR = "million CNY", "a year"
MOST_DIGITS = 3
LARGE_UNIT = 1e5  # kCNY: in billions of yuan or 亿元 two digits are too coarse
LARGE = 100  # of a number of spaces, whose tenths say nothing
_A_YEAR = phrase("{unit} a year")


class Amounts:
    """How the numbers of a row are written.

    Parameters
    ----------
    row : Difference
    language : {"en", "zh"}
    """

    def __init__(self, row: Difference, language: Language) -> None:
        self.row, self.factor, self.digits = row, 1.0, row.digits
        self.unit = unit_of_difference(row.key).text(language)
        self.unit_of_level = compared(row.key).unit.text(language)
        if not row.unit_en.startswith(MONEY):
            return
        # The unit in which the difference is a number with a few digits suits its level, too.
        sizes = (row.mean_difference, row.half_width)
        size = max((abs(each) for each in sizes if each is not None), default=0.0)
        unit = money_unit([(size or row.level_against or 0.0) * KCNY_PER_MILLION], language)
        self.factor = KCNY_PER_MILLION / unit.kcny
        self.digits = min(MOST_DIGITS, decimals(size * self.factor, 2 + (unit.kcny >= LARGE_UNIT)))
        self.unit = unit.name
        if row.unit_en.endswith(A_YEAR):
            self.unit = _A_YEAR.text(language).format(unit=unit.name)
        self.unit_of_level = self.unit

    def level(self, value: float | None) -> str:
        """A level; dates as months."""
        if value is None:
            return MISSING
        if self.row.unit_en == DATE:
            return month_of_year(value)
        counted = self.row.unit_en in ("spaces", "startups") and abs(value) >= LARGE
        return f"{value * self.factor:,.{0 if counted else self.digits}f}"

    def difference(self, value: float | None) -> str:
        """A difference with its sign."""
        return MISSING if value is None else with_sign(value * self.factor, self.digits)

    def half(self, value: float | None) -> str:
        """Half of an interval, without a sign."""
        return self.difference(value).lstrip("+")

    @property
    def mean(self) -> str:
        """Mean difference with half of its 90 % Monte Carlo interval."""
        text = self.difference(self.row.mean_difference)
        half = self.row.half_width
        return text if half is None else f"{text} ± {self.half(half)}"

    @property
    def range(self) -> str:
        """90 % range of pairs; empty with fewer than ten."""
        low, high = self.row.replicates_low_90, self.row.replicates_high_90
        if low is None or high is None:
            return ""
        return f"[{self.difference(low)}, {self.difference(high)}]"


def with_sign(value: float, digits: int) -> str:
    """A difference with its sign; one too small for the digits keeps its first one.

    >>> with_sign(12345.6, 0), with_sign(-0.03, 1), with_sign(0.0, 1)
    ('+12,346', '-0.03', '0')
    """
    if value == 0 or not math.isfinite(value):
        return "0" if value == 0 else MISSING
    text = f"{value:+,.{digits}f}"
    return text if any(digit in text for digit in "123456789") else f"{value:+.1g}"

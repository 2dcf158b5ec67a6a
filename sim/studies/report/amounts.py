"""Levels and differences of a comparison as readers count: money in one unit a row."""

import math

from sim.analysis.comparison import Difference
from sim.analysis.comparison_indicators import DATE, compared, unit_of_difference
from sim.analysis.reading_units import KCNY_PER_MILLION, digits_of, unit_of_totals
from sim.scenario.language import Language, phrase, phrase_in
from sim.studies.screen import month_of_year

MISSING = "–"
COUNTED = ("spaces", "startups")
MONEY, A_YEAR = "million CNY", "a year"
LARGE = 100  # of a number of spaces, whose tenths say nothing
MOST_DIGITS = 2  # of a level of money, as in tables by year
_A_YEAR = phrase("{unit} a year")
_WITHIN, _BETWEEN = phrase_in("sizes", "{low}–{high}"), phrase("{low} to {high}")


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
        if row.unit_en.startswith(MONEY):
            unit = unit_of_totals(language)
            self.factor = KCNY_PER_MILLION / unit.kcny
            self.unit = unit.name
            if row.unit_en.endswith(A_YEAR):
                self.unit = _A_YEAR.text(language).format(unit=unit.name)
            self.unit_of_level = self.unit
        if row.mean_difference is not None:
            half = None if row.half_width is None else row.half_width * self.factor
            self.digits = digits_of(row.mean_difference * self.factor, half)
            if not row.unit_en.startswith(MONEY):
                self.digits = min(self.digits, row.digits)
            if row.unit_en in COUNTED and max(abs(row.mean_difference), half or 0.0) >= 1:
                self.digits = 0

    def level(self, value: float | None) -> str:
        """A level; dates as months.

        Its digits are those of its figure or size, never of the difference beside it: one
        scenario's level reads the same in every pair of a report.
        """
        if not value:
            return MISSING if value is None else "0"
        if self.row.unit_en == DATE:
            return month_of_year(value)
        scaled, digits = value * self.factor, compared(self.row.key).digits + 1
        if self.row.unit_en in COUNTED:
            digits = 0 if abs(scaled) >= LARGE else 1
        elif self.row.unit_en.startswith(MONEY):
            whole = len(f"{abs(scaled):.0f}")
            digits = min(MOST_DIGITS, max(0, MOST_DIGITS + 2 - whole))
        return f"{round(scaled, digits) + 0.0:,.{digits}f}"  # + 0.0: no "-0.0"

    def difference(self, value: float | None) -> str:
        """A difference with its sign."""
        return MISSING if value is None else with_sign(value * self.factor, self.digits)

    @property
    def size(self) -> str:
        """Size of the mean difference, without a sign."""
        return self.difference(self.row.mean_difference).lstrip("+-")

    def with_unit(self, amount: str, language: Language) -> str:
        """An amount with its unit; what is counted in English is named beside it anyway."""
        counted = self.row.unit_en in COUNTED and language == "en"
        return amount if counted else f"{amount} {self.unit}"

    def most_runs(self, language: Language) -> str:
        """90 % range of pairs in a sentence, without signs where all pairs go one way."""
        low, high = self.row.replicates_low_90, self.row.replicates_high_90
        if low is None or high is None:
            return MISSING
        between, ends = _BETWEEN, [self.difference(low), self.difference(high)]
        if low * high > 0:
            sizes = sorted((low, high), key=abs)
            between, ends = _WITHIN, [self.difference(end).lstrip("+-") for end in sizes]
        return between.text(language).format(low=ends[0], high=ends[1])

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

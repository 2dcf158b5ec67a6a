"""Numbers as readers see them: as many digits as they carry, money in units of the language.

Inside money is kCNY. English pages count in thousand, million and billion yuan, Chinese ones in
元, 万元 and 亿元. Files for machines and spreadsheets keep one unit, million CNY.
"""

import math
from collections.abc import Iterable
from typing import NamedTuple

from sim.scenario.language import Language

KCNY_PER_MILLION = 1e3  # in a million CNY


class MoneyUnit(NamedTuple):
    """A unit of money and its size."""

    kcny: float
    name: str


_UNITS = {
    "en": (
        MoneyUnit(1e-3, "yuan"),
        MoneyUnit(1.0, "thousand yuan"),
        MoneyUnit(1e3, "million yuan"),
        MoneyUnit(1e6, "billion yuan"),
    ),
    "zh": (MoneyUnit(1e-3, "元"), MoneyUnit(10.0, "万元"), MoneyUnit(1e5, "亿元")),
}
NONE = "–"


def unit_of_totals(language: Language) -> MoneyUnit:
    """Unit of sums over a run or a year, one in a report: million yuan, 亿元."""
    return _UNITS[language][2]


def unit_of_one(language: Language) -> MoneyUnit:
    """Unit of what one outcome costs where no sum says how much: thousand yuan, 万元."""
    return _UNITS[language][1]


def digits_of(value: float, half: float | None = None) -> int:
    """Digits after the point of a mean with half of its interval: two that count, and no more.

    >>> digits_of(-57.6, 22.1), digits_of(0.963, 0.495), digits_of(7.13, 1.04), digits_of(0.02, 4.1)
    (0, 2, 1, 1)
    >>> digits_of(12.3, 0.05)  # the half shows, too
    2
    """
    known = [abs(each) for each in (value, half) if each is not None and math.isfinite(each)]
    largest, least = max(known, default=0.0), decimals(half, 1) if half is not None else 0
    return max(decimals(largest, 2), least)


def money_unit(kcny: Iterable[float], language: Language) -> MoneyUnit:
    """Choose one unit for a column or an axis: the largest in which its largest number is 1.

    >>> money_unit([420.0, 2.4e6], "en").name, money_unit([420.0, 2.4e6], "zh").name
    ('billion yuan', '亿元')
    >>> money_unit([420.0], "en").name, money_unit([420.0], "zh").name
    ('thousand yuan', '万元')
    """
    largest = max((abs(value) for value in kcny if math.isfinite(value)), default=0.0)
    small, *larger = _UNITS[language]
    fitting = [unit for unit in larger if largest >= unit.kcny]
    return fitting[-1] if fitting else small


def money(kcny: float, language: Language) -> str:
    """A sum of money with three digits and its unit.

    >>> money(2_447_000.0, "en"), money(2_447_000.0, "zh"), money(-36.5, "zh")
    ('2.45 billion yuan', '24.5 亿元', '-3.65 万元')
    """
    unit = money_unit([kcny], language)
    return f"{plain(kcny / unit.kcny)} {unit.name}"


def plain(value: float | None, digits: int = 3) -> str:
    """A number with so many digits that count, whole ones never cut.

    >>> plain(25746.6), plain(12.345), plain(0.012345), plain(0.0), plain(None)
    ('25,747', '12.3', '0.0123', '0', '–')
    """
    if value is None or not math.isfinite(value):
        return NONE
    return f"{value:,.{decimals(value, digits)}f}"


def signed(value: float | None, digits: int = 3) -> str:
    """A difference with its sign.

    >>> signed(12.345), signed(-0.5, 2), signed(0.0)
    ('+12.3', '-0.50', '0')
    """
    text = plain(value, digits)
    return f"+{text}" if value is not None and value > 0 and text != NONE else text


def decimals(value: float, digits: int = 3) -> int:
    """Digits after the point that show so many digits that count.

    >>> decimals(25746.6), decimals(12.345), decimals(0.012345)
    (0, 1, 4)
    """
    if value == 0 or not math.isfinite(value):
        return 0
    # 9.996 rounds to 10.0: the size is that of the rounded number.
    rounded = float(f"{value:.{digits - 1}e}")
    return max(0, digits - 1 - math.floor(math.log10(abs(rounded))))


def with_error(value: float | None, half: float | None, sign: bool = False) -> str:
    """A mean and half of its interval, to two digits of that half.

    >>> with_error(1234.56, 78.9), with_error(0.5123, 0.0312, sign=True), with_error(3.21, None)
    ('1,235 ± 79', '+0.512 ± 0.031', '3.21')
    """
    if value is None or half is None or not math.isfinite(value) or not math.isfinite(half):
        return signed(value) if sign else plain(value)
    after = decimals(half, 2)
    text = f"{value:+,.{after}f}" if sign and value else f"{value:,.{after}f}"
    return f"{text} ± {half:,.{after}f}"


def interval(low: float | None, high: float | None, digits: int = 3, sign: bool = False) -> str:
    """An interval, both ends to the digits that count in the larger one; empty if unknown.

    >>> interval(0.123, 45.678), interval(-3.0, 12.0, sign=True), interval(None, 1.0)
    ('[0.1, 45.7]', '[-3.0, +12.0]', '')
    """
    ends = [value for value in (low, high) if value is not None and math.isfinite(value)]
    if len(ends) < 2:
        return ""
    after = decimals(max(ends, key=abs), digits)
    form = f"+,.{after}f" if sign else f",.{after}f"
    return f"[{', '.join(format(end, form) for end in ends)}]"

"""Months as they are written in scenario files: ``2019-01``; month 0 is January 2015."""

import re

from sim.model.conditions import FIRST_YEAR
from sim.scenario.problems import Refused, shown

LAST_YEAR = 2050
MOST_MONTHS = (LAST_YEAR - FIRST_YEAR + 1) * 12

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)
_DAY = re.compile(r"(\d{4}-(?:0[1-9]|1[0-2]))-\d\d?.*", re.ASCII | re.DOTALL)
_LOOSE = re.compile(r"\s*(\d{4})\s*(?:[-./年]\s*(\d\d?)\s*月?)?\s*", re.ASCII)


def month_number(year: int, month: int = 1) -> int:
    """Number of a month; January 2015 is 0.

    >>> month_number(2017, 12)
    35
    """
    return (year - FIRST_YEAR) * 12 + month - 1


def month_name(month: int) -> str:
    """Write a month.

    >>> month_name(0), month_name(59)
    ('2015-01', '2019-12')
    """
    return f"{FIRST_YEAR + month // 12}-{month % 12 + 1:02d}"


def read_month(value: object) -> int:
    """Read a month; months before January 2015 are negative.

    >>> read_month("2019-01")
    48

    Raises
    ------
    Refused
        If the value is not a month written like 2019-01.
    """
    text = str(value) if isinstance(value, (str, int)) else ""
    if match := _MONTH.fullmatch(text):
        return month_number(int(match[1]), int(match[2]))
    if match := _DAY.fullmatch(text):
        raise Refused("months_only", value=shown(value), nearest=(match[1],))
    raise Refused("not_a_month", value=shown(value), nearest=_meant(text))


def _meant(text: str) -> tuple[str, ...]:
    match = _LOOSE.fullmatch(text)
    if match is None or not 1 <= int(match[2] or 1) <= 12:
        return ()
    return (f"{match[1]}-{int(match[2] or 1):02d}",)

"""Numbers with or without their unit, as they are written in scenario files.

``300``, ``1e-3``, ``300 kCNY``, ``30 万元``, ``7 %`` and ``10 % per year`` are read; whatever
the unit says, the result is in the declared unit.
"""

import math
import re
import unicodedata
from fractions import Fraction
from numbers import Real
from typing import NamedTuple

from sim.model.declaration import Declaration
from sim.scenario.problems import Refused, brief, shown

_QUANTITY = re.compile(
    r"([-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:e[-+]?[0-9]+)?)\s*"
    r"((?:1\s*/|/|[^\W\d_]|%).*)?",
    re.DOTALL | re.IGNORECASE,
)
_NOT_FINITE = re.compile(r"[-+]?\.?(nan|inf|infinity)", re.IGNORECASE)

# Units that a declared one may be written in, and how many declared ones make one of them.
_MONEY = {
    **dict.fromkeys(("kyuan", "krmb", "thousand cny", "thousand yuan", "千元"), Fraction(1)),
    **dict.fromkeys(("cny", "yuan", "rmb", "元", "人民币"), Fraction(1, 1000)),
    **dict.fromkeys(("万元", "万"), Fraction(10)),
    **dict.fromkeys(("mcny", "million cny", "million yuan", "百万元"), Fraction(1000)),
}
_TIME = {"mo": Fraction(1), "月": Fraction(1), "个月": Fraction(1)} | dict.fromkeys(
    ("year", "yr", "年"), Fraction(12)
)
_SHARE = {"%": Fraction(1, 100), "percent": Fraction(1, 100), "": Fraction(1), "比例": Fraction(1)}
_OTHER_WRITINGS = {
    "kcny": _MONEY,
    "month": _TIME,
    "share": _SHARE,
    "service level": _SHARE | {"服务水平": Fraction(1)},
    "logit": {"对数几率": Fraction(1)},
    "": _SHARE,  # pure numbers and rates such as 1/year
    "space": {"家": Fraction(1)},
}
# A desk (工位) is no slot: nobody should have it converted unseen.
_DESK = re.compile(r"(?:个?工位(?!单元)|\bdesks?\b)", re.IGNORECASE)
DESKS_PER_SLOT = 2.5  # a slot holds a team
_PER = {
    **dict.fromkeys(("家", "企业", "家企业", "在孵项目"), "tenant"),
    **dict.fromkeys(("月", "个月"), "month"),
    "年": "year",
    "工位单元": "slot",
}


class Written(NamedTuple):
    """A number and its unit as they stand in a file; the unit is empty where none is given."""

    number: float
    unit: str


def plain_number(number: float) -> str:
    """Write a number without needless digits.

    >>> plain_number(400.0), plain_number(0.12), plain_number(2.0**53)
    ('400', '0.12', '9007199254740992')
    """
    return str(int(number)) if abs(number) < 1e16 and number == int(number) else repr(number)


def unit_in_words(unit: str) -> str:
    """Write a unit so that it reads well behind a number.

    >>> unit_in_words("1/year"), unit_in_words("kCNY"), unit_in_words("1")
    ('per year', 'kCNY', 'a pure number')
    """
    return "a pure number" if unit == "1" else re.sub("^1/", "per ", unit)


def in_unit(number: float, declared: Declaration) -> Written:
    """Return a quantity as it is best written, shares in per cent.

    The unit begins with a blank, as it stands behind a number.

    >>> from sim.scenario.declared import LEVERS
    >>> in_unit(0.5, LEVERS["lease_relief"]), in_unit(1.4, LEVERS["rent_multiplier"])
    (Written(number=50.0, unit=' %'), Written(number=1.4, unit=''))
    """
    if declared.unit == "share":
        return Written(round(100 * number, 6), " %")
    unit = "" if declared.unit == "1" else f" {unit_in_words(declared.unit)}"
    return Written(round(number, 9), unit)


def range_of(declared: Declaration) -> dict[str, str]:
    """Return the range and unit of a quantity as placeholders of messages."""
    unit = "" if declared.unit == "1" else f" {unit_in_words(declared.unit)}"
    return {"low": plain_number(declared.low), "high": plain_number(declared.high), "unit": unit}


def read_quantity(value: object, declared: Declaration, *, bounded: bool = True) -> float:
    """Read a number, with or without its unit, in the declared unit.

    Parameters
    ----------
    value : str or number
        As written.
    declared : Declaration
        Unit, range and type of the quantity.
    bounded : bool
        Whether the number alone must lie in the range.

    Returns
    -------
    float or int
        An int where the declaration says so.

    Raises
    ------
    Refused
        If it is no number, has another unit or lies out of range.
    """
    number = _in_declared_unit(value, declared)
    limits = range_of(declared)
    if not math.isfinite(number):
        raise Refused("not_finite", value=shown(value), **limits)
    if declared.type is int and number != int(number):
        raise Refused("whole_number", value=shown(value), **limits)
    if bounded and not declared.low <= number <= declared.high:
        raise out_of_range(value, number, declared)
    return int(number) if declared.type is int else number


def out_of_range(value: object, number: float, declared: Declaration) -> Refused:
    """Return the refusal of a number; 50 for a share may be meant as 50 %.

    >>> from sim.scenario.declared import LEVERS
    >>> out_of_range(50, 50.0, LEVERS["lease_relief"]).message.text()
    '50 is out of range; allowed are 0 to 1 share; did you mean 50 %?'
    """
    meant = 1 < number <= 100 and _OTHER_WRITINGS.get(declared.unit) is _SHARE
    fits = meant and declared.low <= number / 100 <= declared.high
    close = (f"{plain_number(number)} %",) if fits else ()
    return Refused("out_of_range", value=shown(value), nearest=close, **range_of(declared))


def written(value: object) -> Written | None:
    """Return the number and the unit that are written; None if it is no number.

    >>> written("-50 %"), written(0.35), written("soon")
    (Written(number=-50.0, unit='%'), Written(number=0.35, unit=''), None)
    """
    if isinstance(value, Real) and not isinstance(value, bool):
        try:
            return Written(float(value), "")
        except OverflowError:  # an int beyond all floats
            return Written(math.inf, "")
    text = unicodedata.normalize("NFKC", value).strip() if isinstance(value, str) else ""
    match = _QUANTITY.fullmatch(text.replace("\N{MINUS SIGN}", "-"))
    return Written(float(match[1].replace("_", "")), match[2] or "") if match else None


def _in_declared_unit(value: object, declared: Declaration) -> float:
    given = written(value)
    if given is None:
        infinite = isinstance(value, str) and _NOT_FINITE.fullmatch(value.strip())
        key = "not_finite" if infinite else "expected_number"
        raise Refused(key, value=shown(value), **range_of(declared))
    if not given.unit:
        return given.number
    factor = _factor(given.unit, declared.unit)
    if factor is None:
        raise _wrong_unit(value, given, declared)
    # Multiply first: 57 * 1 / 100 is 0.57, 57 * 0.01 is not.
    return given.number * factor.numerator / factor.denominator


def _wrong_unit(value: object, given: Written, declared: Declaration) -> Refused:
    """Refuse a unit; what is paid by the desk is told by the slot."""
    by_slot = _DESK.sub(lambda desk: "slot" if desk[0].isascii() else "工位单元", given.unit)
    if by_slot != given.unit and _factor(by_slot, declared.unit) is not None:
        number = plain_number(round(given.number * DESKS_PER_SLOT, 9))
        blank = "" if by_slot.startswith("/") else " "
        desks = plain_number(DESKS_PER_SLOT)
        return Refused("by_desk", value=shown(value), desks=desks, meant=number + blank + by_slot)
    unit = unit_in_words(declared.unit)
    named = {"given": brief(given.unit), "name": declared.name, "unit": unit}
    return Refused("wrong_unit", value=shown(value), **named)


def _factor(given: str, declared: str) -> Fraction | None:
    """Return how many declared units make a given one; None if they measure other things."""
    numerator, *per = _parts(given)
    wanted, *wanted_per = _parts(declared)
    if sorted(per) != sorted(wanted_per):
        return None
    return Fraction(1) if numerator == wanted else _OTHER_WRITINGS.get(wanted, {}).get(numerator)


def _parts(unit: str) -> list[str]:
    """Split a unit into its numerator and what it is per.

    >>> _parts("kCNY per slot per months"), _parts("万元/家/月"), _parts("每年")
    (['kcny', 'slot', 'month'], ['万元', 'tenant', 'month'], ['', 'year'])
    """
    words = re.sub(r"\s*(?:\bper\b|/|每)\s*", "/", unit.casefold().strip()).split("/")
    singular = [re.sub(r"(?<=[a-z]{2})(?<!s)s$", "", " ".join(word.split())) for word in words]
    per = [_PER.get(word, word) for word in singular[1:]]
    return ["" if singular[0] == "1" else singular[0], *per]

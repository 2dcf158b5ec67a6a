"""Numbers with or without their unit, as they are written in scenario files.

``300``, ``1e-3``, ``300 kCNY``, ``30 万元``, ``7 %`` and ``10 % per year`` are read; whatever
the unit says, the result is in the declared unit.
"""

import math
import re
import unicodedata
from fractions import Fraction
from numbers import Real

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
_SHARE = {"%": Fraction(1, 100), "percent": Fraction(1, 100), "": Fraction(1)}
_OTHER_WRITINGS = {
    "kcny": _MONEY,
    "month": _TIME,
    "share": _SHARE,
    "service level": _SHARE,
    "": _SHARE,  # pure numbers and rates such as 1/year
    "space": {"家": Fraction(1)},
}
# A desk (工位) is no slot: a slot has 2.5 of them, and nobody should have it converted unseen.
_PER = {
    **dict.fromkeys(("家", "企业", "家企业"), "tenant"),
    **dict.fromkeys(("月", "个月"), "month"),
    "年": "year",
    "工位单元": "slot",
}


def plain_number(number: float) -> str:
    """Write a number without needless digits.

    >>> plain_number(400.0), plain_number(0.12), plain_number(2.0**53)
    ('400', '0.12', '9007199254740992')
    """
    return str(int(number)) if number == int(number) and abs(number) < 1e16 else repr(number)


def unit_in_words(unit: str) -> str:
    """Write a unit so that it reads well behind a number.

    >>> unit_in_words("1/year"), unit_in_words("kCNY"), unit_in_words("1")
    ('per year', 'kCNY', 'a pure number')
    """
    return "a pure number" if unit == "1" else re.sub("^1/", "per ", unit)


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


def _in_declared_unit(value: object, declared: Declaration) -> float:
    if isinstance(value, Real) and not isinstance(value, bool):
        try:
            return float(value)
        except OverflowError:  # an int beyond all floats
            return math.inf
    text = unicodedata.normalize("NFKC", value).strip() if isinstance(value, str) else ""
    text = text.replace("\N{MINUS SIGN}", "-")
    match = _QUANTITY.fullmatch(text)
    if match is None:
        key = "not_finite" if _NOT_FINITE.fullmatch(text) else "expected_number"
        raise Refused(key, value=shown(value), **range_of(declared))
    number = float(match[1].replace("_", ""))
    if match[2] is None:
        return number
    factor = _factor(match[2], declared.unit)
    if factor is None:
        raise Refused(
            "wrong_unit",
            given=brief(match[2]),
            value=shown(value),
            name=declared.name,
            unit=unit_in_words(declared.unit),
        )
    # Multiply first: 57 * 1 / 100 is 0.57, 57 * 0.01 is not.
    return number * factor.numerator / factor.denominator


def _factor(given: str, declared: str) -> Fraction | None:
    """Return how many declared units make a given one; None if they measure other things."""
    numerator, *per = _parts(given)
    wanted, *wanted_per = _parts(declared)
    if sorted(per) != sorted(wanted_per):
        return None
    return Fraction(1) if numerator == wanted else _OTHER_WRITINGS.get(wanted, {}).get(numerator)


def _parts(unit: str) -> list[str]:
    """Split a unit into its numerator and what it is per.

    >>> _parts("kCNY per slot per months"), _parts("万元/家/月")
    (['kcny', 'slot', 'month'], ['万元', 'tenant', 'month'])
    """
    words = re.sub(r"\s*(?:\bper\b|/)\s*", "/", unit.casefold().strip()).split("/")
    singular = [re.sub(r"(?<=[a-z]{2})(?<!s)s$", "", " ".join(word.split())) for word in words]
    per = [_PER.get(word, word) for word in singular[1:]]
    return ["" if singular[0] == "1" else singular[0], *per]

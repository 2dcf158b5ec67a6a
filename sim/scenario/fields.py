"""How each kind of value in a scenario file is read, and what editors are told about it."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    GetPydanticSchema,
    PlainValidator,
    ValidationInfo,
    WithJsonSchema,
)
from typing_extensions import TypedDict

from sim.model.declaration import Declaration
from sim.model.parameters import ByOperator
from sim.scenario.declared import LEVERS, OPERATORS, SERIES, described
from sim.scenario.language import Bilingual
from sim.scenario.months import MOST_MONTHS, month_name, read_month
from sim.scenario.problems import Refused, brief, nearest, shown
from sim.scenario.quantities import read_quantity

Points = tuple[tuple[int, float], ...]  # months and values in order; lines join them

MONTH_SCHEMA = {"type": "string", "pattern": r"^\d{4}-(0[1-9]|1[0-2])$", "examples": ["2019-01"]}
_POLICY_NAME = r"^[^\s.:=]{1,80}$"  # --set writes policies.NAME.value=...
_ALSO_CALLED = {
    **dict.fromkeys(("rent_relief", "rent_reduction", "rent_subsidy"), ("lease_relief",)),
    **dict.fromkeys(("voucher", "vouchers"), ("mentor_vouchers",)),
}
_SWITCH_SCHEMA = {"enum": [True, False, "on", "off", "yes", "no", "ON", "OFF", "YES", "NO"]}


def keyed(title: str, kinds: Mapping[str, Any]) -> GetPydanticSchema:
    """Read a mapping in which each of these keys may stand, and no other."""
    typed_dict: Any = TypedDict  # its keys are known at run time only, from the declarations
    mapping = typed_dict(title, dict(kinds), total=False)
    mapping.__pydantic_config__ = ConfigDict(extra="forbid")
    return GetPydanticSchema(lambda _source, handler: handler.generate_schema(mapping))


def _month(value: object, info: ValidationInfo) -> int:
    month = read_month(value)
    months = (info.context or {}).get("months", MOST_MONTHS)
    if not 0 <= month < months:
        limits = {"first": month_name(0), "last": month_name(months - 1)}
        raise Refused("outside_horizon", value=shown(value), **limits)
    return month


def _start(value: object) -> int:
    if read_month(value) != 0:
        raise Refused("horizon_start", value=shown(value), first=month_name(0))
    return 0


def _end(value: object) -> int:
    month = read_month(value)
    if not 0 <= month < MOST_MONTHS:
        limits = {"first": month_name(0), "last": month_name(MOST_MONTHS - 1)}
        raise Refused("horizon_end", value=shown(value), **limits)
    return month


def _switch(value: object) -> bool:
    word = str(value).strip().casefold()
    if word in ("true", "on", "yes"):
        return True
    if word in ("false", "off", "no"):
        return False
    raise Refused("not_a_switch", value=shown(value))


def _lever(value: object) -> str:
    word = value if isinstance(value, str) else shown(value)
    if word in SERIES:
        raise Refused("condition_as_lever", key=word)
    if word not in LEVERS:
        close = _ALSO_CALLED.get(word.casefold()) or nearest(word, tuple(LEVERS))
        raise Refused("unknown_lever", key=brief(word), allowed=", ".join(LEVERS), nearest=close)
    return word


def _policy_name(value: object) -> str:
    word = value if isinstance(value, str) else shown(value)
    if not re.match(_POLICY_NAME, word):
        raise Refused("policy_name", key=brief(word))
    return word


def one_of(*allowed: str) -> GetPydanticSchema:
    """Read one of some words."""

    def read(value: object) -> str:
        if isinstance(value, str) and value in allowed:
            return value
        close = nearest(value, allowed) if isinstance(value, str) else ()
        names = ", ".join(allowed)
        raise Refused("not_one_of", value=shown(value), allowed=names, nearest=close)

    return _read_by(read, {"enum": list(allowed)})


def _read_by(read: Callable[[Any], Any], schema: dict[str, Any]) -> GetPydanticSchema:
    kind = Annotated[Any, PlainValidator(read), WithJsonSchema(schema)]
    return GetPydanticSchema(lambda _source, handler: handler.generate_schema(kind))


Month = Annotated[int, PlainValidator(_month), WithJsonSchema(MONTH_SCHEMA)]
HorizonStart = Annotated[int, PlainValidator(_start), WithJsonSchema({"const": month_name(0)})]
HorizonEnd = Annotated[int, PlainValidator(_end), WithJsonSchema(MONTH_SCHEMA)]
OnOff = Annotated[bool, PlainValidator(_switch), WithJsonSchema(_SWITCH_SCHEMA)]
LeverName = Annotated[str, PlainValidator(_lever), WithJsonSchema({"enum": list(LEVERS)})]
PolicyName = Annotated[
    str,
    PlainValidator(_policy_name),
    WithJsonSchema({"type": "string", "pattern": _POLICY_NAME}),
]


def _number_schema(declared: Declaration) -> dict[str, Any]:
    number = {
        "type": "integer" if declared.type is int else "number",
        "minimum": declared.low,
        "maximum": declared.high,
    }
    return {"anyOf": [number, {"type": "string", "pattern": r"^\s*[-+]?\.?\d"}]}


def quantity(declared: Declaration) -> GetPydanticSchema:
    """Read a number, with or without its unit."""
    schema = _number_schema(declared) | {"description": described(declared)}
    return _read_by(partial(read_quantity, declared=declared), schema)


def points(declared: Declaration) -> Any:
    """Read a series: a number, or months with values."""
    one = _number_schema(declared)
    many = {
        "type": "object",
        "patternProperties": {MONTH_SCHEMA["pattern"]: one},
        "additionalProperties": False,
        "minProperties": 1,
    }
    schema = {"anyOf": [*one["anyOf"], many], "description": described(declared)}
    return Annotated[
        dict[Month, Annotated[float, quantity(declared)]],
        BeforeValidator(_constant_as_point),
        AfterValidator(_in_order),
        WithJsonSchema(schema),
    ]


def _constant_as_point(value: object) -> object:
    return value if isinstance(value, dict) else {month_name(0): value}


def _in_order(values: dict[int, float]) -> Points:
    if not values:
        raise Refused("no_points")
    return tuple(sorted(values.items()))


def parameter(name: str, declared: Declaration) -> Any:
    """Read a parameter: a quantity, or one for each of some operators."""
    if declared.type is not ByOperator:
        return Annotated[float, quantity(declared)]
    one = Annotated[float, quantity(declared)]
    of_each = keyed(name, dict.fromkeys(OPERATORS, one))
    return Annotated[dict[str, float], of_each, Field(description=described(declared))]


def _in_both(value: object) -> object:
    return {"en": value, "zh": value} if isinstance(value, str) else value


def _bilingual(texts: dict[str, str]) -> Bilingual:
    if not texts:
        raise Refused("missing_key", key="en")
    first = next(iter(texts.values()))
    return Bilingual(texts.get("en", first), texts.get("zh", first))


_TEXTS_SCHEMA = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {"en": {"type": "string"}, "zh": {"type": "string"}},
            "additionalProperties": False,
            "minProperties": 1,
        },
    ]
}
Texts = Annotated[
    Bilingual,
    keyed("Texts", {"en": str, "zh": str}),
    BeforeValidator(_in_both),
    AfterValidator(_bilingual),
    WithJsonSchema(_TEXTS_SCHEMA),
]

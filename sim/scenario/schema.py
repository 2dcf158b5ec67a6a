"""What a scenario file may say.

The models validate a file's plain data and give its JSON Schema. Dates are held against the
horizon, whose length in months comes as the validation context.
"""

from typing import Annotated, Any

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from sim.scenario.declared import (
    LEVERS,
    MECHANISMS,
    PARAMETERS,
    SERIES,
    SETTINGS,
    described,
    multiplies,
)
from sim.scenario.fields import (
    HorizonEnd,
    HorizonStart,
    LeverName,
    Month,
    OnOff,
    Points,
    PolicyName,
    Texts,
    keyed,
    one_of,
    parameter,
    points,
    quantity,
)
from sim.scenario.months import month_name
from sim.scenario.problems import Refused, shown
from sim.scenario.quantities import out_of_range, read_quantity

SECTIONS = ("horizon", "conditions", "policies", "parameters", "mechanisms", "run")


def _value_of_each_lever(schema: dict[str, Any]) -> None:
    """Tell editors what the value of a policy means for each lever."""
    how = {True: "Multiplies with other policies on it.", False: "Adds to other policies on it."}
    schema["allOf"] = [
        {
            "if": {"properties": {"lever": {"const": name}}, "required": ["lever"]},
            "then": {
                "properties": {
                    "value": {"description": f"{described(declared)} {how[multiplies(name)]}"}
                }
            },
        }
        for name, declared in LEVERS.items()
    ]


class Policy(BaseModel):
    """A dated intervention on one lever.

    Policies on a lever add to its default; on a lever named ..._multiplier they multiply.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra=_value_of_each_lever)

    lever: LeverName
    value: Annotated[float, WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string"}]})]
    start: Month | None = Field(default=None, alias="from", description="First month.")
    until: Month | None = Field(default=None, description="Last month, inclusive.")
    ramp: Annotated[int, quantity(SETTINGS["ramp"])] = SETTINGS["ramp"].default

    @field_validator("value", mode="before")
    @classmethod
    def _in_unit_of_lever(cls, value: object, info: ValidationInfo) -> float:
        # The sum of all policies on a lever is held against its range (merge.py); what is wider
        # than the range can be in no sum, and is said here with all else that is wrong.
        lever = info.data.get("lever")
        if not lever:
            return 0.0
        declared = LEVERS[lever]
        number = read_quantity(value, declared, bounded=False)
        if not multiplies(lever) and abs(number) > declared.high - declared.low:
            raise out_of_range(value, number, declared)
        return number

    @field_validator("until")
    @classmethod
    def _not_before_start(cls, until: int | None, info: ValidationInfo) -> int | None:
        start = info.data.get("start")
        if until is not None and start is not None and until < start:
            months = {"value": shown(month_name(until)), "start": month_name(start)}
            raise Refused("until_before_from", **months)
        return until


class ScenarioFile(BaseModel):
    """A scenario of makersim: what differs from its parent or from the defaults."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    extends: str | None = Field(default=None, description="A built-in scenario or a relative path.")
    title: Texts | None = Field(default=None, description="Title, in English and Chinese.")
    question: Texts | None = Field(default=None, description="The question that the scenario asks.")
    look_for: Texts | None = Field(
        default=None, description="One sentence: what to look for in it."
    )
    horizon: Annotated[
        dict[str, int], keyed("Horizon", {"start": HorizonStart, "end": HorizonEnd})
    ] = Field(default={}, description="First and last month.")
    scale: Annotated[float | None, quantity(SETTINGS["scale"])] = None
    conditions: Annotated[
        dict[str, Points],
        keyed("Conditions", {name: points(declared) for name, declared in SERIES.items()}),
    ] = Field(default={}, description="Exogenous series; each replaces the parent's whole.")
    policies: dict[PolicyName, Policy | None] = Field(
        default={},
        description="Policies by name; the same name replaces the parent's, null removes it.",
        json_schema_extra={"additionalProperties": False},
    )
    parameters: Annotated[
        dict[str, float | dict[str, float]],
        keyed("Parameters", {key: parameter(key, each) for key, each in PARAMETERS.items()}),
    ] = Field(default={}, description="Parameters of the model, as group.name.")
    mechanisms: Annotated[
        dict[str, bool],
        keyed(
            "Mechanisms",
            {
                name: Annotated[OnOff, Field(description=switch.meaning)]
                for name, switch in MECHANISMS.items()
            },
        ),
    ] = Field(default={}, description="Mechanisms on or off.")
    run: Annotated[
        dict[str, int | str | None],
        keyed(
            "Run",
            {
                "seed": Annotated[int, quantity(SETTINGS["seed"])],
                "replicates": Annotated[int, quantity(SETTINGS["replicates"])],
                "parameters": Annotated[str, one_of("best", "default", "posterior")],
                "until": Month | None,
            },
        ),
    ] = Field(default={}, description="How to run it.")

    @model_validator(mode="before")
    @classmethod
    def _without_empty_sections(cls, data: Any) -> Any:
        # "policies:" with nothing but comments below it says nothing, and is no mistake.
        if not isinstance(data, dict):
            return data
        return {k: v for k, v in data.items() if v is not None or k not in SECTIONS}


def json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of scenario files, for editors."""
    schema = ScenarioFile.model_json_schema(by_alias=True)
    draft = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": draft, **schema, "title": "makersim scenario"}

"""What a page may say: every message is checked here before anything is done about it."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from sim.live.charts import SERIES
from sim.model.conditions import FIRST_YEAR
from sim.scenario.declared import LEVERS, SETTINGS
from sim.scenario.months import LAST_YEAR, MOST_MONTHS

MOST_BYTES = 4096
FASTEST = 60  # months a second

_MONTH = Annotated[int, Field(ge=0, lt=MOST_MONTHS)]
_LEVER = Annotated[str, Field(max_length=40)]
_SEED = Annotated[int, Field(ge=SETTINGS["seed"].low, le=SETTINGS["seed"].high)]
_NAME = Annotated[str, Field(max_length=80)]


class Message(BaseModel):
    """A message; numbers are numbers, and nothing else may stand in it."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, allow_inf_nan=False)


class Open(Message):
    """Begin with a yardstick, or with a yardstick and ours."""

    type: Literal["open"]
    scenarios: Annotated[list[_NAME], Field(min_length=1, max_length=2)] | None = None
    seed: _SEED | None = None
    lang: Literal["en", "zh"] = "en"


class Plain(Message):
    """A word that needs no value."""

    type: Literal["play", "pause", "undo", "reset", "room_apply", "room_export"]


class Step(Message):
    """Go some months on or back."""

    type: Literal["step"]
    months: Annotated[int, Field(ge=-MOST_MONTHS, le=MOST_MONTHS)]


class Seek(Message):
    """Go to a month."""

    type: Literal["seek"]
    month: _MONTH


class Speed(Message):
    """Months a second while playing."""

    type: Literal["speed"]
    months_per_second: Annotated[float, Field(ge=1, le=FASTEST)]


class SetLever(Message):
    """Set a lever of ours from the next month on."""

    type: Literal["lever"]
    lever: _LEVER
    value: float


class Explore(Message):
    """Show the whole future at each touch, or no longer."""

    type: Literal["explore"]
    on: bool


class Ack(Message):
    """The page has drawn a frame."""

    type: Literal["ack"]
    frame: Annotated[int, Field(ge=0, lt=2**32)]


class Save(Message):
    """Give a branch as a scenario file."""

    type: Literal["save"]
    which: Literal["a", "b"] = "b"


class Seed(Message):
    """Begin again with other luck."""

    type: Literal["seed"]
    seed: _SEED


class Inspect(Message):
    """Tell about one space."""

    type: Literal["inspect"]
    branch: Literal["a", "b"]
    row: Annotated[int, Field(ge=0, lt=2**16)]


class Stocks(Message):
    """Picture the stocks and flows of a year of ours, or of the last that is over."""

    type: Literal["stocks"]
    year: Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)] | None = None
    lang: Literal["en", "zh"] = "en"


class Ask(Message):
    """Ask the phones of the room for a value or a prediction, or no longer."""

    type: Literal["room"]
    ask: Literal["value", "predict"] | None
    lever: _LEVER | None = None
    chart: Literal[SERIES] | None = None  # type: ignore[valid-type]
    month: _MONTH | None = None


Said = (
    Open
    | Plain
    | Step
    | Seek
    | Speed
    | SetLever
    | Explore
    | Ack
    | Save
    | Seed
    | Inspect
    | Stocks
    | Ask
)
_ANY: TypeAdapter[Said] = TypeAdapter(Annotated[Said, Field(discriminator="type")])


class NotUnderstoodError(ValueError):
    """A message that is none; its text says why, for whoever writes a page."""


def read(text: str) -> Said:
    """Read a message.

    Raises
    ------
    NotUnderstoodError
        If it is too long, no JSON, unknown, or says a value that cannot be.
    """
    if len(text.encode(errors="replace")) > MOST_BYTES:
        raise NotUnderstoodError(f"longer than {MOST_BYTES} bytes")
    try:
        return _ANY.validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(str(part) for part in first["loc"])[:80]
        raise NotUnderstoodError(f"{where}: {first['msg'][:200]}".lstrip(": ")) from None
    except ValueError:  # text that is no Unicode
        raise NotUnderstoodError("not readable") from None


def in_range(message: SetLever) -> bool:
    """Whether the lever is one and the value may be."""
    declared = LEVERS.get(message.lever)
    return declared is not None and declared.low <= message.value <= declared.high

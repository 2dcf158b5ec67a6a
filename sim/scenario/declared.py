"""Every name that a scenario file may use, gathered from the model's declarations."""

from collections.abc import Mapping
from typing import Annotated, NamedTuple, get_args, get_type_hints

from sim.model.conditions import Levers, Series
from sim.model.declaration import (
    Declaration,
    Label,
    Meaning,
    Unit,
    assumption,
    declarations,
    within,
)
from sim.model.mechanisms import Mechanisms
from sim.model.parameters import ByOperator, Parameters
from sim.scenario.months import MOST_MONTHS
from sim.scenario.quantities import range_of


class Settings(NamedTuple):
    """Quantities that belong to a scenario and not to the model."""

    scale: Annotated[
        float,
        within(0.01, 20.0),
        Unit("1"),
        Meaning("Size of the province relative to Jiangsu."),
        Label("Scale", "规模"),
        assumption("1 is full scale; the cost of a run grows with it"),
    ] = 1.0
    ramp: Annotated[
        int,
        within(0, MOST_MONTHS),
        Unit("months"),
        Meaning("Months over which a policy grows in equal steps to its full value."),
        Label("Ramp", "渐进期"),
        assumption("0: in full from the first month"),
    ] = 0
    seed: Annotated[
        int,
        within(0, 2**53 - 1),
        Unit("1"),
        Meaning("Seed of the first replicate."),
        Label("Seed", "随机种子"),
        assumption("whole numbers up to here survive JSON and spreadsheets"),
    ] = 1
    replicates: Annotated[
        int,
        within(1, 100_000),
        Unit("runs"),
        Meaning("Number of replicates."),
        Label("Replicates", "重复次数"),
        assumption("10 posterior draws with 2 seeds each"),
    ] = 20


class Switch(NamedTuple):
    """A mechanism as declared."""

    meaning: str
    label: Label
    default: bool


def _switches() -> dict[str, Switch]:
    hints = get_type_hints(Mechanisms, include_extras=True)
    notes = {name: {type(note): note for note in get_args(hints[name])} for name in hints}
    return {
        name: Switch(found[Meaning].text, found[Label], Mechanisms._field_defaults[name])
        for name, found in notes.items()
    }


SETTINGS = declarations(Settings)
SERIES = declarations(Series)
LEVERS = declarations(Levers)
MECHANISMS = _switches()
OPERATORS = ByOperator._fields
PARAMETERS: Mapping[str, Declaration] = {
    f"{group}.{name}": declared
    for group, values in Parameters()._asdict().items()
    for name, declared in declarations(type(values)).items()
}


def multiplies(lever: str) -> bool:
    """Whether policies on a lever multiply; on all others they add up."""
    return lever.endswith("_multiplier")


def described(declared: Declaration) -> str:
    """Meaning, range and unit of a quantity in one line."""
    limits = range_of(declared)
    return f"{declared.meaning} From {limits['low']} to {limits['high']}{limits['unit']}."

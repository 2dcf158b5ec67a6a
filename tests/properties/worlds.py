"""The worlds that properties are tested in."""

import hashlib
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

from sim.model import schedule as month_of_model
from sim.model.conditions import Levers, Schedule, constant_schedule
from sim.model.declaration import declarations
from sim.model.growth import enlarged
from sim.model.initialise import create_world
from sim.model.mechanisms import BASELINE, NEUTRAL, Mechanisms
from sim.model.observe import count_open_spells
from sim.model.parameters import ByOperator, Parameters
from sim.model.schedule import live, simulate
from sim.model.state import World
from sim.scenario import load_scenario

# A level at which every lever bites; "no such policy" is the default of `Levers`.
ACTIVE = Levers(
    operating_subsidy=0.4,
    subsidy_tied=0.5,
    recognition_grant=400.0,
    specialisation_grant=300.0,
    specialisation_guidance=0.6,
    lease_relief=0.2,
    mentor_vouchers=0.6,
    co_investment=0.3,
    entry_standard=0.3,
    audit=0.6,
    national_quota=60.0,
    startup_campaign=0.2,
    anchor_recruitment=20.0,
    displaced_support=0.4,
    capital_multiplier=0.8,
    rent_multiplier=1.3,
    demand_multiplier=1.1,
)


class Run(NamedTuple):
    """What `simulate` is called with."""

    parameters: Parameters
    mechanisms: Mechanisms
    schedule: Schedule
    seed: int = 1
    scale: float = 0.1
    label_seed: int | None = None

    def __repr__(self) -> str:
        """What differs from the defaults, for messages of failing tests."""
        names = [n for n in parameter_names() if value_of(self.parameters, n) != DEFAULTS[n]]
        settings = ", ".join(f"{n}={value_of(self.parameters, n)!r}" for n in names)
        off = [name for name, on in self.mechanisms._asdict().items() if not on]
        hashed = hashlib.sha256(self.schedule.tobytes()).hexdigest()[:8]
        changed = [
            f"{name}={self.schedule[name].min():g}..{self.schedule[name].max():g}"
            for name in self.schedule.dtype.names
        ]
        return (
            f"Run({settings}; off={off}; months={len(self.schedule)}, seed={self.seed}, "
            f"scale={self.scale}; schedule {hashed}: {', '.join(changed)})"
        )

    def world(self) -> World:
        """The world at the horizon."""
        return simulate(*self)

    def start(self) -> World:
        """The world before the first month."""
        return create_world(*self)

    def setting(self, **values: float) -> "Run":
        """The same with parameters set: ``setting(close__review=0.2)``."""
        parameters = self.parameters
        for name, value in values.items():
            parameters = with_parameter(parameters, name.replace("__", "."), value)
        return self._replace(parameters=parameters)

    def under(self, since: int = 0, until: int | None = None, **values: float) -> "Run":
        """The same with series and levers at other levels from a month on."""
        schedule = self.schedule.copy()
        for name, value in values.items():
            schedule[name][since:until] = value
        return self._replace(schedule=schedule)

    def switched(self, **switches: bool) -> "Run":
        """The same with mechanisms on or off."""
        return self._replace(mechanisms=self.mechanisms._replace(**switches))


@cache
def _baseline_schedule() -> Schedule:
    return load_scenario("baseline").schedule


def baseline(months: int, seed: int = 1, scale: float = 0.1) -> Run:
    """Jiangsu, small."""
    schedule = _baseline_schedule()[:months].copy()
    return Run(Parameters(), BASELINE, schedule, seed, scale)


def all_levers(months: int, seed: int = 1, scale: float = 0.1) -> Run:
    """Jiangsu, small, with every lever pulled from the sixth month on.

    The entry standard rises later, so that the list holds spaces for audits to find.
    """
    return baseline(months, seed, scale).under(5, **ACTIVE._asdict()).under(12, entry_standard=0.5)


def neutral(months: int, seed: int = 1, scale: float = 0.1) -> Run:
    """Jiangsu, small, with every mechanism off."""
    return baseline(months, seed, scale)._replace(mechanisms=NEUTRAL)


def bare(months: int, seed: int = 1, scale: float = 0.1) -> Run:
    """No policies, flat series."""
    return Run(Parameters(), BASELINE, constant_schedule(months), seed, scale)


def parameter_names() -> list[str]:
    """Every number of the parameters: ``group.name`` or ``group.name.operator``."""
    names = []
    for group in Parameters._fields:
        for name, declared in declarations(type(getattr(Parameters(), group))).items():
            if declared.type is ByOperator:
                names += [f"{group}.{name}.{operator}" for operator in ByOperator._fields]
            else:
                names.append(f"{group}.{name}")
    return names


def declaration_of(name: str) -> Any:
    """The declaration of a parameter."""
    group, field, *_ = name.split(".")
    return declarations(type(getattr(Parameters(), group)))[field]


def value_of(parameters: Parameters, name: str) -> float:
    """The value of a parameter by its name."""
    value: Any = parameters
    for part in name.split("."):
        value = getattr(value, part)
    return float(value)


DEFAULTS = {name: value_of(Parameters(), name) for name in parameter_names()}


def with_parameter(parameters: Parameters, name: str, value: Any) -> Parameters:
    """The same parameters but for one; ``name`` as in `parameter_names`."""
    group, field, *operator = name.split(".")
    owner = getattr(parameters, group)
    if operator:
        value = getattr(owner, field)._replace(**{operator[0]: value})
    elif declaration_of(name).type is int:
        value = int(value)
    return parameters._replace(**{group: owner._replace(**{field: value})})


def months_of(run: Run) -> Iterator[tuple[int, World]]:
    """The world at the end of each month."""
    world = run.start()
    for month in range(len(run.schedule)):
        world = live(world, month, month + 1)
        yield month, world


Hook = Callable[[World, int], None]


def lived_with(run: Run, hooks: dict[str, Hook], world: World | None = None) -> World:
    """The world at the horizon of a run whose months are interrupted.

    ``hooks`` maps a submodel's name to what is called with (world, month) right after it.
    """
    if world is None:
        world = run.start()
        for _ in range(3):
            world = enlarged(world)
    # The lists of submodels run as Python, so that they meet the interrupted ones.
    lists = {
        name: compiled.py_func
        for name, compiled in vars(month_of_model).items()
        if getattr(getattr(compiled, "py_func", None), "__module__", "") == month_of_model.__name__
    }
    kept = {name: getattr(month_of_model, name) for name in (*hooks, *lists)}
    now, calls = [0], dict.fromkeys(hooks, 0)

    def interrupted(name: str) -> Callable[..., None]:
        def submodel(*state: Any) -> None:
            kept[name](*state)
            hooks[name](world, now[0])
            calls[name] += 1

        return submodel

    try:
        for name, as_python in lists.items():
            setattr(month_of_model, name, as_python)
        for name in hooks:
            setattr(month_of_model, name, interrupted(name))
        for month in range(len(run.schedule)):
            now[0] = month
            month_of_model.step(world, month)
    finally:
        for name, submodel in kept.items():
            setattr(month_of_model, name, submodel)
    assert set(calls.values()) <= {len(run.schedule)}, "a submodel was not met once a month"
    last = len(run.schedule) - 1
    count_open_spells(world.spaces, world.startups, world.dossiers, world.book[0], world.life, last)
    return world

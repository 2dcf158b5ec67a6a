"""Confirming the signs of links in the engine: rules called, flows looked up, paired worlds."""

import copy
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.dynamics.structure.checks import Check, Counted, Paired, Rule
from sim.dynamics.systems import SYSTEMS
from sim.model import quantities as q
from sim.model.categories import NONE
from sim.model.initialise import create_world
from sim.model.schedule import live
from sim.model.state import TENANT, World
from sim.scenario import load_scenario

SCALE, SEEDS, LONGEST = 0.15, (1, 2, 3, 4, 5, 6), 40
CERTAIN = 2.0  # standard errors
EXACT = float("inf")


class _View(NamedTuple):
    """A world after an experiment, beside its twin."""

    world: World
    twin: World
    rows: NDArray[np.int64]  # of the spaces looked at
    months: slice

    def spaces(self, field: str) -> float:
        """Mean of a field of the open spaces looked at, in both worlds the same ones."""
        return float(self.world.spaces[field][self.rows].mean())

    def recorded(self, quantity: int) -> float:
        """Sum of a recorded quantity of all spaces over the months."""
        cells = slice(q.FROM_CELL_NOW, q.FROM_CELL_FOUNDED)
        return float(self.world.records.totals[self.months, cells, quantity].sum())

    def last(self, quantity: int) -> float:
        """The same in the last month alone."""
        return _View(*self[:3], slice(self.months.stop - 1, self.months.stop)).recorded(quantity)

    def progress(self) -> float:
        """Mean progress of the startups that are tenants in both worlds."""
        one, other = self.world, self.twin
        number = min(len(one.startups), len(other.startups))
        both = one.dossiers["ident"][:number] == other.dossiers["ident"][:number]
        for world in (one, other):
            both &= world.startups["status"][:number] == TENANT
        return float(one.startups["progress"][:number][both].mean())

    def loss(self) -> float:
        """Mean loss of spaces in the last month, before their owners' support (kCNY)."""
        calendar = (self.months.stop - 1) % 12
        return -float(self.world.spaces["earnings_year"][self.rows, calendar].mean())


MEASURES: dict[str, Callable[[_View], float]] = {
    "service": lambda view: view.spaces("service_level"),
    "charge": lambda view: view.spaces("charge"),
    "reputation": lambda view: view.spaces("reputation"),
    "commitment": lambda view: view.spaces("owner_commitment"),
    "gains": lambda view: view.spaces("owner_gains"),
    "missed": lambda view: view.spaces("missed_reports"),
    "cash": lambda view: view.spaces("cash"),
    "admissions": lambda view: view.spaces("admitted_ever"),
    "successes": lambda view: view.spaces("successes_ever"),
    "vacancy": lambda view: 1.0 - view.spaces("tenants") / view.spaces("slots"),
    "thin": lambda view: view.spaces("service_level") - view.world.now.entry_standard,
    "loss": _View.loss,
    "progress": _View.progress,
    "income": lambda view: (
        (view.last(q.REVENUE_RENT) + view.last(q.REVENUE_SERVICE)) / view.last(q.SLOTS)
    ),
    "cost": lambda view: view.recorded(q.COST),  # the loss with income held
    "subsidy": lambda view: view.recorded(q.REVENUE_SUBSIDY),
    "listed": lambda view: view.last(q.SPACES_RECORDED),
    "closures": lambda view: view.recorded(q.SPACES_CLOSED),
    "admitted": lambda view: view.recorded(q.ADMITTED),
    "fundings": lambda view: view.recorded(q.NEWLY_FUNDED),
    "graduations": lambda view: view.recorded(q.GRADUATED),
    "failures": lambda view: view.recorded(q.FAILED),
    "founded": lambda view: float(view.world.records.pool[view.months, q.STARTUPS_FOUNDED].sum()),
    "capital": lambda view: float(view.world.investors["capital"].sum()),
    "commitments": lambda view: float(view.world.investors["commitments"].sum()),
}


class Sign(NamedTuple):
    """What a check has found."""

    sign: int  # 0: neither is certain, or it turns
    strength: float  # smallest of the differences over their standard errors; inf if exact


def sign_of(check: Check, off: str = "") -> Sign:
    """Make a check.

    Parameters
    ----------
    off : str
        Mechanism that is switched off in paired worlds; empty for none.
    """
    if isinstance(check, Rule):
        return _of_rule(check)
    if isinstance(check, Counted):
        return _of_count(check)
    return _of_pairs(check, off)


def _of_rule(check: Rule) -> Sign:
    steps = np.sign(np.diff([check.answer(at) for at in check.at]))
    found = {int(step) for step in steps if step != 0}
    return Sign(found.pop() if len(found) == 1 else 0, EXACT)


def _of_count(check: Counted) -> Sign:
    system = SYSTEMS[check.system]
    matrix, found = system.matrix(), set()
    for row, flow in enumerate(system.flows):
        for place, stock in enumerate(system.stocks):
            if flow.name.startswith(check.flow) and stock in check.stocks and matrix[row, place]:
                found.add(int(matrix[row, place]))
    return Sign(found.pop() if len(found) == 1 else 0, EXACT)


def _of_pairs(check: Paired, off: str) -> Sign:
    pairs = np.array([_pair(check, seed, off) for seed in SEEDS])
    signs, strengths = [], []
    for differences in pairs.T:
        error = differences.std(ddof=1) / np.sqrt(len(differences))
        mean = differences.mean()
        exact = EXACT if mean != 0 else 0.0
        strengths.append(abs(mean) / error if error > 0 else exact)
        signs.append(int(np.sign(mean)) if strengths[-1] > CERTAIN else 0)
    return Sign(signs[0] * signs[1], float(min(strengths)))


def _pair(check: Paired, seed: int, off: str) -> tuple[float, float]:
    """Differences of the cause and of the answer between two worlds of a seed."""
    base = copy.deepcopy(_start(seed, check.month, off))
    moved = copy.deepcopy(base)
    rows = np.flatnonzero(base.spaces["closed"][: int(base.book["spaces_used"][0])] == NONE)
    rows = rows[::2] if check.half else rows
    _move(moved, check, rows)
    until = check.month + check.months
    worlds = [live(world, check.month, until) for world in (base, moved)]
    views = [
        _View(one, other, rows, slice(check.month, until)) for one, other in (worlds, worlds[::-1])
    ]
    cause, answer = (MEASURES[name] for name in (check.cause, check.answer))
    return cause(views[1]) - cause(views[0]), answer(views[1]) - answer(views[0])


@lru_cache(maxsize=2 * len(SEEDS))
def _start(seed: int, month: int, off: str) -> World:
    """A small baseline lived up to a month."""
    scenario = load_scenario("baseline")
    schedule = scenario.schedule[: month + LONGEST]
    mechanisms = scenario.mechanisms._replace(**{off: False} if off else {})
    world = create_world(scenario.parameters, mechanisms, schedule, seed, SCALE)
    return live(world, 0, month)


def _move(world: World, check: Paired, rows: NDArray[np.int64]) -> None:
    table, *names = check.lever.split(".")
    if table == "parameters":
        group: Any = getattr(world.parameters, names[0])
        group[names[1]] = group[names[1]] * check.times + check.plus
        return
    column = getattr(world, table)[names[0]]
    places: Any = {"schedule": slice(check.month, None), "spaces": rows}.get(table, slice(None))
    moved = column[places] * check.times + check.plus
    column[places] = np.minimum(moved, 1.0) if names[0] == "service_level" else moved

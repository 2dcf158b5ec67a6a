"""Counting the agents of a run month by month: the accounts of spaces, startups and money.

The world is lived as ever and looked at between months, so its results are those of any run.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.dynamics.accounts import Accounts, Books, System
from sim.dynamics.systems import ENDS, MONEY, ROUNDS, SEEKERS, SPACES, STARTUPS
from sim.model import quantities as q
from sim.model.categories import MODEL_OF_CELL, MODELS, NONE, STAGES, UNFUNDED
from sim.model.initialise import create_world
from sim.model.schedule import live
from sim.model.state import EMPTY, SEEKING, TENANT, World
from sim.scenario import Scenario

NO_CELL = -1
_TALLIES_OF_LEAVERS = list(q.TALLY_OF_END[: q.TENANCY_DISPLACED])
Counts = dict[str, float]


class _Look(NamedTuple):
    """What is remembered of the agents until the end of the next month."""

    status: NDArray[np.int8]  # of startups, by row
    stage: NDArray[np.int8]
    model: NDArray[np.int64]  # of spaces, by row; NO_CELL where closed

    @classmethod
    def at(cls, world: World) -> "_Look":
        startups = world.startups[: int(world.book["startups_used"][0])]
        return cls(startups["status"].copy(), startups["stage"].copy(), _models(world))


def books_of(scenario: Scenario, seed: int, months: int) -> Books:
    """Live a run and count it.

    Parameters
    ----------
    seed : int
        Of the replicate, as in an ensemble.
    months : int
        How long, at most the scenario's horizon; later months change nothing in earlier ones.

    Returns
    -------
    mapping of str to Accounts
        By the names of ``systems.SYSTEMS``.
    """
    schedule = scenario.schedule[:months]
    world = create_world(scenario.parameters, scenario.mechanisms, schedule, seed, scenario.scale)
    before = _Look.at(world)
    openings = (_space_stocks(before), _startup_stocks(before))
    kept: list[tuple[Counts, Counts, Counts, Counts]] = []
    for month in range(len(schedule)):
        world = live(world, month, month + 1)
        after = _Look.at(world)
        kept.append(
            (
                _space_stocks(after),
                _space_flows(world, before, after, month),
                _startup_stocks(after),
                _startup_flows(world, before, after, month),
            )
        )
        before = after
    stocks, flows, startup_stocks, startup_flows = zip(*kept, strict=True)
    records = world.records
    return {
        "spaces": _accounts(SPACES, openings[0], stocks, flows),
        "startups": _accounts(STARTUPS, openings[1], startup_stocks, startup_flows),
        "money": Accounts(MONEY, records.opening, records.cash, records.ledger),
    }


def _accounts(
    system: System, opening: Counts, stocks: tuple[Counts, ...], flows: tuple[Counts, ...]
) -> Accounts:
    names = [flow.name for flow in system.flows]

    def row(counts: Mapping[str, float], wanted: tuple[str, ...] | list[str]) -> list[float]:
        return [counts[name] for name in wanted]

    return Accounts(
        system,
        np.array(row(opening, system.stocks)),
        np.array([row(each, system.stocks) for each in stocks]),
        np.array([row(each, names) for each in flows]),
    )


def _models(world: World) -> NDArray[np.int64]:
    spaces = world.spaces[: int(world.book["spaces_used"][0])]
    models = np.array(MODEL_OF_CELL)[spaces["cell_now"]]
    return np.where(spaces["closed"] == NONE, models, NO_CELL)


def _space_stocks(look: _Look) -> Counts:
    numbers = np.bincount(look.model[look.model != NO_CELL], minlength=len(MODELS))
    return dict(zip(MODELS, numbers.astype(float), strict=True))


def _space_flows(world: World, before: _Look, after: _Look, month: int) -> Counts:
    """A space is founded in its first class, and closed in the class of the month's start."""
    spaces = world.spaces[: len(after.model)]
    start = np.array(MODEL_OF_CELL)[spaces["cell_founded"]]
    start[: len(before.model)] = before.model
    closed = (spaces["closed"] == month) & (start != NO_CELL)
    counts: Counts = {}
    for model, name in enumerate(MODELS):
        here = start == model
        counts[f"founded_{name}"] = float(here[len(before.model) :].sum())
        counts[f"closed_{name}"] = float((here & closed).sum())
        for other, other_name in enumerate(MODELS):
            if other != model:
                moved = here & (after.model == other)
                counts[f"{name}_to_{other_name}"] = float(moved.sum())
    return counts


def _startup_stocks(look: _Look) -> Counts:
    tenants = _by_stage(look.stage, look.status == TENANT)
    seeking = float((look.status == SEEKING).sum())
    return {SEEKERS: seeking, **dict(zip(STAGES, tenants, strict=True))}


def _startup_flows(world: World, before: _Look, after: _Look, month: int) -> Counts:
    """Tell each startup's month from its state at both ends and the month's list of leavers.

    A row is given to one startup a month at most, and rounds come before closures in the month.
    """
    rows = len(after.status)
    startups, dossiers = world.startups[:rows], world.dossiers[:rows]
    status = np.zeros(rows, np.int8)
    status[: len(before.status)] = before.status
    stage = np.zeros(rows, np.int8)
    stage[: len(before.stage)] = before.stage
    founded = (dossiers["founded"] == month) & (status == EMPTY)
    stage[founded] = UNFUNDED
    admitted = (startups["entered"] == month) & (startups["admitted"] != NONE)
    admitted &= founded | (status == SEEKING)
    hosted = admitted | (status == TENANT)
    leavers, ends = _leavers(world, month)
    stayed = hosted.copy()
    stayed[leavers] = False
    lost = stayed & (after.status != TENANT)  # their space
    counts: Counts = {
        "founded": float(founded.sum()),
        "gave_up": float(
            ((founded | (status == SEEKING)) & ~admitted & (after.status == EMPTY)).sum()
        ),
    }
    tallies = {"admitted": _by_stage(stage, admitted)}
    for end, name in enumerate(ENDS[: q.TENANCY_DISPLACED]):
        tallies[name] = _by_stage(stage[leavers], ends == end)
    tallies["displaced_failed"] = _by_stage(after.stage, lost & (after.status == EMPTY))
    tallies["displaced"] = _by_stage(after.stage, lost & (after.status == SEEKING))
    for name, numbers in tallies.items():
        counts |= {f"{name}_{each}": n for each, n in zip(STAGES, numbers, strict=True)}
    for one, other in ROUNDS:
        moved = (stage == STAGES.index(one)) & (after.stage == STAGES.index(other))
        counts[f"{one}_to_{other}"] = float((moved & stayed).sum())
    return counts


def _leavers(world: World, month: int) -> tuple[NDArray[np.int32], NDArray[np.int8]]:
    """Rows of the tenants whose tenancy ended this month, and how; displaced ones aside."""
    totals = world.records.totals[month, : q.FROM_CELL_FOUNDED]
    number = round(totals[:, _TALLIES_OF_LEAVERS].sum())
    return world.lists.leavers[:number], world.lists.ends[:number]


def _by_stage(stage: NDArray[np.int8], chosen: NDArray[np.bool_]) -> NDArray[np.float64]:
    return np.bincount(stage[chosen], minlength=len(STAGES)).astype(float)

"""The engine against AgentPy on one submodel that both have: a tenant's month (ODD 7.5).

The agents live in ``benchmarks/agentpy_incubate.py``, outside the package, and are run by path
in a process of their own: without a checkout, or without AgentPy, there is no such row.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.benchmark.reference import CHECKOUT
from sim.benchmark.rows import Row, seconds
from sim.model import accounting as flow
from sim.model import quantities as q
from sim.model.compiled import compiled
from sim.model.initialise import create_world
from sim.model.schedule import live
from sim.model.state import TENANT, World
from sim.model.submodels.incubate import incubate
from sim.model.submodels.policy import policy
from sim.scenario import load_scenario

SCENARIO, BEFORE, MONTHS, SCALE, SEED = "baseline", 36, 24, 1.0, 1
OF_SPACES = (
    *("service", "specialisation", "slots", "field", "operator", "charge", "tenants"),
    *("tenants_by_field", "speed"),
)
OF_TENANTS = (
    *("key", "progress", "pace", "cash", "field", "stage", "tercile"),
    *("last_round", "registered", "entered", "space"),
)
COMPARED = (
    *("tenant_key", "tenant_progress", "tenant_cash", "tenant_registered"),
    *("space_tenants", "space_speed", "books", "ends", "lived"),
)
Columns = Mapping[str, NDArray[Any]]


@compiled
def incubate_months(world: World, month: int, until: int) -> None:
    """Live months in which tenants live in their spaces and leave, and nothing else happens."""
    while month < until:
        policy(world.schedule, world.now, world.mechanisms, month)
        incubate(
            world.spaces,
            world.startups,
            world.dossiers,
            world.lists,
            world.book[0],
            world.logs,
            world.life,
            world.parameters,
            world.mechanisms,
            world.now,
        )
        month += 1


def world_before() -> World:
    """Province after the first months, whole: each call a new one."""
    scenario = load_scenario(SCENARIO)
    world = create_world(
        scenario.parameters, scenario.mechanisms, scenario.schedule, seed=SEED, scale=SCALE
    )
    return live(world, 0, BEFORE)


def columns_of(world: World) -> dict[str, NDArray[Any]]:
    """What both begin with and what is compared: columns of spaces and of tenants, and sums."""
    spaces = world.spaces[: int(world.book["spaces_used"][0])]
    used = world.startups[: int(world.book["startups_used"][0])]
    tenants, book = used[used["status"] == TENANT], world.book[0]
    return {
        **{f"space_{name}": spaces[name].copy() for name in OF_SPACES},
        **{f"tenant_{name}": tenants[name].copy() for name in OF_TENANTS},
        "month": np.array(BEFORE),
        "books": book["ledger"][[flow.VENTURE_REVENUE, flow.BURN]],
        "ends": book["tenancies"].sum(axis=(0, 1))[: q.TENANCY_DISPLACED],
        "lived": world.life.age_months.sum(),
    }


def timed_engine() -> tuple[float, Columns]:
    """Seconds of the months in the engine, and what they end with."""
    world = world_before()
    spent = seconds(lambda: incubate_months(world, BEFORE, BEFORE + MONTHS))
    return spent, columns_of(world)


def timed_agents(checkout: Path, start: Columns) -> tuple[float, Columns]:
    """Seconds of the months as agents, without imports and setting up, and what they end with.

    Raises
    ------
    subprocess.CalledProcessError
        If it fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        files = [str(Path(folder, name)) for name in ("start.npz", "end.npz")]
        np.savez(files[0], **start)  # type: ignore[arg-type]
        words = ("benchmarks.agentpy_incubate", *files, "--scenario", SCENARIO)
        answer = subprocess.run(
            [sys.executable, "-m", *words, "--months", str(MONTHS)],
            check=True,
            capture_output=True,
            text=True,
            cwd=checkout,
        )
        with np.load(files[1]) as end:
            return json.loads(answer.stdout)["seconds"], dict(end)


def differing(start: Columns, mine: Columns, theirs: Columns) -> list[str]:
    """Names of what two ends do not share to the last bit; counts since the start."""
    since = {**mine, **{name: mine[name] - start[name] for name in ("ends", "lived")}}
    return [name for name in COMPARED if not np.array_equal(since[name], theirs[name])]


def agentpy_row(repeats: int, checkout: Path = CHECKOUT) -> Row | None:
    """Time of the same months as AgentPy agents over the engine's; none where they cannot run.

    Both begin with the same province, draw the same addressed numbers, in turn; the least of
    each counts.

    Raises
    ------
    RuntimeError
        If the two did not end with the same numbers.
    """
    there = (checkout / "benchmarks" / "agentpy_incubate.py").exists()
    if not there or find_spec("agentpy") is None:
        return None
    start = columns_of(world_before())
    incubate_months(world_before(), BEFORE, BEFORE + 1)  # compiles
    agents, engine = [], list[float]()
    for _ in range(repeats):
        spent, theirs = timed_agents(checkout, start)
        agents.append(spent)
        several = [timed_engine() for _ in range(3)]
        engine += [each for each, _ in several]
        if different := differing(start, several[-1][1], theirs):
            raise RuntimeError(
                f"AgentPy and the engine ended with other numbers in {', '.join(different)}: "
                "they do not do the same work"
            )
    what = f"a tenant's month alone, {MONTHS} months at {SCALE:g} of Jiangsu"
    return Row("agentpy_ratio", min(agents) / min(engine), "x", ">= 100", what)

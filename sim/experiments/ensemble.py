"""Running the replicates of a plan on threads; the compiled month releases the interpreter.

Replicates share nothing, so any number of workers gives the same bits. Each world is reduced
to its tables straight after its run, in the thread that ran it.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import NamedTuple

from sim.experiments.memory import keep_freed_memory
from sim.experiments.plan import NO_DRAW, Plan
from sim.model.conditions import Schedule
from sim.model.schedule import simulate
from sim.model.state import World
from sim.results.columns import Replicate
from sim.results.reduce import Tables, reduced
from sim.scenario import Scenario

Keep = Callable[[Replicate, Tables], None]
SeeThrough = Callable[[Callable[[], None]], None]  # waits; calls what it is given after each
POLL_SECONDS = 0.1  # how long Ctrl-C may wait for the main thread


def default_workers() -> int:
    """Cores that this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


class Errand(NamedTuple):
    """One run, and what takes its tables."""

    name: str  # of the scenario in its tables
    scenario: Scenario  # with the draw of the replicate
    schedule: Schedule  # of the scenario, which works it out at each call
    replicate: Replicate
    keep: Keep


class Threads:
    """Threads that run replicates, each by itself.

    Parameters
    ----------
    executor : ThreadPoolExecutor
    number : int
        How many threads it has.
    """

    def __init__(self, executor: ThreadPoolExecutor, number: int) -> None:
        self.executor, self.number = executor, number

    def hand_out(self, errands: Sequence[Errand]) -> list[Future[None]]:
        """Have runs made; each future is done when its tables have been kept."""
        return [self.executor.submit(_run, errand) for errand in errands]


@contextmanager
def threads(number: int | None = None) -> Iterator[Threads]:
    """Give threads, by default as many as there are cores."""
    number = number or default_workers()
    with ThreadPoolExecutor(number, thread_name_prefix="replicate") as executor:
        yield Threads(executor, number)


@contextmanager
def under_way(
    on: Threads, scenario: Scenario, plan: Plan, todo: Sequence[Replicate], keep: Keep
) -> Iterator[SeeThrough]:
    """Hand out some replicates of a plan; gives what waits for them.

    At the end those that have begun are waited for, and kept; no others are begun.

    Parameters
    ----------
    keep : callable
        Takes a replicate and its tables, in the thread that ran it.
    """
    # A draw that the scenario does not take is an error before anything runs.
    drawn = {number: scenario.with_parameters(draw) for number, draw in enumerate(plan.draws)}
    drawn[NO_DRAW] = scenario
    schedule = scenario.schedule
    keep_freed_memory()
    handed_out = on.hand_out(
        [Errand(scenario.name, drawn[each.draw], schedule, each, keep) for each in todo]
    )
    try:
        yield lambda tick: _see_through(handed_out, tick)
    finally:
        wait([each for each in handed_out if not each.cancel()])


def _run(errand: Errand) -> None:
    scenario = errand.scenario
    world = simulate(
        scenario.parameters,
        scenario.mechanisms,
        errand.schedule,
        errand.replicate.seed,
        scenario.scale,
    )
    keep_tables(errand, world)


def keep_tables(errand: Errand, world: World) -> None:
    """Hand over the tables of a run at its horizon."""
    tables = reduced(world, errand.name, errand.replicate)
    errand.keep(errand.replicate, tables)


def _see_through(handed_out: Iterable[Future[None]], tick: Callable[[], None]) -> None:
    pending = set(handed_out)
    while pending:
        done, pending = wait(pending, POLL_SECONDS, FIRST_COMPLETED)
        for future in done:
            future.result()  # raises what went wrong in the thread
            tick()

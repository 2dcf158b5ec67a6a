"""Scenarios on the same draw and seed: months in which they cannot differ are lived once.

Before a policy starts it changes no bit (ODD 9.3), so that a world copied at that month goes on
exactly as one would that had lived from the start.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from itertools import groupby
from typing import NamedTuple

import numpy as np

from sim.experiments.ensemble import Errand, Threads, keep_tables
from sim.experiments.snapshots import branched
from sim.model.initialise import create_world, scaled_schedule
from sim.model.schedule import live, live_to_the_end
from sim.model.state import World


class _Awaited(NamedTuple):
    errand: Errand
    future: Future[None]


class Together(Threads):
    """Threads that wait until all scenarios have handed out their runs, and share what they can."""

    def __init__(self, on: Threads) -> None:
        super().__init__(on.executor, on.number)
        self._awaited: list[_Awaited] = []

    def hand_out(self, errands: Sequence[Errand]) -> list[Future[None]]:
        """Take runs that are made after ``begin``."""
        awaited = [_Awaited(errand, Future()) for errand in errands]
        self._awaited += awaited
        return [each.future for each in awaited]

    def begin(self) -> None:
        """Make the runs: replicate by replicate, those of all scenarios in one thread."""

        def replicate(each: _Awaited) -> int:
            return each.errand.replicate.number

        for _, runs in groupby(sorted(self._awaited, key=replicate), replicate):
            self.executor.submit(_make, list(runs))
        self._awaited = []


def _make(runs: Sequence[_Awaited]) -> None:
    runs = [each for each in runs if each.future.set_running_or_notify_cancel()]
    futures = {id(each.errand): each.future for each in runs}
    try:
        for errand, world in worlds_of([each.errand for each in runs]):
            keep_tables(errand, world)
            futures.pop(id(errand)).set_result(None)
    except BaseException as error:  # whoever waits is told, in its own thread
        for future in futures.values():
            future.set_exception(error)


def worlds_of(errands: Sequence[Errand]) -> Iterator[tuple[Errand, World]]:
    """Run scenarios on one draw and seed to their horizons.

    Each is given as soon as it is there; the same bits as from ``simulate``.
    """
    while errands:
        first, *others = errands
        shared = {id(each): months_in_common(first, each) for each in others}
        yield from _branches(first, sorted(others, key=lambda each: shared[id(each)]), shared)
        errands = [each for each in others if not shared[id(each)]]


def months_in_common(one: Errand, other: Errand) -> int:
    """Months from the start in which two runs cannot differ."""
    alike = all(
        getattr(one.scenario, name) == getattr(other.scenario, name)
        for name in ("parameters", "mechanisms", "scale")
    )
    months = len(one.schedule)
    if not alike or one.replicate != other.replicate or months != len(other.schedule):
        return 0
    differing = np.flatnonzero(one.schedule != other.schedule)
    return int(differing[0]) if differing.size else months


def _branches(
    first: Errand, others: Sequence[Errand], shared: dict[int, int]
) -> Iterator[tuple[Errand, World]]:
    """Live a run, and from where they part those that have months in common with it."""
    scenario, month = first.scenario, 0
    world = create_world(
        scenario.parameters,
        scenario.mechanisms,
        first.schedule,
        first.replicate.seed,
        scenario.scale,
    )
    for other in others:
        parting = shared[id(other)]
        if parting:
            world, month = live(world, month, parting), parting
            schedule = scaled_schedule(other.schedule, scenario.scale)
            branch = branched(world, month - 1)._replace(schedule=schedule)
            yield other, live_to_the_end(branch, month)
    yield first, live_to_the_end(world, month)

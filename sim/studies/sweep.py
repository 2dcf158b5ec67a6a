"""Sweeps: every run of a plan made once, on any engine, and kept whatever happens."""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sim.analysis.run_outcomes import SOURCES, catalogue, outcomes_of
from sim.experiments.engines import Engine, pool, run_batches
from sim.experiments.jobs import (
    FAILED,
    Batch,
    Made,
    Version,
    reason_of,
    row_of,
    run_jobs,
    this_machine,
)
from sim.experiments.sweep_plan import Job
from sim.results.run_store import STATUS, joined, run_table
from sim.studies.sweep_folder import SweepFolder

BATCH_SECONDS = 2.0  # of work in a batch: handing it out costs some milliseconds
MOST_IN_BATCH = 128
WRITE_SHARE = 0.02  # of the time passed: how long finished work may wait to be written
WRITE_SECONDS = (0.3, 60.0)  # but never less, nor more
MOST_WAITING = 4000  # rows
Tick = Callable[[int], None]


def version_here() -> Version:
    """Version of the rules and measures of this process."""
    return Version.here(SOURCES)


@dataclass
class Writer:
    """Rows and series on their way to the store: a part now and then, not a file for each run.

    Attributes
    ----------
    machines : dict
        Those that have worked so far, by their ids.
    failed : int
        Runs that failed so far.
    """

    folder: SweepFolder
    command: str
    tick: Tick
    machines: dict[str, dict[str, Any]] = field(default_factory=dict)
    failed: int = 0
    _rows: list[dict[str, Any]] = field(default_factory=list)
    _series: list[Any] = field(default_factory=list)
    _began: float = field(default_factory=time.monotonic)
    _last: float = field(default_factory=time.monotonic)
    _broken: bool = False

    def take(self, made: Made) -> None:
        """Take what a batch gave, and write if it is time."""
        if made.machine["id"] not in self.machines:
            self.machines[made.machine["id"]] = made.machine
            self.folder.note(self.command, self.machines)
        self._rows += made.rows
        self._series += made.series
        self.failed += sum(row[STATUS] == FAILED for row in made.rows)
        self.tick(len(made.rows))
        now, (low, high) = time.monotonic(), WRITE_SECONDS
        due = min(max(low, WRITE_SHARE * (now - self._began)), high)
        if now - self._last >= due or len(self._rows) >= MOST_WAITING:
            self.write()

    def write(self) -> None:
        """Write what is waiting; series first, so that a row says that all of its run is there.

        Raises
        ------
        OSError
            If the disk is full or not to be written to; nothing that was there is touched.
        """
        if self._broken or not self._rows:
            return
        point = self.folder.plan.points[0]
        factors = tuple({**point.draw, **point.values})
        self._broken = True  # unless all of this goes well
        if self._series:
            self.folder.series.append(joined(self._series))
        self.folder.runs.append(run_table(self._rows, factors, tuple(catalogue())))
        self._rows, self._series, self._last = [], [], time.monotonic()
        self._broken = False


class Handout:
    """Jobs in batches of some seconds of work, as fast as the runs turn out to be.

    Parameters
    ----------
    jobs : iterator of Job
    number : int
        How many.
    """

    def __init__(self, jobs: Iterator[Job], number: int, folder: SweepFolder) -> None:
        self._jobs, self._left, self._folder = jobs, number, folder
        self._runs, self._seconds = 0, 0.0
        self.scenarios = folder.plan.scenarios
        self.workers: Callable[[], int] = lambda: 1

    def learn(self, made: Made) -> None:
        """Learn how long runs take."""
        self._runs += len(made.rows)
        self._seconds += sum(row["seconds"] for row in made.rows)

    def __iter__(self) -> Iterator[tuple[tuple[Job, ...], Batch]]:
        while jobs := tuple(islice(self._jobs, self._size())):
            self._left -= len(jobs)
            yield jobs, self.batch(jobs)

    def batch(self, jobs: tuple[Job, ...]) -> Batch:
        """Put jobs in a batch with all that a worker needs for them."""
        plan = self._folder.plan
        names = {job.scenario for job in jobs}
        scenarios = {name: plan.scenarios[name] for name in plan.scenarios if name in names}
        return Batch(jobs, scenarios, outcomes_of, plan.series, self._folder.version)

    def _size(self) -> int:
        if not self._runs:
            return 1
        pace = self._seconds / self._runs
        shared = self._left // (4 * max(1, self.workers()))  # so that all workers end together
        return max(1, min(int(BATCH_SECONDS / pace), MOST_IN_BATCH, shared))


def make_runs(
    folder: SweepFolder,
    engine: Engine,
    writer: Writer,
    number: int,
    retry_failed: bool = False,
    on_no_workers: Callable[[], None] = lambda: None,
) -> None:
    """Make the runs that are not there yet.

    Parameters
    ----------
    number : int
        How many those are.
    retry_failed : bool
        Whether runs that failed before are among them.
    on_no_workers : callable
        Called if a Dask scheduler has no worker yet.

    Raises
    ------
    KeyboardInterrupt
        After what was done or under way has been written.
    OSError
        If the store cannot be written to.
    NoScheduler, OtherVersion
        If the engine cannot be used.
    """
    handout = Handout(folder.todo(retry_failed), number, folder)
    suspects: list[Job] = []

    def keep(jobs: tuple[Job, ...], made: Made) -> None:
        handout.learn(made)
        writer.take(made)

    def lost(jobs: tuple[Job, ...], error: Exception) -> None:
        suspects.extend(jobs)

    batches = iter(handout)
    scenario = next(iter(folder.plan.scenarios.values()))
    try:
        while True:
            try:
                with pool(scenario, engine) as workers:
                    handout.workers = workers.size
                    if not workers.size():
                        on_no_workers()
                    run_batches(run_jobs, batches, keep, workers, lost)
                break
            except BrokenExecutor:
                continue  # with new processes
        if suspects:
            _run_alone(suspects, handout, engine, keep)
    finally:
        writer.write()


def _run_alone(
    suspects: Sequence[Job],
    handout: Handout,
    engine: Engine,
    keep: Callable[[tuple[Job, ...], Made], None],
) -> None:
    """Run jobs whose worker died one at a time; one whose worker dies again has failed."""

    def failed(jobs: tuple[Job, ...], error: Exception) -> None:
        about = this_machine()
        said = {STATUS: FAILED, "reason": f"its worker died: {reason_of(error)}"}
        keep(jobs, Made([row_of(each, 0.0, about["id"]) | said for each in jobs], [], about))

    batches = iter([((job,), handout.batch((job,))) for job in suspects])
    scenario = next(iter(handout.scenarios.values()))
    one_worker = engine._replace(workers=1) if engine.kind == "processes" else engine
    while True:
        try:
            with pool(scenario, one_worker) as workers:
                return run_batches(run_jobs, batches, keep, workers, failed, ahead=1)
        except BrokenExecutor:
            continue

"""Where runs are made: threads, processes, or the workers of a Dask scheduler.

A run is a pure function of what it is given, so that all engines and any number of workers give
the same bits on one kind of machine. Batches are handed out as workers take them; a worker that
dies loses the batches that it had, and they are handed out again, run by run.
"""

import logging
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    wait,
)
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any, Literal, NamedTuple, TypeVar

from sim.experiments.ensemble import POLL_SECONDS, default_workers
from sim.experiments.kernels import compile_model
from sim.scenario import Scenario

Done = TypeVar("Done")
Name = TypeVar("Name")
AHEAD = 2  # batches that wait for each worker: it never idles, and Ctrl-C waits for one
CONNECT_SECONDS = 15
RESTARTED = "A Dask worker died; another takes its place, and its runs are made again."
LOOK_SECONDS = 2.0  # between two looks at how many workers a scheduler has


class Engine(NamedTuple):
    """Where to run.

    Attributes
    ----------
    kind : {"threads", "processes", "dask"}
    workers : int, optional
        By default as many as there are cores; of a scheduler that runs already, its own.
    address : str, optional
        Of a Dask scheduler, or "local" for one of this machine.
    """

    kind: Literal["threads", "processes", "dask"] = "threads"
    workers: int | None = None
    address: str | None = None

    @classmethod
    def of(
        cls, workers: int | None = None, dask: str | None = None, processes: bool = False
    ) -> "Engine":
        """Engine as the command line asks for it."""
        if dask is not None:
            return cls("dask", workers, dask)
        return cls("processes" if processes else "threads", workers)


class NoScheduler(OSError):
    """A Dask scheduler that cannot be reached, or is gone."""


class Pool(NamedTuple):
    """An executor, and how many workers it has at the moment."""

    executor: Executor
    size: Callable[[], int]


@contextmanager
def pool(scenario: Scenario, engine: Engine) -> Iterator[Pool]:
    """Give a pool.

    Parameters
    ----------
    scenario : Scenario
        Any of those that will be run: the model is compiled before workers start.

    Raises
    ------
    NoScheduler
        If there is no Dask scheduler at the address.
    """
    number = engine.workers or default_workers()
    if engine.kind == "dask":
        with _client(engine) as client:
            yield Pool(client.get_executor(pure=False), _counted(client))
        return
    compile_model(scenario)
    executor: Executor
    if engine.kind == "threads":
        executor = ThreadPoolExecutor(number, thread_name_prefix="run")
    else:
        executor = ProcessPoolExecutor(number, get_context("spawn"), initializer=_deaf)
    try:
        yield Pool(executor, lambda: number)
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _deaf() -> None:
    # Ctrl-C reaches all processes of a terminal; the parent decides what becomes of workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _client(engine: Engine) -> Iterator[Any]:
    import dask  # an extra
    from distributed import Client

    here = {"n_workers": engine.workers or default_workers(), "threads_per_worker": 1}
    local = engine.address == "local"
    # What local workers log would be tracebacks of Dask's own, of a death that costs nothing.
    quiet = {"dashboard_address": None, "silence_logs": logging.CRITICAL}
    where = {**here, **quiet} if local else {"address": engine.address}
    # Dask's profiler looks at every worker a hundred times a second: nobody reads that here.
    unwatched = dask.config.set({"distributed.worker.profile.enabled": False})
    try:
        with unwatched:
            client = Client(**where, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise NoScheduler(0, str(error) or type(error).__name__, str(engine.address)) from None
    with _told_of_restarts(), client:
        yield client


@contextmanager
def _told_of_restarts() -> Iterator[None]:
    """Say on standard error, in a line, that a local worker has died; Dask starts another."""
    line = logging.StreamHandler()
    line.addFilter(lambda record: record.getMessage().startswith("Restarting worker"))
    line.setFormatter(logging.Formatter(RESTARTED, validate=False))
    nanny = logging.getLogger("distributed.nanny")
    nanny.addHandler(line)
    try:
        yield
    finally:
        nanny.removeHandler(line)


def _counted(client: Any) -> Callable[[], int]:
    seen = [-LOOK_SECONDS, 1]

    def size() -> int:
        if time.monotonic() - seen[0] > LOOK_SECONDS:
            try:
                number = sum(client.nthreads().values())
            except OSError as error:
                raise NoScheduler(0, str(error) or type(error).__name__) from None
            seen[:] = [time.monotonic(), number]
        return int(seen[1])

    return size


def run_batches(
    work: Callable[[Any], Done],
    batches: Iterable[tuple[Name, Any]],
    keep: Callable[[Name, Done], None],
    pool: Pool,
    lost: Callable[[Name, Exception], None] | None = None,
    ahead: int | None = None,
) -> None:
    """Run batches on a pool and keep each as soon as it is done, in this thread.

    Parameters
    ----------
    work : callable
        Takes a batch; a function of a module, so that other processes find it.
    batches : iterable of (name, batch)
        Taken as workers get free.
    lost : callable, optional
        Takes the name of a batch whose worker died; by default that is an error.
    ahead : int, optional
        Batches that are handed out at once; by default two for each worker.

    Raises
    ------
    KeyboardInterrupt
        Batches that were done or under way by then have been kept.
    BrokenExecutor
        If the pool has lost a process and takes no more; batches that it had are lost.
    """
    waiting, pending = iter(batches), dict[Future[Done], Name]()

    def bury(name: Name, error: Exception) -> None:
        if lost is None or not _died(error):
            raise error
        lost(name, error)
        if isinstance(error, BrokenExecutor):  # with it go all that the pool had
            for other in pending.values():
                lost(other, error)
            pending.clear()
            raise error

    try:
        while True:
            most = ahead or AHEAD * max(1, pool.size())
            while len(pending) < most and (next_one := next(waiting, None)):
                try:
                    pending[pool.executor.submit(work, next_one[1])] = next_one[0]
                except BrokenExecutor as error:
                    bury(next_one[0], error)
            if not pending:
                return
            for future in wait(pending, POLL_SECONDS, FIRST_COMPLETED).done:
                name = pending.pop(future)
                try:
                    result = future.result()
                except CancelledError as error:
                    raise NoScheduler(0, str(error) or "the scheduler is gone") from None
                except Exception as error:
                    bury(name, error)
                else:
                    keep(name, result)
    finally:
        under_way = [future for future in pending if not future.cancel()]
        for future in wait(under_way).done:
            if not future.cancelled() and future.exception() is None:
                keep(pending[future], future.result())


def _died(error: Exception) -> bool:
    """Whether it says that a worker died; Dask's own error is known by its name, as an extra."""
    return isinstance(error, BrokenExecutor) or type(error).__name__ == "KilledWorker"

"""Threads that all sessions of a server explore with."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from sim.experiments.ensemble import default_workers


class Workshop:
    """Pools of threads, so that first runs wait for no band, and no story of loops for either."""

    def __init__(self) -> None:
        workers = max(2, default_workers())
        self.first = ThreadPoolExecutor(workers, thread_name_prefix="first")
        self.bands = ThreadPoolExecutor(workers, thread_name_prefix="band")
        self.stories = ThreadPoolExecutor(1, thread_name_prefix="story")

    def submit(
        self, pool: ThreadPoolExecutor, work: Callable[..., Any], *args: Any
    ) -> Future[Any] | None:
        """Have work done; None if the server is closing."""
        try:
            return pool.submit(work, *args)
        except RuntimeError:
            return None

    def close(self) -> None:
        """End the threads; what waits is dropped."""
        for pool in (self.first, self.bands, self.stories):
            pool.shutdown(wait=False, cancel_futures=True)

"""One process at a time for one run; a killed process leaves no lock behind."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

WAIT_SECONDS = 0.2


@contextmanager
def held(path: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    """Hold a file's lock, waiting for another process that holds it.

    Parameters
    ----------
    path : Path
        Created where it is missing; stays behind, empty.
    on_wait : callable
        Called once if another process holds the lock.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "a+b") as file:
        if not _take(file.fileno()):
            on_wait()
            while not _take(file.fileno()):
                time.sleep(WAIT_SECONDS)
        yield  # closing the file releases the lock, as does the end of the process


def is_held(path: Path) -> bool:
    """Whether a process holds a file's lock at the moment."""
    try:
        with open(path, "rb+") as file:
            return not _take(file.fileno())
    except OSError:
        return False


if os.name == "nt":
    import msvcrt

    def _take(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True

else:
    import fcntl

    def _take(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

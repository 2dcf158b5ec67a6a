"""One process at a time for one run; a killed process leaves no lock behind."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from errno import EACCES, EAGAIN, EDEADLK
from pathlib import Path
from typing import BinaryIO

WAIT_SECONDS = 0.2
_HELD = {EACCES, EAGAIN, EDEADLK}  # what systems say of a lock that another process holds


@contextmanager
def held(path: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    """Hold a file's lock, waiting for another process that holds it.

    Parameters
    ----------
    path : Path
        Created where it is missing; stays behind, empty.
    on_wait : callable
        Called once if another process holds the lock.

    Raises
    ------
    OSError
        If the file cannot be locked at all, as on a file system without locks.
    """
    waited = False
    while (file := _held_file(path)) is None:
        if not waited:
            on_wait()
            waited = True
        time.sleep(WAIT_SECONDS)
    with file:
        yield  # closing the file releases the lock, as does the end of the process


def is_held(path: Path) -> bool:
    """Whether a process holds a file's lock at the moment."""
    try:
        file = open(path, "rb+")  # noqa: SIM115
    except OSError:  # not there, or not to be written: nobody works in it
        return False
    with file:
        return not _taken(file, path)


def _held_file(path: Path) -> BinaryIO | None:
    """Open and lock the file that has the name; None while another process holds it."""
    while True:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            file = open(path, "a+b")  # noqa: SIM115
        except FileNotFoundError:  # the folder was removed in between
            continue
        try:
            if not _taken(file, path):
                file.close()
                return None
            if _has_the_name(file, path):
                return file
        except BaseException:
            file.close()
            raise
        file.close()  # whoever held it has removed it: another process may hold the next one


def _has_the_name(file: BinaryIO, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), os.stat(path))
    except FileNotFoundError:
        return False


def _taken(file: BinaryIO, path: Path) -> bool:
    """Take the lock, or say that another process holds it."""
    try:
        _take(file.fileno())
    except OSError as error:
        if error.errno in _HELD:
            return False
        raise OSError(error.errno, error.strerror, str(path)) from error
    return True


if os.name == "nt":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]

else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

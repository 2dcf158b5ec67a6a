"""Compiled kernels on disk: made before threads start, and removed when nobody runs their rules."""

import os
import time
from contextlib import suppress
from pathlib import Path
from shutil import rmtree

from sim.model.compiled import cache_folder
from sim.model.schedule import simulate
from sim.scenario import Scenario

KEPT, UNUSED_DAYS = 3, 30  # folders that stay whatever their age; days unused after which others go


def is_compiled() -> bool:
    """Whether kernels of these very sources are kept on disk."""
    return any(Path(cache_folder()).rglob("schedule.*.nbi"))


def compile_model(scenario: Scenario) -> None:
    """Compile the model, or load it: one month of a tiny province.

    Done once, before threads start, so that Ctrl-C works and no two threads compile.
    """
    compiled_before = is_compiled()
    simulate(scenario.parameters, scenario.mechanisms, scenario.schedule[:1], seed=0, scale=0.01)
    with suppress(OSError):  # a folder of somebody else, or of another process that removes it
        os.utime(cache_folder())  # its date says when it was used last
        if not compiled_before:
            remove_unused()


def remove_unused() -> None:
    """Remove folders of other rules that were not used for long; the newest few stay.

    A folder is renamed first, so that one process removes it and none finds half of it.
    """
    folders = Path(cache_folder()).parent.glob("*-numba*")
    dated = sorted(((folder.stat().st_mtime, folder) for folder in folders), reverse=True)
    for used, folder in dated[KEPT:]:
        if used < time.time() - UNUSED_DAYS * 86_400:
            gone = folder.with_name(f".{os.getpid()}-{folder.name}")
            rmtree(folder.rename(gone), ignore_errors=True)

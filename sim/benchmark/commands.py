"""Whole commands, each in a process of its own: what a user waits for, and memory."""

import os
import statistics
import subprocess
import sys
import tempfile
import time

from sim.benchmark.rows import Row

MEMORY = """
import gc, os
from sim.benchmark.rows import run
from sim.scenario import load_scenario

def status(name):
    for line in open("/proc/self/status"):
        if line.startswith(name):
            return int(line.split()[1]) / 1024

scenario = load_scenario("baseline")
run(scenario)
gc.collect()
before = status("VmRSS")
open("/proc/self/clear_refs", "w").write("5")
world = run(scenario)
print(status("VmHWM") - before)
"""


def timed(*arguments: str, environment: dict[str, str] | None = None) -> float:
    """Wall time of ``makersim`` with these arguments (s).

    Raises
    ------
    subprocess.CalledProcessError
        If the command fails.
    """
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "sim.cli", *arguments],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **(environment or {})},
    )
    return time.perf_counter() - start


def memory_row() -> Row | None:
    """Most memory of one full run above the warmed process (MB); Linux only."""
    if not os.path.exists("/proc/self/clear_refs"):
        return None
    answer = subprocess.run(
        [sys.executable, "-c", MEMORY], check=True, capture_output=True, text=True
    )
    return Row("peak_memory_mb", float(answer.stdout), "MB", "<= 100", "one run, above warm")


def command_rows(repeats: int, cold: bool) -> list[Row]:
    """Seconds of the help, of a warm run with its folder, and of a cold first run."""
    with tempfile.TemporaryDirectory() as folder:
        run = ("run", "baseline", "--replicates", "1", "--force", "--quiet", "--out", folder)
        timed(*run)
        helps = statistics.median(timed("--help") for _ in range(max(3, repeats)))
        warm = statistics.median(timed(*run) for _ in range(max(2, repeats // 3)))
        rows = [
            Row("help_seconds", helps, "s", "<= 0.5", "makersim --help"),
            Row("warm_run_seconds", warm, "s", "<= 8", "run baseline, 1 replicate, whole folder"),
        ]
        if cold:
            empty = os.path.join(folder, "cache")
            first = timed(*run, environment={"MAKERSIM_CACHE": empty})
            rows.append(Row("cold_run_seconds", first, "s", "<= 45", "the same, compiling first"))
    return rows

"""Throughput of sweeps: two workers over one, and a sweep over the bare engine on its runs."""

import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from sim.benchmark.rows import Row, run
from sim.experiments.engines import Engine
from sim.experiments.sweep_plan import SweepPlan
from sim.scenario import Scenario
from sim.studies.sweep_api import Sweep
from sim.studies.sweep_file import read_plan

SCALE, POINTS = 0.4, 96  # full horizon; a run takes about a tenth of a second
PLAN = """
set: {{scale: {scale}, run.until: {until}}}
uncertainties:
  match.weight_fit: prior
  incubate.peer_gain: prior
  operate.service_cost: prior
  incubate.early_closure: [0, 0.5]
design: {{method: latin_hypercube, points: {points}}}
"""


class Spent(NamedTuple):
    """Wall and processor time of a piece of work in this process (s)."""

    wall: float
    processor: float


def sweep_rows(repeats: int, until: str = "2030-12") -> list[Row]:
    """Time of a sweep with one worker and with two, and of its bare runs on two threads, in turn.

    Each sweep makes all of its runs anew, in an empty folder: drawn, measured, on the disk. The
    least of each counts.

    Parameters
    ----------
    until : str
        Last month of the runs.
    """
    with tempfile.TemporaryDirectory() as folder:
        plan = plan_in(Path(folder), until)
        runs = runs_of(plan)
        run(*runs[0])
        turns = [
            (sweep(plan, folder, 1), sweep(plan, folder, 2), bare(runs, 2)) for _ in range(repeats)
        ]
    one, two, alone = zip(*turns, strict=True)
    what = f"{len(runs)} runs at {SCALE:g} of Jiangsu, two threads"
    return [
        Row("sweep_speedup", _least(one) / _least(two), "x", ">= 1.7", "two workers over one"),
        Row("sweep_share", _least(alone) / _least(two), "x", ">= 0.85", f"throughput, {what}"),
        Row(
            "sweep_processor_share",
            min(each.processor for each in alone) / min(each.processor for each in two),
            "x",
            "-",
            "the same in processor time",
        ),
    ]


def plan_in(folder: Path, until: str) -> SweepPlan:
    """Plan of the sweep, as read from a file in a folder."""
    file = folder / "bench.yaml"
    file.write_text(PLAN.format(scale=SCALE, points=POINTS, until=until), encoding="utf-8")
    return read_plan(file)


def runs_of(plan: SweepPlan) -> list[tuple[Scenario, int, float]]:
    """Scenario, seed and scale of every run of a plan."""
    found = []
    for job in plan.jobs(version=""):
        scenario = plan.scenarios[job.scenario].with_set(job.settings, via="plan")
        found.append((scenario, job.seed, scenario.scale))
    return found


def sweep(plan: SweepPlan, folder: str, workers: int) -> Spent:
    """Make a sweep in a new folder."""
    with tempfile.TemporaryDirectory(dir=folder) as out:
        return spent(lambda: Sweep(plan, Path(out)).make(Engine("threads", workers)))


def bare(runs: list[tuple[Scenario, int, float]], workers: int) -> Spent:
    """Make the same runs and let them go."""

    def work() -> None:
        with ThreadPoolExecutor(workers) as pool:
            for _ in pool.map(lambda each: bool(run(*each)), runs):
                pass

    return spent(work)


def spent(work: Callable[[], object]) -> Spent:
    """Time of a piece of work."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return Spent(time.perf_counter() - wall, time.process_time() - processor)


def _least(several: tuple[Spent, ...]) -> float:
    return min(each.wall for each in several)

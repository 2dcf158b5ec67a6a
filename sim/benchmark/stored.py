"""Reading a large store of runs: seconds and memory of a sweep's status and of its summary.

The store is made by the store's own writer: keys, seeds and values of a real plan, in more parts
than a sweep of that length leaves. Its outcomes are those of some hundred real runs over and
over: as many real runs as there are rows would take an hour.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from sim.analysis.run_outcomes import catalogue
from sim.benchmark.rows import Row
from sim.experiments.jobs import Made, row_of, run_jobs
from sim.experiments.sweep_plan import Job
from sim.results.run_store import run_table
from sim.studies.sweep import Handout
from sim.studies.sweep_api import Sweep
from sim.studies.sweep_file import read_plan

RUNS, PARTS, REAL = 100_000, 2_000, 400
REPLICATES, SCENARIOS = 5, ("baseline", "rent_shock")
PLAN = """
scenarios: [{scenarios}]
set: {{scale: 0.02, run.until: 2019-12}}
uncertainties:
  match.weight_fit: prior
  match.weight_service: prior
  match.weight_price: prior
  incubate.peer_gain: prior
  incubate.service_gain: prior
  operate.service_cost: prior
levers:
  lease_relief: {{low: 0, high: 30 %, from: 2016-01}}
design: {{method: latin_hypercube, points: {points}}}
replicates: {replicates}
"""
SUMMARY = """
import sys
from pathlib import Path
from sim.studies.sweep_api import Sweep
from sim.studies.sweep_file import read_plan

found = Sweep(read_plan(sys.argv[1]), Path(sys.argv[2]))
table = found.summary()
table.to_csv(Path(sys.argv[2], "summary.csv"), index=False)
runs = table.groupby("scenario")["runs"].max().sum()
sys.exit(None if runs == int(sys.argv[3]) else f"summarised {runs} runs")
"""
# A process that has not begun its own program yet counts as large as the one that starts it:
# so a small one does.
LAUNCHER = """
import json, os, subprocess, sys, time

began = time.perf_counter()
child = subprocess.Popen([sys.executable, *sys.argv[1:]], stdout=subprocess.DEVNULL)
_, status, used = os.wait4(child.pid, 0)
unit = 1 << 20 if sys.platform == "darwin" else 1 << 10  # bytes there, kilobytes elsewhere
seconds = time.perf_counter() - began
print(json.dumps([seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / unit]))
sys.exit(os.waitstatus_to_exitcode(status))
"""


class Taken(NamedTuple):
    """What a process has taken: wall and processor time (s), most memory that it held (MB)."""

    seconds: float
    processor: float
    memory: float


def store_rows() -> list[Row]:
    """Seconds and memory of reading and summarising a large store, each in a new process.

    Raises
    ------
    subprocess.CalledProcessError
        If a process fails, or did not find all runs.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = stored(Path(folder))
        status = taken("-m", "sim.cli", "sweep", str(file), "--status", "--out", folder)
        summary = taken("-c", SUMMARY, str(file), folder, str(RUNS))
    what = f"{RUNS:,} runs in {PARTS:,} parts"
    memory = max(status.memory, summary.memory)
    return [
        Row("store_read_seconds", status.seconds, "s", "<= 10", f"sweep --status, {what}"),
        Row("store_summary_seconds", summary.seconds, "s", "<= 10", "Sweep.summary() as CSV"),
        Row("store_read_processor", status.processor, "s", "-", "status in processor time"),
        Row("store_summary_processor", summary.processor, "s", "-", "summary in processor time"),
        Row("store_memory_mb", memory, "MB", "<= 2000", "the most that either held"),
    ]


def stored(folder: Path) -> Path:
    """Write a plan and its store into a folder; returns the plan's file."""
    file = folder / "stored.yaml"
    points = RUNS // (REPLICATES * len(SCENARIOS))
    said = {"scenarios": ", ".join(SCENARIOS), "points": points, "replicates": REPLICATES}
    file.write_text(PLAN.format(**said), encoding="utf-8")
    sweep = Sweep(read_plan(file), folder)
    plan, kept = sweep.plan, sweep.folder
    jobs = list(plan.jobs(kept.version.text))
    made = run_jobs(Handout(iter(()), 0, kept).batch(tuple(jobs[:REAL])))
    kept.note("", {made.machine["id"]: made.machine})
    factors, size = tuple(plan.points[0].values), -(-len(jobs) // PARTS)
    for begin in range(0, len(jobs), size):
        rows = [
            row_like(made, begin + place, job)
            for place, job in enumerate(jobs[begin : begin + size])
        ]
        kept.runs.append(run_table(rows, factors, tuple(catalogue())))
    return file


def row_like(made: Made, number: int, job: Job) -> dict[str, Any]:
    """Row of a job with the outcomes of one of the real runs."""
    row = made.rows[number % len(made.rows)]
    return row | row_of(job, row["seconds"], made.machine["id"])


def taken(*words: str) -> Taken:
    """Run Python with these arguments and measure it; on systems that tell of a child's memory.

    Raises
    ------
    subprocess.CalledProcessError
        If it fails.
    """
    told = subprocess.run(
        [sys.executable, "-c", LAUNCHER, *words], check=True, capture_output=True, text=True
    )
    return Taken(*json.loads(told.stdout))

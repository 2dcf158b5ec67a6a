"""A small sweep for tests: its plan, its numbers, and the command as a process of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

from sim.studies.sweep_api import Sweep

TINY = """\
scenarios: [baseline, no_policy]
set: {scale: 0.02, run.until: 2016-06}
uncertainties: {match.weight_fit: [0.3, 2], incubate.peer_gain: [0, 1]}
levers: {lease_relief: [0, 0.1]}
design: {method: saltelli, points: %d}
replicates: 2
series: {indicators: [tenants, deals], groups: [all, "model:specialised"]}
"""
TIMES = ["seconds", "finished", "machine"]


def plan_file(folder: Path, text: str = TINY % 4, name: str = "tiny") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder / f"{name}.yaml"


def numbers(found: Sweep) -> pd.DataFrame:
    return found.frame.drop(columns=TIMES)


def start(file: Path, out: Path, *options: str, **others: Any) -> subprocess.Popen[str]:
    words = [sys.executable, "-m", "sim.cli", "sweep", str(file), "--out", str(out), *options]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(words, env=environment, start_new_session=True, **pipes, **others)


def rows_in(out: Path) -> int:
    return sum(pq.read_metadata(part).num_rows for part in out.rglob("runs/part-*.parquet"))


def until(what: Callable[[], object]) -> None:
    deadline = time.monotonic() + 300
    while not what() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert what()

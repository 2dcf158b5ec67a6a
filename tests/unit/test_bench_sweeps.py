"""The bench rows of sweeps, on short runs."""

import platform
import subprocess
import sys
from pathlib import Path

import pytest

from sim.benchmark import sweeping
from sim.benchmark.sweeping import Spent, plan_in, runs_of, sweep_rows
from sim.studies.sweep_api import Sweep


@pytest.fixture(autouse=True)
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweeping, "SCALE", 0.02)
    monkeypatch.setattr(sweeping, "POINTS", 4)


def test_the_rows_are_measured() -> None:
    rows = {row.name: row for row in sweep_rows(1, "2016-12")}
    assert list(rows) == ["sweep_speedup", "sweep_share", "sweep_processor_share"]
    # Of runs that take no time, a sweep is measures and files.
    assert 0.0 < rows["sweep_share"].value < 0.9
    assert 0.0 < rows["sweep_processor_share"].value < 0.9


def test_both_sides_make_the_same_runs(tmp_path: Path) -> None:
    plan = plan_in(tmp_path, "2016-12")
    runs = runs_of(plan)
    assert [scale for _, _, scale in runs] == [0.02] * 4
    gains = {scenario.parameters.incubate.peer_gain for scenario, _, _ in runs}
    assert gains == {point.values["incubate.peer_gain"] for point in plan.points}


def test_every_sweep_makes_its_runs_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    make = Sweep.make

    def listened(self: Sweep, engine: sweeping.Engine) -> object:
        made.append((self.count().todo, engine.workers))
        return make(self, engine)

    monkeypatch.setattr(Sweep, "make", listened)
    sweep_rows(2, "2015-12")
    assert made == [(4, 1), (4, 2), (4, 1), (4, 2)]


def test_the_ratios_are_of_the_least(monkeypatch: pytest.MonkeyPatch) -> None:
    walls = {1: iter((20.0, 18.0)), 2: iter((10.0, 12.0))}
    monkeypatch.setattr(sweeping, "sweep", lambda p, f, n: Spent(next(walls[n]), 20.0))
    alone = iter((9.0, 11.0))
    monkeypatch.setattr(sweeping, "bare", lambda runs, n: Spent(next(alone), 18.0))
    speedup, share, processor = sweep_rows(2, "2015-12")
    assert speedup.value == pytest.approx(1.8)
    assert share.value == pytest.approx(0.9)
    assert processor.value == pytest.approx(0.9)


FAULTS = """
import resource
import numpy as np
from sim.experiments.memory import keep_freed_memory

def faults_of(times):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(times):
        [np.ones(500_000) for _ in range(6)]
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

faults_of(3)
given_back = faults_of(10)
assert keep_freed_memory()
faults_of(3)
print(given_back, faults_of(10))
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="of glibc alone")
def test_freed_memory_is_kept() -> None:
    told = subprocess.run([sys.executable, "-c", FAULTS], check=True, capture_output=True)
    given_back, kept = map(int, told.stdout.split())
    assert given_back > 1000
    assert kept < given_back / 50

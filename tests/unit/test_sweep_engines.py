"""Engines: the same bits from all of them, and workers that come, go and are killed."""

import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

import pandas as pd
import pytest

from sim.experiments import engines
from sim.experiments import jobs as making
from sim.experiments.engines import Engine, NoScheduler, Pool, run_batches
from sim.experiments.jobs import Version
from sim.studies import sweep as sweeping
from sim.studies.sweep_api import Sweep, sweep
from sim.studies.sweep_file import read_plan
from tests.sweeps import TINY, numbers, plan_file, rows_in, start, until

PATH = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
SECONDS = 120  # that anything may take on a busy machine


@pytest.mark.parametrize("workers", [2, 5])  # the reference has one
def test_threads_give_the_same_bits_whatever_their_number(workers, reference, tmp_path):
    found = sweep(plan_file(tmp_path), out=tmp_path, workers=workers)
    pd.testing.assert_frame_equal(numbers(found), numbers(reference))
    pd.testing.assert_frame_equal(found.series, reference.series)


def test_processes_give_the_same_bits(reference, tmp_path):
    found = sweep(plan_file(tmp_path), out=tmp_path, workers=2, processes=True)
    pd.testing.assert_frame_equal(numbers(found), numbers(reference))


def half(number: int) -> float:
    return number / 2


def test_batches_are_handed_out_as_they_are_needed():
    taken, kept = [], {}

    def batches() -> Iterator[tuple[int, int]]:
        for number in range(20):
            taken.append(number)
            yield number, number

    def keep(name: int, result: float) -> None:
        kept[name] = result
        assert len(taken) <= len(kept) + engines.AHEAD * 2

    with ThreadPoolExecutor(2) as executor:
        run_batches(half, batches(), keep, Pool(executor, lambda: 2))
    assert kept == {number: number / 2 for number in range(20)}


def die_on_three(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_a_pool_that_breaks_gives_its_batches_back():
    kept, lost = [], []
    batches = iter([(number, number) for number in range(8)])
    with ProcessPoolExecutor(1, get_context("spawn")) as executor:
        pool = Pool(executor, lambda: 1)
        with pytest.raises(BrokenProcessPool):
            run_batches(
                die_on_three,
                batches,
                lambda name, _: kept.append(name),
                pool,
                lambda name, _: lost.append(name),
            )
    assert sorted(kept) == [0, 1, 2]
    assert 3 in lost
    assert sorted([*kept, *lost, *(name for name, _ in batches)]) == list(range(8))


def deadly(batch):
    """Runs of a batch; the process dies of point 3."""
    if any(job.point == 3 for job in batch.jobs):
        os.kill(os.getpid(), signal.SIGKILL)
    return making.run_jobs(batch)


@pytest.mark.slow
def test_a_run_that_kills_its_process_is_a_failed_row(tmp_path, monkeypatch):
    monkeypatch.setattr(sweeping, "run_jobs", deadly)
    text = TINY.replace("replicates: 2", "replicates: 1").replace(", no_policy]", "]")
    found = sweep(plan_file(tmp_path, text % 2), out=tmp_path, workers=1, processes=True)
    assert found.count() == (10, 9, 1, 0)
    assert "its worker died" in found.failures["reason"].item()


def test_runs_of_a_worker_with_other_sources_are_refused(reference, tmp_path, monkeypatch):
    other = Version("0" * 16, "1" * 16, reference.folder.version.sources)
    monkeypatch.setattr(Version, "here", classmethod(lambda cls, sources: other))
    with pytest.raises(making.OtherVersion, match="0000000000000000, 1111111111111111"):
        making.run_jobs(sweeping.Handout(iter(()), 0, reference.folder).batch(()))


class Cluster:
    """A scheduler and workers as their own processes, from the commands that users have."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.processes = folder, []
        address = folder / "scheduler.json"
        self._start("scheduler", "--scheduler-file", address, "--port", "0", "--no-dashboard")
        until(lambda: address.exists() and address.read_text().strip().endswith("}"))
        self.address = json.loads(address.read_text())["address"]

    def _start(self, *words: object) -> subprocess.Popen[bytes]:
        module = f"distributed.cli.dask_{words[0]}"
        command = [sys.executable, "-m", module, *map(str, words[1:])]
        with open(self.folder / f"{words[0]}-{len(self.processes)}.log", "wb") as log:
            process = subprocess.Popen(
                command, stdout=log, stderr=log, env=PATH, start_new_session=True
            )
        self.processes.append(process)
        return process

    def worker(self) -> subprocess.Popen[bytes]:
        words = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--memory-limit", "0")
        return self._start("worker", self.address, *words, "--local-directory", self.folder)

    def stop(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture
def cluster(tmp_path):
    pytest.importorskip("distributed")
    found = Cluster(tmp_path)
    yield found
    found.stop()


def test_a_killed_dask_worker_costs_nothing_but_time(cluster, reference, tmp_path):
    first = cluster.worker()
    file = plan_file(tmp_path, TINY % 8)
    child = start(file, tmp_path, "--dask", cluster.address, "--quiet")
    until(lambda: rows_in(tmp_path))
    os.killpg(first.pid, signal.SIGKILL)  # in mid-run
    there = rows_in(tmp_path)
    assert 0 < there < 160
    cluster.worker()  # another joins
    assert child.wait(timeout=SECONDS) == 0, child.stderr.read()
    found = Sweep(read_plan(file), tmp_path)
    assert found.count() == (160, 160, 0, 0)
    assert rows_in(tmp_path) == 160
    smaller = Sweep(read_plan(plan_file(tmp_path)), tmp_path)
    pd.testing.assert_frame_equal(numbers(smaller), numbers(reference))


@pytest.mark.slow
def test_workers_join_leave_and_are_killed_again_and_again(cluster, tmp_path):
    file = plan_file(tmp_path, TINY % 128)
    child = start(file, tmp_path, "--dask", cluster.address, "--quiet")
    time.sleep(3)  # the sweep waits: there is no worker yet
    assert child.poll() is None
    workers = [cluster.worker(), cluster.worker()]
    for kill in range(6):
        there = rows_in(tmp_path)
        until(lambda there=there: rows_in(tmp_path) > there or child.poll() is not None)
        oldest = workers.pop(0)
        if kill % 2:
            oldest.terminate()  # leaves in good order
        else:
            os.killpg(oldest.pid, signal.SIGKILL)
        workers.append(cluster.worker())
    assert child.wait(timeout=600) == 0
    found = Sweep(read_plan(file), tmp_path)
    assert found.count() == (2560, 2560, 0, 0)
    assert rows_in(tmp_path) == 2560
    unbroken = sweep(plan_file(tmp_path / "other", TINY % 128), out=tmp_path / "other")
    pd.testing.assert_frame_equal(numbers(found), numbers(unbroken))


@pytest.mark.slow
def test_a_scheduler_that_vanishes_stops_the_sweep_and_loses_nothing(cluster, tmp_path):
    cluster.worker()
    file = plan_file(tmp_path, TINY % 128)
    child = start(file, tmp_path, "--dask", cluster.address, "--lang", "en")
    until(lambda: rows_in(tmp_path))
    os.killpg(cluster.processes[0].pid, signal.SIGKILL)
    _, said = child.communicate(timeout=SECONDS)
    assert child.returncode == 2, said
    kept = rows_in(tmp_path)
    assert "no Dask scheduler could be reached" in said
    assert f"{kept:,} of 2,560 runs are kept" in said
    assert sweep(plan_file(tmp_path, TINY % 8), out=tmp_path).count().todo == 0


@pytest.mark.slow
def test_local_dask_workers_give_the_same_bits(reference, tmp_path):
    pytest.importorskip("distributed")
    found = sweep(plan_file(tmp_path), out=tmp_path, workers=2, dask="local")
    pd.testing.assert_frame_equal(numbers(found), numbers(reference))


def test_an_unreachable_scheduler_is_an_error_of_its_own(monkeypatch, tmp_path):
    pytest.importorskip("distributed")
    monkeypatch.setattr(engines, "CONNECT_SECONDS", 1)
    with pytest.raises(NoScheduler) as caught:
        sweep(plan_file(tmp_path), out=tmp_path, dask="tcp://127.0.0.1:9")
    assert caught.value.filename == "tcp://127.0.0.1:9"
    with pytest.raises(NoScheduler):
        sweep(plan_file(tmp_path), out=tmp_path, dask="nonsense")
    assert Engine.of(3, "local") == Engine("dask", 3, "local")


def test_of_local_dask_workers_only_a_death_is_told_in_one_line(capsys):
    nanny = logging.getLogger("distributed.nanny")
    with engines._told_of_restarts():
        nanny.warning("Restarting worker (status=Status.running)")
        nanny.error("Failed while closing", exc_info=RuntimeError("comm is closed"))
    nanny.warning("Restarting worker (status=Status.running)")
    told = [line for line in capsys.readouterr().err.splitlines() if "Dask worker died" in line]
    assert told == [engines.RESTARTED]

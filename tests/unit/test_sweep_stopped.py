"""Sweeps that are killed, interrupted or out of room lose nothing and go on."""

import os
import resource
import signal
import subprocess
import sys
import time

import numpy as np
import pandas as pd
import pytest

from sim.results.run_store import KEY
from sim.studies.sweep_api import Sweep, sweep
from sim.studies.sweep_file import read_plan
from tests.sweeps import TINY, numbers, plan_file, rows_in, start, until


def test_a_killed_sweep_goes_on(reference, tmp_path, monkeypatch, made):
    file = plan_file(tmp_path, TINY % 16)
    child = start(file, tmp_path, "--workers", "1")
    until(lambda: rows_in(tmp_path))
    child.kill()
    child.wait()
    kept = rows_in(tmp_path)
    assert 0 < kept < 320
    found = sweep(plan_file(tmp_path), out=tmp_path)  # what the smaller plan needs of it
    assert found.count().todo == 0
    assert not set(made) & set(pd.read_parquet(next(tmp_path.rglob("runs/part-000000*")))[KEY])
    pd.testing.assert_frame_equal(numbers(found), numbers(reference))


def test_ctrl_c_keeps_what_was_under_way(tmp_path):
    file = plan_file(tmp_path, TINY % 512)
    child = start(file, tmp_path, "--workers", "2", "--lang", "en")
    until(lambda: rows_in(tmp_path))
    child.send_signal(signal.SIGINT)
    _, said = child.communicate(timeout=120)
    assert child.returncode == 130
    assert f"Stopped: {rows_in(tmp_path):,} of 10,240 runs are kept" in said


@pytest.mark.slow
def test_twenty_kills_at_random_moments_lose_and_repeat_nothing(tmp_path):
    file, rng, kept = plan_file(tmp_path, TINY % 128), np.random.default_rng(1), 0
    for kill in range(20):
        child = start(file, tmp_path, "--workers", "2", "--quiet")
        if kill % 5:  # once it is at work: while it runs, writes, renames
            until(lambda kept=kept: rows_in(tmp_path) > kept)
        time.sleep((0.5 if kill % 5 else 3.0) * rng.random())
        assert child.poll() is None
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        assert rows_in(tmp_path) >= kept  # nothing that was there is gone
        kept = rows_in(tmp_path)
    assert 0 < kept < 2560
    child = start(file, tmp_path, "--quiet")
    assert child.wait(timeout=600) == 0
    found = Sweep(read_plan(file), tmp_path)
    assert found.count() == (2560, 2560, 0, 0)
    assert rows_in(tmp_path) == 2560  # nothing was made twice that had been kept
    assert not list(tmp_path.rglob(".*.tmp"))
    unbroken = sweep(plan_file(tmp_path / "other", TINY % 128), out=tmp_path / "other")
    pd.testing.assert_frame_equal(numbers(found), numbers(unbroken))


@pytest.fixture
def small_disk(tmp_path):
    """File system of 300 kB; skips where none can be mounted."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(place)]
    if (
        sys.platform != "linux"
        or subprocess.run(mount, capture_output=True, check=False).returncode
    ):
        pytest.skip("no file system can be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.mark.slow
def test_a_full_disk_stops_the_sweep_and_spoils_nothing(small_disk, tmp_path, reference):
    file = plan_file(tmp_path, TINY % 32)
    child = start(file, small_disk, "--workers", "2", "--lang", "en")
    _, said = child.communicate(timeout=300)
    assert child.returncode == 2, said
    assert "No space left on device" in said
    kept = rows_in(small_disk)
    assert 0 < kept < 640
    assert f"{kept} of 640 runs are kept" in said
    assert not list(small_disk.rglob(".part-*.tmp"))
    subprocess.run(["mount", "-o", "remount,size=9m", str(small_disk)], check=True)
    child = start(file, small_disk, "--quiet")
    assert child.wait(timeout=300) == 0
    found = Sweep(read_plan(file), small_disk)
    assert found.count() == (640, 640, 0, 0)
    assert rows_in(small_disk) == 640
    first = numbers(found).iloc[:80].reset_index(drop=True)
    pd.testing.assert_frame_equal(first.iloc[:20], numbers(reference).iloc[:20])


def test_files_that_may_not_grow_stop_the_sweep(tmp_path, reference):
    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))

    file = plan_file(tmp_path)
    child = start(file, tmp_path, "--workers", "1", "--lang", "en", preexec_fn=limited)
    _, said = child.communicate(timeout=300)
    assert child.returncode == 2, said
    assert "File too large. 0 of 80 runs are kept" in said
    assert not list(tmp_path.rglob(".part-*.tmp"))
    pd.testing.assert_frame_equal(numbers(sweep(file, out=tmp_path)), numbers(reference))

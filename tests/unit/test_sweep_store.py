"""The store of a sweep: nothing twice, nothing lost, read by others while it grows."""

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from sim.experiments import jobs as making
from sim.results.run_store import KEY, RunStore, keyed_table
from sim.scenario import load_scenario
from sim.studies.sweep_api import Sweep, sweep
from sim.studies.sweep_file import read_plan

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


@pytest.fixture(scope="module")
def reference(tmp_path_factory) -> Sweep:
    folder = tmp_path_factory.mktemp("reference")
    return sweep(plan_file(folder), out=folder, workers=1)


@pytest.fixture
def made(monkeypatch) -> list[str]:
    """Keys of the runs that are made, as they are made, on threads."""
    found: list[str] = []
    real = making._run

    def counted(job, batch):
        found.append(job.key)
        return real(job, batch)

    monkeypatch.setattr(making, "_run", counted)
    return found


def test_every_run_is_a_row_that_says_everything(reference):
    frame, plan = reference.frame, reference.plan
    assert len(frame) == plan.size == 80
    assert set(frame["status"]) == {"ok"}
    assert frame[KEY].is_unique
    assert list(reference.runs.columns)[:7] == [
        *("scenario", "point", "replicate", "seed"),
        *("match.weight_fit", "incubate.peer_gain", "lease_relief"),
    ]
    assert reference.runs["tenants"].gt(0).all()
    assert reference.values("tenants", "no_policy").shape == (*reference.quantiles.shape[:1], 2)
    assert np.isfinite(reference.values("tenants")).all()
    assert (
        reference.values("tenants")[3, 1]
        == frame.query("scenario == 'baseline' and point == 3 and replicate == 1")["tenants"].item()
    )


def test_a_row_is_the_run_that_its_scenario_and_seed_give(reference):
    from sim.analysis.run_outcomes import outcomes_of
    from sim.model.schedule import simulate
    from sim.results.columns import Replicate
    from sim.results.reduce import reduced
    from sim.results.tables import InMemory

    row = reference.frame.iloc[-1]
    scenario = load_scenario("no_policy").with_set({"scale": 0.02, "run.until": "2016-06"})
    scenario = scenario.with_set({n: row[n] for n in ("match.weight_fit", "incubate.peer_gain")})
    scenario = scenario.with_policy("lease_relief", row["lease_relief"], start="2015-01")
    seed = int(row["seed"])
    world = simulate(scenario.parameters, scenario.mechanisms, scenario.schedule, seed, 0.02)
    part = InMemory(reduced(world, "no_policy", Replicate(0, 0, seed)))
    for name, value in outcomes_of(part, 0.02).items():
        assert row[name] == value or np.isnan(value), name


def test_series_are_kept_by_year(reference):
    series = reference.series
    assert len(series) == 80 * 2 * 2  # years, groups
    whole = series[(series["group"] == "all") & (series["month"] == "2016-01-01")]
    totals = reference.runs.merge(whole, on=["scenario", "point", "replicate"])
    np.testing.assert_array_equal(totals["tenants_x"], totals["tenants_y"])  # of the last month
    assert series["deals"].sum() > 0


def test_nothing_is_run_twice_and_a_grown_plan_finds_its_rows(reference, tmp_path, made):
    found = sweep(plan_file(tmp_path, TINY % 2), out=tmp_path)
    assert len(made) == 40
    sweep(plan_file(tmp_path, TINY % 2), out=tmp_path)
    assert len(made) == 40
    parts = {path: path.stat().st_mtime_ns for path in found.folder.runs.parts()}
    grown = sweep(plan_file(tmp_path), out=tmp_path)
    assert len(made) == len(set(made)) == 80
    assert {path: path.stat().st_mtime_ns for path in parts} == parts
    pd.testing.assert_frame_equal(numbers(grown), numbers(reference))
    other = (TINY % 4).replace("[tenants, deals]", "[seekers]")
    assert "seekers" in sweep(plan_file(tmp_path, other), out=tmp_path).series
    assert len(made) == 160  # other series need the runs again; their rows stay one each
    assert len(Sweep(read_plan(tmp_path / "tiny.yaml"), tmp_path).frame) == 80


def test_a_failed_point_is_a_row_and_may_be_tried_again(tmp_path, monkeypatch, made):
    real = making._run

    def failing(job, batch):
        if job.point == 3:
            raise FloatingPointError("no such thing\nsecond line")
        return real(job, batch)

    file = plan_file(tmp_path, TINY % 2)
    with monkeypatch.context() as patch:
        patch.setattr(making, "_run", failing)
        found = sweep(file, out=tmp_path)
    assert found.count() == (40, 36, 4, 0)
    assert set(found.failures["reason"]) == {"FloatingPointError: no such thing"}
    assert np.isnan(found.values("tenants")[3]).all()
    assert not np.isnan(np.delete(found.values("tenants"), 3, axis=0)).any()
    before = len(made)
    assert sweep(file, out=tmp_path).count().failed == 4  # as it is
    assert len(made) == before
    again = sweep(file, out=tmp_path, retry_failed=True)
    assert again.count() == (40, 40, 0, 0)
    assert len(made) == before + 4


def test_parts_are_plain_parquet_for_others(reference, tmp_path):
    folder = reference.path / "runs"
    assert len(pd.read_parquet(folder)) == 80
    duckdb = pytest.importorskip("duckdb")
    query = (
        f"select avg(tenants), count(*) from '{folder}/part-*.parquet' where scenario = 'baseline'"
    )
    mean, number = duckdb.sql(query).fetchone()
    assert number == 40
    assert mean == pytest.approx(reference.values("tenants").mean())


def test_a_part_that_cannot_be_read_is_set_aside_and_made_again(reference, tmp_path, made):
    found = sweep(plan_file(tmp_path), out=tmp_path, workers=1)
    part = found.folder.runs.parts()[0]
    lost = len(pd.read_parquet(part))
    part.write_bytes(part.read_bytes()[:-100])
    told: list[Path] = []
    found.make(on_aside=told.extend)
    assert [path.name for path in told] == [part.name + ".unreadable"]
    assert len(made) == 80 + lost
    pd.testing.assert_frame_equal(numbers(found), numbers(reference))


def test_hidden_files_of_killed_writers_are_no_rows_and_go(tmp_path):
    store = RunStore(tmp_path)
    store.append(keyed_table(["a", "b"], [{"x": 1.0}, {"y": 2.0}]))
    hidden = tmp_path / ".part-000001-00000000.parquet.4711.tmp"
    hidden.write_bytes(b"PAR1 half")
    assert store.finished() == {"a", "b"}
    assert store.tidy() == []
    assert not hidden.exists()
    numbers = store.numbers(["b", "a"])
    np.testing.assert_array_equal(numbers["x"], [np.nan, 1.0])
    np.testing.assert_array_equal(numbers["y"], [2.0, np.nan])


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

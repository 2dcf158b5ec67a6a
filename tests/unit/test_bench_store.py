"""The bench rows of reading a large store of runs, on a small one."""

import json
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sim.benchmark import stored
from sim.benchmark.stored import Taken, store_rows, taken
from sim.cli import app
from sim.studies.sweep_api import Sweep
from sim.studies.sweep_file import read_plan


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored, "RUNS", 200)
    monkeypatch.setattr(stored, "PARTS", 40)
    monkeypatch.setattr(stored, "REAL", 4)
    smaller = stored.PLAN.replace("2019-12", "2015-12").replace("2016-01", "2015-03")
    monkeypatch.setattr(stored, "PLAN", smaller)


@pytest.mark.usefixtures("small")
def test_the_store_is_that_of_a_finished_sweep(tmp_path: Path) -> None:
    found = Sweep(read_plan(stored.stored(tmp_path)), tmp_path)
    assert found.count() == (200, 200, 0, 0)
    assert len(found.folder.runs.parts()) == 40
    assert found.runs["tenants"].nunique() > 1
    assert found.runs["match.weight_fit"].nunique() == 20
    assert set(found.runs["seed"]) == {1, 2, 3, 4, 5}


@pytest.mark.usefixtures("small")
def test_the_rows_are_measured() -> None:
    rows = {row.name: row.value for row in store_rows()}
    assert {"store_read_seconds", "store_summary_seconds", "store_memory_mb"} < set(rows)
    assert rows["store_read_processor"] > 0.2
    assert 50 < rows["store_memory_mb"] < 1000


@pytest.mark.usefixtures("small")
def test_a_summary_of_other_runs_is_no_measurement(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = stored.SUMMARY.replace("int(sys.argv[3])", "201")
    monkeypatch.setattr(stored, "SUMMARY", wrong)
    with pytest.raises(subprocess.CalledProcessError):
        store_rows()


def test_memory_is_that_of_the_child() -> None:
    little = taken("-c", "pass")
    much = taken("-c", "kept = bytearray(200 * 2**20)")
    assert 150 < much.memory - little.memory < 250


def test_the_command_says_all_three(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored, "stored", lambda folder: folder)
    monkeypatch.setattr(stored, "taken", lambda *words: Taken(float(len(words)), 2.0, 300.0))
    data = json.loads(CliRunner().invoke(app, ["bench", "--store", "--json"]).stdout)
    assert data["store_read_seconds"] == 7
    assert data["store_summary_seconds"] == 5
    assert data["store_memory_mb"] == 300
    assert "floor_ratio" not in data

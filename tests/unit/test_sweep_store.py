"""The store of a sweep: nothing twice, nothing lost, read by others while it grows."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sim.experiments import jobs as making
from sim.results.run_store import KEY, RunStore, keyed_table
from sim.scenario import load_scenario
from sim.studies.sweep_api import Sweep, sweep
from sim.studies.sweep_file import read_plan
from tests.sweeps import TINY, numbers, plan_file


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

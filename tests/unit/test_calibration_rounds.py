"""Rounds of real runs: resumed after a kill, the same on every engine, fitted end to end."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from sim.analysis.statistics import statistics_of
from sim.calibration import best, rounds
from sim.calibration.fit import WHOLE_LEAST, NothingToLearn, Size, fit, with_every_figure
from sim.calibration.priors import priors, values_of
from sim.calibration.region import points, whole
from sim.calibration.rounds import BATCH, Calibration, design_id
from sim.calibration.targets import fitted
from sim.experiments.points import seed_of
from sim.scenario import load_scenario
from sim.studies.fit_folder import MEASURED_BY

SMALL = load_scenario("baseline").with_set({"scale": 0.04}).with_horizon("2024-12")
NUMBER = 3 * BATCH
PRIOR = whole(len(priors()))


def calibration(folder: Path, **others) -> Calibration:
    return Calibration(SMALL, statistics_of, folder, seed=5, **others)


def run_round(folder: Path, **others):
    return calibration(folder, **others).round(PRIOR, NUMBER, 5, lambda runs: None)


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    return run_round(tmp_path_factory.mktemp("reference"), workers=2)


def same(one, other) -> bool:
    return all(
        np.array_equal(one.columns[n], other.columns[n], equal_nan=True) for n in one.columns
    )


def test_rows_do_not_depend_on_the_number_of_threads(reference, tmp_path):
    assert same(reference, run_round(tmp_path, workers=1))


def test_rows_of_another_measure_are_not_taken_for_these(monkeypatch):
    hashes = iter("aab")
    monkeypatch.setattr(rounds, "sources_hash", lambda sources: next(hashes))
    first, again, measured_otherwise = (design_id(SMALL, MEASURED_BY) for _ in range(3))
    assert first == again != measured_otherwise


def test_everything_that_measures_a_run_is_said_to():
    code = "import sys, sim.analysis.statistics; print(*sys.modules)"
    there = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    found = {name for name in there.stdout.split() if name.startswith("sim.analysis.")}
    assert {f"{name.removeprefix('sim.').replace('.', '/')}.py" for name in found} == set(
        MEASURED_BY
    ) - {"results"}


def test_a_run_has_its_seed_from_its_values(reference):
    draws = values_of(points(PRIOR, NUMBER, 5))
    assert len({seed_of(draw) for draw in draws}) == NUMBER
    assert seed_of(draws[0]) == seed_of(dict(reversed(draws[0].items())))
    assert seed_of(draws[0]) != seed_of(draws[0], repeat=1)
    columns = reference.columns
    np.testing.assert_array_equal(
        [d["match.weight_fit"] for d in draws], columns["match.weight_fit"]
    )


KILLED = """
import sys
from pathlib import Path
from tests.unit.test_calibration_rounds import run_round
run_round(Path(sys.argv[1]), workers=1)
"""


def test_a_killed_round_keeps_its_parts_and_goes_on(reference, tmp_path):
    command = [sys.executable, "-c", KILLED, str(tmp_path)]
    child = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})
    deadline = time.monotonic() + 120
    while not list(tmp_path.rglob("part-*.parquet")) and time.monotonic() < deadline:
        time.sleep(0.02)
    child.send_signal(signal.SIGKILL)
    child.wait()
    there = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("part-*.parquet")}
    assert 1 <= len(there) <= 3
    assert same(reference, run_round(tmp_path))
    assert {path: path.stat().st_mtime_ns for path in there} == there
    assert not list(tmp_path.rglob(".*.tmp")) or len(there) < 3


def test_a_fit_goes_from_the_prior_to_a_best_point(tmp_path, monkeypatch):
    monkeypatch.setattr(best, "CANDIDATES", 4)
    monkeypatch.setattr(best, "REPEATS", 2)
    made = calibration(tmp_path)
    ran = []
    found = fit(made, Size((128, 32), 20), ran.append)
    assert sum(ran) == 160
    assert found.prior.size == 128
    assert found.pool.size > 32
    assert found.posterior.shape == (20, len(priors()))
    predictive = made.run(values_of(found.posterior), ran.append)
    found_best = best.best_point(made, found, predictive, ran.append)
    assert all(prior.low <= found_best[key] <= prior.high for key, prior in priors().items())
    again = fit(made, Size((128, 32), 20), ran.append)
    np.testing.assert_array_equal(found.posterior, again.posterior)


def test_figures_that_hardly_any_run_has_a_value_for_are_named(reference):
    key = next(iter(fitted()))
    columns = {**reference.columns, key: np.full(reference.size, np.nan)}
    kept = reference.size - WHOLE_LEAST
    columns[key][kept:] = reference.columns[key][kept:]
    assert with_every_figure(reference._replace(columns=columns), 1)[0].shape[0] == WHOLE_LEAST
    columns[key][kept] = np.nan
    with pytest.raises(NothingToLearn) as found:
        with_every_figure(reference._replace(columns=columns), 1)
    assert found.value.without == {key: kept + 1}
    assert found.value.runs == reference.size


@pytest.mark.slow
def test_dask_workers_give_the_same_rows(reference, tmp_path):
    pytest.importorskip("distributed")
    assert same(reference, run_round(tmp_path, workers=2, dask="local"))


def test_parameters_go_into_the_rows_as_they_were_run(reference):
    rows = json.loads(json.dumps(values_of(reference.scores[:3])))
    for place, draw in enumerate(rows):
        for key, value in draw.items():
            assert reference.columns[key][place] == pytest.approx(value, rel=1e-5)

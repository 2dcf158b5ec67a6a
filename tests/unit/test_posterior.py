"""The posterior that comes with the model: what it must reach, and that the rules still give it."""

import json

import numpy as np
import pytest

from sim.analysis.statistics import statistics_of
from sim.calibration.priors import priors
from sim.calibration.rounds import Runs, scores_in
from sim.calibration.targets import targets
from sim.calibration.trust import rank_check
from sim.experiments.calibration_files import calibration_file
from sim.experiments.points import run_points
from sim.results.files import read_columns
from sim.results.manifest import file_hash
from sim.scenario import load_scenario

POSTERIOR = read_columns(calibration_file("posterior.parquet"))
MEASURED = {key: each for key, each in targets().items() if key in POSTERIOR}
MANIFEST = json.loads(calibration_file("manifest.json").read_text(encoding="utf-8"))
BAR = {  # %, of the median of the ensemble
    "spaces_recorded": 3,
    "startups_served": 3,
    "funded_cumulative": 5,
    "investment_cumulative": 10,
    "spaces_recorded_2018": 3,
}


def median(key):
    return float(np.nanmedian(POSTERIOR[key]))


@pytest.mark.parametrize("key", BAR)
def test_medians_come_near_the_record(key):
    assert abs(MEASURED[key].distance(median(key))) <= BAR[key]


def test_counts_are_within_their_poisson_intervals():
    counts = [key for key, target in MEASURED.items() if target.within == "Poisson"]
    assert len(counts) == 7
    assert [key for key in counts if not MEASURED[key].met(median(key))] == []


def test_medians_are_inside_every_bound_that_counts():
    bounds = [key for key, each in MEASURED.items() if each.is_bound and each.kind != "soft"]
    assert {"institute_tenants", "university_tenants", "enterprise_operated"} <= set(bounds)
    assert [key for key in bounds if not MEASURED[key].met(median(key))] == []


def test_the_list_neither_falls_nor_booms_after_2020():
    for year in range(2021, 2025):
        assert -1 <= median(f"growth_{year}") <= 5
    assert median("closures_highest") < 9


def test_the_predictive_range_holds_nine_tenths_of_the_figures():
    inside = [
        target.overlaps(*np.nanquantile(POSTERIOR[key], [0.05, 0.95]))
        for key, target in MEASURED.items()
    ]
    assert np.mean(inside) >= 0.9


def test_it_was_fitted_to_these_targets_and_priors():
    for name in ("jiangsu_2017.yaml", "priors.yaml"):
        assert MANIFEST["inputs"][f"calibration/{name}"] == file_hash(calibration_file(name))
    assert MANIFEST["draws"] == len(POSTERIOR["match.weight_fit"]) >= 500
    assert "--quick" not in MANIFEST["command"]


def test_the_rules_still_give_its_figures():
    """Bits are promised for one kind of machine; elsewhere chaos may part the runs."""
    if MANIFEST["machine"]["cpu_features"] != machine_features():
        pytest.skip("made on another kind of processor")
    scenario = load_scenario("baseline").with_horizon(MANIFEST["until"])
    draws = [{key: float(POSTERIOR[key][row]) for key in priors()} for row in (0, 7)]
    for row, found in zip((0, 7), run_points(scenario, draws, statistics_of), strict=True):
        for name in POSTERIOR:
            stored = POSTERIOR[name][row]
            same = np.float32(found[name]) == pytest.approx(stored, rel=1e-6, nan_ok=True)
            assert same, f"{name}: rules have changed since `makersim calibrate --adopt`"


def machine_features():
    from sim.results.manifest import machine

    return machine()["cpu_features"]


@pytest.mark.slow
def test_intervals_hold_known_truths_as_often_as_they_say():
    stored = read_columns(calibration_file("design.parquet"))
    columns = {name: column.astype(float) for name, column in stored.items()}
    found = rank_check(Runs(scores_in(columns), columns), seed=1)
    assert found.ranks.shape == (128, len(priors()))
    # Some three standard errors of a share over 128 truths and 28 parameters.
    assert found.share(0.5) == pytest.approx(0.5, abs=0.04)
    assert found.share(0.9) == pytest.approx(0.9, abs=0.025)
    uneven = found.uniform()
    assert min(uneven.values()) > 0.05 / len(uneven) / 10

"""How many runs ``makersim compare`` makes, and which of them it finds again."""

import json
import time

import pandas as pd
import pytest

from sim.experiments import together
from sim.studies.progress import ReplicatesBar
from tests.unit.test_compare_command import PAIR, SMALL, folders, makersim


@pytest.mark.slow
def test_precision_doubles_until_the_cap_and_says_what_lacks(tmp_path, ran):
    asked = [*PAIR, "--replicates", "4", "--precision", "0.01%", "--most", "8", *SMALL]
    told = makersim(tmp_path, *asked)
    assert told.exit_code == 0, told.output
    assert "not reached with 8 replicates" in told.output
    assert "Startups hosted (no_policy): " in told.output
    assert ran == [*range(4), *range(4), *range(4, 8), *range(4, 8)]  # none is run twice
    assert [len(folders(tmp_path, name)) for name in PAIR] == [2, 2]


def test_precision_stops_as_soon_as_it_is_reached(tmp_path, ran):
    asked = [*PAIR, "--replicates", "4", "--precision", "90 %", "--indicator", "tenants"]
    told = makersim(tmp_path, *asked, *SMALL)
    assert "Precision of 90 % reached with 4 replicates" in told.output
    assert len(ran) == 8
    about = json.loads((folders(tmp_path, "compare")[0] / "manifest.json").read_text("utf-8"))
    assert "--replicates 4 --precision '90 %' --most 4" in about["command"]


@pytest.mark.slow
def test_handed_down_replicates_are_those_that_would_be_run(tmp_path):
    asked = [*PAIR, *SMALL, "--indicator", "tenants", "--quiet"]
    doubled = ["--replicates", "2", "--precision", "0.01%", "--most", "4"]
    assert makersim(tmp_path / "a", *asked, *doubled).exit_code == 0
    assert makersim(tmp_path / "b", *asked, "--replicates", "4").exit_code == 0
    (fresh,) = folders(tmp_path / "b", "no_policy")
    for name in ("series", "ledger"):
        grown = pd.read_parquet(tmp_path / "a" / "no_policy" / fresh.name / f"{name}.parquet")
        assert grown.equals(pd.read_parquet(fresh / f"{name}.parquet"))


@pytest.mark.slow
def test_an_interrupted_comparison_goes_on(tmp_path, monkeypatch, ran):
    real, begun = together._make, []

    def held_up(runs):
        begun.append(runs)
        while len(begun) > 1 and not all(each.future.cancelled() for each in runs):
            time.sleep(0.01)  # Ctrl-C comes while the second replicate has hardly begun
        real(runs)

    def interrupted(bar, number=1):
        raise KeyboardInterrupt

    asked = [*PAIR, "--replicates", "3", *SMALL, "--quiet"]
    with monkeypatch.context() as patch:
        patch.setattr(together, "_make", held_up)
        patch.setattr(ReplicatesBar, "tick", interrupted)
        stopped = makersim(tmp_path, *asked)
    assert stopped.exit_code == 130
    assert "2 of 6 replicates are kept" in stopped.output
    assert folders(tmp_path, "compare") == []
    ran.clear()
    assert makersim(tmp_path, *asked).exit_code == 0
    assert sorted(ran) == [1, 1, 2, 2]

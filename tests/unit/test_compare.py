"""Comparisons of real small runs, from Python."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pandas as pd
import pytest

from sim import compare, ensemble, load_scenario
from sim.studies.compare_api import Comparison
from sim.studies.compare_members import Refusal
from tests.runs import small_scenario

POLICY = {"lever": "operating_subsidy", "value": 2.0, "start": "2017-01"}


@lru_cache
def small_comparison() -> Comparison:
    base = small_scenario("2022-12", 0.1)
    push = base.with_policy("specialisation_grant", "300 kCNY", start="2017-01")
    return compare([base, push], replicates=12, seed=3, workers=1)


def whole_run(comparison: Comparison) -> pd.DataFrame:
    """Rows that are not of the months in which the scenarios differ."""
    rows = comparison.differences
    return rows[rows["period"] == ""]


def test_pairs_have_the_same_draw_and_seed():
    result = ensemble(list(_scenarios()), replicates=4, seed=5, workers=1)
    rows = whole_run(compare(result)).set_index(["section", "indicator", "group"])
    keys = ["draw", "seed", "section", "indicator", "group"]
    one, other = (
        frame.set_index(keys)["value"] for _, frame in result.outcomes.groupby("scenario")
    )
    by_hand = (other - one).groupby(["section", "indicator", "group"]).mean()
    key = ("outcomes", "closure_rate", "all")
    assert rows.loc[key, "mean_difference"] == pytest.approx(by_hand[key])
    assert rows.loc[key, "mean_difference"] != 0
    last = (
        result.series[result.series["group"] == "all"]
        .groupby(["scenario", "seed"], observed=True)
        .last()
    )
    spaces = last["spaces"].unstack("scenario")
    changed = (spaces["baseline-2"] - spaces["baseline"]).mean()
    assert rows.loc[("horizon", "spaces", "all"), "mean_difference"] == pytest.approx(changed)


def _scenarios():
    base = small_scenario("2020-12")
    return base, base.with_policy(**POLICY)


def test_nothing_differs_before_the_policy_begins():
    first, other = small_comparison().members
    for name in ("spaces", "tenants", "funded_cumulative", "public_cost_cumulative"):
        difference = other.curves[name] - first.curves[name]
        assert (difference[:, :24] == 0).all()
        assert (difference[:, 24:] != 0).any()


def test_a_scenario_does_not_differ_from_itself_under_another_name():
    base = small_scenario("2020-12")
    same = compare([base, replace(base, name="same")], replicates=4, seed=3, workers=1)
    rows = same.differences
    assert (rows["scenario"] == "same").all()
    known = rows[rows["pairs"] > 0]
    assert len(known) > 30
    assert (known["mean_difference"] == 0).all()
    assert (known["median_difference"] == 0).all()
    assert (known["chance_unchanged"] == 100).all()
    assert known["monte_carlo_error"].dropna().eq(0).all()


def test_pairs_are_narrower_than_runs_apart():
    rows = small_comparison().differences.set_index("indicator")
    for name in ("spaces", "tenants", "funded_cumulative", "graduated_cumulative"):
        assert 0 < rows.loc[name, "paired_over_unpaired_error"] < 0.7, name


def test_levels_and_differences_agree():
    rows = whole_run(small_comparison())
    known = rows[rows["pairs"] > 0]
    assert np.allclose(known["level"] - known["level_against"], known["mean_difference"])
    cost = rows.set_index("indicator").loc["public_cost_cumulative"]
    assert cost["mean_difference"] > 0
    assert cost["chance_more"] == 100
    assert cost["chance_better"] == 0
    shares = ["variance_scenario", "variance_calibration", "variance_chance"]
    assert known[shares].dropna().sum(axis=1).to_numpy() == pytest.approx(100)
    yearly = rows.set_index("indicator").loc["public_cost_per_year"]
    assert yearly["level"] * 8 == pytest.approx(cost["level"])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_figures_show_both_scenarios_and_zero(language):
    comparison = small_comparison()
    bars = comparison.plot("differences", lang=language)
    assert len(bars.axes) == sum(row.pairs > 0 for row in comparison.pictured(language).shown)
    assert all(axes.get_xlim()[0] < 0 < axes.get_xlim()[1] for axes in bars.axes)
    assert len(comparison.plot("series", lang=language).axes) == 12
    upper, lower, *_ = comparison.plot("survival", lang=language).axes
    assert len(upper.get_lines()) == 2
    assert len(lower.get_lines()) == 2  # zero and the difference
    with pytest.raises(ValueError, match="did you mean survival"):
        comparison.plot("surviva")


def test_what_cannot_be_compared_is_refused():
    base = small_scenario("2020-12")
    push = base.with_policy(**POLICY)
    ran = ensemble([base, push], replicates=2, seed=1, workers=1)
    with pytest.raises(Refusal, match="two scenarios or more"):
        compare([base])
    with pytest.raises(ValueError, match="twice"):
        Comparison([ran.studies[0], ran.studies[0]])
    with pytest.raises(ValueError, match=r"2019-12 .* 2020-12"):
        compare([base, push.with_horizon("2019-12")], replicates=2)
    with pytest.raises(ValueError, match=r"scale 0\.06 .* 0\.05"):
        compare([base, push.with_set({"scale": 0.06})], replicates=2)
    with pytest.raises(ValueError, match="no indicator 'tenant'; did you mean tenants"):
        compare(ran, indicators=["tenant"])
    more = ensemble(push, replicates=4, seed=1, workers=1)
    with pytest.raises(ValueError, match="4 replicates"):
        Comparison([ran.studies[0], more.studies[0]])
    later = ensemble(push, replicates=2, seed=2, workers=1)
    with pytest.raises(ValueError, match=r"seeds 2-3 .* 1-2"):
        Comparison([ran.studies[0], later.studies[0]])
    prior = ensemble(push, replicates=2, seed=1, parameters="prior", workers=1)
    with pytest.raises(ValueError, match="parameter draws"):
        Comparison([ran.studies[0], prior.studies[0]])


def test_names_of_scenarios_are_taken_too():
    assert load_scenario("rent_shock").months == 192
    with pytest.raises(Refusal, match="two scenarios or more"):
        compare(["rent_shock"])

"""The 2017 check, findings and their two kinds of interval."""

import numpy as np
import pytest

from sim.analysis import check_2017
from sim.analysis.catalogue import OUTCOMES
from sim.analysis.evidence import GAP, Evidence, Key
from sim.analysis.findings import COLUMNS, Finding, figure_text, findings
from sim.analysis.intervals import band, standard_error, summary
from sim.calibration.targets import KINDS, targets
from sim.experiments.calibration_files import calibration_file, read_calibration
from sim.model.categories import MODELS, SERVICE_TYPES
from sim.studies.study import Study
from tests.runs import small_results

FIGURES = targets()
RECORD = read_calibration("evidence.yaml")


def evidence_of(key: str):
    """Entry of evidence.yaml: by name, or by what it is of in a list."""
    section, _, name = key.partition(".")
    entries = RECORD[section]
    if not name:
        return entries
    if isinstance(entries, dict):
        return entries[name]
    return next(each for each in entries if each["what"] == name)


def test_every_figure_has_its_measure_and_its_source():
    unmeasured = {key for key in FIGURES if key not in check_2017.MEASURES}
    assert unmeasured == {"seed_funds", "clusters", "mentors_full_time"}
    assert set(check_2017.MEASURES) <= set(FIGURES)
    for figure in FIGURES.values():
        assert evidence_of(figure.source)
        assert figure.kind in KINDS
        assert figure.measured
        assert figure.label.en
        assert figure.label.zh
        assert figure.low <= figure.high


def test_figures_are_those_of_the_evidence():
    jiangsu = RECORD["jiangsu_2017"]
    assert FIGURES["spaces_recorded"].low == jiangsu["spaces_provincial_or_above"] == 607
    assert FIGURES["startups_served"].low == jiangsu["startups_served_in_2017"]
    assert FIGURES["funded_cumulative"].low == jiangsu["funded_cumulative"]
    invested = float(jiangsu["investment_cumulative_cny"])  # YAML reads 10.0e9 as text
    assert FIGURES["investment_cumulative"].low * 1e8 == invested
    assert FIGURES["national_level"].low == jiangsu["national_level_spaces"]
    types = jiangsu["by_service_type"]
    assert {name: FIGURES[name].low for name in SERVICE_TYPES} == types
    assert sum(types.values()) == 607
    for name in ("cost over revenue", "share of spaces in profit"):
        key = f"scale_and_money.{name}"
        figure = next(each for each in FIGURES.values() if each.source == key)
        factor = 100 if figure.unit == "%" else 1
        assert [figure.low, figure.high] == [factor * end for end in evidence_of(key)["range"]]


def test_evidence_has_its_own_copy():
    assert calibration_file("evidence.yaml").is_file()
    assert {"jiangsu_2017", "national_stock", "scale_and_money"} <= set(RECORD)


def test_distance_is_from_the_nearer_end():
    at_least = FIGURES["private_operated"]
    assert at_least.distance(75.0) == 0
    assert at_least.distance(54.0) == pytest.approx(-10)
    assert figure_text(at_least.low, at_least.high) == ">= 60"


def test_check_is_per_province_of_jiangsus_size():
    small = small_results(scale=0.2).findings
    rows = small[(small["section"] == "check_2017") & small["indicator"].isin(["spaces_recorded"])]
    assert 300 < rows["median"].iloc[0] < 1200


def test_summary_keeps_the_two_intervals_apart():
    values, draws = np.arange(20.0), np.repeat(np.arange(10), 2)
    found = summary(values, draws)
    assert found.median == found.mean == 9.5
    assert (found.low, found.high) == pytest.approx((0.95, 18.05))
    means = values.reshape(10, 2).mean(axis=1)
    assert found.error == pytest.approx(means.std(ddof=1) / np.sqrt(10))
    repeated = summary(np.tile(values, 4), np.tile(draws, 4) + 10 * np.repeat(np.arange(4), 20))
    assert repeated.high - repeated.low == pytest.approx(found.high - found.low, rel=0.05)
    assert repeated.error < 0.6 * found.error


def test_few_replicates_have_no_range_and_one_draw_no_error():
    found = summary(np.arange(9.0), np.full(9, -1))
    assert np.isnan(found.low)
    assert found.error == pytest.approx(np.arange(9.0).std(ddof=1) / 3)
    assert np.isnan(standard_error(np.array([1.0, 2.0]), np.array([0, 0])))
    assert summary(np.array([np.nan]), np.array([0])).replicates == 0


def test_band_needs_half_of_the_replicates():
    curves = np.tile(np.arange(3.0), (10, 1))
    curves[:6, 2] = np.nan
    middle, low, high = band(curves)
    assert middle[:2].tolist() == low[:2].tolist() == high[:2].tolist() == [0, 1]
    assert np.isnan(middle[2])


def test_gap_is_taken_within_each_replicate():
    study = small_results(scale=0.2).studies[0]
    values = study.evidence.values
    for name in ("survival_mean_60", "funded_24", "closure_rate"):
        one, other = (values[Key("outcomes", name, model)] for model in MODELS[:2])
        np.testing.assert_array_equal(values[Key("gap", name, GAP)], one - other)
    row = next(row for row in study.findings if row[:2] == ("gap", "funded_24"))
    assert row.median == pytest.approx(np.median(values[Key("gap", "funded_24", GAP)]))
    assert row.above_zero is not None


def test_findings_speak_of_everything_that_is_declared():
    study = small_results(scale=0.2).studies[0]
    rows, months = study.findings, study.scenario.months
    assert {row.indicator for row in rows if row.section == "outcomes"} == set(OUTCOMES)
    gaps = {name for name, each in OUTCOMES.items() if each.gap}
    assert {row.indicator for row in rows if row.section == "gap"} == gaps
    needed = {key: check_2017.LAST_MONTH.get(key, 35) for key in check_2017.MEASURES}
    in_time = {key for key, last in needed.items() if last < months}
    assert len(in_time) > 30
    assert {row.indicator for row in rows if row.section == "check_2017"} == in_time
    assert set(COLUMNS) == set(Finding._fields)
    for row in rows:
        assert row.unit
        assert row.label_zh
        assert row.group_zh


def test_a_short_run_leaves_out_what_it_cannot_say():
    rows = small_results(until="2016-12").studies[0].findings
    assert all(row.section != "check_2017" for row in rows)
    means = [row for row in rows if row.indicator == "survival_mean_60"]
    assert {(row.replicates, row.median) for row in means} == {(0, None)}


def test_nobody_counts_replicates_as_evidence_of_a_test():
    words = " ".join(each.definition.lower() for each in OUTCOMES.values())
    assert "p-value" not in words
    assert "significant" not in words


def test_onset_is_summarised_over_those_that_have_one():
    draws = np.full(12, -1)
    values = {Key("outcomes", "shakeout_onset", "all"): np.array([2019.5, *[np.nan] * 11])}
    (row,) = findings(Evidence(draws, values, {}))
    assert (row.replicates, row.median) == (1, 2019.5)


def test_a_band_of_nothing_is_nothing():
    for each in band(np.full((12, 5), np.nan)):
        assert np.isnan(each).all()


def test_a_draw_that_comes_again_is_no_further_evidence():
    study = small_results(until="2016-12").studies[0]
    first = study.plan.draws[0]
    plan = study.plan._replace(draws=[first] * len(study.plan.draws))
    again = Study(study.scenario, plan, study.tables)
    assert set(study.evidence.draws) == {0, 1}
    assert set(again.evidence.draws) == {0}
    errors = [row.monte_carlo_error_of_mean for row in again.findings]
    errors += [row.monte_carlo_error_of_mean for row in again.costs]
    errors += [row.monte_carlo_error for row in again.averages]
    assert set(errors) == {None}  # of one draw nothing says how far another would lie

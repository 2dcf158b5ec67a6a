"""Scores of rows of validation: hits and misses, naive forecasts, coverage."""

import math

import numpy as np
import pytest

from sim.analysis.validation import (
    BROKEN,
    INSIDE,
    KEPT,
    MISS,
    NO_VALUE,
    TOO_FEW,
    UNMEASURED,
    binomial_interval,
    coverage,
    naive_forecasts,
    race,
    score,
    scores,
)
from sim.calibration.validation import CHECK, VALIDATION, read_rows
from tests.unit.test_validation_rows import ROWS, read_one

EVENLY = np.arange(101.0)  # 90 % range 5 to 95, median 50


@pytest.mark.parametrize(
    ("figure", "verdict", "off"),
    [
        ("50", INSIDE, 0),
        ("94.9", INSIDE, -44.9),
        ("95.1", MISS, -45.1),
        ("4.9", MISS, 45.1),
        ("[95.1, 99]", MISS, -45.1),
        ("[90, 99]", INSIDE, -40),
        ("{at_least: 60}", KEPT, -10),
        ("{at_least: 96}", BROKEN, -46),
        ("{at_most: 60}", KEPT, 0),
        ("{at_most: 4}", BROKEN, 46),
    ],
)
def test_a_figure_outside_the_interval_is_a_miss(tmp_path, figure, verdict, off):
    found = score(read_one(tmp_path, figure=figure), EVENLY)
    assert (found.median, found.low_90, found.high_90) == (50, 5, 95)
    assert (found.verdict, found.off) == (verdict, pytest.approx(off))


def test_too_few_replicates_have_no_interval(tmp_path):
    row = read_one(tmp_path)
    found = score(row, np.arange(9.0))
    assert (found.verdict, found.median, found.low_90) == (TOO_FEW, 4, None)
    assert score(row, np.full(20, np.nan)).verdict == NO_VALUE
    assert score(row, np.arange(10.0)).verdict == MISS


def test_a_share_of_few_cases_may_differ_by_chance(tmp_path):
    """6 of 71 where the model says 3 % is well within luck; 600 of 7,100 is not."""
    values, unit = np.full(20, 3.0), '"% per year"'
    few = score(read_one(tmp_path, figure="7", unit=unit, out_of="71"), values)
    many = score(read_one(tmp_path, figure="7", unit=unit, out_of="7100"), values)
    assert (few.verdict, many.verdict) == (INSIDE, MISS)
    assert few.low_90 == 0
    assert few.high_90 == pytest.approx(100 * 5 / 71)  # P(X <= 5) of 71 at 3 % first passes 95 %
    assert score(read_one(tmp_path, figure="7", unit=unit), values).verdict == MISS


def test_naive_forecasts_know_the_past_alone(tmp_path):
    stock = read_one(tmp_path, earlier="{2017-12: 600, 2018-12: 700}", when="2020-12")
    assert naive_forecasts(stock) == (700, pytest.approx(900))
    flow = read_one(tmp_path, earlier="{2016: 10, 2017: 20, 2018: 30}", when="2020")
    assert naive_forecasts(flow) == (30, pytest.approx(50))
    change = "{end: spaces, less: 2018-12}"
    levels = "{2017-12: 600, 2018-12: 700}"
    row = read_one(tmp_path, measure=change, earlier=levels, when="2020-12")
    assert naive_forecasts(row) == (0, pytest.approx(200))
    growth = "{end: spaces, growth_since: 2018-12}"
    row = read_one(tmp_path, measure=growth, earlier=levels, when="2020-12")
    assert naive_forecasts(row) == (0, pytest.approx(100 * 200 / 700))
    assert naive_forecasts(read_one(tmp_path, earlier="{2016: 1}"))[1] is None
    assert naive_forecasts(read_one(tmp_path)) == (None, None)


def test_errors_are_told_relative_to_those_of_naive_forecasts(tmp_path):
    levels = "{2017-12: 40, 2018-12: 50}"
    row = read_one(tmp_path, figure="60", earlier=levels, when="2020-12")
    found = score(row, EVENLY + 5)  # 55; last value 50, trend 70
    assert (found.against_last, found.against_trend) == (0.5, pytest.approx(0.5))
    exact = read_one(tmp_path, figure="50", earlier="{2018: 50}")
    assert score(exact, EVENLY + 1).against_last == math.inf
    assert score(exact, EVENLY).against_last == 1
    assert score(row, None).verdict == UNMEASURED
    assert score(row, None).last_value == 50


def test_coverage_counts_figures_never_used_and_no_bounds(tmp_path):
    figures = ["50", "60", "99", "{at_least: 99}", "{at_most: 99}"]
    rows = [read_one(tmp_path, figure=each, earlier="{2018: 40}") for each in figures]
    checks = [read_one(tmp_path, figure="99", kind=CHECK)]
    found = [score(row, EVENLY) for row in rows + checks]
    held = coverage(found)
    assert held[:2] == (2, 3)
    assert held[2:] == binomial_interval(2, 3)
    assert coverage(found, CHECK)[:2] == (0, 1)
    assert coverage([])[:2] == (0, 0)
    # 50, 60 and 99 against 50; the last value is 40.
    assert race(found, "against_last") == (3, 0, 3)
    assert race(found, "against_trend") == (0, 0, 0)


def test_intervals_are_called_too_narrow_only_where_chance_is_ruled_out():
    assert binomial_interval(3, 3)[0] == pytest.approx(0.05 ** (1 / 3))
    assert binomial_interval(0, 3)[1] == pytest.approx(1 - 0.05 ** (1 / 3))
    rows = [ROWS["spaces_2020"]] * 10
    hit, missed = (score(rows[0], values) for values in (EVENLY + 740, EVENLY))
    assert coverage([hit] * 8 + [missed] * 2).too_narrow is False
    assert coverage([hit] * 5 + [missed] * 5).too_narrow is True


def test_validation_stands_before_checks():
    kinds = [each.row.kind for each in scores(list(ROWS.values())[::-1], {})]
    assert kinds == sorted(kinds, key=[VALIDATION, CHECK].index)
    assert len(kinds) == len(ROWS)


def test_default_rows_are_those_beside_the_posterior():
    assert [row.key for row in read_rows()] == list(ROWS)

"""Report of a comparison: when closures and costs come, what one more costs, on what it rests."""

import re

import numpy as np
import pytest

from sim.analysis.comparison_indicators import MAIN
from sim.analysis.evidence import Key
from sim.analysis.gaps import ASKED, MODELS_GAP, spread_of
from sim.analysis.observed import Observed
from sim.analysis.policy_periods import Paired, Window, by_period, ending, paired, window_of
from sim.scenario.load import load_scenario
from sim.studies.compare_api import Comparison, compare
from sim.studies.gaps_words import on_gap
from sim.studies.report.comparison_costs import Costs
from sim.studies.report.comparison_times import Times
from sim.studies.report.policy_sources import SIZES, basis_of
from tests.reports import small_relief, times_of
from tests.runs import small_scenario

FEWER, MORE, UNCLEAR = (
    Paired(9.0, 9.0 + mean, mean, mean - 1, mean + 1) for mean in (-4.0, 3.0, 0.5)
)
ENDINGS = {
    "put_off": (FEWER, MORE, UNCLEAR, "put off, not prevented", "推迟而非避免"),
    "partly": (FEWER, MORE, FEWER, "some closures are put off", "部分得以避免"),
    "prevented": (FEWER, UNCLEAR, FEWER, "are prevented", "关闭得以避免"),
    "added": (MORE, UNCLEAR, MORE, "are added", "有所增加"),
    "brought_forward": (MORE, FEWER, UNCLEAR, "brought forward", "提前"),
    "untold": (FEWER, UNCLEAR, UNCLEAR, "cannot be told", "无法判断"),
}


@pytest.fixture
def relief() -> Comparison:
    return small_relief()


@pytest.mark.parametrize("key", ENDINGS)
def test_the_intervals_choose_between_put_off_and_prevented(relief, key, monkeypatch):
    during, later, whole, english, chinese = ENDINGS[key]
    assert ending(during, later, whole) == key
    for language, said in (("en", english), ("zh", chinese)):
        found = times_of(relief, language)
        found.closures = {"during": during, "after": later, "rest": later, "whole": whole}
        monkeypatch.setattr(Times, "_later", lambda _, later=later: later)
        assert said in found.closures_sentence()


def test_scenarios_differ_where_the_policy_is_in_force(relief):
    first, other = (study.scenario for study in relief.studies)
    assert window_of(first, other) == Window(36, 59)
    assert window_of(first, first) is None
    assert window_of(first, first.with_parameters({"found_spaces.founding_rate": 1.0})) is None


def test_periods_add_up_to_the_whole():
    one = np.arange(600.0).reshape(5, 120)
    two, draws = one + 1, np.arange(5)
    found = by_period(one, two, draws, Window(36, 59))
    assert [found[key].mean for key in ("during", "after", "rest", "whole")] == [24, 24, 36, 84]
    assert "rest" not in by_period(one, two, draws, Window(36, 100))


def test_closures_by_class_at_founding_add_up_to_all(relief):
    table = times_of(relief).closures_table()
    assert table is not None
    during = [float(row.cells[1]) for row in table.rows if row.cells[0].startswith("While")]
    assert during[0] > 0
    assert sum(during[1:]) == pytest.approx(during[0], abs=0.2)


def test_without_an_end_nothing_is_said_of_what_comes_after():
    base = small_scenario("2019-12")
    push = base.with_policy("lease_relief", value=0.5, start="2018-01")
    found = times_of(compare([base, push], replicates=2, seed=3, indicators=MAIN, workers=1))
    assert found.closures_sentence() == ""
    assert found.closures_table() is None
    assert re.match(
        r"In 2018–2019 the scenario costs \S+ million yuan more", Costs(found).cost_sentence()
    )


def test_yearly_figures_are_of_the_years_that_differ(relief):
    rows = times_of(relief).rows
    closures = rows[Key("outcomes", "closure_rate", "all")]
    assert (closures.label_en, closures.label_zh) == (
        "Yearly closures, 2018–2023",
        "2018—2023 年年均关闭率",
    )
    flows = [study.evidence.curves["public_cost_cumulative"] for study in relief.studies]
    yearly = [(curve[:, 59] - curve[:, 35]).mean() / 2 for curve in flows]
    cost = rows[Key("horizon", "public_cost_per_year", "all")]
    assert (cost.level_against, cost.level) == pytest.approx(yearly)
    assert cost.label_en.endswith("2018–2019")


def test_closures_of_a_later_policy_leave_out_the_years_before():
    base = small_scenario("2021-12")
    late = base.with_policy("lease_relief", value=0.5, start="2020-01")
    found = times_of(compare([base, late], replicates=2, seed=3, indicators=MAIN, workers=1))
    row = found.rows[Key("outcomes", "closure_rate", "all")]
    tables = found.studies[0].tables
    by_hand = []
    for part in tables.parts:
        observed = Observed(part)
        alive, closed = observed.series("spaces"), observed.series("spaces_closed")
        at_risk = alive + closed - observed.series("spaces_founded")
        by_hand.append(1200 * closed[60:].sum() / at_risk[60:].sum())
    assert row.level_against == pytest.approx(np.mean(by_hand))
    assert found.dates == ("2020–2021", "2021")


def test_without_dates_closures_are_of_all_years_and_the_report_says_so():
    base = small_scenario("2019-12")
    other = base.with_parameters({"found_spaces.founding_rate": 1.0})
    found = times_of(compare([base, other], replicates=2, seed=3, indicators=MAIN, workers=1))
    assert found.rows == {}
    assert "counted over all of 2018–2019" in found.whole_horizon()


def test_an_end_within_its_own_error_gives_the_weaker_sentence():
    values = np.concatenate([[0.02, 0.05], np.linspace(2.0, 9.0, 18)])
    found = spread_of(values, np.repeat(np.arange(10), 2))
    assert found.most[0] > 0
    assert found.reading == "mostly_above"
    said = on_gap("survival", MODELS_GAP, found, "en")
    assert "from 20 runs the end nearest to zero is known to ±" in said
    assert "docs/findings.md" in said
    assert "200 次" in on_gap("survival", MODELS_GAP, found, "zh")
    below = spread_of(-values, np.repeat(np.arange(10), 2))
    assert below.reading == "mostly_below"
    sure = spread_of(values + 5, np.repeat(np.arange(10), 2))
    assert sure.end_in_doubt is None
    assert ASKED["survival"].unit.en in on_gap("survival", MODELS_GAP, sure, "en")


def test_sizes_of_policies_are_assumptions_where_the_file_says_so():
    policies = load_scenario("baseline").policies
    audit = policies["audit_2018"]
    assert basis_of("audit_2018", audit).en == "date: policy documents; size: assumption"
    other = audit.model_copy(update={"value": 0.2, "start": audit.start + 1})
    assert basis_of("audit_2018", other).en == "date: assumption; size: assumption"
    assert "names a source" in basis_of("mine", audit).en
    assert set(SIZES) <= set(policies)


def test_a_mean_of_pairs_has_no_sign_without_an_interval():
    alone = paired(np.ones(4), np.zeros(4), np.zeros(4, dtype=np.int64))
    assert np.isnan(alone.low)
    assert alone.sign == 0

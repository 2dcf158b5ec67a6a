"""Report of a comparison: when closures and costs come, what one more costs, on what it rests."""

import re

import numpy as np
import pytest

from sim.analysis.comparison_indicators import MAIN
from sim.analysis.gaps import ASKED, MODELS_GAP, spread_of
from sim.analysis.money_compared import Gain, fieller
from sim.analysis.money_each import each_of
from sim.analysis.policy_periods import Paired, Window, by_period, ending, paired, window_of
from sim.scenario.load import load_scenario
from sim.studies.compare_api import Comparison, compare
from sim.studies.gaps_words import on_gap
from sim.studies.report.comparison_times import Times
from sim.studies.report.policy_sources import SIZES, basis_of
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


@pytest.fixture(scope="module")
def relief() -> Comparison:
    """A small baseline, and the same with half of the lease paid for two years."""
    base = small_scenario("2023-12")
    other = base.with_policy("lease_relief", value=0.5, start="2018-01", until="2019-12")
    return compare([base, other], replicates=10, seed=3, indicators=MAIN, workers=1)


def times(comparison: Comparison, language="en") -> Times:
    return Times(comparison, comparison.labels[1], ("A", "B"), "the first", language)


@pytest.mark.parametrize("key", ENDINGS)
def test_the_intervals_choose_between_put_off_and_prevented(relief, key, monkeypatch):
    during, later, whole, english, chinese = ENDINGS[key]
    assert ending(during, later, whole) == key
    for language, said in (("en", english), ("zh", chinese)):
        found = times(relief, language)
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
    table = times(relief).closures_table()
    assert table is not None
    during = [float(row.cells[1]) for row in table.rows if row.cells[0].startswith("While")]
    assert during[0] > 0
    assert sum(during[1:]) == pytest.approx(during[0], abs=0.2)


def test_without_an_end_nothing_is_said_of_what_comes_after():
    base = small_scenario("2019-12")
    push = base.with_policy("lease_relief", value=0.5, start="2018-01")
    found = times(compare([base, push], replicates=2, seed=3, indicators=MAIN, workers=1))
    assert found.closures_sentence() == ""
    assert found.closures_table() is None
    assert found.cost_sentence().startswith("The difference in public cost is largest in 201")


def test_the_first_screen_has_the_whole_cost_and_when_it_falls(relief):
    found = times(relief)
    assert re.search(
        r"public cost, \+\S+ \S+ yuan \(\d+ %\) falls in 2018-01 to 2019-12", found.cost_sentence()
    )
    table = found.yearly_table()
    assert table is not None
    years = {row.cells[0]: row.cells for row in table.rows}
    assert years["2017"][3] == "0"
    numbers = [float(row.cells[3].replace(",", "")) for row in table.rows]
    assert sum(numbers[:-1]) == pytest.approx(numbers[-1], abs=0.06)
    assert "is paid by the policies that differ" in found.direct_sentence()


def gain(**other: object) -> Gain:
    numbers = dict.fromkeys(Gain._fields, 0.0)
    return Gain(**{**numbers, "verdict": "buys", "outcome": "spaces", **other})


def test_money_for_one_is_the_other_ratio_with_its_own_interval():
    draws = np.arange(12)
    generator = np.random.default_rng(2)
    cost, change = 100 + generator.normal(size=12), 10 + generator.normal(size=12)
    low, high = fieller(change, cost, draws)
    ratio = float(change.mean() / cost.mean())
    found = each_of(gain(per_million=ratio, per_million_low_90=low, per_million_high_90=high))
    assert found is not None
    assert found.mean == pytest.approx(1000 * cost.mean() / change.mean())
    assert found[1:] == pytest.approx([1000 * end for end in fieller(cost, change, draws)])


@pytest.mark.parametrize("verdict", ["costs_more", "dominates", "unclear", "unknown"])
def test_money_for_one_is_refused_where_a_difference_is_not_clear(relief, verdict):
    refused = gain(verdict=verdict, per_million=0.1, per_million_low_90=-1, per_million_high_90=1)
    assert each_of(refused) is None
    found = times(relief)
    found.gains = {"spaces": refused}
    assert "cannot be told" in found.each_sentences()[0]
    found.gains = {
        "spaces": gain(per_million=0.05, per_million_low_90=0.02, per_million_high_90=0.1)
    }
    assert (
        "20.0 million yuan, 90 % interval 10.0 million yuan to 50.0 million yuan"
        in (found.each_sentences()[0])
    )


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

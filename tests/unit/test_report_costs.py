"""Report of a comparison: what the difference of public cost is, and what it goes with."""

import re
from typing import get_args

import numpy as np
import pytest

from sim.analysis.comparison_indicators import MAIN
from sim.analysis.comparison_periods import YEARLY_COST
from sim.analysis.evidence import Key
from sim.analysis.money_compared import Gain, Verdict, fieller
from sim.analysis.money_each import TOLD, each_of
from sim.studies.compare_api import Comparison, compare
from sim.studies.report.comparison_content import ComparisonContent
from sim.studies.report.comparison_costs import Costs
from sim.studies.report.comparison_gains import gains_table
from sim.studies.report.comparison_pairs import pair_answer, pair_blocks, pairs_of
from sim.studies.report.comparison_sections import comparison_sections
from tests.reports import small_relief, times_of
from tests.runs import small_scenario

PANELS: dict[str, list[object]] = {key: [] for key in ("series", "survival", "funding", "shakeout")}


@pytest.fixture
def relief() -> Comparison:
    return small_relief()


def costs(comparison: Comparison, language="en") -> Costs:
    return Costs(times_of(comparison, language))


def test_the_first_screen_has_the_whole_cost_and_when_it_falls(relief):
    found = costs(relief)
    assert re.search(
        r"public cost, [\d.]+ million yuan \(\d+ %\) falls in 2018–2019, when the scenario costs "
        r"[\d.]+ million yuan more a year on average",
        found.cost_sentence(),
    )
    table = found.yearly_table()
    assert table is not None
    years = {row.cells[0]: row.cells for row in table.rows}
    assert years["2017"][3] == "0"
    numbers = [float(row.cells[3].replace(",", "")) for row in table.rows]
    assert sum(numbers[:-1]) == pytest.approx(numbers[-1], abs=0.06)


def test_levers_that_are_alike_are_told_apart_from_those_that_differ(relief):
    said = costs(relief).lever_sentence()
    parts = re.findall(r"([\d.,]+) million yuan (more|less)", said)
    direct, rest = (float(amount) * (1 if way == "more" else -1) for amount, way in parts)
    assert "Lease relief" in said
    whole = relief.gains[0].cost_difference
    assert direct + rest == pytest.approx(whole, rel=0.1)


def test_a_year_close_to_the_average_is_not_said_to_be_the_largest(relief):
    found = costs(relief, "zh")
    row = next(row for key, row in found.times.rows.items() if key.indicator == YEARLY_COST)
    assert "年差额最大" not in found.cost_sentence()
    found.times.rows[row.key] = row._replace(mean_difference=0.8 * row.mean_difference)
    assert re.search(r"，201\d 年差额最大（多支出 [\d.]+ (亿|万)元）。", found.cost_sentence())
    found.times.rows[row.key] = row._replace(mean_difference=-row.mean_difference)
    assert "平均每年少支出 " in found.cost_sentence()


REST = {0.0: "支出没有变化", -800.0: "支出基本不变（少支出 80 万元）", 9e4: "，多支出 0.90 亿元"}


@pytest.mark.parametrize("rest", REST)
def test_no_change_of_spending_is_said_in_words_and_a_small_one_in_small_units(relief, rest):
    found = costs(relief, "zh")
    one, two = found.times.members
    flat = {name: np.zeros_like(curve) for name, curve in one.curves.items()}
    curves = {name: curve.copy() for name, curve in flat.items()}
    for lever, kcny in (("lease_relief", -5e5), ("mentor_vouchers", rest)):
        curves[f"public_cost:{lever}"][:, -1] = kcny
    found.times.members = (one._replace(curves=flat), two._replace(curves=curves))
    said = found.lever_sentence()
    assert "场地租金减免少支出 5.0 亿元" in said
    assert said.endswith(REST[rest] + "。")


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


VERDICTS = {
    "dominated": (
        "up by about 100 million yuan, and yet spaces alive are down by about 12",
        "反而减少",
    ),
    "dominates": ("down by about 100 million yuan, and yet spaces alive are up by", "反而增加"),
    "costs_more": (
        "up by about 100 million yuan, while spaces alive show no clear change",
        "无明显变化",
    ),
    "costs_less": (
        "down by about 100 million yuan, while spaces alive show no clear",
        "少支出约 1.0 亿元",
    ),
    "gains": (
        "Spaces alive are up by about 12, while public cost shows no clear change",
        "增加约 12 家",
    ),
    "loses": (
        "Spaces alive are down by about 12, while public cost shows no clear",
        "减少约 12 家",
    ),
    "unclear": ("Neither public cost nor spaces alive clearly change", "均无明显变化"),
    "same_cost": ("Public cost is the same in every run", "财政支出均相同"),
    "unknown": ("too few runs", "模拟次数过少"),
}


@pytest.mark.parametrize("verdict", VERDICTS)
def test_what_money_goes_with_is_said_as_plainly_as_in_the_table(relief, verdict):
    refused = gain(
        verdict=verdict,
        cost_difference=100.0,
        cost_high_90=140.0,
        outcome_difference=12.0,
        outcome_high_90=18.0,
        per_million=0.1,
        per_million_low_90=-1,
        per_million_high_90=1,
    )
    assert each_of(refused) is None
    for language, said in zip(("en", "zh"), VERDICTS[verdict], strict=True):
        found = costs(relief, language)
        found.times.gains = {"spaces": refused}
        assert said in found.each_sentences()[0]
    assert set(VERDICTS) | set(TOLD) == set(get_args(Verdict))


EACH = {
    "buys": (
        "About 20.0 million yuan of public money is spent for each additional surviving space "
        "(90 % interval 10.0 to 2,000.0 million yuan).",
        "每多一家存续空间，财政约多支出 2,000 万元（90% 区间为 1,000—200,000 万元）。",
    ),
    "saves": (
        "About 20.0 million yuan of public money is saved for each surviving space fewer "
        "(90 % interval 10.0 to 2,000.0 million yuan).",
        "每少一家存续空间，财政约节省 2,000 万元（90% 区间为 1,000—200,000 万元）。",
    ),
}


@pytest.mark.parametrize("verdict", EACH)
def test_money_for_one_is_in_one_unit_that_fits_its_size(relief, verdict):
    ends = {"per_million_low_90": 0.0005, "per_million_high_90": 0.1}
    for language, said in zip(("en", "zh"), EACH[verdict], strict=True):
        found = costs(relief, language)
        found.times.gains = {"spaces": gain(per_million=0.05, verdict=verdict, **ends)}
        assert found.each_sentences() == [said]
    found.times.gains = {"spaces": gain(per_million=2.0, verdict=verdict, **ends)}
    assert "50.0 万元" in found.each_sentences()[0]


@pytest.fixture(scope="module")
def three() -> dict[str, ComparisonContent]:
    """A small baseline, half of its operating subsidy for a year, and a grant beside it."""
    base = small_scenario("2019-12")
    cut = base.with_policy("operating_subsidy", value=-0.2, start="2019-01")
    push = cut.with_policy("specialisation_grant", value=600, start="2018-01")
    found = compare([base, cut, push], replicates=10, seed=3, indicators=MAIN, workers=1)
    return {lang: ComparisonContent(found, lang, found.pictured(lang)) for lang in ("en", "zh")}


def test_scenarios_that_are_not_the_first_are_compared_with_each_other(three):
    content = three["en"]
    (pair,) = pairs_of(content)
    by_hand = [
        after.values[key] - before.values[key]
        for before, after in [content.comparison.members[1:]]
        for key in [Key("horizon", "public_cost_cumulative", "all")]
    ]
    (table,) = pair_blocks(content, [pair])
    cost = next(row.cells for row in table.rows if row.cells[0].startswith("Public cost, total"))
    assert float(cost[3].split()[0]) == pytest.approx(by_hand[0].mean(), rel=0.1)
    answer = pair_answer(content, pair)
    assert answer.about == f"{content.names[2]} against {content.names[1]}"
    assert "public cost in all +" in answer.sentences[0]
    assert len(answer.sentences) == 3


def test_with_many_scenarios_the_report_says_how_to_compare_two(three, monkeypatch):
    content = three["zh"]
    monkeypatch.setattr(content, "names", ["a", "b", "c", "d", "e"])
    assert pairs_of(content) == []
    (words,) = pair_blocks(content, [])
    assert "makersim compare" in words.paragraphs[0]


def test_a_lever_with_several_policies_has_a_row_in_all(three):
    section = next(
        each for each in comparison_sections(three["en"], PANELS, [], []) if each.key == "money"
    )
    table = next(block for block in section.blocks if block.kind == "table")
    cells = {row.cells[0]: row.cells[1:] for row in table.rows}
    named = [name for name in cells if name.startswith("Operating subsidy")]
    assert named[-1] == "Operating subsidy, all policies"
    *parts, whole = ([float(cell) for cell in cells[name]] for name in named)
    assert len(parts) > 1
    assert whole == pytest.approx(np.sum(parts, axis=0), abs=0.11)
    assert whole[1] < whole[0] - 0.1


def test_cost_over_the_run_is_more_or_less_than_that_of_the_first_scenario(three):
    gains = [each for each in three["en"].comparison.gains if each.outcome == "spaces"]
    assert len(gains) == 2
    for language, ways in (("en", ("less than", "more than")), ("zh", ("少支出", "多支出"))):
        sections = comparison_sections(three[language], PANELS, [], [])
        blocks = next(each.blocks for each in sections if each.key == "money")
        said = [block.paragraphs[0] for block in blocks if block.kind == "words"]
        for each, paragraph in zip(gains, said, strict=True):
            assert ways[each.cost_difference > 0] in paragraph


def test_the_table_of_money_for_one_has_a_unit_that_fits_its_largest_sum(three):
    known = {"scenario": three["en"].comparison.labels[1], "label_en": "A", "label_zh": "B"}
    ends = {"per_million_low_90": 0.05, "per_million_high_90": 4.0}
    for per_million, units in ((0.1, ("million yuan", "万元")), (2.0, ("thousand yuan", "万元"))):
        members = [gain(per_million=per_million, **ends, **known)]
        for language, unit in zip(("en", "zh"), units, strict=True):
            table = gains_table(three[language], members, "option")
            assert table.heads[3].rstrip("）").endswith(unit)
    assert (
        gains_table(three["en"], [gain(verdict="unclear", **known)], "option").rows[0].cells[3]
        == "–"
    )

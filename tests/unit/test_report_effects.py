"""Sentences on effects: the intervals choose them, models come together, money has one unit."""

import re

import pytest

from sim.analysis.comparison import Difference
from sim.studies.report.amounts import Amounts
from sim.studies.report.clear_words import on_clear_rows
from sim.studies.report.effects_words import (
    CLOSURES,
    COST,
    FUNDED,
    SPACES,
    Dates,
    in_short,
    on_effect,
    on_the_rest,
)
from tests.reports import comparison_text, small_comparison


def row(low: float, high: float, **other: object) -> Difference:
    """Difference in closures whose 90 % range of pairs is given."""
    found = next(each for each in small_comparison().rows if each.key == CLOSURES.key)
    middle, reach = (low + high) / 2, (high - low) / 2
    numbers = {
        "pairs": 20,
        "mean_difference": middle,
        "monte_carlo_low_90": middle - 0.1 * reach,
        "monte_carlo_high_90": middle + 0.1 * reach,
        "replicates_low_90": low,
        "replicates_high_90": high,
        "replicates_low_50": middle - 0.4 * reach,
        "replicates_high_50": middle + 0.4 * reach,
        "chance_more": 70.0,
        "chance_unchanged": 0.0,
        "level_against": 4.0 if middle > 0 else 8.0,
        "level": 6.0,
    }
    return found._replace(**{**numbers, **other})


BRANCHES = {
    "sure_more": (
        (1.0, 3.0),
        {},
        "Yearly closures in 2018–2021 rise from 4.00 % to 6.00 % of makerspaces, by about 2.0 "
        "percentage points (error of the mean ± 0.1; most runs 1.0–3.0).",
        "由 4.00% 升至 6.00%，上升约 2.0 个百分点（均值误差 ±0.1；多数模拟为 1.0—3.0）。",
    ),
    "sure_less": ((-3.0, -1.0), {}, "by about 2.0 percentage points (error", "降至 6.00%，下降约"),
    "mostly": ((-1.0, 4.0), {}, "most runs -1.0 to +4.0). 70 % of runs", "70% 的模拟方向如此"),
    "on_average": ((-3.0, 4.0), {}, "On average yearly closures", "平均而言，"),
    "untold": ((-4.0, 4.0), {}, "No clear change: yearly closures, 2018–2021", "无明显变化"),
    "same": ((0.0, 0.0), {"chance_unchanged": 100.0}, "No change at all", "均无变化"),
    "few": ((1.0, 3.0), {"pairs": 9}, "Nothing is said", "不作判断"),
    "one_draw": ((1.0, 3.0), {"monte_carlo_low_90": None}, "Nothing is said", "不作判断"),
}
ENGLISH, CHINESE = Dates("2018–2021", "2021"), Dates("2018—2021 年", "2021 年末")


@pytest.mark.parametrize("branch", BRANCHES)
def test_the_interval_chooses_the_sentence(branch):
    ends, other, english, chinese = BRANCHES[branch]
    found = row(*ends, **other)
    assert english in on_effect(CLOSURES, found, ENGLISH, "en")
    assert chinese in on_effect(CLOSURES, found, CHINESE, "zh")


def test_a_mean_that_may_be_zero_is_never_called_a_difference():
    found = row(-0.5, 4.0, monte_carlo_low_90=-0.1)
    assert "No clear change" in on_effect(CLOSURES, found, ENGLISH, "en")


def test_what_cannot_be_told_is_said_in_one_sentence():
    untold, few = row(-4.0, 4.0), row(1.0, 3.0, pairs=9)
    effects = [(CLOSURES, untold), (SPACES, untold), (FUNDED, row(1.0, 3.0))]
    (said,) = on_the_rest(effects, ENGLISH, "en")
    assert said.count("most runs -4.00 to +4.00") == 2
    assert len(on_the_rest([*effects, (COST, few)], ENGLISH, "en")) == 2


def test_what_is_clear_beside_the_answers_is_named_the_strongest_first():
    rows = [row(1.0, 9.0, label_en="weak"), row(-2.1, -2.0, label_en="strong"), row(-1.0, 4.0)]
    said = on_clear_rows(rows, "en")
    assert said.index("strong -2.0") < said.index("weak +5.0")
    assert said.endswith("[+1.0, +9.0] percentage points per year.")
    assert on_clear_rows(rows[2:], "en") == ""
    many = [row(1.0, 2.0, label_en=f"figure {number}") for number in range(5)]
    assert on_clear_rows(many, "en").count("figure ") == 3


def test_of_a_figure_by_business_model_all_models_are_named_or_none():
    ends = {"specialised": (1.0, 3.0), "rent_dependent": (-4.0, 4.0), "diversified": (-3.0, -1.0)}
    rows = [row(*ends[model], indicator="funded_24", group=model) for model in ends]
    said = on_clear_rows(rows, "en")
    assert "(type at founding): specialised +2.0 [+1.0, +3.0], rent-dependent no clear" in said
    assert "diversified -2.0 [-3.0, -1.0], percentage points" in said
    assert "租金依赖型无明显变化、多元型 -2.0" in on_clear_rows(rows, "zh")
    assert on_clear_rows(rows[1:2], "en") == ""
    mostly = row(-1.0, 4.0, indicator="funded_24", group="rent_dependent")
    said = on_clear_rows([rows[0], mostly], "en")
    assert "rent-dependent +1.5 [-1.0, +4.0] (single runs differ)" in said
    at_end = row(0.1, 9.0, section="horizon", indicator="spaces_rent_dependent", group="all")
    many = [row(1.0, 1.1 + number, label_en=f"figure {number}") for number in range(5)]
    said = on_clear_rows([*many, at_end], "en")
    assert said.index("spaces change type") < said.index("figure 0")
    assert said.count("figure ") == 2


def test_in_short_an_effect_says_which_way_or_that_it_is_not_clear():
    said = [in_short(SPACES, row(*ends), ENGLISH, "en") for ends in ((1.0, 3.0), (-1.0, 4.0))]
    assert said[0] == "about 2.0 more spaces are alive at the end of 2021"
    assert said[1].endswith("alive at the end of 2021 on average, though single runs differ")
    assert in_short(SPACES, row(-4.0, 4.0), ENGLISH, "en").startswith("no clear change in spaces")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_answer_stands_in_a_sentence_above_all_else(lang):
    """It says what the sentences behind it say, and stands before what scenarios do."""
    text = comparison_text(lang)
    lead = re.sub("<[^>]+>", "", re.search(r'<div class="lead">(.*?)</div>', text, re.S)[1])
    assert (
        text.index('class="lead"') < text.index('class="options"') < text.index('class="caveats"')
    )
    sentences = text.split('class="sentences"')[1].split("</ol>")[0]
    for number in re.findall(r"\d[\d,.]*\d", lead.replace("2021", "")):
        assert number in sentences, number


def test_money_is_in_the_units_of_the_reader():
    cost = next(
        each for each in small_comparison().rows if each.indicator == "public_cost_per_year"
    )
    cost = cost._replace(mean_difference=7.1, monte_carlo_high_90=8.5, level=197.5)
    english, chinese = Amounts(cost, "en"), Amounts(cost, "zh")
    assert (english.mean, english.unit, english.level(197.5)) == (
        "+7.1 ± 1.4",
        "million yuan a year",
        "197.5",
    )
    assert (chinese.mean, chinese.unit) == ("+0.071 ± 0.014", "亿元/年")
    larger = cost._replace(mean_difference=96.3, monte_carlo_high_90=145.8)
    assert Amounts(larger, "zh").mean == "+0.96 ± 0.50"
    assert Amounts(larger, "en").mean == "+96 ± 50"


@pytest.mark.parametrize("indicator", ["public_cost_per_year", "closure_rate", "spaces"])
def test_a_level_reads_the_same_however_well_a_difference_is_known(indicator):
    found = next(each for each in small_comparison().rows if each.indicator == indicator)
    near = found._replace(mean_difference=0.02, monte_carlo_high_90=0.03)
    far = found._replace(mean_difference=850.0, monte_carlo_high_90=980.0)
    for value in (0.0, 3.987, 31.05, 271.2, 3051.4):
        for language in ("en", "zh"):
            assert Amounts(near, language).level(value) == Amounts(far, language).level(value)
    money = found._replace(unit_en="million CNY")
    if indicator == "public_cost_per_year":
        assert [Amounts(money, "zh").level(value) for value in (0.0, 211.8, 3105.1, 96800.0)] == [
            "0",
            "2.12",
            "31.05",
            "968.0",
        ]


def test_every_sum_of_money_in_a_report_has_the_unit_of_its_kind():
    for language, units in (("en", ("billion yuan", " CNY")), ("zh", ("百万元",))):
        text = re.sub("<style>.*?</style>|<script>.*?</script>", "", comparison_text(language))
        assert not [unit for unit in units if unit in text]

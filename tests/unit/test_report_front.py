"""First page of reports: what each scenario does, short names, what to keep in mind."""

import re
from functools import lru_cache

import pytest

from sim.analysis.scenario_names import defined_names, names_of
from sim.scenario.declared import LEVERS, multiplies
from sim.scenario.language import LANGUAGES, Bilingual
from sim.scenario.load import load_scenario
from sim.studies.compare_api import Comparison, compare
from sim.studies.compare_folder import about
from sim.studies.report.caveats import caveats
from sim.studies.report.comparison_report import comparison_report
from sim.studies.report.policies_section import PER
from sim.studies.report.policy_levels import changes, policy_lines
from tests.reports import comparison_text, run_text, small_comparison
from tests.runs import small_scenario

UNTIL = "2022-12"
CUT = {"value": -0.2, "start": "2021-01", "ramp": 12}


def with_texts(scenario, name: str, question: str):
    texts = {"title": Bilingual(name, name), "question": Bilingual(question, question)}
    from dataclasses import replace

    look_for = Bilingual(f"look at {name}", f"看 {name}")
    return replace(scenario, name=name.lower(), look_for=look_for, **texts)


def cut():
    return small_scenario(UNTIL).with_policy("operating_subsidy", **CUT)


@lru_cache
def two_options() -> Comparison:
    """A small baseline, half its subsidy, and vouchers."""
    base = small_scenario(UNTIL)
    vouchers = base.with_policy("mentor_vouchers", value=0.35, start="2021-01")
    others = [with_texts(cut(), "HALF", "Who gives up?"), with_texts(vouchers, "VOUCHERS", "")]
    return compare([base, *others], replicates=2, seed=3, workers=1)


@lru_cache
def text_of_options(lang: str) -> str:
    compared = two_options()
    return comparison_report(compared, about(compared, "makersim compare"), lang)


def first_page(text: str) -> str:
    """What stands before the answer, without markup."""
    header = text.split("<header>")[1].split('<section id="answer"')[0]
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", header))


def test_levels_are_those_of_the_schedules():
    base, other = small_scenario(UNTIL), cut()
    (found,) = changes(base, other)
    before, after = (each.schedule["operating_subsidy"] for each in (base, other))
    assert (found.before, found.after) == (before[-1], after[-1]) == (0.4, pytest.approx(0.2))
    assert before[found.since - 1] == after[found.since - 1]
    assert before[found.since] != after[found.since]
    assert after[found.full] == after[-1] != after[found.full - 1]
    assert found.full - found.since == CUT["ramp"] - 1
    assert found.until is None


@pytest.mark.parametrize(
    ("lang", "wanted"),
    [
        (
            "en",
            "from January 2021, in steps over 12 months, from 400 to 200 yuan per slot and month",
        ),
        ("zh", "2021 年 1 月起，12 个月内分步由 400 降至 200 元/工位单元/月"),
    ],
)
def test_a_line_says_the_lever_from_what_to_what_and_what_a_slot_is(lang, wanted):
    (line,) = policy_lines(small_scenario(UNTIL), cut(), lang)
    assert wanted in line
    assert "2.5" in line
    assert re.findall(r"\d+", line.split("2.5")[1]) == ["160", "80"]


def test_a_policy_is_new_ended_for_a_time_or_in_place_of_a_rising_one():
    base = load_scenario("baseline")

    def first_line(other: object) -> str:
        return policy_lines(base, other, "en")[0]

    assert "new from January 2019, to December 2023: 7 spaces a year" in first_line(
        load_scenario("anchor_firms")
    )
    assert "none from January 2019; until then 400 yuan" in first_line(load_scenario("subsidy_cut"))
    assert "none from March 2015, where it would otherwise be up to 400 yuan" in first_line(
        load_scenario("no_policy")
    )
    assert policy_lines(base, base, "en") == ["No value differs."]


# Sums and shares that would read like a budget or a share of nothing.
PER_WHAT = {
    "recognition_grant": (
        400.0,
        "400 thousand yuan once per space, on entry",
        "每家一次性 40 万元",
    ),
    "specialisation_grant": (
        400.0,
        "400 thousand yuan once per space, on entry to the list, times its specialisation",
        "每家一次性 40 万元，按专业化程度（0 至 1）折算",
    ),
    "mentor_vouchers": (0.3, "300 yuan per tenant and month", "每家在孵企业或团队每月 300 元"),
    "lease_relief": (0.5, "50 % of the rent of each space", "每家备案空间场地租金的 50%"),
    "co_investment": (0.2, "20 % of each investment", "每笔投资的 20%"),
    "audit": (0.1, "10 % of the spaces on the list a year", "每年抽查备案空间的 10%"),
    "startup_campaign": (0.1, "+10 % on the number of startups", "新成立企业和团队数 +10%"),
}


@pytest.mark.parametrize("lever", PER_WHAT)
def test_a_level_says_what_it_is_per(lever):
    level, *said = PER_WHAT[lever]
    base = load_scenario("no_policy")
    other = base.with_policy(lever, value=level, start="2021-01")
    for lang, wanted in zip(LANGUAGES, said, strict=True):
        assert wanted in policy_lines(base, other, lang)[0]


def test_every_lever_says_what_its_level_is_per():
    assert set(PER) == {lever for lever in LEVERS if not multiplies(lever)}
    assert not [lever for lever, each in PER.items() if each.en == "{value}"]


def test_what_two_levels_are_per_is_said_once():
    base = small_scenario(UNTIL).with_policy("recognition_grant", value=200, start="2015-01")
    other = base.with_policy("recognition_grant", value=-300, start="2021-01")
    assert "由每家一次性 60 降至 30 万元" in policy_lines(base, other, "zh")[0]
    assert "from 600 to 300 thousand yuan once" in policy_lines(base, other, "en")[0]
    quality = load_scenario("quality_management")
    for lang, said in (
        ("en", "35 % of the spaces on the list a year, where it would otherwise be up to 10 %"),
        ("zh", "起为每年抽查备案空间的 35%，否则最高为 10%"),
    ):
        assert policy_lines(load_scenario("baseline"), quality, lang)[2].endswith(said)


def test_values_that_are_no_levers_are_named_and_many_are_counted():
    lines = policy_lines(load_scenario("baseline"), load_scenario("neutral"), "en")
    assert lines[0].endswith(": off instead of on")
    assert re.match(r"\d+ more values that differ", lines[-1])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_two_options_have_short_names_that_the_first_page_defines(lang):
    names = {"en": ("Option 1", "Option 2"), "zh": ("方案一", "方案二")}[lang]
    members = two_options().members
    assert tuple(names_of(members, lang)[1:]) == names
    assert defined_names(members, lang)[1].endswith("HALF")
    text = text_of_options(lang)
    page = first_page(text)
    for name, title in zip(names, ("HALF", "VOUCHERS"), strict=True):
        assert re.search(f"{name} {title}", page)
        assert text.count(name) > 10
    assert text.count("HALF") < 8  # where it is defined, and what its file says
    assert "HALF" not in re.search("@top-left { content: .*", text)[0]
    assert names_of(small_comparison().members[:2], lang) != names


def test_the_question_is_that_of_the_policy():
    page = first_page(text_of_options("en"))
    assert "Question: Who gives up?" in page
    assert page.count("Question:") == 1
    assert two_options().studies[0].scenario.question.en not in page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_section_on_changes_says_what_to_look_for(lang):
    changed = text_of_options(lang).split('<section id="changes">')[1].split("</section>")[0]
    for wanted in {"en": ("look at HALF", "look at VOUCHERS"), "zh": ("看 HALF", "看 VOUCHERS")}[
        lang
    ]:
        assert changed.index(wanted) < changed.index("<table")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_page_has_province_date_author_and_caveats(lang):
    for text in (run_text(lang), comparison_text(lang)):
        page = first_page(text)
        province, author = {"en": ("Jiangsu", "Prepared by:"), "zh": ("江苏省", "编写单位：")}[lang]
        assert province in page
        assert author in page
        assert re.search(r"\d{4}-\d\d-\d\d", page)
        assert "2020" in page.split({"en": "kept in mind", "zh": "使用须知"}[lang])[1]


def test_caveats_are_those_of_the_levers_that_change():
    base = small_scenario(UNTIL)
    none, halved = caveats([], "en"), caveats(changes(base, cut()), "en")
    assert "all effects shown lie after it" in halved[1]
    assert len(none) == 1
    assert "all effects shown" not in none[0]
    assert halved[2].startswith(
        "Operating subsidy: what this change does to makerspaces depends on"
    )
    raised = changes(base, base.with_policy("operating_subsidy", **{**CUT, "value": 0.2}))
    assert not any("owners" in line for line in caveats(raised, "en"))
    anchors = base.with_policy("anchor_recruitment", value=7, start="2019-01")
    assert "are founded each year is set in advance" in halved[1]
    assert "are founded each year" not in caveats(changes(base, anchors), "en")[1]


@pytest.mark.parametrize("lever", LEVERS)
def test_a_lever_whose_source_is_an_assumption_is_said_to_be_one(lever):
    base, declared = small_scenario(UNTIL), LEVERS[lever]
    value = 1.2 if lever.endswith("_multiplier") else 0.05 * declared.high
    found = changes(base, base.with_policy(lever, value=value, start="2021-01"))
    said = any("is an assumption" in line for line in caveats(found, "en"))
    assert said == (declared.source.kind == "assumption")
    assert len(caveats(found, "en")) <= 4


@pytest.mark.parametrize("lang", LANGUAGES)
def test_commands_stand_under_how_to_reproduce_alone(lang):
    for text in (run_text(lang), text_of_options(lang)):
        body, how = text.split('<section id="reproduce">')
        assert not re.search("makersim (attribute|stocks|dominance)", body)
        assert "makersim attribute" in how
        assert 'id="why"' not in body


def test_nothing_in_the_limits_judges_national_recognition():
    for text in (run_text("zh"), text_of_options("zh")):
        assert "国家备案本身没有作用" not in text
        assert re.search("未刻画.*国家备案的作用", text)

"""The cook-book in both languages: every recipe loads, runs and is told truly."""

import re
from functools import lru_cache
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from sim.analysis.comparison_indicators import INDICATORS as COMPARED
from sim.analysis.totals import TOTALS
from sim.cli import app
from sim.model.quantities import COST_LEVERS
from sim.results.indicators import INDICATORS
from sim.scenario import builtin_names, load_scenario
from sim.scenario.declared import LEVERS, MECHANISMS, PARAMETERS, SERIES
from sim.scenario.differences import differences
from sim.studies.api import ensemble
from tests.runs import SMALL

ROOT = Path(__file__).resolve().parents[2]
PAGES = {"en": "docs/scenarios.md", "zh": "docs/scenarios.zh.md"}
RECIPES = range(1, 14)
IN_WORDS = {"README.md": "thirteen", "README.zh-CN.md": "十三个"}
EVIDENCE = yaml.safe_load((ROOT / "calibration" / "evidence.yaml").read_text(encoding="utf-8"))
SOURCED = re.compile(rf"#.*(\b({'|'.join(EVIDENCE)}|assumption)\b|假设)")
INDICATOR_NAMES = set(INDICATORS)
KNOWN = {
    *(*LEVERS, *SERIES, *MECHANISMS, *PARAMETERS, *INDICATOR_NAMES, *COMPARED, *builtin_names()),
    *(f"public_cost_{lever}" for lever in COST_LEVERS),
    "null",
}


def page(lang):
    return (ROOT / PAGES[lang]).read_text(encoding="utf-8")


def section(lang, number):
    """Text of one recipe."""
    found = re.search(rf"^## {number}\. .*?(?=^## )", page(lang), re.MULTILINE | re.DOTALL)
    return found[0]


def recipe(lang, number):
    (block,) = re.findall(r"```yaml\n(.*?)```", section(lang, number), re.DOTALL)
    return block


def named(text):
    """Names in backticks, code blocks aside."""
    prose = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    return re.findall(r"`([a-z_]+(?:\.[a-z_]+)?)`", prose)


@pytest.fixture
def loaded(tmp_path):
    def load(lang, number):
        path = tmp_path / f"{lang}_{number}.yaml"
        path.write_text(recipe(lang, number), encoding="utf-8")
        return load_scenario(path)

    return load


def small_series(scenario):
    """Series of the province in a small run."""
    small = scenario.with_set({"scale": 3 * SMALL, "run.until": "2027-12"})
    series = ensemble(small, replicates=1, seed=3, parameters="default", workers=1).series
    return series[series["group"] == "all"].set_index("month")


@lru_cache
def small_baseline():
    return small_series(load_scenario("baseline"))


@pytest.mark.parametrize("lang", PAGES)
def test_there_are_thirteen_recipes_and_no_other_yaml(lang):
    assert len(re.findall(r"^## \d+\. ", page(lang), re.MULTILINE)) == len(RECIPES)
    assert page(lang).count("```yaml\n") == len(RECIPES)


def test_both_pages_tell_the_levers_of_rent_and_service_subsidies_apart():
    heads = {"en": "Which lever stands for what", "zh": "政策措施对应哪项工具"}
    for lang, head in heads.items():
        text = re.search(rf"^## {head}\n.*?(?=^## )", page(lang), re.MULTILINE | re.DOTALL)[0]
        rent, service, title = text.split("\n- **")[1:]
        assert named(rent) == ["operating_subsidy", "lease_relief"]
        assert named(service) == ["specialisation_grant", "mentor_vouchers", "subsidy_tied"]
        assert "makersim check" in title


@pytest.mark.parametrize(("readme", "count"), IN_WORDS.items())
def test_the_readme_says_how_many_there_are(readme, count):
    text = (ROOT / readme).read_text(encoding="utf-8")
    told = re.findall(rf"{count}\s*(?:ready|policy|现成|常见政策)", text)
    assert len(told) == 2
    for lang in PAGES:
        words = {"en": "Thirteen questions", "zh": "十三个众创空间政策问题"}
        assert words[lang] in page(lang)


@pytest.mark.parametrize("number", RECIPES)
def test_both_pages_hold_the_same_recipe(loaded, number):
    english, chinese = loaded("en", number), loaded("zh", number)
    assert english.title == chinese.title
    assert english.question == chinese.question
    assert english.policies == chinese.policies
    assert (english.schedule == chinese.schedule).all()
    for text in (english.title, english.question):
        assert text.en != text.zh
        assert re.search(r"[\u4e00-\u9fff]{4}", text.zh)
    assert english.question.en.endswith("?")
    assert english.question.zh.endswith("？")


@pytest.mark.parametrize("lang", PAGES)
@pytest.mark.parametrize("number", RECIPES)
def test_a_recipe_names_the_levers_that_it_moves(loaded, lang, number):
    line = re.search(
        r"^\*\*(?:Levers|Condition|政策工具|外部条件)[:：]\*\*.*$",
        section(lang, number),
        re.MULTILINE,
    )
    found = differences(load_scenario("baseline"), loaded(lang, number))
    moved = {each.key.partition(".")[2] for each in found}
    assert set(named(line[0])) == moved
    assert moved


@pytest.mark.parametrize("lang", PAGES)
@pytest.mark.parametrize("number", RECIPES)
def test_every_number_says_where_it_comes_from(lang, number):
    lines = recipe(lang, number).splitlines()
    given = [line for line in lines if re.match(r"\s+(value|ramp|rent_index):", line)]
    assert given
    assert [line for line in given if not SOURCED.search(line)] == []


@pytest.mark.parametrize("lang", PAGES)
def test_every_name_on_the_page_is_one(lang):
    assert [name for name in named(page(lang)) if name not in KNOWN] == []
    assert set(builtin_names()) <= set(named(page(lang)))
    for number in RECIPES:
        assert set(named(section(lang, number))) & INDICATOR_NAMES


@pytest.mark.parametrize("lang", PAGES)
def test_compare_knows_what_the_page_says_to_look_at(lang):
    looked_at = set(named(page(lang))) & INDICATOR_NAMES - set(LEVERS) - {"public_cost_kcny"}
    assert looked_at - set(COMPARED) == set()
    # Public cost is in every comparison, by policy in a table of its own, as the page says.
    assert TOTALS["public_cost_cumulative"].column == "public_cost_kcny"
    assert {"public_cost_kcny", "public_cost_cumulative"} <= set(named(page(lang)))
    assert "public_cost.csv" in page(lang)
    assert "--indicator specialisation" in page(lang)


@pytest.mark.parametrize("number", RECIPES)
def test_both_pages_say_it_of_the_same_things(number):
    assert set(named(section("en", number))) == set(named(section("zh", number)))
    for lang, words in {
        "en": ("**Look for:**", "**Caveat:**"),
        "zh": ("**看什么：**", "**注意：**"),
    }.items():
        assert [section(lang, number).count(word) for word in words] == [1, 1]


def test_the_chinese_page_has_chinese_punctuation():
    prose = re.sub(r"^```.*?^```", "", page("zh"), flags=re.MULTILINE | re.DOTALL)
    assert re.findall(r"[\u4e00-\u9fff] ?[,;?!]|[,;?!] ?[\u4e00-\u9fff]", prose) == []


@pytest.mark.parametrize("number", RECIPES)
def test_a_recipe_runs_and_does_something(loaded, number):
    scenario = loaded("en", number)
    series, baseline = small_series(scenario), small_baseline()
    columns = ["spaces", "tenants", "startups", "deals", "cost", "public_cost_kcny"]
    assert series[columns].notna().all().all()
    differs = (series[columns] != baseline[columns]).any(axis=1).to_numpy()
    starts = (scenario.schedule != load_scenario("baseline").schedule).argmax()
    assert differs.any()
    assert starts >= 36
    assert not differs[:starts].any()


SWAP, VOUCHERS = 12, 11
AMOUNT = r"(-?\d+(?:\.\d+)?)"
IN_MILLIONS = {"en": 1, "zh": 100}  # what amounts of a page are in: million yuan, 亿元


@pytest.mark.parametrize("lang", PAGES)
def test_the_swap_is_sized_as_the_page_reckons(loaded, lang):
    swap, vouchers = loaded(lang, SWAP).policies, loaded(lang, VOUCHERS).policies
    assert swap["subsidy_halved_2021"].value == -0.2
    paid, saved, may, first, again, over, level = re.search(
        rf"{AMOUNT} \+ {AMOUNT} = {AMOUNT}.*?{AMOUNT} x {AMOUNT} / {AMOUNT} = {AMOUNT}",
        section(lang, SWAP),
        re.DOTALL,
    ).groups()
    assert (again, over) == (may, paid)
    assert float(paid) + float(saved) == pytest.approx(float(may))
    assert float(may) * IN_MILLIONS[lang] == pytest.approx(898)
    assert float(first) == vouchers["mentor_vouchers_2021"].value
    assert float(level) == swap["mentor_vouchers_2021"].value
    assert float(first) * float(may) / float(paid) == pytest.approx(float(level), abs=0.0005)


def test_the_swap_costs_what_it_saves(loaded):
    swap, vouchers = loaded("en", SWAP), loaded("en", VOUCHERS)
    guess = vouchers.policies["mentor_vouchers_2021"].value
    first = swap.with_set({"policies.mentor_vouchers_2021.value": guess})

    def paid(scenario):
        costs = [f"public_cost_{lever}" for lever in COST_LEVERS]
        small = scenario.with_set({"scale": 0.4})
        ledger = ensemble(small, replicates=4, seed=1, workers=1).ledger
        return ledger[costs].to_numpy().sum(), ledger["public_cost_mentor_vouchers"].sum()

    baseline, _ = paid(load_scenario("baseline"))
    total, spent = paid(first)
    next_level = guess * (1 - (total - baseline) / spent)
    level = swap.policies["mentor_vouchers_2021"].value
    assert level == pytest.approx(next_level, rel=0.1)  # four small runs against twenty
    corrected, _ = paid(swap)
    assert abs(corrected - baseline) < abs(total - baseline) / 4


@pytest.mark.parametrize("lang", PAGES)
def test_the_commands_of_the_page_work(lang, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    block = re.search(r"```\n(makersim .*?)```", page(lang), re.DOTALL)[1]
    commands = [line.partition("#")[0].split()[1:] for line in block.splitlines()]
    assert [words[0] for words in commands] == ["new", "check", "diff", "run", "compare"]
    small = ["--replicates", "1", "--set", "scale=0.05", "--set", "run.until=2015-06", "--quiet"]
    for words in commands:
        arguments = words + small if words[0] in ("run", "compare") else words
        result = CliRunner().invoke(app, arguments)
        assert result.exit_code == 0, result.output

"""The built-in scenarios: what each says, where its numbers come from, and what it does."""

import re
from functools import lru_cache
from pathlib import Path

import pytest
import yaml

from sim.model.mechanisms import NEUTRAL, Mechanisms
from sim.model.parameters import Parameters
from sim.scenario import builtin_names, load_scenario
from sim.scenario.declared import LEVERS
from sim.scenario.differences import differences
from sim.scenario.locate import builtin_folder
from sim.studies.api import ensemble
from tests.runs import SMALL

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = {
    "anchor_firms",
    "baseline",
    "capital_winter",
    "displacement_support",
    "neutral",
    "no_policy",
    "quality_management",
    "rent_shock",
    "specialisation_push",
    "subsidy_cut",
}
# What each differs from the baseline in, month by month; and from when on.
CHANGES = {
    "anchor_firms": ({"anchor_recruitment"}, "2019-01"),
    "capital_winter": ({"capital_multiplier"}, "2019-06"),
    "displacement_support": ({"displaced_support"}, "2019-01"),
    "no_policy": (
        {
            "operating_subsidy",
            "subsidy_tied",
            "recognition_grant",
            "specialisation_guidance",
            "national_quota",
            "audit",
            "entry_standard",
        },
        "2015-01",
    ),
    "quality_management": ({"entry_standard", "audit", "subsidy_tied"}, "2018-09"),
    "rent_shock": ({"rent_multiplier"}, "2019-01"),
    "specialisation_push": ({"specialisation_grant", "specialisation_guidance"}, "2019-01"),
    "subsidy_cut": ({"operating_subsidy"}, "2019-01"),
}
UNTIL = "2023-12"
EVIDENCE = yaml.safe_load((ROOT / "calibration" / "evidence.yaml").read_text(encoding="utf-8"))
SOURCED = re.compile(rf"#.*\b({'|'.join(EVIDENCE)}|assumption)\b")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
PUNCTUATION = re.compile(r"[，、。；：？！]")


def text_of(name):
    return (builtin_folder() / f"{name}.yaml").read_text(encoding="utf-8")


def policies_of(name):
    """Lines of the section of policies."""
    return text_of(name).partition("\npolicies:\n")[2].splitlines()


@lru_cache
def small_run(name, scale=SMALL):
    """One small run on default parameters."""
    small = load_scenario(name).with_set({"scale": scale, "run.until": UNTIL})
    return ensemble(small, replicates=2, seed=3, parameters="default", workers=1)


def paid(name, column, start="2015-01", until=UNTIL):
    """Sum of a flow of money over months."""
    ledger = small_run(name).ledger
    chosen = (ledger["month"] >= start) & (ledger["month"] <= f"{until}-28")
    return ledger.loc[chosen, column].sum()


def counted(name, column, start="2015-01", group="all"):
    """Sum of an indicator over months."""
    series = small_run(name).series
    chosen = (series["group"] == group) & (series["month"] >= start)
    return series.loc[chosen, column].sum()


def test_the_library_is_complete():
    assert set(builtin_names()) == LIBRARY
    assert builtin_names()[0] == "baseline"


@pytest.mark.parametrize("name", builtin_names())
def test_each_says_what_it_is_what_it_asks_and_what_to_look_for(name):
    scenario = load_scenario(name)
    for text in (scenario.title, scenario.question, scenario.look_for):
        assert text.en.isascii() or "众创空间" in text.en
        assert len(re.findall(r"[a-z]", text.en)) > 5
        chinese = len(CHINESE.findall(text.zh))
        latin = len(re.findall(r"[A-Za-z]", text.zh))
        assert chinese >= 5
        assert latin == 0  # names of levers and the like have Chinese words
    assert scenario.question.en.endswith("?")
    assert scenario.look_for.en.endswith(".")
    assert scenario.question.zh.endswith("？")
    assert scenario.look_for.zh.endswith("。")
    assert not re.search(r"[,;?!]", scenario.question.zh + scenario.look_for.zh)


@pytest.mark.parametrize("key", ["title", "question", "look_for"])
def test_no_two_say_the_same(key):
    texts = [getattr(load_scenario(name), key) for name in builtin_names()]
    assert len({text.en for text in texts}) == len({text.zh for text in texts}) == len(texts)


@pytest.mark.parametrize("name", builtin_names())
def test_every_number_says_where_it_comes_from(name):
    lines = policies_of(name)
    numbers = [line for line in lines if re.match(r"\s+(value|ramp):", line)]
    assert [line.strip() for line in numbers if not SOURCED.search(line)] == []
    if any(re.match(r"\s+(from|until):", line) for line in lines):
        dates = [line for line in text_of(name).splitlines() if line.startswith("# Dates:")]
        assert len(dates) == 1
        assert SOURCED.search(dates[0])


def test_each_differs_from_the_baseline_in_what_its_title_says():
    baseline = load_scenario("baseline")
    for name, (levers, start) in CHANGES.items():
        scenario = load_scenario(name)
        keys = {each.key for each in differences(baseline, scenario)}
        assert keys == {f"levers.{lever}" for lever in levers}, name
        changed = (scenario.schedule != baseline.schedule).nonzero()[0]
        year, month = divmod(int(changed[0]), 12)
        assert f"{2015 + year}-{month + 1:02d}" == start, name
    switches = {each.key for each in differences(baseline, load_scenario("neutral"))}
    assert switches == {f"mechanisms.{name}" for name in baseline.mechanisms._fields}
    assert set(CHANGES) | {"baseline", "neutral"} == LIBRARY
    assert set().union(*(levers for levers, _ in CHANGES.values())) <= set(LEVERS)


def test_the_baseline_follows_the_dates_of_the_record():
    baseline = load_scenario("baseline")

    def first_month(lever):
        return int((baseline.schedule[lever] != 0.0).argmax())

    assert first_month("operating_subsidy") == 2  # 2015-03
    assert first_month("specialisation_guidance") == 13  # 2016-02
    assert first_month("audit") == 44  # 2018-09
    quota = baseline.schedule["national_quota"]
    assert quota[:36].mean() * 3 == pytest.approx(170)
    assert (quota[36:] <= 0.08 * 607).all()
    assert baseline.mechanisms == Mechanisms()
    assert baseline.parameters == Parameters()


def test_no_policy_has_none():
    scenario = load_scenario("no_policy")
    assert scenario.policies == {}
    assert scenario.conditions == load_scenario("baseline").conditions


def test_neutral_switches_everything_off():
    scenario = load_scenario("neutral")
    assert scenario.mechanisms == NEUTRAL
    assert scenario.policies == load_scenario("baseline").policies


@pytest.mark.parametrize("name", builtin_names())
def test_a_small_run_completes(name):
    series = small_run(name).series
    everything = series[series["group"] == "all"]
    assert len(everything) == 2 * 9 * 12
    assert (everything["spaces"] > 0).iloc[12:].all()


def test_policies_cost_what_they_should():
    assert paid("no_policy", "operating_subsidy") == paid("no_policy", "grants") == 0.0
    assert counted("no_policy", "public_cost_kcny") == 0.0
    before = {"start": "2015-01", "until": "2018-12"}
    subsidy = paid("baseline", "operating_subsidy", **before)
    assert paid("subsidy_cut", "operating_subsidy", **before) == subsidy > 0.0
    assert paid("subsidy_cut", "operating_subsidy", "2019-01") == 0.0
    assert paid("baseline", "operating_subsidy", "2019-01") > 0.0
    push = "public_cost_specialisation_grant"
    assert paid("specialisation_push", push) > 0.0 == paid("baseline", push)


def test_support_pays_for_the_displaced_and_saves_part_of_them():
    support = "public_cost_displaced_support"
    displaced = counted("displacement_support", "displaced", "2019-01")
    assert displaced > 100
    assert paid("displacement_support", support) == pytest.approx(20.0 * 0.6 * displaced)
    assert paid("baseline", support) == 0.0

    def share_lost(name):
        lost = counted(name, "displaced_failed", "2019-01")
        return lost / counted(name, "displaced", "2019-01")

    assert share_lost("displacement_support") < 0.6 * share_lost("baseline")


def test_anchors_are_founded_and_paid_once():
    grants = paid("anchor_firms", "public_cost_anchor_recruitment")
    leading = "operator:leading_enterprise"
    more = counted("anchor_firms", "spaces_founded", group=leading)
    fewer = counted("baseline", "spaces_founded", group=leading)
    assert grants > 0.0 == paid("baseline", "public_cost_anchor_recruitment")
    assert grants % 500.0 == 0.0
    assert more >= fewer + grants / 500.0 - 1  # herding may cost another founding


def test_shocks_reach_capital_and_leases():
    winter = {"start": "2019-06", "until": "2023-12"}
    before = {"start": "2015-01", "until": "2019-05"}
    calm, dry = (paid(name, "capital_calls", **winter) for name in ("baseline", "capital_winter"))
    assert 0.4 < dry / calm < 0.7  # calls follow commitments with a delay
    assert paid("capital_winter", "capital_calls", **before) == paid(
        "baseline", "capital_calls", **before
    )

    def lease_of_a_slot(name):
        return paid(name, "lease", "2020-01") / counted(name, "slots", "2020-01")

    assert lease_of_a_slot("rent_shock") == pytest.approx(1.4 * lease_of_a_slot("baseline"), 0.05)


def test_strict_management_lists_fewer():
    strict = counted("quality_management", "spaces_listed", "2018-09")
    assert strict < counted("baseline", "spaces_listed", "2018-09")


def test_neutral_leaves_mechanisms_out():
    assert counted("neutral", "acquired") == 0 < counted("baseline", "acquired")
    assert paid("neutral", "pivot_cost") == 0.0 < paid("baseline", "pivot_cost")

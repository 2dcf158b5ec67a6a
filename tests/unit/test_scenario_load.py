"""Inheritance, precedence, provenance, and scenarios written out and read again."""

import json
import pickle

import pytest
import yaml

from sim.model.mechanisms import NEUTRAL, Mechanisms
from sim.model.parameters import Parameters
from sim.scenario import ScenarioError, builtin_names, load_scenario

NAMES = (
    "baseline",
    "capital_winter",
    "neutral",
    "no_policy",
    "quality_management",
    "rent_shock",
    "specialisation_push",
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def baseline():
    return load_scenario("baseline")


@pytest.fixture
def family(folder):
    """A grandparent, a parent and a child that each set something."""
    (folder / "grandparent.yaml").write_text(
        "title: Grandparent\n"
        "scale: 2\n"
        "conditions:\n"
        "  rent_index: 1.1\n"
        "  capital_supply: {2015-01: 1, 2020-01: 0.5}\n"
        "policies:\n"
        "  visits: {lever: audit, value: 10 % per year}\n"
        "  money: {lever: recognition_grant, value: 100, from: 2016-01, ramp: 3}\n"
        "parameters:\n"
        "  close.grace_months: 9\n"
        "  found_spaces.slots_median: {university: 60, private_company: 40}\n"
        "mechanisms: {service: off, peers: off}\n"
        "run: {seed: 7}\n"
    )
    (folder / "parent.yaml").write_text(
        "extends: grandparent.yaml\n"
        "conditions: {capital_supply: 0.9}\n"
        "policies: {money: null}\n"
        "parameters: {found_spaces.slots_median: {university: 61}}\n"
        "mechanisms: {peers: on}\n"
    )
    (folder / "child.yaml").write_text(
        "extends: ./parent.yaml\n"
        "policies:\n"
        "  visits: {lever: audit, value: 0.3, from: 2019-01}\n"
        "parameters: {close.grace_months: 12}\n"
    )
    return load_scenario("child.yaml")


def test_the_last_that_says_a_thing_decides_it(family):
    assert family.scale == 2
    assert family.parameters.close.grace_months == 12
    assert (
        family.parameters.found_spaces.slots_median
        == Parameters().found_spaces.slots_median._replace(university=61.0, private_company=40.0)
    )
    assert family.mechanisms == Mechanisms()._replace(service=False)
    assert family.conditions["rent_index"] == ((0, 1.1),)
    assert family.conditions["capital_supply"] == ((0, 0.9),)
    assert list(family.policies) == ["visits"]
    assert family.policies["visits"].start == 48
    assert family.run == (7, None, None)


def test_every_value_knows_where_it_came_from(family):
    places = {
        "scale": "grandparent.yaml:2",
        "conditions.rent_index": "grandparent.yaml:4",
        "conditions.capital_supply": "parent.yaml:2",
        "conditions.startup_mood": "default",
        "policies.visits": "child.yaml:3",
        "close.grace_months": "child.yaml:4",
        "close.review": "default",
        "found_spaces.slots_median.university": "parent.yaml:4",
        "found_spaces.slots_median.private_company": "grandparent.yaml:11",
        "found_spaces.slots_median.public_platform": "default",
        "mechanisms.service": "grandparent.yaml:12",
        "mechanisms.peers": "parent.yaml:5",
        "mechanisms.herding": "default",
        "run.seed": "grandparent.yaml:13",
    }
    assert {key: str(family.origin(key)) for key in places} == places
    drawn = family.with_parameters({"close.review": 0.2}).with_set({"scale": "3"}, via="--set")
    assert drawn.origin("close.review").text("zh") == "后验抽样"
    assert str(drawn.origin("scale")) == "--set scale=3"


def test_titles_are_not_inherited(family):
    assert family.name == "child"
    assert family.title == ("child", "child")
    assert family.question == ("", "")
    assert family.with_set({"scale": 1}).title == family.title


def test_precedence(folder):
    (folder / "parent.yaml").write_text("parameters: {close.grace_months: 9}")
    (folder / "own.yaml").write_text("extends: parent.yaml\nparameters: {close.review: 0.5}")
    draw = {"close.grace_months": 20, "close.review": 0.1, "close.base_exit": 0.002}
    drawn = load_scenario("own.yaml").with_parameters(draw)
    assert drawn.parameters.close[:3] == (9, 0.002, 0.5)
    commanded = load_scenario("own.yaml").with_set({"close.review": 0.7}).with_parameters(draw)
    assert commanded.parameters.close.review == 0.7
    again = drawn.with_parameters({"close.base_exit": 0.003})
    assert again.parameters.close.base_exit == 0.003
    assert str(again.origin("close.base_exit")) == "posterior draw"


def test_a_draw_may_be_all_parameters(baseline):
    all_of_them = Parameters()
    slots = all_of_them.found_spaces.slots_median._replace(university=99.0)
    draw = all_of_them._replace(
        found_spaces=all_of_them.found_spaces._replace(slots_median=slots),
        match=all_of_them.match._replace(search_size=7),
    )
    assert baseline.with_parameters(draw).parameters == draw
    assert baseline.with_parameters({"found_spaces.slots_median.university": 99.0}).parameters == (
        all_of_them._replace(found_spaces=draw.found_spaces)
    )
    with pytest.raises(ScenarioError, match=r"posterior draw close.review=3: .*0 to 1"):
        baseline.with_parameters({"close.review": 3})


def test_settings_reach_everything(baseline):
    changed = baseline.with_set(
        {
            "close.grace_months": "9 months",
            "parameters.close.review": 0.3,
            "found_spaces.slots_median.university": "70",
            "conditions.capital_supply": "{2015-01: 1, 2019-06: 0.6}",
            "conditions.rent_index": 1.2,
            "mechanisms.service": "off",
            "policies.audit_2018.value": "20 % per year",
            "policies.audit_2018.until": "2020-12",
            "policies.national_quota_2018": "null",
            "policies.new.lever": "lease_relief",
            "policies.new.value": "0.5",
            "policies.whole": "{lever: mentor_vouchers, value: 1, ramp: 6 months}",
            "scale": "0.5",
            "horizon.end": "2020-12",
            "run.seed": 5,
            "run.parameters": "posterior",
        }
    )
    assert changed.parameters.close.grace_months == 9
    assert changed.parameters.close.review == 0.3
    assert changed.parameters.found_spaces.slots_median.university == 70
    assert changed.conditions["capital_supply"] == ((0, 1.0), (53, 0.6))
    assert changed.conditions["rent_index"] == ((0, 1.2),)
    assert not changed.mechanisms.service
    audit = changed.policies["audit_2018"]
    assert (audit.value, audit.until) == (0.2, 71)
    assert audit.start == baseline.policies["audit_2018"].start
    assert "national_quota_2018" not in changed.policies
    assert changed.policies["new"].lever == "lease_relief"
    assert changed.policies["whole"].ramp == 6
    assert (changed.scale, changed.months, changed.end) == (0.5, 72, "2020-12")
    assert changed.run == (5, None, "posterior")


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("close.grace_month", 9, "did you mean close.grace_months?"),
        ("clos.grace_months", 9, "did you mean close.grace_months?"),
        ("grace_months", 9, "did you mean close.grace_months?"),
        ("rent_index", 9, "did you mean conditions.rent_index?"),
        ("audit", 0.2, "a lever and moves through policies"),
        ("conditions.audit", 0.2, "policy lever, not a condition"),
        ("policies.audit_2018.valu", 0.2, "did you mean value?"),
        ("policies.audit_2018.value", "200 %/year", "out of range"),
        ("policies.audit_2018.value", "-50 %/year", "audit comes to"),
        ("policies.other", "null", "no policy 'other' to remove"),
        ("close.review", "[", "closed"),
        ("close.review", "{a: 1}", "not a number"),
        ("close.review", "2", "0 to 1 per year"),
        ("scale", "", "nothing is not a number"),
        ("close", "2", "cannot be set"),
        ("", "2", "cannot be set"),
        ("title", "x", "cannot be set"),
        ("extends", "neutral", "cannot be set"),
        ("horizon.end", "2014-12", "cannot be the end"),
        ("found_spaces.slots_median", 3, "differs by operator"),
        ("found_spaces.slots_median.college", 30, "unknown operator"),
    ],
)
def test_settings_that_cannot_be(baseline, key, value, words):
    with pytest.raises(ScenarioError) as error:
        baseline.with_set({key: value}, via="--set")
    assert words in str(error.value)
    assert str(error.value).startswith(f"--set {key}={value}"[:30]) or "comes to" in words


def test_all_settings_that_cannot_be_come_at_once(baseline):
    with pytest.raises(ScenarioError) as error:
        baseline.with_set({"a": 1, "b": 2, "close.review": "{"})
    assert len(error.value.problems) == 3


def test_a_policy_that_cannot_be(baseline):
    for wrong, words in {
        ("specialisation_grant", "300 kUSD"): "wrong unit",
        ("specialisation_grants", 300): "did you mean specialisation_grant or",
        ("specialisation_grant", 300, "2031-01"): "outside the horizon",
        ("specialisation_grant", 300, "2019-01", "2018-01"): "before from",
        ("specialisation_grant", 3000): "0 to 2000 kCNY",
        (None, 3): "unknown lever",
    }.items():
        with pytest.raises(ScenarioError, match=words[:12]) as error:
            baseline.with_policy(*wrong)
        assert words in str(error.value)


def test_nothing_changes_the_scenario_it_came_from(baseline):
    before = baseline.resolved()
    baseline.with_set({"scale": 2, "mechanisms.service": False, "policies.audit_2018": None})
    baseline.with_policy("audit", 0.1).with_parameters({"close.review": 0.3}).with_horizon(
        "2016-01"
    )
    baseline.schedule["audit"] = 9
    assert baseline.resolved() == before == load_scenario("baseline").resolved()


@pytest.mark.parametrize("written_by", [yaml.safe_dump, json.dumps, "to_yaml"])
@pytest.mark.parametrize("name", [*NAMES, "changed", "shortened"])
def test_a_resolved_scenario_loads_back(name, written_by, folder):
    if name == "changed":
        scenario = (
            load_scenario("specialisation_push")
            .with_policy("rent_multiplier", 1.1, "2018-02", "2020-03", 5)
            .with_parameters(
                {"found_spaces.slots_median.university": 1 / 0.03, "match.patience": 4}
            )
            .with_set({"mechanisms.herding": False, "run.seed": 9, "close.base_exit": 1e-5})
            .with_set({"policies.audit_2018": None, "scale": 0.1})
            .with_horizon("2041-05")
        )
    elif name == "shortened":
        scenario = load_scenario("capital_winter").with_horizon("2019-08")
    else:
        scenario = load_scenario(name)
    text = scenario.to_yaml() if written_by == "to_yaml" else written_by(scenario.resolved())
    (folder / f"{scenario.name}.yaml").write_text(text, encoding="utf-8")
    back = load_scenario(f"{scenario.name}.yaml")
    assert back == scenario
    assert back.resolved() == scenario.resolved()
    assert (back.schedule == scenario.schedule).all()


def test_a_resolved_scenario_still_takes_a_draw(folder, baseline):
    (folder / "again.yaml").write_text(baseline.with_set({"close.review": 0.3}).to_yaml())
    drawn = load_scenario("again.yaml").with_parameters({"close.review": 0.4, "match.patience": 4})
    assert drawn.parameters.close.review == 0.3
    assert drawn.parameters.match.patience == 4


def test_a_shorter_horizon_changes_no_earlier_month(folder, baseline):
    short = baseline.with_horizon("2018-06")
    assert short.months == 42
    assert (short.schedule == baseline.schedule[:42]).all()
    (folder / "short.yaml").write_text("extends: baseline\nhorizon: {end: 2018-06}\n")
    assert (load_scenario("short.yaml").schedule == short.schedule).all()
    long = short.with_horizon("2050-12")
    assert long.months == 432
    assert (long.schedule[:192] == baseline.schedule).all()


def test_run_until_stops_early_and_a_new_horizon_lifts_it(folder):
    (folder / "until.yaml").write_text("extends: baseline\nrun: {until: 2016-12}\n")
    scenario = load_scenario("until.yaml")
    assert scenario.months == 24
    assert scenario.with_horizon("2020-12").months == 72
    assert str(scenario.origin("run.until")) == "until.yaml:2"


def test_scenarios_travel_between_processes(baseline):
    copy = pickle.loads(pickle.dumps(baseline.with_policy("audit", 0.1)))
    assert copy == baseline.with_policy("audit", 0.1)
    assert str(copy.origin("policies.audit")).startswith("with_policy")
    with pytest.raises(ScenarioError) as error:
        load_scenario("nowhere")
    assert str(pickle.loads(pickle.dumps(error.value))) == str(error.value)


def test_paths_are_shown_as_given(folder):
    (folder / "sub").mkdir()
    (folder / "sub" / "own.yaml").write_text("scale: 2")
    (folder / "child.yaml").write_text("extends: sub/own.yaml")
    assert str(load_scenario("./sub/own.yaml").origin("scale")) == "./sub/own.yaml:1"
    path = folder / "sub" / "own.yaml"
    assert str(load_scenario(path).origin("scale")) == f"{path}:1"
    assert str(load_scenario("child.yaml").origin("scale")) in ("sub/own.yaml:1", "sub\\own.yaml:1")


# Built-in scenarios.


def test_built_in_scenarios_are_all_there():
    assert set(NAMES) <= set(builtin_names())
    assert builtin_names()[0] == "baseline"


@pytest.mark.parametrize("name", builtin_names())
def test_a_built_in_scenario_says_what_it_is_about_in_both_languages(name):
    scenario = load_scenario(name)
    for text in (scenario.title, scenario.question, scenario.look_for):
        assert text.en.isascii() or "众创空间" in text.en
        assert any("\u4e00" <= letter <= "\u9fff" for letter in text.zh)
    assert scenario.question.en.endswith("?")
    assert scenario.look_for.en.endswith(".")


def test_the_baseline_follows_the_dates_of_the_record(baseline):
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


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("baseline", "neutral")])
def test_others_change_conditions_and_levers_only(name, baseline):
    scenario = load_scenario(name)
    assert scenario.mechanisms == baseline.mechanisms
    assert scenario.parameters == baseline.parameters
    assert (scenario.schedule != baseline.schedule).any()

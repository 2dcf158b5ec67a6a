"""Inheritance, precedence, provenance, and scenarios written out and read again."""

import json
import pickle

import pytest
import yaml

from sim.model.mechanisms import Mechanisms
from sim.model.parameters import Parameters
from sim.scenario import ScenarioError, builtin_names, load_scenario


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


@pytest.mark.parametrize("written_by", [yaml.safe_dump, json.dumps, "to_yaml"])
@pytest.mark.parametrize("name", [*builtin_names(), "changed", "shortened"])
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

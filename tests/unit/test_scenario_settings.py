"""Settings, draws and policies put on a scenario: what they reach, and what cannot be."""

import pytest

from sim.model.parameters import Parameters
from sim.scenario import ScenarioError, load_scenario


@pytest.fixture
def baseline():
    return load_scenario("baseline")


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

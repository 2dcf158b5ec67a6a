"""Series, ramps and policies that meet on one lever."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.model.conditions import DTYPE, Levers, Series
from sim.scenario import ScenarioError, load_scenario
from sim.scenario.months import month_name
from sim.scenario.schedule import series_values


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    path = tmp_path_factory.mktemp("scenarios") / "empty.yaml"
    path.write_text("title: Nothing set\n")
    return load_scenario(path)


def test_a_scenario_that_says_nothing_has_the_defaults_in_every_month(empty):
    schedule = empty.schedule
    assert schedule.shape == (192,)
    assert schedule.dtype.names == DTYPE.names
    for name, value in (Series()._asdict() | Levers()._asdict()).items():
        assert (schedule[name] == value).all()


def test_lines_join_points_and_the_ends_carry_on():
    values = series_values(((6, 1.0), (12, 4.0)), 20)
    assert values[:7].tolist() == [1.0] * 7
    assert values[6:13].tolist() == [1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0]
    assert values[12:].tolist() == [4.0] * 8


def test_until_is_inclusive_and_dates_outside_have_no_policy(empty):
    grant = empty.with_policy("recognition_grant", 300, "2019-01", "2019-12").schedule[
        "recognition_grant"
    ]
    assert grant[47] == 0.0
    assert (grant[48:60] == 300.0).all()
    assert grant[60] == 0.0


def test_a_ramp_of_six_months_is_full_in_the_sixth(empty):
    grant = empty.with_policy("recognition_grant", 600, "2019-01", ramp="6 months").schedule[
        "recognition_grant"
    ]
    np.testing.assert_allclose(grant[47:55], [0, 100, 200, 300, 400, 500, 600, 600])


def test_a_ramp_longer_than_the_policy_never_reaches_its_value(empty):
    grant = empty.with_policy("recognition_grant", 600, "2019-01", "2019-03", ramp=6)
    np.testing.assert_allclose(grant.schedule["recognition_grant"][48:52], [100, 200, 300, 0])


def test_policies_on_a_lever_add_to_its_default(empty):
    both = empty.with_policy("audit", "10 % per year", "2018-01").with_policy(
        "audit", 0.2, "2019-01"
    )
    np.testing.assert_allclose(both.schedule["audit"][[35, 36, 48]], [0.0, 0.1, 0.3])
    assert list(both.policies) == ["audit", "audit_2"]


def test_policies_on_a_multiplier_multiply_and_ramp_from_one(empty):
    both = empty.with_policy("rent_multiplier", 1.5, "2018-01").with_policy(
        "rent_multiplier", 1.4, "2019-01", ramp=2
    )
    rents = both.schedule["rent_multiplier"]
    np.testing.assert_allclose(rents[[35, 36, 48, 49]], [1.0, 1.5, 1.5 * 1.2, 1.5 * 1.4])


def test_a_policy_leaves_every_other_month_and_lever_as_it_was(empty):
    base = load_scenario("baseline")
    with_grant = base.with_policy("recognition_grant", 111.1, "2019-01", "2019-12", ramp=5)
    before, after = base.schedule, with_grant.schedule
    changed = after != before
    assert set(np.flatnonzero(changed)) == set(range(48, 60))
    for name in set(DTYPE.names) - {"recognition_grant"}:
        assert (after[name] == before[name]).all()


def test_a_null_policy_changes_no_bit():
    base = load_scenario("baseline")
    for lever in Levers._fields:
        nothing = 1.0 if lever.endswith("_multiplier") else 0.0
        assert (base.with_policy(lever, nothing, ramp=7).schedule == base.schedule).all()


def test_each_call_gives_an_array_of_its_own(empty):
    empty.schedule["audit"] = 1.0
    assert (empty.schedule["audit"] == 0.0).all()


def test_a_sum_out_of_range_names_all_policies_concerned(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tied.yaml").write_text(
        "policies:\n"
        "  half: {lever: subsidy_tied, value: 50 %, from: 2016-01}\n"
        "  more: {lever: subsidy_tied, value: 0.6, from: 2018-01, until: 2018-06}\n"
        "  past: {lever: subsidy_tied, value: 0.1, until: 2016-06}\n"
    )
    with pytest.raises(ScenarioError) as error:
        load_scenario("tied.yaml")
    [problem] = error.value.problems
    assert problem.text().startswith("tied.yaml:3:3: subsidy_tied comes to 1.1")
    for words in ("2018-01 to 2018-06", "0 to 1 share", "half (tied.yaml:2)", "more (tied.yaml:3)"):
        assert words in str(problem)
    assert "past" not in str(problem)


def test_negative_policies_may_offset_others_but_not_leave_the_range():
    base = load_scenario("baseline")
    value = base.schedule["operating_subsidy"][-1]
    assert base.with_policy("operating_subsidy", -value, "2020-01").schedule["operating_subsidy"][
        -1
    ] == pytest.approx(0.0)
    with pytest.raises(ScenarioError, match="operating_subsidy comes to -"):
        base.with_policy("operating_subsidy", -value - 0.01, "2020-01")


@settings(deadline=None, max_examples=25)
@given(
    parts=st.lists(st.integers(1, 9), min_size=2, max_size=6),
    start=st.integers(0, 191),
)
def test_shares_that_sum_to_one_are_not_out_of_range(parts, start):
    scenario = load_scenario("neutral").with_set({"policies.graded_subsidy_2016": None})
    for part in parts:
        scenario = scenario.with_policy("subsidy_tied", part / sum(parts), month_name(start))
    assert scenario.schedule["subsidy_tied"].max() <= 1.0

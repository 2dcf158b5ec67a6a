"""Values of policies that cannot be: messages say what could, given what is in force."""

import re

import pytest

from sim.scenario import ScenarioError, load_scenario

UNIT = "kCNY/slot/month"


@pytest.fixture
def problems(tmp_path, monkeypatch):
    """Write policies on top of the baseline and return what is wrong with them."""
    monkeypatch.chdir(tmp_path)

    def load(*policies, extends="baseline"):
        lines = [f"  {line}" for line in policies]
        text = "\n".join([f"extends: {extends}", "policies:", *lines])
        (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
        with pytest.raises(ScenarioError) as error:
            load_scenario("mine.yaml")
        return error.value.problems

    return load


@pytest.mark.parametrize(
    ("written", "start", "words"),
    [
        ("-50 %", "2024-01", f"is 0.4 {UNIT} in 2024-01 without this policy"),
        ("-50 %", "2024-01", f"for a change of -50 % write value: -0.2 {UNIT}"),
        ("-50 %", "2015-06", f"is 0.12 {UNIT} in 2015-06"),
        ("-50 %", "2015-06", f"write value: -0.06 {UNIT}"),
        ("+25 percent", "2024-01", f"for a change of 25 % write value: 0.1 {UNIT}"),
    ],
)
def test_a_percentage_of_an_amount_is_told_in_its_unit(problems, written, start, words):
    policy = f"a: {{lever: operating_subsidy, value: {written}, from: {start}}}"
    (problem,) = problems(policy)
    assert words in problem.text()


def test_what_is_told_to_write_halves_the_subsidy(problems, tmp_path):
    (problem,) = problems("a: {lever: operating_subsidy, value: -50 %, from: 2024-01}")
    told = re.search(r"write value: (.*)", problem.text())[1]
    (tmp_path / "half.yaml").write_text(
        "extends: baseline\n"
        f"policies: {{a: {{lever: operating_subsidy, value: {told}, from: 2024-01}}}}"
    )
    schedule = load_scenario("half.yaml").schedule["operating_subsidy"]
    assert schedule[108] == pytest.approx(schedule[107] / 2)


def test_the_level_counts_the_other_policies_of_the_file_and_its_parents(problems, tmp_path):
    (tmp_path / "parent.yaml").write_text(
        "extends: baseline\n"
        "policies: {more: {lever: operating_subsidy, value: 0.2 kCNY/slot/month}}"
    )
    (problem,) = problems(
        "operating_subsidy_2015: null",
        "own: {lever: operating_subsidy, value: 0.5 kCNY/slot/month, from: 2020-01}",
        "a: {lever: operating_subsidy, value: -50 %, from: 2024-01}",
        extends="parent.yaml",
    )
    assert f"is 0.98 {UNIT} in 2024-01" in problem.text()  # 0.28 + 0.2 + 0.5


@pytest.mark.parametrize(
    ("lever", "written"),
    [
        ("mentor_vouchers", "-50 %"),  # of nothing
        ("operating_subsidy", "-150 %"),  # more than there is
        ("operating_subsidy", "1e400 %"),
        ("operating_subsidy", "0 %"),
    ],
)
def test_a_percentage_that_cannot_be_is_a_wrong_unit(problems, lever, written):
    (problem,) = problems(f"a: {{lever: {lever}, value: {written}, from: 2024-01}}")
    assert problem.message.key == "wrong_unit"


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("-20 kCNY/slot/month", f"allowed changes are -0.4 to +2.6 {UNIT}"),
        ("3.1 kCNY/slot/month", f"allowed changes are -0.4 to +2.6 {UNIT}"),
        ("-20", "did you mean -20 yuan/slot/month?"),
        ("-0.41 kCNY/slot/month", f"a may be -0.4 to +2.6 {UNIT}"),
    ],
)
def test_a_change_out_of_range_is_held_against_what_is_in_force(problems, written, words):
    for ramp in ("", ", ramp: 12 months"):
        policy = f"a: {{lever: operating_subsidy, value: {written}, from: 2024-01{ramp}}}"
        (problem,) = problems(policy)
        assert words in problem.text()
        assert "0 to 3" not in problem.text() or "comes to" in problem.text()


def test_yuan_are_offered_where_no_policy_is_in_force_yet(problems):
    (problem,) = problems("a: {lever: mentor_vouchers, value: 350, from: 2024-01}")
    assert problem.text().endswith(
        "allowed are 0 to 3 kCNY/tenant/month; did you mean 350 yuan/tenant/month?"
    )


@pytest.mark.parametrize("bound", ["least", "most"])
def test_the_bounds_that_are_told_are_the_last_that_load(problems, bound):
    (problem,) = problems("a: {lever: subsidy_tied, value: -3, from: 2015-01, ramp: 24 months}")
    value = float(problem.message.values[bound])
    base = load_scenario("baseline")
    further = value + (0.01 if bound == "most" else -0.01)
    base.with_policy("subsidy_tied", value, "2015-01", ramp=24)
    with pytest.raises(ScenarioError, match="comes to"):
        base.with_policy("subsidy_tied", further, "2015-01", ramp=24)


def test_the_bounds_of_a_multiplier_are_factors(problems):
    (problem,) = problems(
        "double: {lever: rent_multiplier, value: 2, from: 2020-01}",
        "again: {lever: rent_multiplier, value: 1.6, from: 2024-01}",
    )
    assert problem.text().endswith("; again may be 0.15 to 1.5")


def test_the_command_line_is_told_too():
    with pytest.raises(ScenarioError, match=r"write value: -0\.06"):
        load_scenario("baseline").with_set({"policies.operating_subsidy_2016.value": "-50 %"})


def test_a_wrong_date_beside_it_leaves_the_plain_message(problems):
    first, second = problems("a: {lever: operating_subsidy, value: -20, from: 2031-05}")
    assert first.message.key == "out_of_range"
    assert second.message.key == "outside_horizon"

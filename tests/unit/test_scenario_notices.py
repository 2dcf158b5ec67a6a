"""What ``makersim check`` says of files without problems: notices, and what policies change."""

import json

import pytest

from sim.scenario import builtin_names, load_scenario
from sim.scenario.effects import effects
from sim.scenario.notices import notices, notices_of
from sim.scenario.resolved import KEYS

MINE = """\
extends: baseline
question: What is asked?
policies:
  cut:
    lever: operating_subsidy
    value: -0.2 kCNY/slot/month
    from: 2024-01
    ramp: 12 months
  vouchers:
    lever: mentor_vouchers
    value: 0.35
    from: 2024-01
    until: 2027-12
"""


@pytest.fixture
def mine(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yaml").write_text(MINE, encoding="utf-8")
    return "mine.yaml"


def test_a_number_without_unit_is_noticed_where_it_stands(makersim, mine):
    result = makersim("check", mine)
    assert result.exit_code == 0
    assert result.stderr == (
        "mine.yaml:11:12: note: 0.35 is read as 0.35 kCNY/tenant/month, 350 yuan; write the unit\n"
    )
    chinese = makersim("check", mine, "--lang", "zh").stderr
    assert chinese.startswith(
        "mine.yaml:11:12: 提示：0.35 按 0.35 kCNY/tenant/month 读取，即 350 元"
    )


@pytest.mark.parametrize(
    ("lever", "value", "read"),
    [
        ("lease_relief", "0.5", "0.5 is read as 50 %; "),
        ("audit", ".2", ".2 is read as 0.2 per year; "),
        ("recognition_grant", "1e3", "1e3 is read as 1000 kCNY, 1000000 yuan; "),
        ("lease_relief", "50 %", None),
        ("rent_multiplier", "1.4", None),
        ("audit", "0.2 1/year", None),
    ],
)
def test_only_levers_with_a_unit_want_one(tmp_path, lever, value, read):
    path = tmp_path / "one.yaml"
    path.write_text(f"policies: {{a: {{lever: {lever}, value: {value}}}}}")
    found = [notice.text() for notice in notices(load_scenario(path))]
    assert [read in text for text in found] == ([True] if read else [])


def test_built_in_scenarios_give_no_notice():
    assert notices_of(map(load_scenario, builtin_names())) == []


def test_a_file_that_the_program_wrote_gives_no_notice(mine, tmp_path):
    written = load_scenario(mine)
    assert set(written.resolved()) == set(KEYS)
    (tmp_path / "saved.yaml").write_text(written.to_yaml(), encoding="utf-8")
    assert notices(load_scenario("saved.yaml")) == []


def test_a_parent_is_noticed_once_and_what_is_set_on_the_command_line_is_not(mine, tmp_path):
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text(f"extends: {mine}\n")
    both = [load_scenario("one.yaml"), load_scenario("two.yaml")]
    assert [notice.file for notice in notices_of(both)] == ["mine.yaml"]
    changed = load_scenario("baseline").with_set({"policies.audit_2018.value": "0.2"})
    assert notices(changed) == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_texts_of_a_starter_file_are_noticed_until_they_are_changed(makersim, tmp_path, language):
    makersim("new", "started", "--extends", "rent_shock")
    path = tmp_path / "started.yaml"
    found = makersim("check", "started.yaml", "--json", "--lang", language)
    assert [notice["line"] for notice in json.loads(found.stdout)["notices"]] == [11, 14]
    lines = path.read_text(encoding="utf-8").splitlines()
    for index in (11, 14):  # the Chinese too
        lines[index - 1] = f'  en: "{index}"'
    path.write_text("\n".join(lines), encoding="utf-8")
    left = notices(load_scenario(path))
    assert [notice.line for notice in left] == [12, 15]
    for index in (12, 15):
        lines[index - 1] = f'  zh: "{index}"'
    path.write_text("\n".join(lines), encoding="utf-8")
    assert notices(load_scenario(path)) == []


def test_check_says_what_each_policy_changes_and_names_diff(makersim, mine):
    lines = makersim("check", mine).stdout.splitlines()
    assert lines == [
        "mine.yaml: no problems",
        "  cut: Operating subsidy down from 0.4 to 0.2 kCNY/slot/month as of 2024-01, "
        "in full as of 2024-12",
        "  vouchers: Mentor vouchers up from 0 to 0.35 kCNY/tenant/month as of 2024-01, "
        "until 2027-12",
        "  year by year: makersim diff baseline mine.yaml",
    ]
    command = lines[-1].partition("makersim ")[2].split()
    assert "0.2" in makersim(*command).stdout
    chinese = makersim("check", mine, "--lang", "zh").stdout
    assert (
        "cut：运营补贴由 0.4 降至 0.2（千元/工位单元/月），2024-01 起，2024-12 全部到位" in chinese
    )


def test_a_forgotten_minus_sign_is_seen(makersim, mine, tmp_path):
    (tmp_path / mine).write_text(MINE.replace("-0.2 ", "0.2 "), encoding="utf-8")
    assert "cut: Operating subsidy up from 0.4 to 0.6" in makersim("check", mine).stdout


def test_effects_are_held_against_the_parent():
    cut = effects(load_scenario("subsidy_cut"))
    assert {(each.before, each.after, each.as_data()["month"]) for each in cut} == {
        (0.4, 0.0, "2019-01")
    }
    strict = {each.policy: each for each in effects(load_scenario("quality_management"))}
    assert (strict["audit_2018"].before, strict["audit_2018"].after) == (0.1, 0.35)
    removed = {each.policy: each for each in effects(load_scenario("no_policy"))}
    assert (removed["audit_2018"].before, removed["audit_2018"].after) == (0.1, 0.0)
    assert len(removed) == len(load_scenario("baseline").policies)


def test_a_policy_that_changes_nothing_says_so(tmp_path):
    path = tmp_path / "same.yaml"
    path.write_text(
        "extends: baseline\n"
        "policies: {audit_2018: {lever: audit, value: 10 % per year, from: 2018-09}}"
    )
    (effect,) = effects(load_scenario(path))
    assert effect.text("en") == "audit_2018: Audit as without it, 0.1 per year"
    assert effect.text("zh") == "audit_2018：质量抽查不变，仍为 0.1（每年）"


SMALL = ("--replicates", "1", "--set", "scale=0.05", "--set", "run.until=2015-06")


@pytest.mark.parametrize("command", [["run"], ["compare", "baseline"]])
def test_runs_say_it_on_the_log_before_they_start(makersim, mine, command):
    run = (*command, mine, *SMALL, "--parameters", "default")
    said = makersim(*run, "--json")
    assert said.exit_code == 0, said.stderr
    assert said.stderr.startswith("mine.yaml:11:12: note: 0.35 is read as")
    (notice,) = json.loads(said.stdout)["notices"]
    assert (notice["file"], notice["line"], notice["column"]) == ("mine.yaml", 11, 12)
    assert "note:" not in makersim(*run, "--quiet").stderr

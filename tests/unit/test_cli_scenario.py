"""`makersim check`, `explain`, `diff` and `schema` as users meet them."""

import json
import re
import subprocess
import sys

import pytest

from sim.scenario import builtin_names
from sim.scenario.declared_words import UNITS
from sim.scenario.explain import rows_of
from sim.scenario.load import load_scenario

COMMANDS = ("check", "explain", "diff", "schema")


@pytest.fixture
def bad(tmp_path):
    (tmp_path / "bad.yaml").write_text("extends: baseline\nscale: 99\nmechanisms: {servise: off}\n")
    return "bad.yaml"


@pytest.mark.parametrize("command", COMMANDS)
def test_each_help_has_an_example(makersim, command):
    result = makersim(command, "--help")
    assert result.exit_code == 0
    assert f"Example: makersim {command}" in result.stdout


def test_help_names_all_commands_and_imports_nothing_heavy():
    """How fast it is shows in ``makersim bench``; what would make it slow shows here."""
    heavy = "{'numpy', 'pydantic', 'yaml', 'numba', 'pandas', 'sim.scenario'}"
    code = (
        "import atexit, runpy, sys\n"
        f"atexit.register(lambda: print(sorted({heavy} & set(sys.modules)), file=sys.stderr))\n"
        "sys.argv[1:] = ['--help']\n"
        "runpy.run_module('sim.cli', run_name='__main__')"
    )
    command = [sys.executable, "-c", code]
    result = subprocess.run(command, check=True, capture_output=True, text=True)
    for name in COMMANDS:
        assert name in result.stdout
    assert result.stderr.strip() == "[]"


def test_check_of_sound_files(makersim):
    result = makersim("check", *builtin_names())
    assert result.exit_code == 0
    lines = [line for line in result.stdout.splitlines() if not line.startswith("  ")]
    assert lines == [f"{name}: no problems" for name in builtin_names()]
    assert result.stderr == ""  # not a notice either: built-in scenarios write their units


def test_check_says_all_that_is_wrong_with_all_files(makersim, bad, tmp_path):
    (tmp_path / "child.yaml").write_text(f"extends: ./{bad}\nrun: {{seed: x}}\n")
    result = makersim("check", bad, "baseline", "child.yaml", "nowhere.yaml")
    assert result.exit_code == 2
    assert result.stdout.startswith("baseline: no problems\n")
    assert result.stdout.count("no problems") == 1
    places = [line.partition(": ")[0] for line in result.stderr.splitlines()]
    assert places == ["bad.yaml:2:8", "bad.yaml:3:14", "child.yaml:2:13", "nowhere.yaml"]
    assert "did you mean service?" in result.stderr


def test_check_speaks_the_language_asked_for_or_of_the_locale(makersim, bad, monkeypatch):
    assert "是否想写 service？" in makersim("check", bad, "--lang", "zh").stderr
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert "是否想写 service？" in makersim("check", bad).stderr
    assert "did you mean" in makersim("check", bad, "--lang", "en").stderr


def test_check_as_json(makersim, bad):
    result = makersim("check", bad, "--json")
    assert result.exit_code == 2
    found = json.loads(result.stdout)
    first, second = found["problems"]
    assert found["notices"] == found["policies"] == []
    assert (first["file"], first["line"], first["column"]) == ("bad.yaml", 2, 8)
    assert "servise" in second["message"]
    sound = json.loads(makersim("check", "baseline", "--json").stdout)
    assert sound["problems"] == sound["notices"] == []
    assert len(sound["policies"]) == len(load_scenario("baseline").policies)


def test_explain_shows_every_value(makersim):
    result = makersim("explain", "rent_shock", "--set", "close.grace_months=9")
    assert result.exit_code == 0
    for row in rows_of(load_scenario("rent_shock")):
        assert row.key in result.stdout
    line = next(line for line in result.stdout.splitlines() if "grace_months" in line)
    assert line.split() == [
        *("close.grace_months", "9", "months", "1", "…", "60"),
        *("--set", "close.grace_months=9"),
    ]


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("close.grace_months", ["6", "months", "1 … 60", "default", "half a year of arrears"]),
        ("grace_months", ["close.grace_months"]),
        ("rent_multiplier", ["2019", "1.4", "rent_shock.yaml:"]),
        ("conditions.founding_push", ["2015", "Push to found spaces", "baseline.yaml:"]),
        ("mechanisms.peers", ["on", "Neighbours"]),
        ("found_spaces.slots_median.university", ["82", "slots"]),
        ("policies.rent_rise_2019", ["rent_multiplier x 1.4, 2019-01.., ramp 12 months"]),
        (
            "service_orientation",
            ["mechanisms.service_orientation", "reference.service_orientation"],
        ),
        ("close", ["close.grace_months", "close.review"]),
        ("horizon.end", ["2030-12"]),
    ],
)
def test_explain_one_value(makersim, key, words):
    result = makersim("explain", "rent_shock", key)
    assert result.exit_code == 0
    for word in words:
        assert word in result.stdout


def test_explain_a_wrong_key_or_scenario(makersim, bad):
    result = makersim("explain", "baseline", "close.grace_month")
    assert result.exit_code == 2
    assert "did you mean close.grace_months?" in result.stderr
    assert makersim("explain", "base_line").exit_code == 2
    assert makersim("explain", bad).stderr.count("\n") == 2
    for wrong in ("close.grace_months", "close.grace_months=x", "grace=1"):
        result = makersim("explain", "baseline", "--set", wrong)
        assert result.exit_code == 2
        assert result.stderr.startswith("--set")


def test_explain_as_json(makersim):
    rows = {row["key"]: row for row in json.loads(makersim("explain", "baseline", "--json").stdout)}
    assert rows["close.grace_months"]["high"] == 60
    assert rows["levers.audit"]["years"]["2015"] == 0
    assert len(rows["levers.audit"]["years"]) == 16


def test_explain_in_chinese(makersim):
    text = makersim("explain", "baseline", "--lang", "zh").stdout
    for words in ("江苏", "运营补贴", "默认值", "来源"):
        assert words in text


def test_every_meaning_and_source_is_told_in_chinese(makersim):
    english = json.loads(makersim("explain", "baseline", "--json", "--lang", "en").stdout)
    chinese = json.loads(makersim("explain", "baseline", "--json", "--lang", "zh").stdout)
    for one, other in zip(english, chinese, strict=True):
        for part in ("meaning", "source", "label"):
            if one[part]:
                assert re.search("[\u4e00-\u9fff]", other[part]), (one["key"], part)
    text = makersim("explain", "baseline", "close.grace_months", "--lang", "zh").stdout
    for words in ("个月", "资金为负持续多少个月后空间关闭。", "假设：拖欠半年"):
        assert words in text


def test_every_declared_unit_has_words():
    asked = load_scenario("baseline").with_set({"run.replicates": 20})
    units = {row.unit for row in rows_of(asked)} - {""}
    assert units == set(UNITS)


def test_diff_shows_what_really_differs(makersim, tmp_path):
    text = makersim("diff", "baseline", "specialisation_push").stdout
    assert [line.split()[0] for line in text.splitlines()] == [
        "key",
        "levers.specialisation_grant",
        "levers.specialisation_guidance",
    ]
    (tmp_path / "renamed.yaml").write_text(
        "title: Another name, the same policy\n"
        "extends: rent_shock\n"
        "policies:\n"
        "  rent_rise_2019: null\n"
        "  other: {lever: rent_multiplier, value: 140 %, from: 2019-01, ramp: 1 year}\n"
    )
    result = makersim("diff", "rent_shock", "renamed.yaml")
    assert result.exit_code == 0
    assert result.stdout == "no difference\n"


def test_diff_of_settings_and_horizons(makersim):
    found = json.loads(
        makersim(
            *("diff", "baseline", "baseline", "--json"),
            *("--set", "close.grace_months=9", "--set", "horizon.end=2020-06"),
            *("--set", "run.seed=3", "--set", "mechanisms.peers=off"),
        ).stdout
    )
    assert {each["key"]: (each["first"], each["second"]) for each in found} == {
        "horizon.end": ("2030-12", "2020-06"),
        "run.seed": ("", "3"),
        "mechanisms.peers": ("on", "off"),
        "close.grace_months": ("6", "9"),
    }


def test_schema_is_printed_or_written(makersim, tmp_path):
    printed = makersim("schema").stdout
    assert makersim("schema", "--out", "schema.json").exit_code == 0
    assert json.loads((tmp_path / "schema.json").read_text("utf-8")) == json.loads(printed)
    result = makersim("schema", "--out", "no/such/folder.json")
    assert result.exit_code == 2
    assert result.stderr.startswith("no/such/folder.json: ")


@pytest.mark.parametrize("second", ["close.grace_months=9", " parameters.close.grace_months =3"])
def test_a_value_is_set_once(makersim, second):
    result = makersim("explain", "baseline", "--set", "close.grace_months=3", "--set", second)
    assert result.exit_code == 2
    assert "'close.grace_months' is set more than once" in result.stderr


def test_a_schema_takes_no_other_files_place(makersim, tmp_path):
    for name, text in (("README.md", "# Mine\n"), ("manifest.json", '{"run_id": "1"}')):
        (tmp_path / name).write_text(text)
        result = makersim("schema", "--out", name)
        assert (result.exit_code, (tmp_path / name).read_text()) == (2, text)
        assert result.stderr.startswith(name)
    assert makersim("schema", "--out", "schema.json").exit_code == 0
    assert makersim("schema", "--out", "schema.json").exit_code == 0

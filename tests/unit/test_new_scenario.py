"""`makersim new`: the starter file, what it refuses, and that all it offers is sound."""

import json
import os
import re

import jsonschema
import pytest
import yaml

from sim.scenario import builtin_names, load_scenario
from sim.scenario.declared import LEVERS, MECHANISMS, PARAMETERS, SERIES
from sim.scenario.differences import differences
from sim.scenario.quantities import plain_number, unit_in_words
from sim.scenario.starter_words import WORDS

CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture
def written(makersim, tmp_path):
    """Write a starter file and return its text."""

    def write(*arguments, name="mine"):
        assert makersim("new", name, *arguments).exit_code == 0
        return (tmp_path / f"{name}.yaml").read_text(encoding="utf-8")

    return write


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("parent", builtin_names())
def test_it_is_sound_as_written(makersim, written, lang, parent):
    written("--lang", lang, "--extends", parent)
    checked = makersim("check", "mine.yaml")
    assert checked.exit_code == 0
    assert checked.stdout.splitlines()[0] == "mine.yaml: no problems"
    told = [line.partition(" is still")[0] for line in checked.stderr.splitlines()]
    assert [line.rpartition(": ")[2] for line in told] == ["question", "look_for"]
    mine = load_scenario("mine.yaml")
    assert mine.title == ("mine", "mine")
    assert mine.question.en.endswith("?")
    assert CHINESE.search(mine.question.zh)
    assert load_scenario(parent).title.zh in mine.look_for.zh
    (changed,) = differences(load_scenario(parent), mine)
    assert changed.key == "levers.lease_relief"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_line_that_is_commented_out_may_be_taken_in(written, tmp_path, lang):
    text = written("--lang", lang)
    policies, _, rest = text.partition("\n# conditions:\n")
    examples = re.sub(r"^  # (?=\w+: \{)", "  ", policies, flags=re.MULTILINE)
    (tmp_path / "all.yaml").write_text(examples, encoding="utf-8")
    mine = load_scenario("all.yaml")
    added = set(mine.policies) - set(load_scenario("baseline").policies)
    assert {mine.policies[name].lever for name in added} == set(LEVERS)

    removed = re.sub(r"^  # (?=\w+: null)", "  ", policies, flags=re.MULTILINE)
    (tmp_path / "none.yaml").write_text(removed, encoding="utf-8")
    assert list(load_scenario("none.yaml").policies) == ["lease_relief_example"]

    live = re.sub(r"^# ?(?=\w+: |  \w+: \{)", "", f"# conditions: \n{rest}", flags=re.MULTILINE)
    (tmp_path / "rest.yaml").write_text(f"extends: baseline\n{live}", encoding="utf-8")
    said = yaml.safe_load(live)
    assert set(said["conditions"]) == set(SERIES)
    assert set(said["parameters"]) <= set(PARAMETERS)
    assert set(said["mechanisms"]) <= set(MECHANISMS)
    assert {"horizon", "scale", "run"} <= set(said)
    load_scenario("rest.yaml")


def test_every_lever_stands_there_with_unit_and_range(written):
    for lang, between in (("en", " to "), ("zh", " 至 ")):
        lines = written("--lang", lang, name=f"in_{lang}").splitlines()
        for declared in LEVERS.values():
            label = declared.label.zh if lang == "zh" else declared.label.en
            limits = plain_number(declared.low) + between + plain_number(declared.high)
            unit = WORDS["number"].text(lang) if declared.unit == "1" else declared.unit
            told = [line for line in lines if line.startswith(f"  # - {label}")]
            assert len(told) == 1
            assert told[0].endswith(limits)
            assert unit_in_words(unit) in told[0]


def test_comments_come_in_the_language_asked_for(written):
    english = written("--lang", "en", name="one")
    chinese = written("--lang", "zh", name="two")
    assert not CHINESE.search("".join(re.findall(r"#.*", english)))
    lines = [line for line in chinese.splitlines() if "#" in line]
    keys = r"# yaml-language-server|  # \w+: (null|\{)|# \w+:"
    words = [line for line in lines if not re.match(keys, line)]
    assert len(words) > len(LEVERS)
    assert [line for line in words if not CHINESE.search(line)] == []
    assert "Policies" in english
    assert "政策工具" in chinese


def test_editors_are_pointed_at_the_schema(makersim, tmp_path):
    result = makersim("new", "mine", "--schema")
    assert result.exit_code == 0
    first = (tmp_path / "mine.yaml").read_text(encoding="utf-8").splitlines()[0]
    named = first.partition("# yaml-language-server: $schema=")[2]
    schema = json.loads((tmp_path / named).read_text(encoding="utf-8"))
    assert set(schema["$defs"]["Policy"]["properties"]["lever"]["enum"]) == set(LEVERS)
    resolved = load_scenario("mine.yaml").resolved()
    jsonschema.Draft202012Validator(schema).validate(resolved)
    assert "makersim schema" not in result.stdout
    again = makersim("new", "other", "--out", "other.yml")
    assert "makersim schema" not in again.stdout


def test_the_next_commands_are_printed_and_work(makersim):
    result = makersim("new", "mine")
    commands = [line.strip() for line in result.stdout.splitlines()[1:]]
    assert [command.split()[1] for command in commands] == [
        "check",
        "diff",
        "run",
        "compare",
        "schema",
    ]
    assert all("    # " in command for command in commands)
    for command in commands[:2] + commands[4:]:
        words = command.partition("    # ")[0].split()
        assert makersim(*words[1:]).exit_code == 0
    chinese = makersim("new", "other", "--lang", "zh").stdout
    assert "接下来" in chinese
    told = [line.partition("    # ")[0] for line in chinese.splitlines()[1:5]]
    assert all(command.endswith("--lang zh") for command in told)
    run = commands[2].partition("    # ")[0].split()[1:]
    done = makersim(*run, "--until", "2015-06", "--parameters", "default", "--quiet")
    assert done.exit_code == 0


def test_the_program_is_called_by_its_path_where_its_name_is_not_found(
    makersim, tmp_path, monkeypatch
):
    there = tmp_path / ".venv" / "bin"
    there.mkdir(parents=True)
    program = there / ("makersim.exe" if os.name == "nt" else "makersim")
    program.touch(mode=0o755)
    monkeypatch.setattr("sys.executable", str(there / "python"))
    monkeypatch.setenv("PATH", "")
    told = makersim("new", "mine").stdout.splitlines()[1:]
    path = str(program.relative_to(tmp_path))
    assert all(line.startswith(f"  {path} ") for line in told)


def test_nothing_is_overwritten(makersim, tmp_path):
    (tmp_path / "mine.yaml").write_text("extends: baseline\n")
    refused = makersim("new", "mine")
    assert refused.exit_code == 2
    assert "mine.yaml is there already" in refused.stderr
    assert refused.stdout == ""
    assert "不会覆盖" in makersim("new", "mine", "--schema", "--lang", "zh").stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.yaml"]
    assert (tmp_path / "mine.yaml").read_text() == "extends: baseline\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["a b"], "letters, digits"),
        (["--", "-x"], "letters, digits"),
        (["../mine"], "letters, digits"),
        (["mine.yaml"], "no ending"),
        (["_mine"], "a letter or digit first"),
        ([""], "letters, digits"),
        (["x" * 61], "too long"),
        (["rent_shock"], "choose another name, for example my_rent_shock"),
        (["mine", "--out", "neutral.yaml"], "is a built-in scenario"),
        (["NUL"], "device on Windows"),
        (["mine", "--out", "mine.txt"], "ends in .yaml"),
        (["mine", "--out", "nowhere/mine.yaml"], "nowhere"),
        (["mine", "--extends", "rent_shok"], "did you mean rent_shock?"),
        (["mine", "--extends", "nowhere.yaml"], "no scenario file"),
    ],
)
def test_what_it_refuses(makersim, tmp_path, arguments, words):
    refused = makersim("new", *arguments)
    assert refused.exit_code == 2
    assert words in refused.stderr
    assert refused.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_a_broken_parent_is_refused_with_what_is_wrong(makersim, tmp_path):
    (tmp_path / "bad.yaml").write_text("extends: baseline\nscale: 99\n")
    refused = makersim("new", "mine", "--extends", "bad.yaml")
    assert refused.exit_code == 2
    assert "bad.yaml:2:8" in refused.stderr
    assert not (tmp_path / "mine.yaml").exists()


def test_a_parent_file_is_named_from_where_the_child_is(makersim, tmp_path):
    (tmp_path / "sub folder").mkdir()
    (tmp_path / "parent.yaml").write_text(
        "extends: baseline\nhorizon: {end: 2017-06}\n"
        "policies: {all: {lever: lease_relief, value: 100 %}, audit_2018: null,"
        " entry_standard_2018: null, national_quota_2018: null}\n"
    )
    result = makersim("new", "租金", "--extends", "parent.yaml", "--out", "sub folder")
    assert result.exit_code == 0
    assert '"' in result.stdout
    child = load_scenario("sub folder/租金.yaml")
    assert "extends: ../parent.yaml" in (tmp_path / "sub folder" / "租金.yaml").read_text("utf-8")
    assert child.months == 30
    # The parent leaves no room for lease relief: another lever stands live.
    (changed,) = differences(load_scenario("parent.yaml"), child)
    assert changed.key == "levers.operating_subsidy"


def test_no_half_of_a_file_is_left(makersim, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sim.results.files.os.replace", full)
    refused = makersim("new", "mine")
    assert refused.exit_code == 2
    assert "No space left" in refused.stderr
    assert not (tmp_path / "mine.yaml").exists()

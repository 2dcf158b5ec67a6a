"""Scenario files that are odd, no text, in a circle or wrong in many places at once."""

import codecs
import string

import pytest

from sim.scenario import ScenarioError, load_scenario
from sim.scenario.messages import CATALOGUE, DID_YOU_MEAN
from sim.scenario.yaml_reader import MOST_BYTES


def problems_of(path):
    with pytest.raises(ScenarioError) as error:
        load_scenario(path)
    return error.value.problems


@pytest.mark.parametrize(
    ("raw", "place", "words"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", (1, 1), "byte 0x89 is not UTF-8"),
        ("title: 众创空间".encode("gbk"), (1, 8), "save the file as UTF-8"),
        (b"scale: 1\ntitle: \xe4\xbc", (2, 8), "byte 0xE4"),
        (codecs.BOM_UTF8 + b"scale: 1\ntitle: \xff", (2, 8), "byte 0xFF"),
        ("scale: 1".encode("utf-16"), (1, 1), "byte 0xFF"),
        (b"\x7fELF\0", (1, 1), "U+007F"),
        (b"# " + b"x" * MOST_BYTES, (1, 1), "larger than 1000000 bytes"),
    ],
)
def test_what_is_not_text_is_refused(raw, place, words, folder):
    (folder / "raw.yaml").write_bytes(raw)
    [problem] = problems_of("raw.yaml")
    assert (problem.line, problem.column) == place
    assert words in str(problem)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("\ufeffscale: 1e-1", 0.1),
        ("scale: '0.1'", 0.1),
        ("---\nscale: 1E-1\n...\n", 0.1),
        ("scale: 10 %\r\ntitle: x\r\n", 0.1),
        ("%YAML 1.2\n---\nscale: .1", 0.1),
        ('{"scale": 0.1, "policies": {}}', 0.1),
        ("{}", 1.0),
        ("policies:\n  # none yet\nscale: 1", 1.0),
    ],
)
def test_harmless_oddities_are_read_as_they_are_meant(text, value, folder):
    (folder / "odd.yaml").write_text(text, encoding="utf-8")
    assert load_scenario("odd.yaml").scale == value


@pytest.mark.parametrize("word", ["on", "off", "yes", "no", "true", "false", "NO", "Off", "'on'"])
def test_switches_in_all_spellings(word, folder):
    (folder / "switch.yaml").write_text(f"mechanisms: {{service: {word}}}")
    on = word.strip("'").lower() in ("on", "yes", "true")
    assert load_scenario("switch.yaml").mechanisms.service is on


def test_words_that_old_yaml_took_for_something_else_may_be_names(folder):
    (folder / "names.yaml").write_text(
        "policies:\n  no: {lever: audit, value: 0.1}\n  2019-01-15: {lever: audit, value: 0.1}\n"
        "title: {en: off, zh: 1:30}"
    )
    scenario = load_scenario("names.yaml")
    assert list(scenario.policies) == ["no", "2019-01-15"]
    assert scenario.title == ("off", "1:30")


def test_all_mistakes_of_a_file_and_of_its_parent_come_at_once(folder):
    (folder / "lib").mkdir()
    (folder / "lib" / "parent.yaml").write_text("scale: 99\nscale: 1\nconditions: {rents: 1}\n")
    (folder / "child.yaml").write_text(
        "extends: lib/parent.yaml\npolicies:\n  a: {lever: audits, value: 1}\nrun: {seed: x}\n"
    )
    assert [str(problem).partition(": ")[0] for problem in problems_of("child.yaml")] == [
        "child.yaml:3:14",
        "child.yaml:4:13",
        "lib/parent.yaml:1:8",
        "lib/parent.yaml:2:1",
        "lib/parent.yaml:3:14",
    ]


def test_sums_out_of_range_come_with_the_other_mistakes(folder):
    (folder / "two.yaml").write_text(
        "policies:\n  a: {lever: audit, value: 0.7}\n  b: {lever: audit, value: 60 %/年}\n"
        "mechanisms: {x: on}\n"
    )
    sums, mechanism = problems_of("two.yaml")
    assert "audit comes to 1.3" in str(sums)
    assert "unknown mechanism" in str(mechanism)


def test_a_value_wider_than_its_range_comes_with_units_and_dates(folder):
    (folder / "three.yaml").write_text(
        "policies:\n"
        "  a: {lever: lease_relief, value: 50, from: 2031-05}\n"
        "  b: {lever: rent_relief, value: 50 %}\n"
        "  c: {lever: audit, value: 1 month}\n"
        "  d: {lever: anchor_recruitment, value: 5 家/年}\n"
    )
    wide, date, name, unit = map(str, problems_of("three.yaml"))
    assert "allowed are 0 to 1 share; did you mean 50 %?" in wide
    assert "outside the horizon" in date
    assert name.endswith("did you mean lease_relief?")
    assert "wrong unit" in unit


def test_a_circle_of_parents_is_shown(folder):
    (folder / "a.yaml").write_text("extends: b.yaml")
    (folder / "b.yaml").write_text("extends: ./c.yaml")
    (folder / "c.yaml").write_text("scale: 2\nextends: a.yaml")
    [problem] = problems_of("a.yaml")
    assert str(problem).startswith("c.yaml:2:10: extends runs in a circle")
    assert "a.yaml -> b.yaml -> c.yaml -> a.yaml" in str(problem)


def test_a_built_in_name_is_no_circle_for_a_file_of_that_name(folder):
    (folder / "baseline.yaml").write_text("extends: baseline\nscale: 2\n")
    assert load_scenario("baseline.yaml").scale == 2
    assert load_scenario("baseline.yaml").policies


def test_missing_files_and_folders(folder):
    (folder / "rents.yaml").write_text("scale: 1")
    for given, words in {
        "rent-shok": "did you mean rent_shock?",
        "rent.yaml": "did you mean rents.yaml?",
        "nowhere/x.yaml": "built-in are baseline",
        "": "no scenario file",
        "x\0y.yaml": "no scenario file",
        "x" * 5000: "no scenario file",
        "\udcff.yaml": "no scenario file",
        str(folder): "a folder",
    }.items():
        [problem] = problems_of(given)
        assert words in problem.text()
        assert problem.line is None


def test_a_file_is_suggested_for_its_name_not_for_its_ending(folder):
    for name in ("unit.yaml", "rents.yml", "rents.json"):
        (folder / name).write_text("scale: 1")
    (far,) = problems_of("nonexist.yaml")
    assert "did you mean" not in far.text()
    (near,) = problems_of("rent.yaml")
    assert "did you mean rents.json or rents.yml?" in near.text()


def test_no_more_problems_than_anybody_reads(folder):
    (folder / "many.yaml").write_text("".join(f"key_{n}: 1\n" for n in range(3000)))
    found = problems_of("many.yaml")
    assert len(found) == 101
    assert "2900 more problems" in str(found[-1])


def test_long_values_are_shortened(folder):
    (folder / "long.yaml").write_text(f"scale: {'x' * 10_000}\n{'k' * 900}: 1\n{'k' * 900}: 1")
    assert len(problems_of("long.yaml")) == 3
    assert all(len(str(problem)) < 400 for problem in problems_of("long.yaml"))


def test_every_message_has_both_languages_and_the_same_placeholders():
    def placeholders(text):
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}

    for key, message in {**CATALOGUE, "did_you_mean": DID_YOU_MEAN}.items():
        assert message.en.isascii() or key == "full_width_colon", key
        assert any("\u4e00" <= letter <= "\u9fff" for letter in message.zh), key
        assert placeholders(message.en) == placeholders(message.zh), key

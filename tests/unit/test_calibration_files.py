"""Priors and targets are read strictly: every mistake at once, with its place and nearest name."""

import re

import pytest
from typer.testing import CliRunner

from sim.calibration import priors as of_priors
from sim.calibration import targets as of_targets
from sim.calibration.priors import _prior, priors
from sim.calibration.reading import rows_of
from sim.calibration.targets import _target, fitted, require_measures, targets
from sim.cli import app
from sim.experiments.calibration_files import calibration_file
from sim.scenario.problems import ScenarioError


def said(tmp_path, text, read_row):
    path = tmp_path / "rows.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError) as refused:
        rows_of(str(path), read_row)
    return [problem.text("en").removeprefix(str(path)) for problem in refused.value.problems]


def test_everything_wrong_with_priors_comes_at_once(tmp_path):
    text = """\
match.weight_fitt: {low: 0.3, high: 2.0, role: drawn, source: assumption}
match.weight_price: {low: 1.5, high: 0.3, role: drawn, source: assumption}
match.weight_service: {low: 0.3, high: 99, role: fixed, source: assumption}
match.selectivity: {low: 0.0, high: 1.0, scale: log, role: free, source: assumption}
incubate.growth: {low: 0.006, heigh: 0.016, role: free, source: assumption}
"""
    found = said(tmp_path, text, _prior)
    expected = [
        (":1:1:", "match.weight_fit"),
        (":2:1:", "empty"),
        (":3:", "out of range"),
        (":3:", "role"),
        (":4:", "logarithm"),
        (":5:1:", "high"),
        (":5:", "heigh"),
    ]
    assert len(found) == len(expected)
    for place, word in expected:
        assert any(line.startswith(place) and word in line for line in found), (place, word, found)


ROW = """\
{key}:
  label: {{en: Listed, zh: 备案}}
  unit: {unit}
  figure: {figure}
  kind: {kind}
  measured: {measured}
  evidence: {evidence}
  {more}
"""


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"figure": "[5, 3]"}, ":4:11: the range from 5 to 3 is empty"),
        ({"figure": "many"}, "not a number"),
        ({"kind": "produce"}, "did you mean produced"),
        ({"evidence": "jiangsu_2017.spaces"}, "unknown evidence"),
        ({"more": "error: range"}, "two ends"),
        ({"more": "error: 0.1\n  wihtin: 3"}, "did you mean within"),
        ({"kind": "by construction", "more": "error: 0.1"}, "cannot be fitted"),
        ({"figure": "-3", "more": "error: 0.1\n  scale: log"}, "logarithm"),
        ({"more": "error: -1\n  scale: log"}, ":8:10: '-1' is out of range"),
        ({"more": "error:\n  scale: log"}, ":8:9: nothing is not a number"),
        ({"more": "error: 0.03"}, ":8:3: an error that is a number needs 'scale'"),
        ({"more": "error: 0.03\n  scale: log\n  holds: 0.9"}, ":10:3: 'holds' has no meaning"),
        ({"more": "holds: 0.9"}, ":8:3: 'holds' has no meaning without 'error: range'"),
        ({"more": "within:"}, ":8:10: nothing is not a number"),
        ({"more": "why:"}, ":8:7: nothing where text belongs"),
        ({"more": "why: [because]"}, ":8:8: [...] where text belongs"),
        ({"unit": "{en: spaces, zh: 家}"}, ":3:9: {...} where text belongs"),
        ({"unit": ""}, ":3:8: nothing where text belongs"),
        ({"measured": "[recorded list]"}, ":6:13: [...] where text belongs"),
        ({"measured": '" "'}, ":6:13: ' ' where text belongs"),
    ],
)
def test_a_target_is_refused_with_a_reason(tmp_path, changes, words):
    row = {
        "key": "spaces_recorded",
        "unit": "spaces",
        "measured": "recorded list",
        "figure": "607",
        "kind": "produced",
        "evidence": "jiangsu_2017.spaces_provincial_or_above",
        "more": "error: 0.1",
    }
    assert any(words in line for line in said(tmp_path, ROW.format(**row | changes), _target))


def test_all_that_is_wrong_with_a_target_comes_at_once(tmp_path):
    row = {"key": "spaces_recorded", "unit": "[]", "measured": "{}", "kind": "produce"}
    row |= {"figure": "-1", "evidence": "nothing", "more": "holds: 0.9\n  scale: log\n  why:"}
    places = [line.rpartition(": ")[0][:4] for line in said(tmp_path, ROW.format(**row), _target)]
    assert places == [":3:9", ":4:1", ":5:9", ":6:1", ":7:1", ":8:3", ":10:"]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('""', ":1:62: '' where text belongs"),
        ("[effects]", ":1:62: [...] where text belongs"),
        ("", ":1:61: nothing where text belongs"),
        ("a hunch", ":1:62: 'a hunch' names no source"),
        ("assumptions all the way", "'assumption'"),
        ('"assumtion: a guess"', "did you mean assumption?"),
        ('"national_stocks: growth"', "did you mean national_stock"),
        ('"effect (schooling helps)"', "did you mean effects"),
        ("jiangsu_2017.mentor", "did you mean jiangsu_2017.mentors"),
    ],
)
def test_a_prior_names_its_source_or_says_assumption(tmp_path, source, words):
    row = "match.weight_fit: {{low: 0.3, high: 2.0, role: drawn, source: {}}}"
    found = said(tmp_path, row.format(source), _prior)
    assert len(found) == 1
    assert words in found[0]


@pytest.mark.parametrize(
    "source",
    [
        "assumption",
        '"assumption: from none to all"',
        "national_stock",
        "jiangsu_2017.mentors",
        '"effects (schooling helps)"',
        '"scale_and_money.share of teams (not firms) among those served: a national figure"',
    ],
)
def test_sources_of_priors(tmp_path, source):
    path = tmp_path / "rows.yaml"
    path.write_text(f"match.weight_fit: {{low: 0.3, high: 2, role: drawn, source: {source}}}")
    assert rows_of(str(path), _prior)["match.weight_fit"].source == source.strip('"')


def test_a_bad_file_ends_a_command_with_its_place_and_no_traceback(tmp_path, monkeypatch):
    path = tmp_path / "priors.yaml"
    sound = calibration_file("priors.yaml").read_text(encoding="utf-8")
    path.write_text(sound.replace('source: "assumption: from a season to a lease"', 'source: ""'))
    monkeypatch.setattr(of_priors, "calibration_file", lambda name: path)
    priors.cache_clear()
    try:
        done = CliRunner().invoke(app, ["calibrate", "--quick", "--out", str(tmp_path / "out")])
    finally:
        priors.cache_clear()
    assert done.exit_code == 2
    assert re.fullmatch(r".*priors\.yaml:\d+:\d+: '' where text belongs\n", done.stderr, re.DOTALL)
    assert not (tmp_path / "out").exists()


def test_an_empty_file_says_what_belongs_in_it(tmp_path):
    assert "no rows" in said(tmp_path, "# nothing\n", _prior)[0]


def test_a_fitted_figure_needs_a_measure(tmp_path, monkeypatch):
    require_measures(fitted())
    with pytest.raises(ScenarioError, match="nothing in the model measures 'startups_served'"):
        require_measures(set(fitted()) - {"startups_served"})


def test_the_files_that_come_with_the_model_are_sound():
    assert len(priors()) == 28
    assert len(targets()) > 40
    for module in (of_priors, of_targets):
        assert calibration_file(module.FILE).is_file()

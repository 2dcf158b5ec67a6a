"""Priors and targets are read strictly: every mistake at once, with its place and nearest name."""

import pytest

from sim.calibration import priors as of_priors
from sim.calibration import targets as of_targets
from sim.calibration.priors import _prior, priors
from sim.calibration.reading import rows_of
from sim.calibration.targets import _target, fitted, require_measures, targets
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
match.weight_fitt: {low: 0.3, high: 2.0, role: drawn, source: "x"}
match.weight_price: {low: 1.5, high: 0.3, role: drawn, source: "x"}
match.weight_service: {low: 0.3, high: 99, role: fixed, source: "x"}
match.selectivity: {low: 0.0, high: 1.0, scale: log, role: free, source: "x"}
incubate.growth: {low: 0.006, heigh: 0.016, role: free, source: "x"}
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
  unit: spaces
  figure: {figure}
  kind: {kind}
  measured: recorded list
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
        ({"more": "error: -1"}, "out of range"),
    ],
)
def test_a_target_is_refused_with_a_reason(tmp_path, changes, words):
    row = {
        "key": "spaces_recorded",
        "figure": "607",
        "kind": "produced",
        "evidence": "jiangsu_2017.spaces_provincial_or_above",
        "more": "error: 0.1",
    }
    assert any(words in line for line in said(tmp_path, ROW.format(**row | changes), _target))


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

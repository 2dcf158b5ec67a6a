"""The rows of ``validation.yaml``: what the file says, and how rows are read."""

from pathlib import Path

import pytest

from sim.calibration.priors import priors
from sim.calibration.reading import period
from sim.calibration.targets import fitted, targets
from sim.calibration.validation import KINDS, VALIDATION, evidence_keys, read_rows
from sim.calibration.validation_measures import (
    NotRecorded,
    OfLifeTable,
    OfSeries,
    OfSpaces,
    Special,
)
from sim.experiments.calibration_files import read_calibration
from sim.scenario import load_scenario
from sim.scenario.explain import rows_of

ROWS = {row.key: row for row in read_rows()}

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"

LATER = ("jiangsu_2020", "later_delisting")  # sections of the evidence for validation alone

SOUND = """\
  label: {en: Spaces, zh: 空间数}
  unit: spaces
  figure: 790
  when: 2020-04
  where: {en: Jiangsu, zh: 江苏}
  kind: validation
  measure: {end: spaces}
  evidence: national_stock
"""


def file_with(tmp_path, text):
    path = tmp_path / "rows.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def one_row(**changes):
    """The sound row with some of its lines written otherwise, or left out."""
    lines = []
    for line in SOUND.splitlines():
        key = line.strip().partition(":")[0]
        said = changes.pop(key, ...)
        lines += [line] if said is ... else [] if said is None else [f"  {key}: {said}"]
    lines += [f"  {key}: {said}" for key, said in changes.items()]
    return "\n".join(["row:", *lines, ""])


def read_one(tmp_path, **changes):
    (row,) = read_rows(file_with(tmp_path, one_row(**changes)))
    return row


def test_rows_speak_both_languages_and_name_their_source():
    assert len(ROWS) > 20
    for row in ROWS.values():
        assert row.kind in KINDS
        assert row.source in evidence_keys()
        assert row.label.en != row.label.zh
        assert row.where.en != row.where.zh
        assert row.low <= row.high
        if row.why.en:
            assert row.why.zh != row.why.en
        if row.kind != VALIDATION:
            assert row.why.en, f"{row.key} does not say what it was used for"


def test_no_row_of_validation_is_a_figure_that_is_fitted():
    """A level that is fitted may be validated by its change, by nothing else."""
    used = {target.source for target in fitted().values()}
    for row in ROWS.values():
        if row.kind == VALIDATION and row.source in used:
            assert isinstance(row.measure, OfSeries), row.key
            assert row.measure.base is not None, row.key


def _sources():
    """What priors, targets and values of the baseline say that they rest on."""
    explained = rows_of(load_scenario("baseline"))
    sources = [row.declared.source.text for row in explained if row.declared]
    sources += [prior.source for prior in priors().values()]
    return sources + [target.source for target in targets().values()]


def test_later_evidence_shapes_nothing():
    """What came after the fit is no source of a prior, a target, a parameter or a scenario."""
    assert len(_sources()) > 100
    assert [text for text in _sources() if any(section in text for section in LATER)] == []
    for section in LATER:
        assert any(row.source.startswith(section) for row in ROWS.values())


@pytest.mark.parametrize(
    ("key", "words"),
    [("survival_in_best_spaces", "surviv"), ("subsidy_dependent", "without subsidy")],
)
def test_what_the_evidence_meant_for_a_prior_went_into_none(key, words):
    """As calibration/VALIDATION.md says; else the row would be a check on the fit."""
    assert ROWS[key].kind == VALIDATION
    section = ROWS[key].source.partition(".")[0]
    named = [text for text in _sources() if section in text]
    assert len(named) > 2
    assert [text for text in named if words in text] == []
    lines = [line for file in SCENARIOS.glob("**/*.yaml") for line in file.open(encoding="utf-8")]
    comments = [comment for _, sign, comment in (line.partition("#") for line in lines) if sign]
    assert len(comments) > 50
    assert [comment for comment in comments if words in comment] == []


def test_figures_are_those_of_the_evidence():
    record = read_calibration("evidence.yaml")
    jiangsu = record["jiangsu_2020"]
    assert ROWS["spaces_2020"].low == jiangsu["spaces_provincial_or_above"]["value"] == 790
    assert ROWS["spaces_listed_2020"].low == jiangsu["spaces_listed_in_2020"]["value"]
    assert ROWS["national_level_2020"].low == jiangsu["national_level_spaces"]["value"]
    assert ROWS["hosted_2019"].low == jiangsu["teams_and_firms_hosted"]["value"]
    for row, entry in zip(("delisted_2019", "delisted_2020"), record["later_delisting"], strict=1):
        assert ROWS[row].low == pytest.approx(100 * entry["value"] / entry["of"], abs=0.05)
        assert ROWS[row].out_of == entry["of"]
    fit = targets()
    assert list(ROWS["spaces_2020"].earlier.values()) == [
        fit["spaces_recorded"].low,
        fit["spaces_recorded_2018"].low,
    ]
    stock = {entry["when"]: entry["spaces"] for entry in record["national_stock"]}
    growth = ROWS["national_growth_2020"]
    assert growth.low == pytest.approx(100 * (stock["2020-12"] / stock["2018-12"] - 1), abs=0.1)
    assert {span.text: n for span, n in growth.earlier.items()}.items() <= stock.items()


def test_every_form_of_measure_is_read(tmp_path):
    forms = {
        "{sum: [cost, ledger.rent], over: {mean: spaces}, group: all, in: 2018}": OfSeries,
        "{spaces: share, open: 2017-12, where: {operator: [university]}, that: {private: true}}": (
            OfSpaces
        ),
        "{spaces: p90, of: slots, founded: 2015..2017}": OfSpaces,
        "{life_table: tenancy, that: {end: failed}, over: {duration: [1, 2]}}": OfLifeTable,
        "{special: survival_in_best_spaces, mean: 31, tenant_months: 24, best: 10}": Special,
        "{not_recorded: {en: nothing, zh: 无}}": NotRecorded,
    }
    for text, kind in forms.items():
        row = read_one(tmp_path, measure=text)
        assert isinstance(row.measure, kind)
        assert row.measured == text


def test_times_are_written_in_four_ways():
    assert period("2017")[:2] == (24, 35)
    assert period("2017-06")[:2] == (29, 29)
    assert period("2017H2")[:2] == (30, 35)
    assert period("2018..2022")[:2] == (36, 95)
    assert period("2018..2016") is None
    assert period("2019-07..2019-09").shown("en") == "2019-07 to 2019-09"
    assert period("2017H2").shown("zh") == "2017 年下半年"

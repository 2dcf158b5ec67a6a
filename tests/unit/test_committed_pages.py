"""Pages that commands made and that are committed: none of them tells what no longer holds."""

import csv
import json
import re
from pathlib import Path

import pytest

from sim.analysis.validation import INSIDE, MISS, published_coverage, scores
from sim.analysis.validation_measures import measured
from sim.calibration.validation import VALIDATION, read_rows
from sim.experiments.calibration_files import calibration_file
from sim.model.compiled import source_hash
from sim.results.manifest import file_hash, machine
from sim.scenario import load_scenario
from sim.studies import gaps, validate
from sim.studies.gaps_tables import Tables
from sim.studies.study import Study, planned

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("en", "zh")
POSTERIOR = file_hash(calibration_file("posterior.parquet"))[:12]
SCORE = {
    "validation.md": r"(?P<inside>\d+) of (?P<figures>\d+) figures never used lie in",
    "validation.zh.md": r"从未使用过的 (?P<figures>\d+) 项数据中，有 (?P<inside>\d+) 项落在",
    "README.md": r"(?P<inside>\d+) of (?P<figures>\d+) figures that it never saw lie in its 90 %",
    "README.zh-CN.md": r"从未使用过的 (?P<figures>\d+) 项数据中，有 (?P<inside>\d+) 项落在",
    "findings.md": r"of (?P<figures>\d+) figures that were never used (?P<inside>\d+) lie in",
    "findings.zh.md": r"从未使用过的 (?P<figures>\d+) 项数据中，有 (?P<inside>\d+) 项落在",
}
FOLDERS = {"validation": "calibration", "README": ".", "findings": "docs"}
READMES = {"en": "README.md", "zh": "README.zh-CN.md"}
with calibration_file("validation.csv").open(encoding="utf-8-sig", newline="") as file:
    TABLE = {row["row"]: row for row in csv.DictReader(file)}


def page(name):
    folder = FOLDERS[name.partition(".")[0]]
    return (ROOT / folder / name).read_text(encoding="utf-8")


def test_the_table_has_the_rows_and_figures_of_today():
    rows = {row.key: row for row in read_rows()}
    assert set(TABLE) == set(rows)
    for key, row in rows.items():
        assert TABLE[key]["kind"] == row.kind, key
        ends = (TABLE[key]["figure_low"] or "-inf", TABLE[key]["figure_high"] or "inf")
        assert tuple(map(float, ends)) == (row.low, row.high), key
        assert TABLE[key]["measured"] == row.measured, key


@pytest.mark.parametrize("name", SCORE)
def test_the_score_is_told_as_it_is(name):
    text = " ".join(page(name).split())
    (found,) = re.finditer(SCORE[name], text)
    score = published_coverage()
    assert score.figures >= 10
    assert (int(found["inside"]), int(found["figures"])) == (score.inside, score.figures)


def test_what_the_findings_say_of_figures_after_2020_is_so():
    """Pages say: none of those never used is later, and two of 2021 had a part in the model."""
    later = {key: row for key, row in TABLE.items() if row["when"][:4] > "2020"}
    assert {row["when"] for row in later.values()} == {"2021"}
    assert len(later) == 2
    assert VALIDATION not in {row["kind"] for row in later.values()}
    assert "the two of 2021" in page("findings.md")
    assert "两项 2021 年数据" in page("findings.zh.md")


@pytest.mark.parametrize("language", LANGUAGES)
def test_readme_names_what_is_missed_of_jiangsu_in_2020(language):
    text = page(READMES[language])
    start = text.index({"en": "## Status", "zh": "## 现状"}[language])
    status = text[start : text.index("\n## ", start)]
    missed = [
        row
        for row in TABLE.values()
        if row["kind"] == VALIDATION and row["verdict"] == MISS
        if row["where_en"] == "Jiangsu" and row["when"].startswith("2020")
    ]
    assert len(re.findall(r"\[\d+, \d+\]", status)) == len(missed)
    word = {"en": "{figure:.0f}, the model {model:.0f} [{low:.0f}, {high:.0f}]"}
    word["zh"] = "统计值 {figure:.0f}，模型 {model:.0f} [{low:.0f}, {high:.0f}]"
    for row in missed:
        names = {"figure": "figure_low", "model": "median", "low": "low_90", "high": "high_90"}
        said = word[language].format(**{name: float(row[key]) for name, key in names.items()})
        label = row[f"label_{language}"]
        before = status[: status.index(said)]
        assert before.rstrip("(（ ").endswith(label[0].lower() + label[1:]), label


@pytest.mark.parametrize("name", [name for name in SCORE if name not in READMES.values()])
def test_pages_were_made_with_the_posterior_that_is_committed(name):
    assert f"`{POSTERIOR}`" in page(name).rpartition("\n## ")[2]


def rules_of(name):
    """Rules that a page says it was made by."""
    return re.findall(r"`([0-9a-f]{16})`", page(name).rpartition("\n## ")[2])


@pytest.mark.parametrize("name", ["findings.md", "findings.zh.md"])
def test_present_rules_give_the_findings(name):
    """The rules are those of the page, or give its first calibrated run to six digits."""
    if rules_of(name) == [source_hash()]:
        return
    made_on = json.loads(calibration_file("manifest.json").read_text(encoding="utf-8"))["machine"]
    if made_on["cpu_features"] != machine()["cpu_features"]:
        pytest.skip("made on another kind of processor")
    scenario_name, source = gaps.ENSEMBLES["posterior"]
    baseline = load_scenario(scenario_name)
    study = Study(baseline, planned(baseline, 1, gaps.SEED, source))
    study.run_in_memory()
    assert Tables({"posterior": study.ensemble}, "en").first_run() in page(name).replace("，", ", ")


@pytest.mark.slow
def test_present_rules_give_the_table_of_validation():
    """Every number of it, from the ensemble of the command that the page names."""
    rows, baseline = read_rows(), load_scenario("baseline")
    study = Study(baseline, planned(baseline, validate.REPLICATES))
    command = validate.ValidateRequest("en").command(study)
    assert f"`{command} --page calibration/validation.md`" in page("validation.md")
    study.run_in_memory()
    found = scores(rows, measured(study.tables, rows, baseline.scale))
    assert {INSIDE, MISS} <= {each.verdict for each in found}
    for each in found:
        held = TABLE[each.row.key]
        assert held["verdict"] == each.verdict
        for name, value in (
            ("median", each.median),
            ("low_90", each.low_90),
            ("high_90", each.high_90),
        ):
            there = held[name] and float(held[name])
            assert (there or 0.0) == pytest.approx(value or 0.0, rel=1e-6), (each.row.key, name)

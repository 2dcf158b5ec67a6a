"""``makersim validate`` as users meet it: screen, JSON, page and table, and what stops it."""

import json
import re
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from sim.analysis.validation import (
    BROKEN,
    INSIDE,
    MISS,
)
from sim.calibration.validation import VALIDATION
from sim.cli import app
from sim.experiments.calibration_files import calibration_file
from sim.model.compiled import source_hash
from sim.results.manifest import file_hash
from sim.scenario import load_scenario
from sim.studies.validate_texts import TEXTS, VERDICTS
from tests.runs import SMALL
from tests.unit.test_validation_rows import ROWS, one_row

SMALL_RUN = {"scale": SMALL, "run.until": "2021-12"}


def test_words_come_in_both_languages():
    for words in (*TEXTS.values(), *VERDICTS.values()):
        assert words.zh != words.en


@pytest.fixture(scope="module")
def makersim(tmp_path_factory):
    """Run the command on a small baseline."""
    from sim.studies import validate

    out = tmp_path_factory.mktemp("outputs")
    baseline = load_scenario("baseline")

    def small(name):
        assert name == "baseline"
        return baseline.with_set(SMALL_RUN)

    def run(*arguments, replicates=10):
        options = ["--out", str(out), "--replicates", str(replicates), "--workers", "1"]
        return CliRunner().invoke(app, ["validate", *options, *arguments])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(validate, "load_scenario", small)
        run.out = out
        yield run


def test_a_miss_is_a_finding_and_no_error(makersim):
    done = makersim("--lang", "en")
    assert done.exit_code == 0, done.output
    assert "MISS" in done.stdout
    (folder,) = (path.parent for path in makersim.out.glob("baseline/*/validation.md"))
    assert {"findings.csv", "manifest.json", "series.parquet"} <= {p.name for p in folder.iterdir()}
    assert str(folder) in done.stdout.replace("\n", "")
    page = (folder / "validation.md").read_text(encoding="utf-8")
    assert re.match(r"# .*\n\n\d+ of \d+ figures never used lie in their 90 % interval; ", page)
    for row in ROWS.values():
        assert f"`{row.key}`" in page
    again = makersim("--quiet")
    assert again.stdout.strip() == str(folder)
    assert list(makersim.out.glob("baseline/*")) == [folder]


def test_table_opens_in_a_spreadsheet_and_says_what_json_says(makersim):
    answer = json.loads(makersim("--json").stdout)
    table = pd.read_csv(f"{answer['folder']}/validation.csv", encoding="utf-8-sig")
    rows = {row["row"]: row for row in answer["rows"]}
    assert list(table.row) == list(rows)
    assert set(rows) == set(ROWS)
    assert table.set_index("row")["median"]["spaces_2020"] == rows["spaces_2020"]["median"]
    inside = [r for r in answer["rows"] if r["kind"] == VALIDATION and r["verdict"] == INSIDE]
    assert answer["coverage"]["inside"] == len(inside)
    assert 0 <= answer["coverage"]["low"] < answer["coverage"]["high"] <= 1
    assert "Infinity" not in json.dumps(answer)


def test_every_miss_looks_like_one(makersim):
    answer = json.loads(makersim("--json").stdout)
    missed = [row for row in answer["rows"] if row["verdict"] in (MISS, BROKEN)]
    assert any(row["kind"] == VALIDATION for row in missed)
    for name, word in (("validation.md", "MISS"), ("validation.zh.md", "未命中")):
        page = Path(answer["folder"], name).read_text(encoding="utf-8")
        assert len(re.findall(rf"\| \*\*{word}[^*]*\*\* \|", page)) == len(missed)
        head = page[: page.index("\n## ")]
        never_used = [row for row in missed if row["kind"] == VALIDATION]
        assert head.count("\n- ") == len(never_used)
        language = "zh" if "zh" in name else "en"
        assert all(f"\n- {row[f'label_{language}']}" in head for row in never_used)


def test_the_page_says_how_it_was_made(makersim):
    answer = json.loads(makersim("--json").stdout)
    end = Path(answer["folder"], "validation.md").read_text(encoding="utf-8").splitlines()[-1]
    for part in (
        "`makersim validate --replicates 10 --seed 1 --parameters posterior`",
        f"`{answer['run_id']}`",
        f"`{source_hash()}`",
        f"`{file_hash(calibration_file('posterior.parquet'))[:12]}`",
    ):
        assert part in end


def test_page_and_table_can_be_put_somewhere_else_too(makersim, tmp_path):
    place = tmp_path / "new" / "score.md"
    done = makersim("--page", str(place), "--lang", "zh")
    assert done.exit_code == 0, done.output
    assert "score.zh.md" in done.stdout.replace("\n", "")
    assert sorted(path.name for path in place.parent.iterdir()) == [
        "score.csv",
        "score.md",
        "score.zh.md",
    ]
    (folder,) = (path.parent for path in makersim.out.glob("baseline/*/validation.md"))
    assert place.with_suffix(".csv").read_bytes() == (folder / "validation.csv").read_bytes()
    assert f"--page {place.as_posix()}`" in place.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["score.txt", "score", "file/score.md"])
def test_a_page_that_cannot_be_is_refused_before_anything_runs(
    makersim, tmp_path, monkeypatch, name
):
    monkeypatch.setattr("sim.studies.validate.run_study", None)
    (tmp_path / "file").write_text("")
    done = makersim("--page", str(tmp_path / name), "--lang", "en", replicates=13)
    assert done.exit_code == 2
    assert str(tmp_path / name.removesuffix("/score.md")) in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_page_in_chinese_has_no_english_sentences(makersim):
    done = makersim("--lang", "zh")
    assert "在区间内" in done.stdout
    assert "未命中" in done.stdout
    (page,) = makersim.out.glob("baseline/*/validation.zh.md")
    lines = page.read_text(encoding="utf-8").splitlines()
    said = [line.split("测量方式")[0] for line in lines if line and "---" not in line]
    plain = [line for line in said if not any(ord(character) > 0x2E80 for character in line)]
    assert plain == []


def test_few_replicates_score_nothing(makersim):
    done = makersim("--lang", "en", replicates=2)
    assert done.exit_code == 0
    assert "No figure could be scored" in done.stdout
    assert "MISS" not in done.stdout


def test_rows_of_ones_own_need_no_code(makersim, tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(one_row(evidence=None, source="a yearbook"), encoding="utf-8")
    answer = json.loads(makersim("--rows", str(path), "--json").stdout)
    assert [row["source"] for row in answer["rows"]] == ["a yearbook"]


def test_bad_rows_end_before_anything_runs(makersim, tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(one_row(figure="[2, 1]", kind="validaton"), encoding="utf-8")
    done = makersim("--rows", str(path), "--lang", "en", replicates=11)
    assert done.exit_code == 2
    assert done.stderr.splitlines() == [
        f"{path}:4:11: the range from 2 to 1 is empty; the lower end comes first",
        f"{path}:7:9: unknown kind 'validaton'; allowed are validation, check on the fit; "
        "did you mean validation?",
    ]
    assert done.stdout == ""
    assert makersim("--rows", str(tmp_path / "none.yaml")).exit_code == 2


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (KeyboardInterrupt(), 130, "0 of 12 replicates are kept; the same command goes on"),
        (OSError(28, "No space left on device", "outputs"), 2, "outputs: No space left on device"),
    ],
)
def test_what_stops_a_run_is_said(makersim, monkeypatch, error, code, words):
    def stopped(*_, **__):
        raise error

    monkeypatch.setattr("sim.studies.validate.run_study", stopped)
    done = makersim("--lang", "en", replicates=12)
    assert done.exit_code == code
    assert words in done.stderr
    assert done.stdout == ""

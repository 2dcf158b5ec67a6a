"""``makersim report``, and where reports lie in a folder."""

import json
import re
import shutil

import pytest
from typer.testing import CliRunner

from sim.cli import app
from sim.studies.report.place import is_current, language_of, report_path
from sim.studies.results import Results
from tests.reports import small_comparison


def makersim(*arguments: object):
    return CliRunner().invoke(app, [*map(str, arguments)], catch_exceptions=False)


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """Folders of a comparison and of its runs, whose reports are taken away."""
    out = tmp_path_factory.mktemp("outputs")
    compared = small_comparison()
    runs = Results(compared.studies).save(out, "en")
    for path in runs:
        (path / "report.html").unlink()
    return compared.save(out, "en"), *runs


def test_the_first_language_has_the_plain_name_and_the_other_lies_beside_it(folders):
    run = folders[1]
    assert not list(run.glob("report*"))
    first = makersim("report", run, "--lang", "zh")
    assert (first.exit_code, first.stdout.strip()) == (0, str(run / "report.html"))
    second = makersim("report", run, "--lang", "en")
    assert second.stdout.strip() == str(run / "report-en.html")
    assert language_of(run / "report.html") == "zh"
    assert language_of(run / "report-en.html") == "en"
    assert report_path(run, "zh") == run / "report.html"
    assert is_current(run / "report.html", "zh")
    assert not is_current(run / "report.html", "en")


def test_a_comparison_has_its_report_and_gets_it_again(folders, tmp_path):
    compared = folders[0]
    assert language_of(compared / "report.html") == "en"
    told = makersim("report", compared, "--lang", "zh", "--out", tmp_path / "brief.html")
    assert told.exit_code == 0, told.output
    text = (tmp_path / "brief.html").read_text(encoding="utf-8")
    assert "情景比较报告" in text
    assert list(tmp_path.iterdir()) == [tmp_path / "brief.html"]


def test_how_to_reproduce_names_tables_that_the_folder_has(folders, tmp_path):
    for folder in folders[:2]:
        assert (
            makersim("report", folder, "--lang", "en", "--out", tmp_path / "x.html").exit_code == 0
        )
        text = (tmp_path / "x.html").read_text(encoding="utf-8")
        sentence = text.split("The folder holds the tables behind this report: ")[1].split("</p>")[
            0
        ]
        named = set(re.findall(r"\w+\.(?:csv|xlsx|parquet)", sentence))
        assert len(named) > 3
        assert named <= {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("place", [0, 1], ids=["comparison", "run"])
def test_the_figures_of_the_language_are_drawn_where_they_are_not(folders, tmp_path, place):
    out = tmp_path / "outputs"
    shutil.copytree(folders[0].parents[1], out)
    folder = out / folders[place].relative_to(folders[0].parents[1])
    drawn = folder / "figures"
    for path in drawn.glob("*-zh.*"):
        path.unlink()
    english = {path.name for path in drawn.iterdir()}
    assert makersim("report", folder, "--lang", "zh").exit_code == 0
    found = {path.name for path in drawn.iterdir()} - english
    assert found == {name.replace("-en.", "-zh.") for name in english}
    made = {name: (drawn / name).stat().st_mtime_ns for name in found}
    assert makersim("report", folder, "--lang", "zh").exit_code == 0
    assert {name: (drawn / name).stat().st_mtime_ns for name in found} == made


def test_a_report_of_other_sources_is_out_of_date(folders, tmp_path):
    text = (folders[0] / "report.html").read_text(encoding="utf-8")
    stamp = text.split('name="makersim-report" content="')[1].split('"')[0]
    (tmp_path / "report.html").write_text(text.replace(stamp, "en 0"), encoding="utf-8")
    assert language_of(tmp_path / "report.html") == "en"
    assert not is_current(tmp_path / "report.html", "en")


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "not a finished run folder"), ("zh", "不是已完成的结果文件夹")]
)
def test_what_is_no_run_is_refused_in_one_line(tmp_path, lang, said):
    told = makersim("report", tmp_path, "--lang", lang, "--out", tmp_path / "x.html")
    assert told.exit_code == 2
    assert said in told.output
    assert told.output.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_comparison_whose_run_is_gone_says_so(folders, tmp_path):
    alone = tmp_path / "compare" / "alone"
    alone.mkdir(parents=True)
    (alone / "manifest.json").write_bytes((folders[0] / "manifest.json").read_bytes())
    told = makersim("report", alone, "--lang", "en")
    assert told.exit_code == 2
    assert "no longer in" in told.output


def test_another_version_is_refused(folders, tmp_path):
    run = folders[1]
    for path in run.glob("*.*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    about = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
    (tmp_path / "manifest.json").write_text(json.dumps({**about, "rules": "0"}))
    told = makersim("report", tmp_path, "--lang", "en", "--out", tmp_path / "x.html")
    assert told.exit_code == 2
    assert "another version of the model" in told.output
    assert not (tmp_path / "x.html").exists()


@pytest.mark.parametrize("name", ["manifest.json", "series.parquet", "page.html"])
def test_a_report_takes_no_other_files_place(folders, tmp_path, name):
    if name == "page.html":
        (tmp_path / name).write_text("<html>mine</html>")
    file = tmp_path / name if name == "page.html" else folders[1] / name
    before = file.read_bytes()
    told = makersim("report", folders[1], "--lang", "en", "--out", file)
    assert told.exit_code == 2
    assert file.read_bytes() == before
    assert "end" in told.output or "not overwritten" in told.output


def test_a_report_takes_the_place_of_a_report(folders, tmp_path):
    for _ in range(2):
        told = makersim("report", folders[1], "--lang", "en", "--out", tmp_path / "x.html")
        assert told.exit_code == 0, told.output

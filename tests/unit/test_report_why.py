"""The section of a report on why: an attribution of the same runs is taken, any other is not."""

import csv
import json
import re
import shutil
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from sim.cli import app
from sim.results.files import read_columns, write_columns
from sim.studies.attribute_folder import COALITIONS_FILE

SMALL = ("--set", "scale=0.1", "--set", "run.until=2019-12", "--parameters", "default")
PLAN = (*SMALL, "--replicates", "2", "--workers", "1", "--quiet")
ASKED = ("--no-switches", "--outcome", "funding")


def makersim(out: Path, *words: str) -> Path:
    """Run a command; returns the folder that it names."""
    options = [*words, *PLAN, "--out", str(out), "--lang", "en"]
    done = CliRunner().invoke(app, options, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return Path(done.stdout.strip())


def why(folder: Path, tmp_path: Path, lang: str = "en") -> str:
    """Section of the report of a folder."""
    path = tmp_path / "report.html"
    options = ["report", str(folder), "--lang", lang, "--out", str(path)]
    done = CliRunner().invoke(app, options, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return re.findall(r'<section id="why">.*?</section>', path.read_text("utf-8"), re.DOTALL)[0]


@pytest.fixture(scope="module")
def out(tmp_path_factory) -> Path:
    """Folder of a small run, and of the attribution of its gap in funding."""
    folder = tmp_path_factory.mktemp("outputs")
    makersim(folder, "run", "baseline")
    makersim(folder, "attribute", "baseline", *ASKED)
    return folder


@pytest.fixture
def copied(out, tmp_path) -> Path:
    """The same folder, to be changed."""
    shutil.copytree(out, tmp_path / "outputs")
    return tmp_path / "outputs"


def run_in(out: Path) -> Path:
    return next(out.glob("baseline/*/manifest.json")).parent


def split_in(out: Path) -> Path:
    return next(out.glob("attribute/*/manifest.json")).parent


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_attribution_of_the_same_runs_is_shown(out, tmp_path, lang):
    found = why(run_in(out), tmp_path, lang)
    with open(split_in(out) / "attribution.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert found.count("<li>") == len(rows) == 8
    for row in rows:
        assert f"{float(row['mean']):+.2f}".replace("+0.00", "0") in found
    assert found.count("<svg") == 1
    assert found.count('class="mark"') == 8
    assert "makersim attribute" not in found


def test_without_one_the_report_says_how_to_make_it(copied, tmp_path):
    shutil.rmtree(copied / "attribute")
    found = why(run_in(copied), tmp_path)
    assert "makersim attribute " in found
    assert "--set scale=0.1 --set run.until=2019-12" in found
    assert "<svg" not in found


def changed(folder: Path, **values: object) -> None:
    path = folder / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **values}))


def other_scenario(folder: Path) -> None:
    about = json.loads((folder / "manifest.json").read_text())
    changed(folder, scenarios=[{**about["scenarios"][0], "design_id": "0" * 12}])


def other_figures(folder: Path) -> None:
    found = read_columns(folder / COALITIONS_FILE)
    write_columns(folder / COALITIONS_FILE, {**found, "funding": found["funding"] + 0.5})


def other_seeds(folder: Path) -> None:
    found = read_columns(folder / COALITIONS_FILE)
    write_columns(folder / COALITIONS_FILE, {**found, "seed": np.asarray(found["seed"]) + 99})


@pytest.mark.parametrize(
    "spoil",
    [
        lambda folder: changed(folder, rules="of another day"),
        lambda folder: changed(folder, parameters="posterior"),
        lambda folder: (folder / "manifest.json").write_text("{"),
        lambda folder: (folder / "manifest.json").write_text("[]"),
        lambda folder: (folder / COALITIONS_FILE).unlink(),
        other_scenario,
        other_figures,
        other_seeds,
    ],
    ids=["rules", "parameters", "broken", "no manifest", "no runs", "scenario", "runs", "seeds"],
)
def test_one_that_does_not_fit_is_passed_over(copied, tmp_path, spoil):
    spoil(split_in(copied))
    assert "makersim attribute " in why(run_in(copied), tmp_path)

"""What reports take from beside them: attributions and stocks of the same runs, no others."""

import csv
import json
import re
import shutil
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from sim.cli import app
from sim.dynamics.systems import SYSTEMS
from sim.results.files import read_columns, write_columns
from sim.studies.attribute_folder import COALITIONS_FILE
from sim.studies.report.beside import stocks_of
from sim.studies.report.why_section import command_of_comparison

SMALL = ("--set", "scale=0.4", "--set", "run.until=2019-12", "--parameters", "default")
PLAN = (*SMALL, "--replicates", "2", "--workers", "1", "--quiet")
ASKED = ("--no-switches", "--outcome", "funding")


def makersim(out: Path, *words: str) -> Path:
    """Run a command; returns the folder that it names."""
    options = [*words, *PLAN, "--out", str(out), "--lang", "en"]
    done = CliRunner().invoke(app, options, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return Path(done.stdout.strip())


def report(folder: Path, tmp_path: Path, lang: str = "en") -> str:
    """Report of a folder."""
    path = tmp_path / "report.html"
    options = ["report", str(folder), "--lang", lang, "--out", str(path)]
    done = CliRunner().invoke(app, options, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return path.read_text("utf-8")


def section(text: str, key: str) -> str:
    """A section of a report; empty if it has none."""
    found = re.search(rf'<section id="{key}">.*?</section>', text, re.DOTALL)
    return found[0] if found else ""


def why(folder: Path, tmp_path: Path, lang: str = "en") -> str:
    """Section of the report of a folder on why."""
    return section(report(folder, tmp_path, lang), "why")


@pytest.fixture(scope="module")
def out(tmp_path_factory) -> Path:
    """Folder of a small run, of the attribution of its gap in funding, and of its stocks."""
    folder = tmp_path_factory.mktemp("outputs")
    makersim(folder, "run", "baseline")
    for year in ("2018", "2019"):
        makersim(folder, "stocks", "baseline", "--year", year)
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


def away_from_zero(row: dict[str, str]) -> bool:
    low, high = float(row["monte_carlo_low_90"]), float(row["monte_carlo_high_90"])
    return low > 0 or high < 0 or row["moves"] != "True"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_attribution_of_the_same_runs_is_shown(out, tmp_path, lang):
    found = why(run_in(out), tmp_path, lang)
    with open(split_in(out) / "attribution.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 8
    # A group whose interval holds zero has no sentence of its own; the whole and all off have.
    told = [row for row in rows if row["kind"] != "group" or away_from_zero(row)]
    untold = [row["name_" + lang] for row in rows if row not in told]
    items = re.findall("<li>(.*?)</li>", found)
    assert len(items) == len(told) + bool(untold)
    for name in untold:
        assert re.split(" [(]|（", name)[0] in items[-2]
    for row in rows:
        assert f"{float(row['mean']):+.2f}".replace("+0.00", "0") in found
    assert found.count("<svg") == 1
    assert found.count('class="mark"') == 8
    assert "makersim attribute" not in found
    assert {"en": "With 2 replicates the directions", "zh": "只有 2 次重复模拟"}[lang] in found


def test_without_one_the_report_says_how_to_make_it(copied, tmp_path):
    shutil.rmtree(copied / "attribute")
    text = report(run_in(copied), tmp_path)
    assert section(text, "why") == ""
    found = section(text, "reproduce")
    assert "makersim attribute " in found
    assert "--set scale=0.4 --set run.until=2019-12" in found
    assert text.count("makersim attribute") == found.count("makersim attribute")


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
    text = report(run_in(copied), tmp_path)
    assert section(text, "why") == ""
    assert "makersim attribute " in section(text, "reproduce")


def stocks_in(out: Path, year: int) -> Path:
    return next(out.glob(f"stocks/baseline-{year}-*"))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_stocks_of_the_same_runs_are_pictured(out, tmp_path, lang):
    text = report(run_in(out), tmp_path, lang)
    annex = section(text, "stocks")
    assert annex.count("<svg") == 3
    assert "2019" in re.findall("<h2>.*?</h2>", annex)[0]
    assert "makersim stocks" not in text
    with open(stocks_in(out, 2019) / "stocks.csv", encoding="utf-8-sig", newline="") as file:
        rows = {(row["kind"], row["name"]): float(row["mean"]) for row in csv.DictReader(file)}
    shown = set(re.findall(r">([^<>]+)</text>", annex))
    for name in ("specialised", "rent_dependent", "diversified"):
        assert f"{rows['flow', f'founded_{name}']:,.0f}" in shown
        start = rows["stock at the start", name]
        assert any(each.endswith(f" {start:,.0f}") for each in shown)


def test_every_box_of_the_picture_adds_up(out):
    rows = stocks_of(out, run_in(out).name, 2).table
    for name, system in SYSTEMS.items():
        for stock in system.stocks:
            enters = [flow.name for flow in system.flows if flow.target == stock]
            leaves = [flow.name for flow in system.flows if flow.source == stock]
            change = rows.flow(name, enters).mean - rows.flow(name, leaves).mean
            end, start = rows.end(name, stock).mean, rows.start(name, stock).mean
            assert end - start == pytest.approx(change, abs=1e-3)


def other_runs(out: Path) -> None:
    for year in (2018, 2019):
        folder = stocks_in(out, year)
        folder.rename(folder.with_name(f"baseline-{year}-0123456789ab"))


def cut_tables(out: Path) -> None:
    for year in (2018, 2019):
        path = stocks_in(out, year) / "stocks.csv"
        path.write_bytes(path.read_bytes()[:900])


@pytest.mark.parametrize("spoil", [other_runs, cut_tables])
def test_stocks_that_do_not_fit_are_passed_over(copied, tmp_path, spoil):
    spoil(copied)
    text = report(run_in(copied), tmp_path)
    assert section(text, "stocks") == ""
    assert "makersim" not in section(text, "flows")
    command = re.search("makersim stocks [^<]*", section(text, "reproduce"))[0]
    assert command.endswith("--set scale=0.4 --set run.until=2019-12 --year 2019")


def test_another_year_is_shown_for_want_of_the_usual_one(copied, tmp_path):
    shutil.rmtree(stocks_in(copied, 2019))
    annex = section(report(run_in(copied), tmp_path), "stocks")
    assert "2018" in re.findall("<h2>.*?</h2>", annex)[0]


def test_scenarios_of_run_folders_and_scripts_are_named_so_that_commands_take_them():
    plan = {"parameters": "best", "replicates": [{"seed": 7}, {"seed": 8}]}
    options = "--seed 7 --replicates 2 --parameters best"
    members = {"members": [{"scenario": "baseline"}, {"scenario": "mine"}]}
    folders = {"command": "makersim compare outputs/baseline/1a outputs/mine/2b/"} | members | plan
    assert command_of_comparison(folders, 1) == (
        "makersim attribute outputs/mine/2b/scenario.yaml --against "
        f"outputs/baseline/1a/scenario.yaml {options}"
    )
    script = {"command": "sim.compare"} | members | plan
    said = f"makersim attribute mine --against baseline {options}"
    assert command_of_comparison(script, 1) == said

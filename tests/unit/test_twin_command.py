"""``makersim twin``: its table, files, figure and exit codes."""

import csv
import json

import matplotlib.text
import numpy as np
import pytest
import yaml
from typer.testing import CliRunner

from sim.analysis.figures import fonts
from sim.analysis.figures.style import style
from sim.analysis.figures.twin_figure import PANELS, twin_figure
from sim.analysis.twin import COLUMNS, beside
from sim.cli import app
from sim.dynamics.equations import simulate
from sim.dynamics.twin import twin
from sim.dynamics.twin.fitted import FITTED, stored
from sim.dynamics.twin.observed import observe
from sim.dynamics.twin.tracking import BESIDE, STOCKS, tracked
from sim.studies import twin_fit
from tests.runs import small_scenario

SMALL = ("--replicates", "2", "--set", "scale=0.05", "--set", "horizon.end=2016-12")


@pytest.fixture(scope="module")
def found():
    scenario = small_scenario("2016-12")
    return beside(simulate(twin(scenario, {})), [observe(scenario, seed) for seed in (1, 2, 3)])


def run(*arguments):
    return CliRunner().invoke(app, ["twin", *arguments])


def test_it_writes_errors_series_and_a_figure(tmp_path):
    result = run("baseline", *SMALL, "--out", str(tmp_path), "--json")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    (folder,) = (tmp_path / "twin").iterdir()
    assert told["folder"] == folder.as_posix()
    with (folder / "errors.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert [*rows[0]] == [*COLUMNS]
    assert {row["stock"] for row in rows} == {*STOCKS, *BESIDE}
    assert {row["fitted"] for row in rows} == {"False"}  # with settings it is no longer what it was
    for row in rows:
        error = told["errors"]["baseline"][row["stock"]]
        assert (float(row["error"]) if row["error"] else None) == pytest.approx(error, abs=1e-5)
    with (folder / "twin.csv").open(encoding="utf-8-sig") as file:
        months = list(csv.DictReader(file))
    assert [int(float(row["month"])) for row in months] == [*range(25)]
    assert {"spaces_specialised", "fundings", "vacancy_diversified"} <= {*months[0]}
    assert {path.suffix for path in folder.iterdir()} == {".csv", ".png", ".svg"}


def test_a_check_fails_where_the_twin_is_far(tmp_path):
    """In a province of a few dozen spaces two runs are far from any mean."""
    result = run("baseline", *SMALL, "--check", "--out", str(tmp_path), "--quiet")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1


def test_a_fit_writes_what_it_found_and_what_it_was_held_to(tmp_path, monkeypatch):
    small = small_scenario("2016-12")
    monkeypatch.setattr(twin_fit, "fitted_to", lambda: {"baseline": small, "lease": small})
    monkeypatch.setattr(twin_fit, "kept_from", lambda: {"subsidy_cut": small})
    monkeypatch.setattr(twin_fit, "FILE", tmp_path / "fitted.yaml")
    monkeypatch.setattr(twin_fit, "ENSEMBLE", tmp_path / "ensemble.csv")
    monkeypatch.setattr(twin_fit, "STEPS", 2)
    result = run("baseline", *SMALL, "--fit", "--out", str(tmp_path / "out"))
    assert result.exit_code == 0, result.output
    assert "2 steps" in " ".join(result.stdout.split())
    found = yaml.safe_load((tmp_path / "fitted.yaml").read_text(encoding="utf-8"))
    assert {*found["values"]} == {each.name for each in FITTED}
    assert found["ensembles"] == {"replicates": 2, "seed": 1, "parameters": "posterior"}
    assert found["parameters"] == stored()["parameters"]
    assert found["values"] != stored()["values"]
    with (tmp_path / "ensemble.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert [row["scenario"] for row in rows] == ["baseline"] * 8 + ["subsidy_cut"] * 8
    assert b"\r" not in (tmp_path / "ensemble.csv").read_bytes()  # as git keeps it


def test_what_cannot_be_run_is_refused(tmp_path):
    short = run("baseline", "--set", "horizon.end=2015-02", "--out", str(tmp_path))
    assert short.exit_code == 2
    assert "quarter" in short.output
    assert run("no_such_scenario", "--out", str(tmp_path)).exit_code == 2
    assert not [*tmp_path.iterdir()]


def test_the_band_is_that_of_the_runs(found):
    assert found.replicates == 3
    assert [*found.months] == [*range(2, 24, 3)]
    for name in (*STOCKS, *BESIDE):
        assert (found.low[name] <= found.mean[name] + 1e-9).all()
        assert (found.mean[name] <= found.high[name] + 1e-9).all()
    assert tracked(dict.fromkeys(STOCKS, 0.09)) != tracked(
        {**dict.fromkeys(STOCKS, 0.0), "tenants": 0.1}
    )
    assert tracked(dict.fromkeys(STOCKS, np.nan))  # nothing there to be held to


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_figure_says_what_it_shows(found, language):
    chosen = fonts.fonts_for(language)
    with style(chosen):
        figure = twin_figure(found, chosen, "Jiangsu / 江苏", "posterior")
    assert len(figure.axes) == len(PANELS)
    said = {each.get_text() for each in figure.findobj(matplotlib.text.Text)}
    assert {title.text(chosen.language) for title in PANELS.values()} <= said
    line = figure.axes[0].lines[-1]
    assert line.get_ydata() == pytest.approx(found.run["spaces_specialised"])


def test_a_fit_that_cannot_be_written_about_changes_nothing(tmp_path, monkeypatch):
    (tmp_path / "taken").write_text("a file, no folder")
    monkeypatch.setattr(twin_fit, "refit", lambda *_: pytest.fail("fitted"))
    result = run("baseline", *SMALL, "--fit", "--out", str(tmp_path / "taken"))
    assert result.exit_code == 2
    assert "taken" in result.output

"""The command: what it shows in both languages, what it refuses, and its exit codes."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sim.analysis import run_outcomes
from sim.analysis.run_outcomes import HEADLINE, catalogue, outcomes_of
from sim.cli import app
from sim.experiments import engines
from sim.experiments import jobs as making
from sim.experiments.points import run_points
from sim.scenario import load_scenario
from tests.sweeps import TINY, plan_file, rows_in


def makersim(*words: object, lang: str = "en"):
    return CliRunner().invoke(
        app, ["sweep", *map(str, words), "--lang", lang], env={"COLUMNS": "160"}
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    told = makersim(plan_file(folder, TINY % 1), "--out", folder)
    assert told.exit_code == 0, told.output
    assert "20 runs: 5 points x 2 scenarios x 2 replicates" in told.output
    assert "20 runs made in" in told.stderr
    return folder


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ["20 done, 0 failed, 0 to be made", "Startups hosted", "90 % of runs"]),
        ("zh", ["已完成 20 次，失败 0 次", "在孵企业和团队数", "90% 的模拟"]),
    ],
)
def test_status_says_how_far_it_is_in_both_languages(made, lang, said):
    told = makersim(made / "tiny.yaml", "--out", made, "--status", lang=lang)
    assert told.exit_code == 0
    assert [text for text in said if text not in told.output] == []


def test_status_of_a_grown_plan_says_what_is_left_and_runs_nothing(made, tmp_path):
    told = makersim(plan_file(tmp_path, TINY % 4), "--out", made, "--status", "--json")
    found = json.loads(told.stdout)
    assert [found[key] for key in ("runs", "done", "failed", "todo")] == [80, 20, 0, 60]
    assert found["core_seconds_left"] == pytest.approx(60 * found["core_seconds_per_run"])
    assert rows_in(made) == 20


def test_the_manifest_says_where_runs_come_from(made):
    about = json.loads(next(made.rglob("manifest.json")).read_text(encoding="utf-8"))
    assert about["command"].startswith("makersim sweep ")
    assert about["factors"] == ["match.weight_fit", "incubate.peer_gain", "lease_relief"]
    (machine,) = about["machines"].values()
    assert machine["cpu_features"]
    assert about["machines_differ_in"] == {}
    assert next(made.rglob("plan.yaml")).read_text(encoding="utf-8") == TINY % 1


def test_kinds_of_machine_that_differ_are_told(made):
    from sim.studies.sweep_folder import differing

    about = json.loads(next(made.rglob("manifest.json")).read_text(encoding="utf-8"))
    (one,) = about["machines"].values()
    features, versions = one["cpu_features"][1:], {**one["versions"], "numpy": "0.1"}
    other = {**one, "cpu": "another", "cpu_features": features, "versions": versions}
    found = differing({"one": one, "other": other})
    assert found["cpu_features"] == one["cpu_features"][:1]
    assert found["versions"] == sorted(["numpy 0.1", f"numpy {one['versions']['numpy']}"])
    assert found["cpu"] == sorted(["another", one["cpu"]])


def test_failed_runs_are_shown_with_their_reasons(tmp_path, monkeypatch):
    def failing(job, batch):
        raise FloatingPointError("no such thing")

    monkeypatch.setattr(making, "_run", failing)
    told = makersim(plan_file(tmp_path, TINY % 1), "--out", tmp_path)
    assert told.exit_code == 0
    assert "0 done, 20 failed" in told.output
    assert "20 FloatingPointError: no such thing" in " ".join(told.output.split())
    assert "--retry-failed" in told.output


def test_outcomes_are_those_that_runs_have(tmp_path):
    scenario = load_scenario("baseline").with_set({"scale": 0.05})
    row = run_points(scenario, [{}], outcomes_of)[0]
    assert set(row) - {"repeat"} == set(catalogue())
    listed = json.loads(makersim("--outcomes", "--json").stdout)
    assert list(listed) == list(catalogue())
    assert set(HEADLINE) <= set(listed)
    assert "gap:funded_24" in makersim("--outcomes", lang="zh").output


def test_no_figure_of_a_run_is_left_out_of_the_catalogue():
    from sim.analysis.evidence import figures_of
    from sim.analysis.observed import Observed
    from sim.analysis.run_outcomes import _name

    found = []

    def measure(part, scale):
        found.extend(_name(*key) for key in figures_of(Observed(part, scale)))
        return {}

    run_points(load_scenario("baseline").with_set({"scale": 0.05}), [{}], measure)
    assert len(found) > 100
    assert set(found) <= set(catalogue())


# What they read that decides no number: labels, tables as such, money by purpose.
DECIDE_NOTHING = {
    "analysis/catalogue.py",
    "analysis/comparison_indicators.py",
    "analysis/public_cost.py",
    "results/columns.py",
    "results/ledger.py",
    "results/reduce.py",
}


def test_sources_that_measure_outcomes_are_in_the_version():
    root = Path(run_outcomes.__file__).parents[1]
    assert [each for each in run_outcomes.SOURCES if not (root / each).exists()] == []
    loaded = "import sys, sim.analysis.run_outcomes; print(*(m.__file__ for m in "
    loaded += (
        "list(sys.modules.values()) if m.__name__.startswith(('sim.analysis', 'sim.results'))))"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", loaded]
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    files = {Path(file).relative_to(root).as_posix() for file in told.stdout.split()}
    modules = {file for file in files if not file.endswith("__init__.py")}
    hashed = {file for file in modules if file.startswith(run_outcomes.SOURCES)}
    assert modules - hashed == DECIDE_NOTHING


REFUSED = {
    "nothing": ([], "Name a plan file", "请给出实验方案文件"),
    "nowhere": (["{folder}/nowhere.yaml"], "no plan file", "找不到实验方案"),
    "two engines": (["{plan}", "--processes", "--dask", "local"], "choose one", "只选一种"),
    "a file": (["{plan}", "--out", "{plan}"], "Not a directory. 0 of 20", "Not a directory。20 次"),
    "scheduler": (["{plan}", "--dask", "tcp://127.0.0.1:9"], "could be reached", "无法连接"),
}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("case", REFUSED)
def test_refusals_say_one_clear_sentence(case, lang, tmp_path, monkeypatch):
    if case == "scheduler":
        pytest.importorskip("distributed")
        monkeypatch.setattr(engines, "CONNECT_SECONDS", 1)
    words, *said = REFUSED[case]
    places = {"folder": tmp_path, "plan": plan_file(tmp_path, TINY % 1)}
    out = [] if "--out" in words else ["--out", tmp_path]
    told = makersim(*(word.format(**places) for word in words), *out, lang=lang)
    assert told.exit_code == 2, told.output
    assert said[lang == "zh"] in told.stderr
    assert not list(tmp_path.rglob("part-*"))


def test_runs_of_another_version_are_told_and_never_mixed(made, tmp_path):
    import shutil

    shutil.copytree(made / "sweeps", tmp_path / "sweeps")
    (folder,) = (tmp_path / "sweeps" / "tiny").iterdir()
    folder.rename(folder.with_name("0123456789ab"))
    file = plan_file(tmp_path, TINY % 1)
    told = makersim(file, "--out", tmp_path)
    assert told.exit_code == 2
    assert "another version of the model (0123456789ab)" in told.stderr
    assert rows_in(tmp_path) == 20
    assert makersim(file, "--out", tmp_path, "--anew", "--quiet").exit_code == 0
    assert rows_in(tmp_path) == 40
    told = makersim(file, "--out", tmp_path, "--status")
    assert "20 done" in told.output
    assert "0123456789ab" in told.output


def test_the_store_of_another_plan_is_not_touched(made, tmp_path):
    other = "uncertainties: {close.review: [0.1, 0.2]}\ndesign: {method: random, points: 2}\n"
    told = makersim(plan_file(tmp_path, other), "--out", made)
    assert told.exit_code == 2
    assert "another plan, which varies match.weight_fit, incubate.peer_gain" in told.stderr
    assert rows_in(made) == 20


def test_help_has_an_example():
    told = CliRunner().invoke(app, ["sweep", "--help"])
    assert "makersim sweep scenarios/plans/levers_and_luck.yaml" in " ".join(told.output.split())


@pytest.mark.parametrize("content", [b"", b"no table"])
def test_runs_of_a_part_that_cannot_be_read_are_to_be_made(made, tmp_path, content):
    shutil.copytree(made, tmp_path / "copy")
    part = sorted((tmp_path / "copy").rglob("runs/part-*.parquet"))[0]
    part.write_bytes(content)
    asked = (tmp_path / "copy" / "tiny.yaml", "--out", tmp_path / "copy")
    status = makersim(*asked, "--status", "--json")
    assert (status.exit_code, json.loads(status.stdout)["todo"] > 0) == (0, True)
    found = CliRunner().invoke(
        app, ["discover", str(asked[0]), "--out", str(asked[2]), "--where", "tenants > 0"]
    )
    assert isinstance(found.exception, SystemExit | None)
    told = makersim(*asked)
    assert told.exit_code == 0
    assert "20 done, 0 failed, 0 to be made" in told.output

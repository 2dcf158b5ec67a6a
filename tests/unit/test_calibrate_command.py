"""The command: what it refuses, what it writes, and adoption as the one truth."""

import json
import os
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from typer.testing import CliRunner

from sim.calibration.draws import best_point
from sim.calibration.fit import NothingToLearn, Size
from sim.calibration.priors import priors
from sim.cli import app
from sim.experiments import calibration_files
from sim.model.parameters import Parameters
from sim.studies import adopt as adopting
from sim.studies import calibrate
from sim.studies.adopt import NotACheckout, adopt, with_defaults
from sim.studies.passes import Passes
from sim.studies.terminal import BadInput

ROOT = Path(__file__).resolve().parents[2]
SOURCE = (ROOT / "sim" / "model" / "parameters.py").read_text(encoding="utf-8")


def run(*arguments):
    return CliRunner().invoke(app, ["calibrate", *arguments])


def test_quick_fits_and_checks_are_not_adopted(tmp_path):
    for words in (("--quick", "--adopt"), ("--check", "ranks", "--adopt")):
        refused = run(*words, "--out", str(tmp_path))
        assert refused.exit_code == 2
        assert "--adopt" in refused.output
    assert not list(tmp_path.iterdir())


def test_an_unknown_scenario_is_refused_with_the_nearest_name(tmp_path):
    refused = run("--quick", "--scenario", "baselin", "--out", str(tmp_path))
    assert refused.exit_code == 2
    assert "baseline" in refused.output


def test_figures_without_values_are_named(tmp_path, monkeypatch):
    def without_values(*arguments):
        raise NothingToLearn({"funded_cumulative": 512}, 512)

    monkeypatch.setattr(calibrate, "fit", without_values)
    refused = run("--quick", "--quiet", "--out", str(tmp_path))
    assert refused.exit_code == 2
    assert "funded_cumulative (512)" in refused.output
    assert "jiangsu_2017.yaml" in refused.output


def test_an_unreachable_scheduler_is_named(tmp_path):
    pytest.importorskip("distributed")
    import dask

    with dask.config.set({"distributed.comm.timeouts.connect": "1s"}):
        refused = run("--quick", "--dask", "tcp://127.0.0.1:9", "--out", str(tmp_path))
    assert refused.exit_code == 2
    assert "127.0.0.1:9" in refused.output


def test_defaults_are_the_best_point():
    defaults = Parameters()
    for key, value in best_point().items():
        group, name = key.split(".")
        assert getattr(getattr(defaults, group), name) == value, key


def test_only_the_named_defaults_change():
    wanted = {key: round(value * 1.01, 8) for key, value in best_point().items()}
    before, after = SOURCE.splitlines(), with_defaults(SOURCE, wanted).splitlines()
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert len(changed) == len(priors())
    assert all(old.partition(" = ")[0] == new.partition(" = ")[0] for old, new in changed)
    found = {}
    exec(compile(with_defaults(SOURCE, wanted), "parameters", "exec"), found)
    for key, value in wanted.items():
        group, name = key.split(".")
        assert getattr(getattr(found["Parameters"](), group), name) == value
    assert with_defaults(SOURCE, {}) == SOURCE


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    (tmp_path / "sim" / "model").mkdir(parents=True)
    shutil.copytree(ROOT / "calibration", tmp_path / "calibration")
    shutil.copy(ROOT / "sim" / "model" / "parameters.py", tmp_path / "sim" / "model")
    (tmp_path / "pyproject.toml").touch()
    place = tmp_path / "calibration"
    monkeypatch.setattr(adopting, "calibration_file", lambda name: place / name)
    return tmp_path


def test_adoption_writes_both_truths_at_once(checkout, tmp_path):
    made = tmp_path / "made"
    shutil.copytree(ROOT / "calibration", made)
    moved = {key: prior.value(0.25) for key, prior in priors().items()}
    (made / "best.yaml").write_text(yaml.safe_dump(moved), encoding="utf-8")
    adopt(made)
    assert yaml.safe_load((checkout / "calibration" / "best.yaml").read_text()) == moved
    written = (checkout / "sim" / "model" / "parameters.py").read_text(encoding="utf-8")
    assert written == with_defaults(SOURCE, moved) != SOURCE


@pytest.mark.parametrize("moved_before", [0, 3, 7])
def test_adoption_stopped_half_way_is_finished_by_the_next(
    checkout, tmp_path, monkeypatch, moved_before
):
    made = tmp_path / "made"
    shutil.copytree(ROOT / "calibration", made)
    moved = {key: prior.value(0.25) for key, prior in priors().items()}
    (made / "best.yaml").write_text(yaml.safe_dump(moved), encoding="utf-8")
    (made / "fit.md").write_text("another", encoding="utf-8")
    (made / "trust_recovery.md").unlink()
    done = []

    def stopping(here, there):
        if len(done) == moved_before:
            raise KeyboardInterrupt
        done.append(os.replace(here, there))

    with monkeypatch.context() as patch:
        patch.setattr(adopting, "os", SimpleNamespace(replace=stopping))
        with pytest.raises(KeyboardInterrupt):
            adopt(made)
    place = checkout / "calibration"
    assert (place / adopting.READY).is_dir()
    finished = run("--adopt", "--out", str(tmp_path / "out"))  # and runs nothing
    assert finished.exit_code == 0, finished.output
    assert "stopped half way and now finished" in finished.output
    assert not (tmp_path / "out").exists()
    assert not list(place.glob(".adopting*"))
    assert (place / "fit.md").read_text(encoding="utf-8") == "another"
    written = (checkout / "sim" / "model" / "parameters.py").read_text(encoding="utf-8")
    assert written == with_defaults(SOURCE, moved) != SOURCE
    assert adopting.finish_earlier() == []
    assert adopt(made).older_checks == ["trust_recovery.md"]


def test_a_calibration_that_lacks_a_file_is_not_adopted(checkout, tmp_path):
    made = tmp_path / "made"
    shutil.copytree(ROOT / "calibration", made)
    (made / "fit.md").unlink()
    (made / "best.yaml").write_text("{}", encoding="utf-8")
    with pytest.raises(BadInput, match=r"fit\.md is missing"):
        adopt(made)
    best = (checkout / "calibration" / "best.yaml").read_bytes()
    assert best == (ROOT / "calibration" / "best.yaml").read_bytes()


def test_figures_of_an_earlier_fit_do_not_stay(checkout, tmp_path):
    made, stale = tmp_path / "made", checkout / "calibration" / "figures" / "fit_old.png"
    shutil.copytree(ROOT / "calibration", made)
    stale.touch()
    adopt(made)
    assert not stale.exists()
    assert (stale.parent / "fit_targets.png").is_file()


def test_passes_add_up_whatever_ends_them(tmp_path):
    there = [5]
    first = Passes(tmp_path / "passes.json", lambda: there[0])
    there[0] = 12
    first.note()  # then it is killed
    second = Passes(tmp_path / "passes.json", lambda: there[0])
    there[0] = 20
    assert [each["runs"] for each in second.note()] == [7, 8]
    assert [each["runs"] for each in second.note()] == [7, 8]


def test_an_installation_is_not_a_checkout(checkout):
    (checkout / "pyproject.toml").unlink()
    with pytest.raises(NotACheckout):
        adopt(ROOT / "calibration")
    assert calibration_files.calibration_file("best.yaml").is_file()


SMALL = """\
extends: baseline
title: {en: A tiny province, zh: 一个很小的省}
scale: 0.04
"""


@pytest.mark.slow
def test_the_whole_command_on_a_tiny_province(tmp_path, monkeypatch):
    monkeypatch.setattr(calibrate, "QUICK", Size((256, 64), 40))
    scenario = tmp_path / "tiny.yaml"
    scenario.write_text(SMALL, encoding="utf-8")
    words = ("--quick", "--scenario", str(scenario), "--out", str(tmp_path / "out"))
    done = run(*words)
    assert done.exit_code == 0, done.output
    assert "Spaces on the list" in done.output
    folder = Path(done.output.strip().splitlines()[-1])
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    drawn = ("targets", "parameters", "correlations")
    figures = {f"figures/fit_{name}.png" for name in drawn}
    assert files == {*adopting.PARTS, *figures, "passes.json"}
    page = (folder / "fit.md").read_text(encoding="utf-8")
    assert all(f"`{key}`" in page for key in priors())
    assert "by construction" in page.lower()
    about = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert [each["runs"] for each in about["passes"]] == [about["runs"]]
    assert about["seconds"] == about["passes"][0]["seconds"] > 0
    assert about["resolved"]["scale"] == 0.04
    assert "scikit-learn" in about["versions"]
    before = {path: path.stat().st_mtime_ns for path in folder.parent.rglob("part-*.parquet")}
    assert run(*words, "--quiet").exit_code == 0  # everything is there already
    after = {path: path.stat().st_mtime_ns for path in folder.parent.rglob("part-*.parquet")}
    assert after == before
    about = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert [each["runs"] for each in about["passes"]] == [about["runs"], 0]
    checked = run(*words, "--check", "recovery", "--fits", "1")
    assert checked.exit_code == 0, checked.output
    assert "intervals of 90 % hold" in checked.output

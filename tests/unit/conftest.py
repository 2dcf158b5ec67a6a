"""What several files of unit tests use."""

import pytest
from typer.testing import CliRunner

from sim.cli import app
from sim.experiments import jobs as making
from sim.studies import study
from sim.studies.sweep_api import Sweep, sweep
from tests.sweeps import plan_file


@pytest.fixture
def makersim(tmp_path, monkeypatch):
    """Run a command in an empty folder, in English."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def run(*arguments):
        result = CliRunner().invoke(app, arguments)
        assert "Traceback" not in result.output
        return result

    return run


@pytest.fixture
def ran(monkeypatch) -> list[int]:
    """Numbers of the replicates that are really run."""
    numbers: list[int] = []
    real = study.under_way

    def counted(on, scenario, plan, todo, keep):
        numbers.extend(each.number for each in todo)
        return real(on, scenario, plan, todo, keep)

    monkeypatch.setattr(study, "under_way", counted)
    return numbers


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def reference(tmp_path_factory) -> Sweep:
    """A small sweep on one thread, which others must equal."""
    folder = tmp_path_factory.mktemp("reference")
    return sweep(plan_file(folder), out=folder, workers=1)


@pytest.fixture
def made(monkeypatch) -> list[str]:
    """Keys of the runs that are made, as they are made, on threads."""
    found: list[str] = []
    real = making._run

    def counted(job, batch):
        found.append(job.key)
        return real(job, batch)

    monkeypatch.setattr(making, "_run", counted)
    return found

"""What several files of unit tests use."""

import pytest
from typer.testing import CliRunner

from sim.cli import app
from sim.studies import study


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

"""What several files of unit tests use."""

import pytest
from typer.testing import CliRunner

from sim.cli import app


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

"""``makersim live``: what it refuses, what it says, and how it ends."""

import os
import re
import signal
import socket
import subprocess
import sys
from urllib.request import urlopen

import pytest
from typer.testing import CliRunner

from sim.cli import app
from sim.live import rehearsal


def run(*arguments):
    return CliRunner().invoke(app, ["live", "--no-open", *arguments])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("baselin",), "baseline"),
        (("baseline", "rent_shock", "neutral"), "at most 2"),
        (("no_such.yaml",), "no_such.yaml"),
    ],
)
def test_bad_input_is_refused_in_a_line(arguments, said):
    result = run(*arguments, "--lang", "en")
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_scenarios_that_run_unequally_long_are_refused(tmp_path):
    path = tmp_path / "short.yaml"
    path.write_text("extends: baseline\nrun: {until: 2020-12}\n", encoding="utf-8")
    result = run("baseline", str(path), "--lang", "en")
    assert result.exit_code == 2
    assert "equally long" in result.stderr


def test_a_port_that_is_taken_is_named():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = run("--port", str(port), "--lang", "zh")
    assert result.exit_code == 2
    assert str(port) in result.stderr
    assert "--port" in result.stderr


def test_the_rehearsal_says_what_is_missing(monkeypatch):
    monkeypatch.setattr(rehearsal, "page_files", dict)
    monkeypatch.setattr(rehearsal, "_MEASURED", 3)
    result = run("--check", "--lang", "en")
    assert result.exit_code == 1
    assert re.search(r"✗ .*index\.html", result.stdout)
    assert re.search(r"✓ Port \d+ is free", result.stdout)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_it_serves_until_ctrl_c(tmp_path):
    command = [sys.executable, "-m", "sim.cli", "live", "--no-open", "--lang", "en"]
    server = subprocess.Popen(
        command,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        address = re.search(r"http://127.0.0.1:\d+", server.stdout.readline())[0]
        with urlopen(f"{address}/", timeout=60) as answer:
            assert answer.status == 200
        server.send_signal(signal.SIGINT)
        _, complaints = server.communicate(timeout=20)
    finally:
        server.kill()
    assert server.returncode == 130
    assert "Traceback" not in complaints

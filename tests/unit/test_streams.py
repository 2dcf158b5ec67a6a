"""A screen that goes away takes no files with it."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

SMALL = "run baseline --set scale=0.05 --until 2015-06 --replicates 1 --out out"
needs_a_shell = pytest.mark.skipif(os.name != "posix", reason="redirections of a POSIX shell")


def makersim(folder, arguments: str, redirected: str):
    """Run a command in a shell, its output somewhere else."""
    command = f"{shlex.quote(sys.executable)} -m sim.cli {arguments} {redirected}"
    root = Path(__file__).resolve().parents[2]
    place = {**os.environ, "PYTHONPATH": str(root), "LC_ALL": "C.UTF-8"}
    found = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=folder,
        env=place,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in found.stderr
    assert "Exception ignored" not in found.stderr
    return found


@needs_a_shell
@pytest.mark.parametrize(
    ("redirected", "code"), [("| true", 0), (">&-", 0), (">&- 2>&-", 0), (">/dev/full", 2)]
)
def test_a_run_is_written_whatever_becomes_of_the_screen(tmp_path, redirected, code):
    if "full" in redirected and not Path("/dev/full").exists():
        pytest.skip("no device that is full")
    found = makersim(tmp_path, SMALL, redirected)
    assert found.returncode == code
    assert [path.parent.name[0] for path in tmp_path.glob("out/*/*/report.html")] != []
    assert list(tmp_path.glob("out/*/.*")) == []
    assert ("Standard output: No space left on device" in found.stderr) == (code == 2)
    assert "out: " not in found.stderr


@needs_a_shell
def test_a_reader_that_has_seen_enough_is_no_fault(tmp_path):
    assert makersim(tmp_path, "explain baseline", "| head -1").returncode == 0
    assert makersim(tmp_path, "schema", "| true").returncode == 0

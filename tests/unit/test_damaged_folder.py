"""A run folder that was damaged is made whole again by the command that made it."""

import pytest
from typer.testing import CliRunner

from sim.cli import app

SMALL = ("--set", "scale=0.05", "--replicates", "2", "--lang", "en")
RUN = ("run", "baseline", "--until", "2015-06", "--quiet", *SMALL)
COMPARE = ("compare", "baseline", "no_policy", "--quiet", "--set", "run.until=2016-06", *SMALL)
PLACES = {"run": "baseline", "compare": "compare"}
DAMAGES = [
    *(("manifest.json", content) for content in (b"", b"words", b"[]", b"5", b"{}", b'"a"')),
    *((name, content) for name in ("findings.csv", "money.csv") for content in (b"", b"words")),
    *((name, None) for name in ("findings.xlsx", "scenario.yaml", "public_cost.csv")),
    ("findings.xlsx", b""),
    ("scenario.yaml", b""),
    ("figures/survival-en.png", b""),
    ("report.html", b""),
]


def made(out, command):
    result = CliRunner().invoke(app, [*command, "--out", str(out)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    (folder,) = {path.parent for path in out.glob(f"{PLACES[command[0]]}/*/*.json")}
    return folder


def content(folder):
    keep = {"manifest.json", "findings.xlsx", "differences.xlsx", "report.html"}  # with times
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {
        path.relative_to(folder).as_posix(): None if path.name in keep else path.read_bytes()
        for path in files
        if path.stat().st_size
    }


def spoil(path, spoilt):
    if spoilt is None:
        path.unlink()
    else:
        path.write_bytes(spoilt)


@pytest.fixture(scope="module")
def run_out(tmp_path_factory):
    return tmp_path_factory.mktemp("run")


def assert_mended(out, command, name, spoilt):
    folder = made(out, command)
    whole = content(folder)
    spoil(folder / name, spoilt)
    assert made(out, command) == folder
    assert content(folder) == whole


@pytest.mark.parametrize(("name", "spoilt"), DAMAGES)
def test_a_run_mends_what_is_damaged(run_out, name, spoilt):
    assert_mended(run_out, RUN, name, spoilt)


@pytest.fixture(scope="module")
def compared_out(tmp_path_factory):
    return tmp_path_factory.mktemp("compared")


@pytest.mark.parametrize(
    ("name", "spoilt"),
    [("manifest.json", b"5"), ("differences.csv", b""), ("differences.xlsx", None)],
)
def test_a_comparison_mends_what_is_damaged(compared_out, name, spoilt):
    assert_mended(compared_out, COMPARE, name, spoilt)

"""``makersim run`` as users meet it: found again, gone on after a kill, never half there."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from sim.cli import app

SMALL = ["--set", "scale=0.05", "--until", "2019-12", "--lang", "en"]
FILES = {
    "findings.csv",
    "findings.xlsx",
    "ledger.parquet",
    "life_tables.parquet",
    "manifest.json",
    "money.csv",
    "public_cost.csv",
    "scenario.yaml",
    "series.parquet",
    "spaces.parquet",
}
POSIX = pytest.mark.skipif(os.name == "nt", reason="signals")


def command(out: Path, *arguments: str) -> list[str]:
    # What is started in the background ignores Ctrl-C; so would its children.
    code = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    code += "from sim.cli import main; main()"
    return [sys.executable, "-c", code, "run", "baseline", "--out", str(out), *SMALL, *arguments]


def makersim(out: Path, *arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        command(out, *arguments), capture_output=True, text=True, encoding="utf-8", check=False
    )


def runs(out: Path) -> list[Path]:
    return sorted(path.parent for path in out.glob("baseline/*/manifest.json"))


def parts(out: Path) -> list[str]:
    return sorted(path.name for path in out.glob("baseline/.*/parts/[0-9]*"))


def content(folder: Path) -> dict[str, pd.DataFrame]:
    return {path.name: pd.read_parquet(path) for path in sorted(folder.glob("*.parquet"))}


@pytest.fixture(scope="module")
def out(tmp_path_factory) -> Path:
    """Folder with one finished run of twelve replicates."""
    folder = tmp_path_factory.mktemp("outputs")
    done = makersim(folder, "--replicates", "12")
    assert done.returncode == 0, done.stderr
    assert "Startups served in 2017" in done.stdout
    assert "draws that agree with the record" in done.stdout
    (run,) = runs(folder)
    assert str(run) in done.stdout
    return folder


def test_folder_is_whole_and_nothing_lies_beside_it(out):
    (run,) = runs(out)
    assert {path.name for path in run.iterdir()} == FILES | {"figures", "report.html"}
    figures = {path.name for path in (run / "figures").iterdir()}
    assert {"survival-en.svg", "survival-en.png", "check_2017-en.png"} <= figures
    assert len(figures) == 10
    assert list(run.parent.iterdir()) == [run]


def test_tables_read_back_with_pandas_and_pyarrow(out):
    (run,) = runs(out)
    for name in ("series", "spaces", "life_tables", "ledger"):
        table = pq.read_table(run / f"{name}.parquet")
        frame = pd.read_parquet(run / f"{name}.parquet")
        assert table.num_rows == len(frame) > 0
        assert set(frame["draw"]) == set(range(6))
        assert set(frame["seed"]) == set(range(1, 13))
        assert set(frame["scenario"]) == {"baseline"}
    assert (run / "findings.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    findings = pd.read_csv(run / "findings.csv")
    assert set(findings["section"]) == {"check_2017", "outcomes", "gap"}
    served = findings.set_index("indicator").loc["startups_served"]
    assert served["low_90"] < served["median"] < served["high_90"]


def test_manifest_says_how_to_repeat_it(out):
    (run,) = runs(out)
    about = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
    assert about["run_id"] == run.name
    assert [each["seed"] for each in about["replicates"]] == list(range(1, 13))
    assert len(about["draws"]) == 6
    assert set(about["draws"][0]) >= {"match.weight_fit", "found_spaces.host_premium"}
    assert about["resolved"]["scale"] == 0.05
    assert {"numpy", "numba", "python", "makersim"} <= set(about["versions"])
    assert about["machine"]["cpu_features"]
    assert len(about["inputs"]["calibration/priors.yaml"]) == 64
    assert about["calibrated"] is True
    words = about["command"].split()
    assert words[:3] == ["makersim", "run", "baseline"]
    assert {"--seed", "--replicates", "--parameters", "--until", "--set"} <= set(words)


def test_same_run_is_found_and_another_is_not(out, tmp_path):
    (run,) = runs(out)
    before = (run / "series.parquet").stat().st_mtime_ns
    found = makersim(out, "--replicates", "12", "--json")
    assert found.returncode == 0
    told = json.loads(found.stdout)
    assert told["found"] is True
    assert told["run_id"] == run.name
    assert {row["section"] for row in told["findings"]} == {"check_2017", "outcomes", "gap"}
    assert (run / "series.parquet").stat().st_mtime_ns == before
    quiet = makersim(tmp_path, "--replicates", "1", "--seed", "5", "--quiet", "--workers", "1")
    assert (quiet.returncode, quiet.stderr) == (0, "")
    assert quiet.stdout.strip() == str(runs(tmp_path)[0])
    assert runs(tmp_path)[0].name != run.name


def test_what_is_wrong_is_said_with_code_2(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    for wrong in (
        ["--set", "close.grace=9"],
        ["--until", "2019"],
        ["--replicates", "0"],
        ["--parameters", "posteriors"],
        ["--out", str(blocked)],
    ):
        words = ["run", "baseline", "--out", str(tmp_path), *SMALL[:2], "--lang", "en", *wrong]
        done = CliRunner().invoke(app, words)
        assert done.exit_code == 2, wrong
        assert isinstance(done.exception, SystemExit)
    assert str(blocked) in done.stderr
    assert CliRunner().invoke(app, ["run", "basline"]).exit_code == 2


def start_and_wait(out: Path, *arguments: str, least: int = 2) -> subprocess.Popen:
    """Start a run and wait until it has kept some replicates."""
    process = subprocess.Popen(
        command(out, "--workers", "1", *arguments),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    until = time.monotonic() + 120
    while len(parts(out)) < least and process.poll() is None and time.monotonic() < until:
        time.sleep(0.005)
    return process


@POSIX
def test_killed_run_leaves_nothing_half_written_and_is_finished_later(out, tmp_path):
    many = ["--replicates", "30"]
    process = start_and_wait(tmp_path, *many)
    process.kill()
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert runs(tmp_path) == []
    kept = parts(tmp_path)
    assert 2 <= len(kept) < 30
    for path in tmp_path.glob("baseline/.*/parts/[0-9]*/*.arrow"):
        assert pa.ipc.open_file(path).read_all().num_rows > 0
    again = makersim(tmp_path, *many)
    assert again.returncode == 0, again.stderr
    assert f"{len(kept)} of 30 replicates are there" in again.stderr
    (run,) = runs(tmp_path)
    assert list(run.parent.iterdir()) == [run]
    fresh = tmp_path / "fresh"
    assert makersim(fresh, *many).returncode == 0
    for name, frame in content(runs(fresh)[0]).items():
        pd.testing.assert_frame_equal(frame, content(run)[name])
    assert (runs(fresh)[0] / "findings.csv").read_bytes() == (run / "findings.csv").read_bytes()


@POSIX
def test_ctrl_c_keeps_what_is_finished_and_says_how_to_go_on(tmp_path):
    process = start_and_wait(tmp_path, "--replicates", "60")
    process.send_signal(signal.SIGINT)
    _, complaints = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in complaints
    assert runs(tmp_path) == []
    assert f"{len(parts(tmp_path))} of 60 replicates are kept" in complaints


@POSIX
@pytest.mark.slow
def test_two_at_once_do_the_work_once(tmp_path):
    first = start_and_wait(tmp_path, "--replicates", "40")
    second = makersim(tmp_path, "--replicates", "40")
    first.communicate(timeout=120)
    assert (first.returncode, second.returncode) == (0, 0)
    assert "waiting for it" in second.stderr
    assert "was there already" in second.stdout
    assert len(runs(tmp_path)) == 1


@pytest.mark.slow
def test_force_runs_again_and_gives_the_same(out):
    (run,) = runs(out)
    before, made = content(run), (run / "manifest.json").stat().st_mtime_ns
    assert makersim(out, "--replicates", "12", "--force").returncode == 0
    assert runs(out) == [run]
    assert (run / "manifest.json").stat().st_mtime_ns > made
    for name, frame in content(run).items():
        pd.testing.assert_frame_equal(frame, before[name])


@pytest.mark.slow
def test_another_language_adds_its_figures(out):
    done = makersim(out, "--replicates", "12", "--lang", "zh")
    assert done.returncode == 0
    assert "江苏" in done.stdout
    names = {path.name for path in (runs(out)[0] / "figures").iterdir()}
    assert {"survival-en.png", "survival-zh.png"} <= names or "makersim[fonts]" in done.stderr


@pytest.mark.slow
def test_saved_scenario_gives_the_same_numbers(out, tmp_path):
    (run,) = runs(out)
    about = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
    words = ["run", str(run / "scenario.yaml"), "--out", str(tmp_path), "--replicates", "12"]
    code = "from sim.cli import main; main()"
    assert subprocess.run([sys.executable, "-c", code, *words], check=False).returncode == 0
    (again,) = tmp_path.glob("scenario/*/series.parquet")
    one, other = pd.read_parquet(run / "series.parquet"), pd.read_parquet(again)
    pd.testing.assert_frame_equal(one.drop(columns="scenario"), other.drop(columns="scenario"))
    assert about["scenario"] == "baseline"


def test_public_names_come_lazily_and_fast():
    code = (
        "import sys, sim; assert not {'numpy', 'numba', 'pandas', 'pydantic'} & set(sys.modules);"
        "assert set(sim.__all__) <= set(dir(sim));"
        "import sim.cli;"
        "heavy = {'numba', 'pandas', 'matplotlib', 'scipy', 'pyarrow'};"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

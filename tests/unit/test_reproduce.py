"""A run made again from its manifest: the same to the bit, or said where not."""

import json
import shutil
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

import sim
from sim.cli import app
from sim.results.agreement import agreements

PLAN = """
set: {scale: 0.02, run.until: 2016-12}
uncertainties: {match.weight_price: [0.3, 1.5]}
design: {method: random, points: 3}
replicates: 2
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A run with posterior draws, a policy and a mechanism off."""
    scenario = sim.load_scenario("specialisation_push").with_set(
        {"scale": 0.05, "horizon.end": "2019-12", "mechanisms.herding": False}
    )
    out = tmp_path_factory.mktemp("outputs")
    return sim.run(scenario, replicates=4, seed=3, out=out, lang="en").folders[0]


@pytest.fixture
def copy(folder, tmp_path) -> Path:
    return Path(shutil.copytree(folder, tmp_path / "copy"))


def asked(*words: object):
    return CliRunner().invoke(app, ["reproduce", *map(str, words)])


def test_the_manifest_alone_gives_every_number_again(folder):
    result = asked(folder / "manifest.json", "--json")
    data = json.loads(result.stdout)
    assert (result.exit_code, data["same"]) == (0, True)
    assert {each["table"] for each in data["columns"]} == {
        "series",
        "spaces",
        "life_tables",
        "ledger",
    }
    assert sum(each["entries"] for each in data["columns"]) > 100_000


@pytest.fixture(scope="module")
def swept(tmp_path_factory) -> Path:
    """The folder of a small sweep."""
    home = tmp_path_factory.mktemp("sweep")
    plan = home / "small.yaml"
    plan.write_text(PLAN, encoding="utf-8")
    return sim.sweep(plan, out=home).path


def test_a_sweep_is_repeated_from_its_folder(swept):
    data = json.loads(asked(swept, "--json").stdout)
    assert data["same"]
    assert next(c["entries"] for c in data["columns"] if c["column"] == "tenants") == 6


def test_a_changed_outcome_of_a_sweep_is_found(swept, tmp_path):
    copy = Path(shutil.copytree(swept, tmp_path / "copy"))
    part = next((copy / "runs").glob("part-*.parquet"))
    table = pq.read_table(part)
    place = table.column_names.index("tenants")
    values = table["tenants"].to_numpy() + 1.0
    pq.write_table(table.set_column(place, "tenants", pa.array(values)), part)
    result = asked(copy)
    assert result.exit_code == 1
    assert "tenants" in result.stdout


def test_a_sweep_without_its_plan_is_refused(swept, tmp_path):
    copy = Path(shutil.copytree(swept, tmp_path / "copy"))
    (copy / "plan.yaml").unlink()
    result = asked(copy)
    assert result.exit_code == 2
    assert "it lacks plan.yaml" in result.output


def test_one_changed_bit_is_found(copy):
    path = copy / "series.parquet"
    file = pq.ParquetFile(path)
    groups = [file.read_row_group(index) for index in range(file.num_row_groups)]
    place = groups[2].column_names.index("invested_kcny")
    values = groups[2].column(place).to_numpy().copy()
    row = int(np.argmax(values))
    values[row] = np.nextafter(values[row], np.inf)
    groups[2] = groups[2].set_column(place, "invested_kcny", pa.array(values))
    with pq.ParquetWriter(path, groups[0].schema) as writer:
        for group in groups:
            writer.write_table(group.cast(groups[0].schema))
    result = asked(copy, "--workers", 1)
    assert result.exit_code == 1
    assert "Not every number is the same." in result.stdout
    assert "invested_kcny" in result.stdout


def test_what_was_otherwise_then_is_said(copy):
    path = copy / "manifest.json"
    about = json.loads(path.read_text(encoding="utf-8"))
    about["versions"]["numpy"] = "1.0"
    about["resolved"].setdefault("parameters", {})["close.grace_months"] = 1
    path.write_text(json.dumps(about), encoding="utf-8")
    result = asked(path)
    assert result.exit_code == 1
    assert "numpy: 1.0, now" in result.stdout


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda folder: (folder / "manifest.json").unlink(), "No such file"),
        (lambda folder: (folder / "manifest.json").write_text("{"), "no JSON"),
        (lambda folder: (folder / "manifest.json").write_text("{}"), "it lacks run_id"),
        (lambda folder: (folder / "ledger.parquet").unlink(), "missing: ledger.parquet"),
    ],
)
def test_what_cannot_be_repeated_is_refused(copy, spoil, says):
    spoil(copy)
    result = asked(copy)
    assert result.exit_code == 2
    assert says in result.output


def test_of_a_comparison_the_runs_are_named(tmp_path):
    members = [{"scenario": "baseline", "run_id": "abc"}, {"scenario": "push", "run_id": "def"}]
    folder = tmp_path / "compare" / "123"
    folder.mkdir(parents=True)
    about = {"comparison_id": "123", "members": members}
    (folder / "manifest.json").write_text(json.dumps(about), encoding="utf-8")
    result = asked(folder)
    said = "".join(result.output.split())
    assert result.exit_code == 2
    assert f"{tmp_path}/baseline/abc,{tmp_path}/push/def" in said
    assert "acomparison,notarun" in said


def test_columns_and_lengths_that_differ_agree_nowhere():
    one = pa.table({"a": [1.0, 2.0], "b": ["x", None]})
    same = agreements("t", one, pa.table({"a": [1.0, 2.0], "b": ["x", None]}))
    assert all(each.whole for each in same)
    other = agreements("t", one, pa.table({"a": [1.0, 4.0], "c": ["x", "y"]}))
    assert [(each.column, each.equal, each.apart) for each in other] == [
        ("a", 1, 0.5),
        ("b", 0, np.inf),
        ("c", 0, np.inf),
    ]
    assert agreements("t", one, pa.table({"a": [1.0]}))[0].equal == 0


def test_counts_are_compared_as_numbers():
    one = pa.table({"count": pa.array([100, 7, None]), "dated": pa.array([1, None, 3])})
    other = pa.table({"count": pa.array([99, 7, None]), "dated": pa.array([1, 2, 3])})
    count, dated = agreements("t", one, other)
    assert (count.equal, count.apart) == (2, pytest.approx(0.01))
    assert (dated.equal, dated.apart) == (2, np.inf)
    assert agreements("t", one, one)[0].apart == 0

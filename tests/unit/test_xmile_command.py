"""The twin out to an XMILE file, and an edited one in, through the independent engine PySD."""

import csv

import numpy as np
import pytest
from typer.testing import CliRunner

from sim.cli import app
from sim.dynamics.equations import simulate
from sim.dynamics.equations.failures import RunError, simulated
from sim.dynamics.equations.model import Auxiliary, EquationModel, Flow, Stock
from sim.dynamics.twin import twin
from sim.dynamics.xmile.independent import run_in_pysd
from sim.scenario import load_scenario
from tests.runs import with_constant

TOLERANCE = 1e-6


def called(*words):
    return CliRunner().invoke(app, [*map(str, words)])


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The twin of two scenarios, written by the command."""
    folder = tmp_path_factory.mktemp("exported")
    found = {}
    for name in ("baseline", "rent_shock"):
        found[name] = folder / f"{name}.xmile"
        result = called("export", "xmile", name, "--file", found[name], "--quiet")
        assert result.exit_code == 0, result.output
        assert result.stdout.split() == [str(found[name])]
    return found


@pytest.mark.parametrize("name", ["baseline", "rent_shock"])
def test_pysd_runs_the_exported_twin_to_the_same_trajectories(files, name):
    ours, theirs = simulate(twin(load_scenario(name))), run_in_pysd(files[name])
    assert len(theirs.time) == len(ours.time) == 193
    for variable, values in ours.values.items():
        size = np.abs(values).max()
        assert np.abs(theirs[variable] - values).max() <= TOLERANCE * size, variable


def test_an_edited_file_runs_and_says_what_was_changed(files, tmp_path):
    text = files["baseline"].read_text(encoding="utf-8")
    model = twin(load_scenario("baseline"))
    lease = repr(float(model.constants["lease"]))
    begin = text.index('name="lease"')
    end = text.index("</aux>", begin)
    edited = tmp_path / "dear.xmile"
    changed = text[begin:end].replace(lease, "2.5")
    edited.write_text(text[:begin] + changed + text[end:], encoding="utf-8")
    result = called("import", "xmile", edited, "--out", tmp_path)
    assert result.exit_code == 0, result.output
    assert "changed: lease" in result.output
    assert "agree" in result.output
    with open(tmp_path / "xmile" / "dear" / "trajectories.csv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    expected = simulate(with_constant(model, "lease", 2.5))["spaces_rent_dependent"][-1]
    assert float(rows[-1]["spaces_rent_dependent"]) == pytest.approx(expected, rel=TOLERANCE)
    assert expected != simulate(model)["spaces_rent_dependent"][-1]


def test_a_faulty_file_is_refused_and_nothing_is_written(files, tmp_path):
    text = files["baseline"].read_text(encoding="utf-8")
    edited = tmp_path / "faulty.xmile"
    edited.write_text(text.replace("EXP(", "EXPO(", 1), encoding="utf-8")
    result = called("import", "xmile", edited, "--out", tmp_path / "out")
    assert result.exit_code == 2
    line = text[: text.index("EXP(")].count("\n") + 1
    assert "unknown function 'EXPO'" in result.output
    assert any(f"faulty.xmile:{number}:" in result.output for number in range(line - 3, line + 1))
    assert not (tmp_path / "out").exists()


def with_lease(files, path, equation):
    """Write the baseline with another equation of the lease."""
    text = files["baseline"].read_text(encoding="utf-8")
    begin = text.index('name="lease"')
    start, end = text.index("<eqn>", begin), text.index("</eqn>", begin)
    path.write_text(f"{text[:start]}<eqn>{equation}{text[end:]}", encoding="utf-8")
    return path


def test_a_file_that_does_not_compute_is_refused(files, tmp_path):
    edited = with_lease(files, tmp_path / "zero.xmile", "lease_of / 0")
    result = called("import", "xmile", edited, "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "unknown name 'lease_of'" in result.output
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["import", "xmile", "missing.xmile"], "missing.xmile: No such file"),
        (["export", "xmile", "baselin"], "did you mean baseline"),
        (["export", "xmile", "--file", "twin.txt"], "use .xmile"),
    ],
)
def test_bad_input_is_refused(words, said):
    result = called(*words)
    assert result.exit_code == 2
    assert said in result.output


@pytest.mark.parametrize(
    ("equation", "said"),
    [
        ("LN(-1)", "'ln(-1)' is no finite number"),
        ("SQRT(-1)", "no finite number"),
        ("EXP(100000)", "no finite number"),
        ("1e400", "no finite number"),
        ("NAN", "lease"),
        ("inf", "no finite number"),
        ("9^9^9^9", "no finite number"),
        ("LN(TIME_ZERO - 1)", "lease"),
    ],
)
def test_what_is_no_number_is_named_with_its_line(files, tmp_path, equation, said):
    edited = with_lease(files, tmp_path / "odd.xmile", equation)
    result = called("import", "xmile", edited, "--out", tmp_path / "out")
    assert result.exit_code == 2, result.output
    assert said in result.output
    assert "odd.xmile:" in result.output
    assert "lease" in result.output
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("<stop>192</stop>", "<stop>1e9</stop>", "<stop> is 1e+09; 12000 months at most"),
        ("<stop>192</stop>", "<stop>1e400</stop>", "whole number of months"),
        ("<dt>1</dt>", "<dt>0.000001</dt>", "100000 steps at most"),
    ],
)
def test_a_run_without_end_is_refused(files, tmp_path, old, new, said):
    text = files["baseline"].read_text(encoding="utf-8")
    assert old in text
    edited = tmp_path / "long.xmile"
    edited.write_text(text.replace(old, new), encoding="utf-8")
    result = called("import", "xmile", edited, "--out", tmp_path / "out")
    assert result.exit_code == 2, result.output
    assert said in result.output


def test_an_equation_that_fails_on_its_way_is_named_with_its_month():
    root = (Flow("out", "1/month", "1 / x"), Auxiliary("y", "1", "sqrt(x)"))
    model = EquationModel("m", (Stock("x", "1", "2", (), ("out",)), *root), 24)
    with pytest.raises(RunError, match=r"(out|y): cannot be computed .* in month"):
        simulated(model)
    growth = (Stock("x", "1", "2", ("more",), ()), Flow("more", "1/month", "x * x"))
    with pytest.raises(RunError, match="inf is no number to go on in month"):
        simulated(EquationModel("m", growth, 24))

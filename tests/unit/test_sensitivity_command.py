"""Sensitivity and discovery of real sweeps of a small province, from the plan to the files."""

import json

import numpy as np
import pandas as pd
import pytest

from sim.analysis.discovery import is_there
from sim.studies.discover_api import discover
from sim.studies.sensitivity_api import sensitivity
from sim.studies.sweep_api import sweep
from sim.studies.sweep_points import CannotAnalyse, file_name

NO_IMITATION = "{scale: 0.02, run.until: 2016-06, mechanisms.imitation: off}"
SOBOL = f"""\
scenarios: baseline
set: {NO_IMITATION}
uncertainties:
  found_spaces.founding_rate: [10, 40]
  adapt.imitation_per_year: [0, 1]    # no rule reads it while nobody imitates
design: {{method: saltelli, points: 32}}
replicates: 2
outcomes: [spaces, tenants]
"""
SERIES = "series: {indicators: [spaces], groups: [all]}\n"
SPACES, INERT = "found_spaces.founding_rate", "adapt.imitation_per_year"
needs_prim = pytest.mark.skipif(not is_there(), reason="the extra discover is not installed")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("sweeps")


def swept(folder, name, text):
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path, sweep(path, out=folder)


@pytest.fixture(scope="module")
def common(folder):
    return swept(folder, "common", SOBOL + SERIES)


@pytest.fixture(scope="module")
def spread(folder):
    design = "design: {method: latin_hypercube, points: 96}"
    text = SOBOL.replace("design: {method: saltelli, points: 32}", design)
    return swept(folder, "spread", text.replace("replicates: 2", "replicates: 1"))


@pytest.fixture(scope="module")
def paths(folder):
    text = SOBOL.replace("method: saltelli, points: 32", "method: morris, trajectories: 6")
    return swept(folder, "paths", text.replace("baseline", "[baseline, no_policy]"))


def changed(found, change):
    """The same sweep with other rows, as if that were what is there."""
    other = type(found)(found.plan, found.folder.out)
    other.frame = change(found.frame.copy())
    return other


def test_a_parameter_that_no_rule_reads_has_no_index_with_common_seeds(common):
    found = sensitivity(common[1])
    table = found.indices.set_index(["outcome", "parameter"])
    assert list(table.index.unique("outcome")) == ["spaces", "tenants"]
    for outcome in ("spaces", "tenants"):
        assert table.loc[(outcome, INERT), "total"] == 0
        assert table.loc[(outcome, INERT), "total_without_luck"] == 0
    assert table.loc[("spaces", SPACES), "first"] > 0.7
    assert (table["blocks"] == 32).all()
    assert table["luck_share"].between(0, 0.6).all()


def test_with_seeds_of_their_own_luck_shows_and_is_taken_out(folder):
    _, own = swept(folder, "own", SOBOL + "seeds: own\n")
    table = sensitivity(own, "tenants").indices.set_index("parameter")
    inert = table.loc[INERT]
    assert inert["luck_share"] > 0.02
    assert inert["total"] == pytest.approx(inert["luck_share"], rel=0.8)
    assert inert["total_without_luck_low_95"] <= 0 <= inert["total_without_luck_high_95"]


def test_a_design_of_second_order_gives_pairs(folder, makersim):
    pairs = "points: 16, second_order: on"
    path, found = swept(folder, "pairs", SOBOL.replace("points: 32", pairs))
    result = makersim("sensitivity", str(path), "--out", str(folder), "--outcome", "spaces")
    assert result.exit_code == 0, result.output
    table = pd.read_csv(found.path / "analysis/sensitivity/sensitivity_pairs.csv")
    assert table[["parameter", "other"]].to_numpy().tolist() == [[SPACES, INERT]]
    assert table["share_low_95"][0] <= 0 <= table["share_high_95"][0]


def test_indices_over_time_are_of_each_year(common):
    found = sensitivity(common[1], "spaces")
    months = found.over_time["spaces", "all"]
    assert [month.year for month in months] == [2015, 2016]
    for at in months.values():
        assert at.of[1].factor == INERT
        assert at.of[1].total.value == 0


def test_an_effect_of_a_policy_has_indices_too(paths):
    found = sensitivity(paths[1], "tenants", scenario="no_policy", against="baseline")
    assert found.points.label == "no_policy less baseline"
    assert found.indices["scenario"].unique() == ["no_policy less baseline"]
    assert found.path != sensitivity(paths[1], "tenants").path
    with pytest.raises(CannotAnalyse, match="no difference from itself"):
        sensitivity(paths[1], scenario="baseline", against="baseline")
    with pytest.raises(CannotAnalyse, match="did you mean no_policy"):
        sensitivity(paths[1], scenario="no_polcy")


def test_the_command_writes_tables_and_figures(makersim, common, folder):
    result = makersim("sensitivity", str(common[0]), "--out", str(folder))
    assert result.exit_code == 0, result.output
    assert "Luck is" in result.output
    path = common[1].path / "analysis" / "sensitivity"
    names = {each.name for each in path.rglob("*") if each.is_file()}
    figures = {
        f"{stem}.{kind}"
        for stem in ("spaces", "tenants", "spaces-all-over-time")
        for kind in ("svg", "png")
    }
    tables = {"sensitivity.csv", "sensitivity_over_time.csv", "sensitivity.xlsx"}
    assert names == figures | tables
    table = pd.read_csv(path / "sensitivity.csv", encoding="utf-8-sig")
    pd.testing.assert_frame_equal(
        table, sensitivity(common[1]).indices, check_dtype=False, rtol=1e-12
    )
    assert len(pd.read_csv(path / "sensitivity_over_time.csv")) == 2 * 2
    meanings = pd.read_excel(path / "sensitivity.xlsx", sheet_name="columns")
    assert set(table.columns) <= set(meanings["column"])
    quiet = makersim("sensitivity", str(common[0]), "--out", str(folder), "--quiet")
    assert quiet.stdout.strip() == str(path)
    asked = ("--outcome", "spaces", "--json")
    data = json.loads(makersim("sensitivity", str(common[0]), "--out", str(folder), *asked).stdout)
    assert [row["parameter"] for row in data["indices"]] == [
        each.name for each in common[1].plan.varied
    ]


def test_base_points_that_are_not_whole_are_left_out_and_counted(common):
    found = changed(common[1], lambda frame: frame[frame["point"] != 7])
    table = sensitivity(found, "spaces").indices
    assert set(table["blocks"]) == {31}
    assert set(table["incomplete"]) == {1}
    few = changed(common[1], lambda frame: frame[frame["point"] < 4 * 15])
    with pytest.raises(CannotAnalyse, match=r"15 of 32 base points; indices need 16"):
        sensitivity(few, "spaces")


def test_a_single_value_that_is_none_is_refused_with_where(common):
    def without(frame):
        frame.loc[frame[SPACES] > 35, "spaces"] = np.nan
        return frame

    found = changed(common[1], without)
    with pytest.raises(CannotAnalyse, match=r"'spaces' has no value at \d+ of 128 points") as said:
        sensitivity(found, "spaces")
    assert f"where {SPACES} is 35" in str(said.value)
    table = sensitivity(found, "spaces", without_undefined=True).indices
    assert table["undefined"].iloc[0] + table["blocks"].iloc[0] == 32
    assert table["total"].notna().all()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--outcome", "tenant"], "no outcome 'tenant' in the sweep; did you mean tenants?"),
        (["--scenario", "baselin"], "did you mean baseline?"),
        (["--outcome", "shakeout_onset"], "'shakeout_onset' has no value at"),
        (["--out", "nowhere"], "run 'makersim sweep"),
    ],
)
def test_what_cannot_be_analysed_is_refused(makersim, common, folder, words, said):
    result = makersim("sensitivity", str(common[0]), "--out", str(folder), *words)
    assert result.exit_code == 2
    assert said in result.output


def test_designs_without_indices_are_refused(spread, common):
    with pytest.raises(CannotAnalyse, match="saltelli or morris, not latin_hypercube"):
        sensitivity(spread[1])
    if is_there():
        with pytest.raises(CannotAnalyse, match="not the method saltelli"):
            discover(common[1], "spaces < 3")


def test_morris_ranks_and_leaves_what_does_nothing_at_zero(paths, folder, makersim):
    path, found = paths
    table = sensitivity(found, "spaces").indices.set_index("parameter")
    assert table["mean_absolute"].idxmax() == SPACES
    assert table.loc[INERT, ["mean_absolute", "mean", "spread"]].tolist() == [0, 0, 0]
    assert table["effect_of_luck"].iloc[0] > 0
    result = makersim("sensitivity", str(path), "--out", str(folder), "--outcome", "spaces")
    assert result.exit_code == 0, result.output
    assert (found.path / "analysis/sensitivity/figures/spaces.svg").is_file()


@needs_prim
def test_discover_finds_the_parameter_that_decides(makersim, spread, folder):
    middle = spread[1].runs.query("scenario == 'baseline'")["spaces"].median()
    asked = ("--where", f"spaces < {middle}", "--out", str(folder))
    result = makersim("discover", str(spread[0]), *asked)
    assert result.exit_code == 0, result.output
    data = json.loads(makersim("discover", str(spread[0]), *asked, "--json").stdout)
    (side,) = data["box"]
    assert side["parameter"] == SPACES
    assert side["chance_low"] is None, "the box begins at the lowest rate"
    assert data["density"] > 0.8
    assert data["sentence"].split(". Where")[0] in result.output.replace("\n", " ")
    path = spread[1].path / "analysis" / f"discover-spaces-below-{middle:g}"
    assert data["folder"] == str(path)
    names = {each.name for each in path.iterdir()}
    assert {"box.csv", "trajectory.csv", "discover.xlsx", "box.png", "tradeoff.svg"} <= names
    boxes = pd.read_csv(path / "trajectory.csv", encoding="utf-8-sig")
    assert boxes["chosen"].sum() == 1
    assert boxes["coverage"].iloc[0] == 1


@needs_prim
@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("spaces is low", "--where: 'spaces is low' is no condition"),
        ("space < 3", "did you mean spaces"),
        ("spaces < -1", "holds at 0 of 96 points"),
        ("shakeout_onset < 2016", "'shakeout_onset' has no value at"),
    ],
)
def test_conditions_that_give_no_box_are_refused(makersim, spread, folder, where, said):
    result = makersim("discover", str(spread[0]), "--where", where, "--out", str(folder))
    assert result.exit_code == 2
    assert said in result.output


def test_without_the_workbench_the_extra_is_named(makersim, spread, folder, monkeypatch):
    monkeypatch.setattr("sim.studies.discover_api.is_there", lambda: False)
    result = makersim("discover", str(spread[0]), "--where", "spaces < 9", "--out", str(folder))
    assert result.exit_code == 2
    assert "install makersim[discover]" in result.output


def test_names_of_folders_hold_no_signs():
    assert file_name("gap:funded_24 >= 1.5") == "gap-funded_24-at-least-1.5"

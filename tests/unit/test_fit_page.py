"""The page of a fit: what it says comes from the numbers, and rows may be missing."""

import numpy as np
import pytest
import yaml
from typer.testing import CliRunner

from sim.analysis import fit as said
from sim.analysis.figures.fit_figures import rendered_fit
from sim.analysis.fit import GapSplit, target_rows
from sim.calibration import targets as of_targets
from sim.calibration.draws import posterior
from sim.calibration.fit import Fit, Size, inferred
from sim.calibration.priors import priors, scores_of
from sim.calibration.region import whole
from sim.calibration.rounds import Runs, scores_in
from sim.cli import app
from sim.docs import parameters
from sim.experiments.calibration_files import calibration_file, read_calibration
from sim.results.files import read_columns
from sim.scenario.declared import PARAMETERS
from sim.studies import calibrate
from sim.studies.fit_page import Made, fit_page, gaps_answer

MADE = Made("makersim calibrate", "baseline", "2024-12", Size((400,), 300), 1, "rules")
DELETED = (
    "funded_cumulative",
    "institute_tenants",
    "university_tenants",
    "revenue_per_startup",
    "focus_hazard_ratio",
    "seed_funds",
    "mentors_full_time",
    "clusters",
)


def runs_of(name: str, number: int) -> Runs:
    stored = read_columns(calibration_file(name))
    columns = {key: column[:number].astype(float) for key, column in stored.items()}
    return Runs(scores_in(columns), columns)


@pytest.fixture(scope="module")
def predictive() -> Runs:
    return runs_of("posterior.parquet", 300)


@pytest.fixture(scope="module")
def fit(predictive: Runs) -> Fit:
    prior = runs_of("design.parquet", 400)
    summaries, sample = inferred(prior, 1)
    region = whole(len(priors()))
    return Fit(prior, summaries, prior, region, summaries, sample, predictive.scores)


@pytest.fixture(scope="module")
def page(fit: Fit, predictive: Runs) -> str:
    return fit_page(fit, predictive, read_calibration("best.yaml"), MADE)


@pytest.fixture
def fewer_rows(tmp_path, monkeypatch):
    """Files of a province that has no figure for some rows."""
    kept = {k: v for k, v in read_calibration("jiangsu_2017.yaml").items() if k not in DELETED}
    path = tmp_path / "jiangsu_2017.yaml"
    path.write_text(yaml.safe_dump(kept, allow_unicode=True), encoding="utf-8")
    monkeypatch.setattr(of_targets, "calibration_file", lambda name: path)
    of_targets.targets.cache_clear()
    yield path
    of_targets.targets.cache_clear()


def test_it_says_how_many_runs_lie_below_a_figure_that_the_record_calls_over(page, predictive):
    below = (predictive.columns["investment_cumulative"] < 100).mean()
    assert f"{100 * below:.0f} % of runs lie below 100." in page


def test_the_page_here_counts_the_distinct_points_of_the_posterior_here(fit, predictive):
    whole = runs_of("posterior.parquet", len(posterior()))
    page = fit_page(
        fit._replace(posterior=whole.scores), predictive, read_calibration("best.yaml"), MADE
    )
    said_here = calibration_file("fit.md").read_text(encoding="utf-8")
    start, end = "Likelier points are drawn", "Ranges are 90 %"
    assert page[page.index(start) : page.index(end)] in said_here
    sets = {tuple(draw.values()) for draw in posterior()}
    assert f"are {len(sets)} distinct points" in said_here


def test_what_was_set_by_hand_is_marked_and_counted_apart(page):
    rows = [line for line in page.splitlines() if "(by hand)" in line]
    assert ["institutes" in rows[0], "universities" in rows[1]] == [True, True]
    assert "nearly true by construction" in page
    assert "count without them is 6 of 6" in page


def test_free_parameters_that_are_not_learnt_are_named(fit, page):
    idle = [
        row.key
        for row in said.parameter_rows(fit)
        if not row.learnt and priors()[row.key].role == "free"
    ]
    line = next(line for line in page.splitlines() if line.startswith("- Free, chosen"))
    assert "close.base_exit" in idle
    assert all(f"`{key}` (" in line for key in idle)


def test_generated_pages_do_not_call_calibrated_what_was_not_learnt():
    gone = said.contractions(scores_of(posterior()))
    declared = parameters().partition("## Priors")[0]
    rows = {line.split("`")[1]: line for line in declared.splitlines() if line[:3] == "| `"}
    meant = [key for key, each in PARAMETERS.items() if each.source.kind == "calibrated"]
    assert 0 < sum(gone[key] < said.UNLEARNT for key in meant) < len(meant)
    for key in meant:
        assert ("not learnt" in rows[key]) == (gone[key] < said.UNLEARNT), key
        assert ("calibrated:" in rows[key]) == (gone[key] >= said.UNLEARNT), key


def test_gaps_have_names_that_people_read(page):
    assert not any(name in page for name in said.GAPS.values())
    assert "Mean survival within 60 months of founding, months" in page
    assert "![Correlations of parameters](figures/fit_correlations.png)" in page


def split(total: float, learnt: float) -> GapSplit:
    nothing = (0.0, 0.0, 0.0)
    return GapSplit("Survival, months", total, learnt, nothing, nothing, 0.5, 0.5, ())


@pytest.mark.parametrize(
    ("identified", "gaps", "answer"),
    [
        (8, [split(0.5, 0.22)], "does move the gap between the models, in part"),
        (8, [split(0.5, 0.5)], "does move the gap between the models."),
        (8, [split(0.5, 0.02), split(0.5, 0.01)], "hardly moves"),
        (8, [split(0.5, 0.02), split(0.5, 0.2)], "in part"),
        (0, [split(0.5, 0.0)], "No direction is identified"),
        (8, [], "Too few runs"),
    ],
)
def test_the_numbers_choose_the_answer_on_identification(identified, gaps, answer):
    assert answer in gaps_answer(identified, 28, gaps)


def test_a_province_may_lack_rows(fit, predictive, fewer_rows):
    page = fit_page(fit, predictive, read_calibration("best.yaml"), MADE)
    assert "kappa" not in page
    assert "(by hand)" not in page
    assert "without a counterpart" not in page
    rows = target_rows(fit.prior, predictive)
    assert not {row.key for row in rows} & set(DELETED)
    assert len(rendered_fit(fit, predictive, rows, "")) == 3


def test_figures_that_no_run_has_are_left_out(fit, predictive):
    empty = dict(predictive.columns)
    for key in ("cost_over_revenue", "gap:closure_rate"):
        empty[key] = np.full(predictive.size, np.nan)
    few = Runs(predictive.scores, empty)
    page = fit_page(fit, few, read_calibration("best.yaml"), MADE)
    assert "nan" not in page.split()
    assert "Yearly closures since 2018" not in page
    assert "- **Cost over revenue, before subsidy**" in page  # named as not measured


def run(*arguments: str):
    return CliRunner().invoke(app, list(arguments))


def test_without_a_fitted_row_nothing_is_run(tmp_path, fewer_rows):
    rows = yaml.safe_load(fewer_rows.read_text(encoding="utf-8"))
    kept = {key: row for key, row in rows.items() if "error" not in row}
    fewer_rows.write_text(yaml.safe_dump(kept, allow_unicode=True), encoding="utf-8")
    refused = run("calibrate", "--quick", "--out", str(tmp_path / "out"))
    assert refused.exit_code == 2
    assert "no row has an `error`" in refused.output
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_a_province_without_some_figures_is_fitted_from_end_to_end(
    tmp_path, monkeypatch, fewer_rows
):
    monkeypatch.setattr(calibrate, "QUICK", Size((192, 64), 60))
    scenario = tmp_path / "tiny.yaml"
    scenario.write_text(
        "extends: baseline\ntitle: {en: Tiny, zh: 小省}\nscale: 0.04\n", encoding="utf-8"
    )
    out = str(tmp_path / "out")
    done = run("calibrate", "--quick", "--scenario", str(scenario), "--out", out)
    assert done.exit_code == 0, done.output
    assert "Startups ever funded" not in done.output
    page = str(tmp_path / "findings.md")
    words = ("--replicates", "20", "--set", "scale=0.1", "--set", "run.until=2021-06")
    found = run("findings", "--lang", "en", "--out", page, "--runs", out, *words)
    assert found.exit_code == 0, found.output
    assert "hazard ratio" not in (tmp_path / "findings.md").read_text(encoding="utf-8")
    scored = run("validate", "--replicates", "4", "--out", out)
    assert scored.exit_code == 0, scored.output

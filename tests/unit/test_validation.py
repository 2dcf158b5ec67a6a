"""Measuring and scoring rows of validation, and ``makersim validate`` as users meet it."""

import json
import math
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from sim.analysis.observed import Observed
from sim.analysis.validation import (
    BROKEN,
    INSIDE,
    KEPT,
    MISS,
    NO_VALUE,
    TOO_FEW,
    UNMEASURED,
    binomial_interval,
    coverage,
    naive_forecasts,
    race,
    score,
    scores,
)
from sim.analysis.validation_measures import Run, measured, survival_in_best_spaces
from sim.calibration.validation import CHECK, VALIDATION, read_rows
from sim.cli import app
from sim.experiments.calibration_files import calibration_file
from sim.model.compiled import source_hash
from sim.results.manifest import file_hash
from sim.scenario import load_scenario
from sim.studies.validate_texts import TEXTS, VERDICTS
from tests.runs import SMALL, small_results
from tests.unit.test_validation_rows import ROWS, one_row, read_one

SMALL_RUN = {"scale": SMALL, "run.until": "2021-12"}
EVENLY = np.arange(101.0)  # 90 % range 5 to 95, median 50


@pytest.fixture(scope="module")
def run():
    """One replicate of a small province."""
    return Run(Observed(small_results().studies[0].tables.parts[0], SMALL))


@pytest.fixture(scope="module")
def frames():
    """Tables of that replicate, as pandas has them."""
    results = small_results()
    first = results.series["seed"].iloc[0]
    tables = {name: getattr(results, name) for name in ("series", "spaces", "life_tables")}
    return {name: frame[frame["seed"] == first] for name, frame in tables.items()}


@pytest.fixture
def value(run, tmp_path):
    """Measure what a text says, at a time."""

    def measure(text, when="2020-04"):
        return run.value(read_one(tmp_path, measure=text, when=f'"{when}"').measure)

    return measure


def series(frames, name, year, group="all"):
    frame = frames["series"]
    return frame[(frame["group"] == group) & (frame["month"].dt.year == year)][name].to_numpy()


def test_stocks_and_flows_are_those_of_the_series(value, frames):
    recorded, deals = series(frames, "spaces_recorded", 2019), series(frames, "deals", 2019)
    assert value("{end: spaces_recorded}", "2019") == pytest.approx(recorded[-1] / SMALL)
    assert value("{sum: deals}", "2019H1") == pytest.approx(deals[:6].sum() / SMALL)
    assert value("{mean: spaces_recorded}", "2019") == pytest.approx(recorded.mean() / SMALL)
    assert value("{highest: deals}", "2019") == deals.max() / SMALL
    assert value("{lowest: deals, in: 2019-03}") == deals[2] / SMALL
    of_group = series(frames, "tenants", 2019, "operator:private_company")[-1]
    assert value("{end: tenants, group: operator:private_company}", "2019") == of_group / SMALL


def test_shares_do_not_grow_with_the_province(value, frames):
    now, before = (series(frames, "profitable_share", year)[-1] for year in (2018, 2016))
    assert value("{end: profitable_share}", "2018") == now
    change = value("{end: profitable_share, less: 2016, times: 100}", "2018")
    assert change == pytest.approx(100 * (now - before))


def test_ratios_changes_and_growth(value, frames):
    def ratio(year):
        below = series(frames, "revenue_rent", year) + series(frames, "revenue_service", year)
        return series(frames, "cost", year).sum() / below.sum()

    text = "{sum: cost, over: {sum: [revenue_rent, revenue_service]}, less: 2017}"
    assert value(text, "2018") == pytest.approx(ratio(2018) - ratio(2017))
    stock = [series(frames, "tenants", year)[-1] for year in (2017, 2018)]
    grown = value("{end: tenants, growth_since: 2017}", "2018")
    assert grown == pytest.approx(100 * (stock[1] / stock[0] - 1))


def test_flows_of_the_ledger_begin_with_the_first_month(run, value):
    ledger = run.observed.part.table("ledger").to_pandas().set_index("month")
    may = ledger.loc["2018-05-01", "rent"]
    assert may > 0
    assert value("{sum: ledger.rent}", "2018-05") == pytest.approx(may / SMALL)


def test_spaces_are_chosen_by_what_they_are_and_when(value, frames):
    spaces = frames["spaces"]
    december = pd.Timestamp("2018-12-01")
    there = spaces[(spaces.founded <= december) & ~(spaces.closed <= december)]
    assert 0 < len(there) < len(spaces)
    assert value("{spaces: count, open: 2018}") == len(there) / SMALL
    university = there[there.operator.isin(["university", "research_institute"])]
    where = "where: {operator: [university, research_institute]}"
    share = value(f"{{spaces: share, open: 2018-12, {where}, that: {{enterprise: true}}}}")
    assert share == university.enterprise.mean()
    assert value("{spaces: p90, of: slots, open: 2018}") == np.quantile(there.slots, 0.9)
    young = spaces[spaces.founded.dt.year == 2016]
    assert value("{spaces: median, of: slots, founded: 2016}") == young.slots.median()
    assert value("{spaces: mean, of: private, times: 100}") == 100 * spaces.private.mean()
    assert math.isnan(value("{spaces: mean, of: slots, founded: 2035}"))


def test_life_tables_give_shares_and_hazards(value, frames):
    table = frames["life_tables"]
    ages = table[(table.table == "startup_age") & (table.year == 2018)]
    months, failures = (ages[ages.end == end]["count"].sum() for end in ("at_risk", "failed"))
    text = "where: {year: 2018}, that: {end: failed}, over: {end: at_risk}, times: 1200"
    assert value(f"{{life_table: startup_age, {text}}}") == pytest.approx(1200 * failures / months)
    teams = ages[(ages.end == "at_risk") & (ages.age_class == "team")]["count"].sum()
    text = "where: {year: 2018, end: at_risk}, that: {age_class: team}"
    assert value(f"{{life_table: startup_age, {text}}}") == pytest.approx(teams / months)


def test_financings_are_scored_among_those_that_failed_or_were_sold(run, frames):
    table = frames["life_tables"]
    table = table[(table.table == "returns") & (table.year <= 2024)]
    counts = table.groupby("end", observed=True)["count"].sum()
    sold = [end for end in counts.index if end.startswith("sold_")]
    ended = counts[["failed", *sold]].sum()
    assert 0 < ended < counts.sum()
    lost = 100 * (counts["failed"] + counts["sold_below_1"]) / ended
    assert run.value(ROWS["financings_below_cost"].measure) == pytest.approx(lost)
    high = 100 * (counts["sold_5_to_10"] + counts["sold_10_or_more"]) / ended
    assert run.value(ROWS["financings_5_times"].measure) == pytest.approx(high)


def test_what_a_run_does_not_reach_has_no_value(value):
    assert math.isnan(value("{end: spaces}", "2024"))
    assert math.isnan(value("{end: spaces, over: {sum: spaces_delisted}}", "2015"))


def test_measures_of_the_rows_that_come_with_the_model_all_have_values():
    values = measured(small_results().studies[0].tables, list(ROWS.values()), SMALL)
    unmeasured = {key for key, row in ROWS.items() if row.measured.startswith("{not_recorded")}
    assert set(values) == set(ROWS) - unmeasured
    assert unmeasured == {"subsidy_dependent"}
    assert [key for key, each in values.items() if not np.isfinite(each).all()] == []


def test_best_spaces_stand_out_by_their_rate_of_failure(value, frames):
    # Nine in ten fail at 0.04 and one in ten at 0.01: x + 9 x^4 = 3.1 where the mean is 31 %.
    apart = np.repeat([0.04, 0.01], [90, 10])
    best = survival_in_best_spaces(apart, 31, 5) / 100
    assert best + 9 * best**4 == pytest.approx(3.1)
    assert survival_in_best_spaces(10 * apart, 31, 5) == pytest.approx(100 * best)
    assert math.isnan(survival_in_best_spaces(np.repeat([0.0, 0.1], [31, 69]), 31, 10))
    assert math.isnan(survival_in_best_spaces(np.array([]), 31, 10))
    spaces = frames["spaces"][frames["spaces"].tenant_months >= 24]
    rates = (spaces.tenant_failures / spaces.tenant_months).to_numpy()
    text = "{special: survival_in_best_spaces, mean: 31, tenant_months: 24, best: 10}"
    assert 31 < value(text) == survival_in_best_spaces(rates, 31, 10)


@pytest.mark.parametrize(
    ("figure", "verdict", "off"),
    [
        ("50", INSIDE, 0),
        ("94.9", INSIDE, -44.9),
        ("95.1", MISS, -45.1),
        ("4.9", MISS, 45.1),
        ("[95.1, 99]", MISS, -45.1),
        ("[90, 99]", INSIDE, -40),
        ("{at_least: 60}", KEPT, -10),
        ("{at_least: 96}", BROKEN, -46),
        ("{at_most: 60}", KEPT, 0),
        ("{at_most: 4}", BROKEN, 46),
    ],
)
def test_a_figure_outside_the_interval_is_a_miss(tmp_path, figure, verdict, off):
    found = score(read_one(tmp_path, figure=figure), EVENLY)
    assert (found.median, found.low_90, found.high_90) == (50, 5, 95)
    assert (found.verdict, found.off) == (verdict, pytest.approx(off))


def test_too_few_replicates_have_no_interval(tmp_path):
    row = read_one(tmp_path)
    found = score(row, np.arange(9.0))
    assert (found.verdict, found.median, found.low_90) == (TOO_FEW, 4, None)
    assert score(row, np.full(20, np.nan)).verdict == NO_VALUE
    assert score(row, np.arange(10.0)).verdict == MISS


def test_a_share_of_few_cases_may_differ_by_chance(tmp_path):
    """6 of 71 where the model says 3 % is well within luck; 600 of 7,100 is not."""
    values, unit = np.full(20, 3.0), '"% per year"'
    few = score(read_one(tmp_path, figure="7", unit=unit, out_of="71"), values)
    many = score(read_one(tmp_path, figure="7", unit=unit, out_of="7100"), values)
    assert (few.verdict, many.verdict) == (INSIDE, MISS)
    assert few.low_90 == 0
    assert few.high_90 == pytest.approx(100 * 5 / 71)  # P(X <= 5) of 71 at 3 % first passes 95 %
    assert score(read_one(tmp_path, figure="7", unit=unit), values).verdict == MISS


def test_naive_forecasts_know_the_past_alone(tmp_path):
    stock = read_one(tmp_path, earlier="{2017-12: 600, 2018-12: 700}", when="2020-12")
    assert naive_forecasts(stock) == (700, pytest.approx(900))
    flow = read_one(tmp_path, earlier="{2016: 10, 2017: 20, 2018: 30}", when="2020")
    assert naive_forecasts(flow) == (30, pytest.approx(50))
    change = "{end: spaces, less: 2018-12}"
    levels = "{2017-12: 600, 2018-12: 700}"
    row = read_one(tmp_path, measure=change, earlier=levels, when="2020-12")
    assert naive_forecasts(row) == (0, pytest.approx(200))
    growth = "{end: spaces, growth_since: 2018-12}"
    row = read_one(tmp_path, measure=growth, earlier=levels, when="2020-12")
    assert naive_forecasts(row) == (0, pytest.approx(100 * 200 / 700))
    assert naive_forecasts(read_one(tmp_path, earlier="{2016: 1}"))[1] is None
    assert naive_forecasts(read_one(tmp_path)) == (None, None)


def test_errors_are_told_relative_to_those_of_naive_forecasts(tmp_path):
    levels = "{2017-12: 40, 2018-12: 50}"
    row = read_one(tmp_path, figure="60", earlier=levels, when="2020-12")
    found = score(row, EVENLY + 5)  # 55; last value 50, trend 70
    assert (found.against_last, found.against_trend) == (0.5, pytest.approx(0.5))
    exact = read_one(tmp_path, figure="50", earlier="{2018: 50}")
    assert score(exact, EVENLY + 1).against_last == math.inf
    assert score(exact, EVENLY).against_last == 1
    assert score(row, None).verdict == UNMEASURED
    assert score(row, None).last_value == 50


def test_coverage_counts_figures_never_used_and_no_bounds(tmp_path):
    figures = ["50", "60", "99", "{at_least: 99}", "{at_most: 99}"]
    rows = [read_one(tmp_path, figure=each, earlier="{2018: 40}") for each in figures]
    checks = [read_one(tmp_path, figure="99", kind=CHECK)]
    found = [score(row, EVENLY) for row in rows + checks]
    held = coverage(found)
    assert held[:2] == (2, 3)
    assert held[2:] == binomial_interval(2, 3)
    assert coverage(found, CHECK)[:2] == (0, 1)
    assert coverage([])[:2] == (0, 0)
    # 50, 60 and 99 against 50; the last value is 40.
    assert race(found, "against_last") == (3, 0, 3)
    assert race(found, "against_trend") == (0, 0, 0)


def test_intervals_are_called_too_narrow_only_where_chance_is_ruled_out():
    assert binomial_interval(3, 3)[0] == pytest.approx(0.05 ** (1 / 3))
    assert binomial_interval(0, 3)[1] == pytest.approx(1 - 0.05 ** (1 / 3))
    rows = [ROWS["spaces_2020"]] * 10
    hit, missed = (score(rows[0], values) for values in (EVENLY + 740, EVENLY))
    assert coverage([hit] * 8 + [missed] * 2).too_narrow is False
    assert coverage([hit] * 5 + [missed] * 5).too_narrow is True


def test_validation_stands_before_checks():
    kinds = [each.row.kind for each in scores(list(ROWS.values())[::-1], {})]
    assert kinds == sorted(kinds, key=[VALIDATION, CHECK].index)
    assert len(kinds) == len(ROWS)


def test_words_come_in_both_languages():
    for words in (*TEXTS.values(), *VERDICTS.values()):
        assert words.zh != words.en


@pytest.fixture(scope="module")
def makersim(tmp_path_factory):
    """Run the command on a small baseline."""
    from sim.studies import validate

    out = tmp_path_factory.mktemp("outputs")
    baseline = load_scenario("baseline")

    def small(name):
        assert name == "baseline"
        return baseline.with_set(SMALL_RUN)

    def run(*arguments, replicates=10):
        options = ["--out", str(out), "--replicates", str(replicates), "--workers", "1"]
        return CliRunner().invoke(app, ["validate", *options, *arguments])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(validate, "load_scenario", small)
        run.out = out
        yield run


def test_a_miss_is_a_finding_and_no_error(makersim):
    done = makersim("--lang", "en")
    assert done.exit_code == 0, done.output
    assert "MISS" in done.stdout
    (folder,) = (path.parent for path in makersim.out.glob("baseline/*/validation.md"))
    assert {"findings.csv", "manifest.json", "series.parquet"} <= {p.name for p in folder.iterdir()}
    assert str(folder) in done.stdout.replace("\n", "")
    page = (folder / "validation.md").read_text(encoding="utf-8")
    assert re.match(r"# .*\n\n\d+ of \d+ figures never used lie in their 90 % interval; ", page)
    for row in ROWS.values():
        assert f"`{row.key}`" in page
    again = makersim("--quiet")
    assert again.stdout.strip() == str(folder)
    assert list(makersim.out.glob("baseline/*")) == [folder]


def test_table_opens_in_a_spreadsheet_and_says_what_json_says(makersim):
    answer = json.loads(makersim("--json").stdout)
    table = pd.read_csv(f"{answer['folder']}/validation.csv", encoding="utf-8-sig")
    rows = {row["row"]: row for row in answer["rows"]}
    assert list(table.row) == list(rows)
    assert set(rows) == set(ROWS)
    assert table.set_index("row")["median"]["spaces_2020"] == rows["spaces_2020"]["median"]
    inside = [r for r in answer["rows"] if r["kind"] == VALIDATION and r["verdict"] == INSIDE]
    assert answer["coverage"]["inside"] == len(inside)
    assert 0 <= answer["coverage"]["low"] < answer["coverage"]["high"] <= 1
    assert "Infinity" not in json.dumps(answer)


def test_every_miss_looks_like_one(makersim):
    answer = json.loads(makersim("--json").stdout)
    missed = [row for row in answer["rows"] if row["verdict"] in (MISS, BROKEN)]
    assert any(row["kind"] == VALIDATION for row in missed)
    for name, word in (("validation.md", "MISS"), ("validation.zh.md", "未命中")):
        page = Path(answer["folder"], name).read_text(encoding="utf-8")
        assert len(re.findall(rf"\| \*\*{word}[^*]*\*\* \|", page)) == len(missed)
        head = page[: page.index("\n## ")]
        never_used = [row for row in missed if row["kind"] == VALIDATION]
        assert head.count("\n- ") == len(never_used)
        language = "zh" if "zh" in name else "en"
        assert all(f"\n- {row[f'label_{language}']}" in head for row in never_used)


def test_the_page_says_how_it_was_made(makersim):
    answer = json.loads(makersim("--json").stdout)
    end = Path(answer["folder"], "validation.md").read_text(encoding="utf-8").splitlines()[-1]
    for part in (
        "`makersim validate --replicates 10 --seed 1 --parameters posterior`",
        f"`{answer['run_id']}`",
        f"`{source_hash()}`",
        f"`{file_hash(calibration_file('posterior.parquet'))[:12]}`",
    ):
        assert part in end


def test_page_and_table_can_be_put_somewhere_else_too(makersim, tmp_path):
    place = tmp_path / "new" / "score.md"
    done = makersim("--page", str(place), "--lang", "zh")
    assert done.exit_code == 0, done.output
    assert "score.zh.md" in done.stdout.replace("\n", "")
    assert sorted(path.name for path in place.parent.iterdir()) == [
        "score.csv",
        "score.md",
        "score.zh.md",
    ]
    (folder,) = (path.parent for path in makersim.out.glob("baseline/*/validation.md"))
    assert place.with_suffix(".csv").read_bytes() == (folder / "validation.csv").read_bytes()
    assert f"--page {place.as_posix()}`" in place.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["score.txt", "score", "file/score.md"])
def test_a_page_that_cannot_be_is_refused_before_anything_runs(
    makersim, tmp_path, monkeypatch, name
):
    monkeypatch.setattr("sim.studies.validate.run_study", None)
    (tmp_path / "file").write_text("")
    done = makersim("--page", str(tmp_path / name), "--lang", "en", replicates=13)
    assert done.exit_code == 2
    assert str(tmp_path / name.removesuffix("/score.md")) in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_page_in_chinese_has_no_english_sentences(makersim):
    done = makersim("--lang", "zh")
    assert "在区间内" in done.stdout
    assert "未命中" in done.stdout
    (page,) = makersim.out.glob("baseline/*/validation.zh.md")
    lines = page.read_text(encoding="utf-8").splitlines()
    said = [line.split("测量方式")[0] for line in lines if line and "---" not in line]
    plain = [line for line in said if not any(ord(character) > 0x2E80 for character in line)]
    assert plain == []


def test_few_replicates_score_nothing(makersim):
    done = makersim("--lang", "en", replicates=2)
    assert done.exit_code == 0
    assert "No figure could be scored" in done.stdout
    assert "MISS" not in done.stdout


def test_rows_of_ones_own_need_no_code(makersim, tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(one_row(evidence=None, source="a yearbook"), encoding="utf-8")
    answer = json.loads(makersim("--rows", str(path), "--json").stdout)
    assert [row["source"] for row in answer["rows"]] == ["a yearbook"]


def test_bad_rows_end_before_anything_runs(makersim, tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(one_row(figure="[2, 1]", kind="validaton"), encoding="utf-8")
    done = makersim("--rows", str(path), "--lang", "en", replicates=11)
    assert done.exit_code == 2
    assert done.stderr.splitlines() == [
        f"{path}:4:11: the range from 2 to 1 is empty; the lower end comes first",
        f"{path}:7:9: unknown kind 'validaton'; allowed are validation, check on the fit; "
        "did you mean validation?",
    ]
    assert done.stdout == ""
    assert makersim("--rows", str(tmp_path / "none.yaml")).exit_code == 2


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (KeyboardInterrupt(), 130, "0 of 12 replicates are kept; the same command goes on"),
        (OSError(28, "No space left on device", "outputs"), 2, "outputs: No space left on device"),
    ],
)
def test_what_stops_a_run_is_said(makersim, monkeypatch, error, code, words):
    def stopped(*_, **__):
        raise error

    monkeypatch.setattr("sim.studies.validate.run_study", stopped)
    done = makersim("--lang", "en", replicates=12)
    assert done.exit_code == code
    assert words in done.stderr
    assert done.stdout == ""


def test_default_rows_are_those_beside_the_posterior():
    assert [row.key for row in read_rows()] == list(ROWS)

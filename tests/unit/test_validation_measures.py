"""What rows of validation measure in a run: series, shares, life tables, the best spaces."""

import math

import numpy as np
import pandas as pd
import pytest

from sim.analysis.observed import Observed
from sim.analysis.validation_measures import Run, measured, survival_in_best_spaces
from tests.runs import SMALL, small_results
from tests.unit.test_validation_rows import ROWS, read_one


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

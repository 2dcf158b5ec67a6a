"""The twin: units, what balances and bounds, what it is fitted to, and which way it moves."""

import csv
from functools import lru_cache

import numpy as np
import pytest

from sim.dynamics.equations import Stock, simulate
from sim.dynamics.equations.many import simulate_many
from sim.dynamics.equations.units import check_units
from sim.dynamics.twin import twin
from sim.dynamics.twin.design import FITTED_TO, SHIFTED
from sim.dynamics.twin.fitted import FITTED, stored
from sim.dynamics.twin.fitting import WEIGHTS, Problem
from sim.dynamics.twin.observed import QUARTER, mean_of_runs, observe
from sim.dynamics.twin.tracking import BESIDE, CLOSE, STOCKS, errors, normalised_error
from sim.model.categories import MODELS
from sim.scenario import builtin_names, load_scenario
from sim.studies.twin_fit import ENSEMBLE
from tests.runs import with_constant

EXTREMES = {
    "no startups": {"found_startups.startup_rate": 0.0, "mechanisms.spinoffs": False},
    "no spaces": {"found_spaces.founding_rate": 0.0},
    "crowds": {"found_startups.startup_rate": 20_000.0},
    "dear leases": {"operate.lease": 10.0},
    "free leases": {"operate.lease": 0.0},
    "no fees": {"incubate.fee_price": 0.0},
    "dear fees": {"incubate.fee_price": 10.0, "incubate.rent_price": 0.1},
    "everything is funded": {"invest.early_threshold": -2.0, "invest.venture_threshold": -2.0},
    "no money": {"invest.angel_inflow": 0.0, "found_spaces.seed_fund_start": 0.0},
    "prodigies": {"incubate.growth": 0.1},
    "poor and dear": {"incubate.burn": 100.0, "found_startups.own_cash": 10.0},
    "impatience": {"match.patience": 1},
}
SMALL = 0.25  # of Jiangsu


@pytest.fixture(scope="module")
def baseline():
    return twin(load_scenario("baseline"))


@pytest.fixture(scope="module")
def run(baseline):
    return simulate(baseline)


def test_units_are_sound(baseline):
    assert check_units(baseline) == []


def test_every_stock_changes_by_its_flows_alone(baseline, run):
    for stock in baseline.stocks:
        gain = sum(run[name][:-1] for name in stock.inflows)
        gain = gain - sum(run[name][:-1] for name in stock.outflows)
        assert np.diff(run[stock.name]) == pytest.approx(gain, rel=1e-9, abs=1e-6)


def test_startups_are_neither_made_nor_lost(run):
    """Who comes is a seeker, a tenant, or gone by a way that has a name."""
    ends = ("failures", "graduations", "acquired", "moved_out")
    gone = sum(run[f"{end}_{model}"] for end in ends for model in MODELS)
    gone = gone + run["gave_up"] + run["displaced"] - run["displaced_seeking"]
    come = run["startups_founded"] + sum(run[f"spinoffs_{model}"] for model in MODELS)
    alive = run["seekers"] + run["tenants"]
    assert np.diff(alive) == pytest.approx((come - gone)[:-1], rel=1e-9, abs=1e-6)


def test_spaces_are_neither_made_nor_lost_by_changing_class(run):
    founded = sum(run[f"foundings_{model}"] for model in MODELS)
    closed = sum(run[f"closures_{model}"] for model in MODELS)
    assert np.diff(run["spaces"]) == pytest.approx((founded - closed)[:-1])


@pytest.mark.parametrize("case", EXTREMES)
def test_nothing_runs_away_under_extremes(case):
    model = twin(load_scenario("baseline").with_set(EXTREMES[case]))
    run = simulate(model)
    for variable in model.variables:
        assert np.isfinite(run[variable.name]).all(), variable.name
        if isinstance(variable, Stock):
            assert run[variable.name].min() > -1e-6, variable.name
    for model_name in MODELS:
        for share in ("service", "reputation"):
            assert run[f"{share}_{model_name}"].max() < 3.0
        assert run[f"listed_{model_name}"].max() <= run[f"spaces_{model_name}"].max() + 0.01


@pytest.mark.parametrize("scenario", builtin_names())
def test_it_tracks_the_agents_in_every_built_in_scenario(scenario):
    months, means = _ensemble()[scenario]
    found = errors(simulate(twin(load_scenario(scenario))), means, months)
    assert {name: error for name, error in found.items() if name in STOCKS and error >= CLOSE} == {}
    assert np.isfinite([found["spaces"], found["tenants"], found["funded_cumulative"]]).all()


@lru_cache
def _ensemble():
    with ENSEMBLE.open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    found = {}
    for scenario in {row["scenario"] for row in rows}:
        mine = [row for row in rows if row["scenario"] == scenario]
        means = {name: np.array([float(row[name]) for row in mine]) for name in (*STOCKS, *BESIDE)}
        found[scenario] = [int(row["month"]) for row in mine], means
    return found


def test_the_stored_means_are_those_of_the_built_in_scenarios():
    assert set(_ensemble()) == set(builtin_names())
    assert set(FITTED_TO) < set(builtin_names())  # some are kept for forecasts
    assert stored()["fitted_to"] == {"scenarios": [*FITTED_TO], "shifted": dict(SHIFTED)}


@pytest.fixture(scope="module")
def small_agents():
    """Small worlds at default parameters, a few of each scenario, to the end of 2022."""

    def mean(name):
        return mean_of_runs([observe(_small(name), seed) for seed in range(1, 6)])

    return {name: mean(name) for name in ("baseline", "rent_shock")}


def _small(name):
    return load_scenario(name).with_set({"scale": SMALL, "horizon.end": "2022-12"})


@pytest.mark.parametrize("name", ["baseline", "rent_shock"])
def test_it_is_near_to_agents_that_it_was_not_fitted_to(small_agents, name):
    """At default parameters, far from the point of the fit, in a small province."""
    mean = small_agents[name]
    months = range(QUARTER - 1, QUARTER * len(mean["spaces"]), QUARTER)
    found = errors(simulate(twin(_small(name), {})), mean, months)
    for stock in ("spaces", "tenants", "funded_cumulative", "slots"):
        assert found[stock] < 0.2, stock


MOVED = {  # parameter: its other value, and what it moves
    "found_startups.startup_rate": (1400.0, ("tenants", "spaces")),
    "found_spaces.founding_rate": (25.0, ("spaces",)),
    "operate.lease": (2.2, ("spaces", "slots")),
    "incubate.fee_price": (5.0, ("spaces_rent_dependent",)),
    "close.base_exit": (0.006, ("spaces", "slots")),
    "found_startups.own_cash": (130.0, ("tenants", "funded_cumulative")),
    "invest.early_threshold": (1.9, ("funded_cumulative",)),
    "invest.angel_inflow": (200.0, ("funded_cumulative",)),
    "incubate.tenure_limit": (20, ("tenants",)),
}


@pytest.mark.parametrize("parameter", MOVED)
def test_it_moves_the_way_that_the_agents_move(small_agents, parameter):
    value, stocks = MOVED[parameter]
    moved = _small("baseline").with_set({parameter: value})
    agents = mean_of_runs([observe(moved, seed) for seed in range(1, 6)])
    before, after = simulate(twin(_small("baseline"), {})), simulate(twin(moved, {}))
    for name in stocks:
        of_agents = agents[name][-1] / small_agents["baseline"][name][-1] - 1
        of_twin = after[name][-1] / before[name][-1] - 1
        assert abs(of_agents) > 0.02
        assert abs(of_twin) > 0.01
        assert np.sign(of_twin) == np.sign(of_agents)


def test_no_model_wins_with_every_mechanism_off():
    run = simulate(twin(load_scenario("neutral")))
    assert run["spaces_rent_dependent"][-1] < 0.01 * run["spaces"][-1]  # all ask the same fees
    vacant = run["vacancy_specialised"][48:], run["vacancy_diversified"][48:]
    assert vacant[0] == pytest.approx(vacant[1], abs=0.02)
    rates = [run[f"closures_{m}"][48:] / run[f"spaces_{m}"][48:] for m in MODELS[::2]]
    assert rates[0] == pytest.approx(rates[1], rel=0.05)


def test_many_variants_run_as_each_alone(baseline, run):
    rents = np.array([1.0, 2.0, 3.0])
    found = simulate_many(baseline, {"rent_price": rents}, {}, ["spaces", "cash"])
    for column, rent in enumerate(rents):
        alone = simulate(with_constant(baseline, "rent_price", rent))
        assert found["spaces"][:, column] == pytest.approx(alone["spaces"], rel=1e-12)
        assert found["cash"][:, column] == pytest.approx(alone["cash"], rel=1e-12)
    with pytest.raises(ValueError, match="month"):
        simulate_many(type(baseline)("", (), 12, step=0.5), {}, {}, [])


def test_a_fit_to_the_twin_itself_finds_no_fault():
    """Quarters are laid side by side as the agents are counted, and slopes lead downhill."""
    scenario = load_scenario("baseline").with_parameters(stored()["parameters"])
    values = stored()["values"]
    model, run = twin(load_scenario("baseline")), simulate(twin(load_scenario("baseline")))
    of_flow = [model.by_name[name].unit.endswith("/month") for name in WEIGHTS]
    means = {
        name: run[name][:-1].reshape(-1, QUARTER).mean(axis=1)
        if flow and not isinstance(model.by_name[name], Stock)
        else run[name][QUARTER::QUARTER]
        for name, flow in zip(WEIGHTS, of_flow, strict=True)
    }
    problem = Problem([scenario], [means], [1.0])
    at = problem.logits(np.array([values[each.name] for each in FITTED]))[:, None]
    data = problem.residuals(at)[: -len(FITTED), 0]
    assert np.abs(data).max() < 1e-4
    moved = {**values, "insolvency": 2 * values["insolvency"]}
    first = problem.logits(np.array([moved[each.name] for each in FITTED]))[:, None]
    assert problem.solve(moved, 3).cost < 0.2 * float((problem.residuals(first) ** 2).sum()) / 2


def test_every_fitted_constant_has_a_value_within_its_bounds(baseline):
    values = stored()["values"]
    assert {*values} == {each.name for each in FITTED}
    for each in FITTED:
        assert each.low <= values[each.name] <= each.high, each.name
        assert baseline.by_name[each.name].source == "fitted"


def test_errors_are_told_only_where_there_is_something():
    assert np.isnan(normalised_error(np.ones(4), np.ones(4)))
    assert normalised_error(np.full(4, 12.0), np.full(4, 10.0)) == pytest.approx(0.2)

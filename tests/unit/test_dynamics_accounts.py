"""Stocks and flows counted from the agents: identities, and agreement with the run's own record."""

from functools import lru_cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.dynamics.accounts import OUTSIDE, Accounts, Flow, System
from sim.dynamics.census import books_of
from sim.dynamics.systems import MONEY, STARTUPS, SYSTEMS
from sim.model import quantities as q
from sim.model.accounting import FLOWS, SECTORS
from sim.model.categories import MODELS, STAGES
from sim.model.schedule import simulate
from sim.results.groups import PARTS
from tests.runs import small_scenario

SEED, MONTHS = 3, 108


@pytest.fixture(scope="module")
def world():
    scenario = small_scenario()
    return simulate(
        scenario.parameters, scenario.mechanisms, scenario.schedule, SEED, scenario.scale
    )


@lru_cache
def books(scale=0.05, seed=SEED, months=MONTHS):
    return books_of(small_scenario(scale=scale), seed, months)


@given(
    scale=st.sampled_from((0.02, 0.05, 0.1)),
    seed=st.integers(0, 2**53 - 1),
    months=st.sampled_from((1, 13, 70)),
)
@settings(max_examples=6)
def test_every_stock_is_its_start_plus_what_came_less_what_left(scale, seed, months):
    for name, accounts in books(scale, seed, months).items():
        assert accounts.stocks.shape == (months, len(SYSTEMS[name].stocks))
        if name == "money":
            assert np.abs(accounts.imbalance()).max() < 1e-3  # kCNY: one yuan
        else:
            assert np.array_equal(accounts.flows, np.rint(accounts.flows))
            assert np.all(accounts.imbalance() == 0)
            assert np.all(accounts.flows >= 0)


def test_a_flow_left_out_would_be_seen():
    startups = books()["startups"]
    place = [flow.name for flow in startups.system.flows].index("displaced_failed_unfunded")
    flows = startups.flows.copy()
    flows[:, place] = 0
    assert np.abs(startups._replace(flows=flows).imbalance()).max() >= 1


def by_stage(startups, end):
    return sum(startups.flow(f"{end}_{stage}") for stage in STAGES)


def test_counts_of_startups_are_those_that_the_run_records(world):
    startups = books()["startups"]
    recorded = world.records.totals[:, : q.FROM_CELL_FOUNDED].sum(axis=1)
    for end, quantity in (
        ("admitted", q.ADMITTED),
        ("failed", q.FAILED),
        ("graduated", q.GRADUATED),
        ("acquired", q.ACQUIRED),
        ("moved_out", q.MOVED_OUT),
    ):
        assert np.array_equal(by_stage(startups, end), recorded[:, quantity]), end
    first = startups.flow("unfunded_to_seed") + startups.flow("unfunded_to_series_a")
    assert np.array_equal(first, recorded[:, q.NEWLY_FUNDED])
    assert np.array_equal(startups.stocks[:, 1:].sum(axis=1), recorded[:, q.TENANTS])
    pool = world.records.pool
    for counted, quantity in (
        (startups.flow("founded"), q.STARTUPS_FOUNDED),
        (startups.flow("gave_up"), q.GAVE_UP),
        (by_stage(startups, "displaced"), q.DISPLACED_SEEKING),
        (by_stage(startups, "displaced_failed"), q.DISPLACED_FAILED),
        (startups.stock("seekers"), q.SEEKERS),
    ):
        assert np.array_equal(counted, pool[:, quantity])
    assert recorded[:, q.DISPLACED].sum() > 0


def test_counts_of_spaces_are_those_that_the_run_records(world):
    spaces = books()["spaces"]
    for model in MODELS:
        recorded = world.records.totals[:, PARTS[f"model:{model}"]].sum(axis=1)
        assert np.array_equal(spaces.stock(model), recorded[:, q.SPACES])
        assert np.array_equal(spaces.flow(f"founded_{model}"), recorded[:, q.SPACES_FOUNDED])
        assert np.array_equal(spaces.flow(f"closed_{model}"), recorded[:, q.SPACES_CLOSED])
    changes = sum(spaces.flow(f"{a}_to_{b}").sum() for a in MODELS for b in MODELS if a != b)
    assert changes > 0


def test_money_is_the_ledger_with_other_sectors_as_the_outside(world):
    money = books()["money"]
    assert np.array_equal(money.flows, world.records.ledger)
    for flow, declared in zip(MONEY.flows, FLOWS.values(), strict=True):
        ends = (flow.source, declared.payer), (flow.target, declared.payee)
        assert all(end in (sector, OUTSIDE) for end, sector in ends)
        assert {declared.payer, declared.payee} <= set(SECTORS)


def test_a_shorter_run_has_the_same_months():
    short, whole = books(months=70), books()
    for name, accounts in short.items():
        assert np.array_equal(accounts.stocks, whole[name].stocks[:70])
        assert np.array_equal(accounts.flows, whole[name].flows[:70])


def test_a_year_is_the_sum_of_its_months():
    for accounts in books().values():
        year = accounts.over(48, 60)
        assert np.allclose(year.imbalance(), 0, atol=1e-3)
        assert np.allclose(year.flows[0], accounts.flows[48:60].sum(axis=0))
        assert np.array_equal(accounts.over(0, 12).opening, accounts.opening)


def test_every_flow_has_an_end_inside():
    for system in SYSTEMS.values():
        names = [flow.name for flow in system.flows]
        assert len(set(names)) == len(names)
        for flow in system.flows:
            assert {flow.source, flow.target} <= {OUTSIDE, *system.stocks}
            inside = flow.source in system.stocks or flow.target in system.stocks
            assert inside or system is MONEY, flow  # governments pay landlords, too


@given(st.lists(st.tuples(st.sampled_from("ab "), st.sampled_from("ab ")), min_size=1), st.data())
def test_accounts_made_of_their_flows_balance(ends, data):
    flows = tuple(Flow(str(i), a.strip(), b.strip()) for i, (a, b) in enumerate(ends))
    system = System("any", "", ("a", "b"), flows)
    moved = np.array([[data.draw(st.integers(0, 9)) for _ in flows] for _ in range(3)], dtype=float)
    stocks = np.cumsum(moved @ system.matrix(), axis=0)
    assert np.all(Accounts(system, np.zeros(2), stocks, moved).imbalance() == 0)
    stocks[1, 0] += 1
    assert np.any(Accounts(system, np.zeros(2), stocks, moved).imbalance() != 0)


def test_tenants_of_all_stages_are_stocks():
    assert STARTUPS.stocks == ("seekers", *STAGES)

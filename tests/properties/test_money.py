"""Every yuan paid by one sector is received by another; cash in the state moves by flows alone."""

import numpy as np
import pytest
from hypothesis import given, settings

from sim.model import accounting as flow
from sim.model import quantities as q
from sim.model.accounting import FLOWS, SECTORS, SECTORS_WITH_CASH, cash_errors, flow_matrix
from tests.properties.compared import groups_total
from tests.properties.draws import runs
from tests.properties.worlds import all_levers, bare, baseline, neutral

ONE_YUAN, ROUNDING = 0.001, 1e-9  # kCNY
WORLDS = {
    "levers": all_levers(120, seed=3, scale=0.2),
    "full_size": baseline(60, seed=2, scale=1.0),
    "neutral": neutral(96, seed=5),
    "winter": bare(96, seed=6).under(24, capital_multiplier=0.0, rent_multiplier=3.0),
}
# What spaces report of their own against the ledger of the province.
AS_SPACES_TELL = {
    "rents": (q.REVENUE_RENT, (flow.RENT,)),
    "fees": (q.REVENUE_SERVICE, (flow.FEES,)),
    "subsidies": (q.REVENUE_SUBSIDY, (flow.OPERATING_SUBSIDY,)),
    "costs": (q.COST, (flow.LEASE, flow.SERVICE_COST)),
    "support": (q.OWNER_SUPPORT, (flow.OWNER_SUPPORT,)),
    "investment": (q.INVESTED, (flow.TICKETS, flow.CO_TICKETS, flow.SEED_TICKETS)),
}
PAID_FOR = {
    (flow.OPERATING_SUBSIDY,): (q.COST_SUBSIDY,),
    (flow.LEASE_RELIEF,): (q.COST_LEASE_RELIEF,),
    (flow.CO_TICKETS,): (q.COST_CO_INVESTMENT,),
    (flow.GRANTS,): (q.COST_RECOGNITION, q.COST_SPECIALISATION, q.COST_ANCHOR),
    (flow.PROGRAMMES,): (q.COST_VOUCHERS, q.COST_CAMPAIGN, q.COST_DISPLACED),
}


@pytest.fixture(scope="module", params=WORLDS)
def world(request):
    return WORLDS[request.param].world()


def largest_error(world):
    records = world.records
    return np.abs(cash_errors(records.ledger, records.cash, records.opening)).max()


def summed(page, columns):
    return page[:, list(columns)].sum(axis=1)


def check_public_cost(world):
    ledger, cost = world.records.ledger, world.records.public_cost
    for flows, levers in PAID_FOR.items():
        assert np.allclose(summed(ledger, flows), summed(cost, levers), rtol=1e-12, atol=1e-9)
    government = -flow_matrix()[:, SECTORS.index("government")]
    assert np.allclose(ledger @ government, cost.sum(axis=1), rtol=1e-12, atol=1e-9)
    told = groups_total(world, q.PUBLIC_COST)
    of_spaces = cost.sum(axis=1) - cost[:, q.COST_CAMPAIGN]
    assert np.allclose(told, of_spaces, rtol=1e-10, atol=1e-6)


def test_every_flow_has_one_payer_and_one_payee():
    matrix = flow_matrix()
    assert matrix.shape == (len(FLOWS), len(SECTORS))
    assert np.all(matrix.sum(axis=1) == 0)
    assert np.all(np.abs(matrix).sum(axis=1) == 2)


def test_columns_of_the_ledger_are_named_in_order():
    for position, name in enumerate(FLOWS):
        assert getattr(flow, name.upper()) == position
    for position, name in enumerate(q.COST_LEVERS):
        short = {"operating_subsidy": "SUBSIDY", "recognition_grant": "RECOGNITION"}
        short |= {"specialisation_grant": "SPECIALISATION", "mentor_vouchers": "VOUCHERS"}
        short |= {"startup_campaign": "CAMPAIGN", "anchor_recruitment": "ANCHOR"}
        short |= {"displaced_support": "DISPLACED"}
        assert getattr(q, f"COST_{short.get(name, name.upper())}") == position


def test_change_of_cash_is_the_sectors_row(world):
    assert largest_error(world) < ONE_YUAN


def test_no_flow_is_negative(world):
    assert world.records.ledger.min() >= -ROUNDING
    assert world.records.public_cost.min() >= 0.0


@pytest.mark.parametrize("told", AS_SPACES_TELL)
def test_what_spaces_tell_is_what_the_ledger_holds(world, told):
    quantity, flows = AS_SPACES_TELL[told]
    ledger = summed(world.records.ledger, flows)
    assert np.allclose(groups_total(world, quantity), ledger, rtol=1e-10, atol=1e-6)


def test_stakes_of_spaces_are_a_part_of_what_exits_pay_them(world):
    paid = summed(world.records.ledger, (flow.STAKES_MARKET, flow.STAKES_HOST))
    told = groups_total(world, q.REVENUE_STAKES)
    assert np.all(told <= paid + 1e-6)
    assert told.sum() > 0.0


def test_public_cost_by_lever_is_what_government_pays(world):
    check_public_cost(world)


def test_only_sectors_with_state_have_cash(world):
    assert world.records.cash.shape == (len(world.schedule), len(SECTORS_WITH_CASH))
    spaces = world.spaces[: world.book[0].spaces_used]
    held = spaces["cash"].sum() + spaces["seed_fund"].sum()
    assert np.isclose(held, world.records.cash[-1, 1], rtol=1e-9, atol=1e-6)
    closed = spaces[spaces["closed"] >= 0]
    assert np.all(closed["cash"] == 0.0)
    assert np.all(closed["seed_fund"] == 0.0)


def test_a_lost_yuan_is_noticed(world):
    """The check itself can fail."""
    records = world.records
    cash = records.cash.copy()
    cash[len(cash) // 2, 1] += 2 * ONE_YUAN
    assert np.abs(cash_errors(records.ledger, cash, records.opening)).max() > ONE_YUAN


@settings(max_examples=120)
@given(run=runs())
def test_money_balances_anywhere_in_the_declared_ranges(run):
    world = run.world()
    assert largest_error(world) < ONE_YUAN
    assert world.records.ledger.min() >= -ROUNDING
    check_public_cost(world)
    for quantity, flows in AS_SPACES_TELL.values():
        ledger = summed(world.records.ledger, flows)
        assert np.allclose(groups_total(world, quantity), ledger, rtol=1e-9, atol=1e-5)

"""Spaces in degenerate worlds: what becomes of them can be written down."""

import numpy as np
import pytest
from scipy import stats

from sim.model import accounting as flow
from sim.model import quantities as q
from sim.model.categories import NONE
from tests.properties.compared import groups_total
from tests.properties.worlds import Run, bare, lived_with, months_of

UNDYING = {
    "close__grace_months": 60,
    "close__review": 0.0,
    "found_spaces__runway_months": 120.0,
    "found_spaces__owner_commitment": 2.0,
}


def without_startups(months: int, scale: float = 0.2) -> Run:
    run = bare(months, seed=81, scale=scale).switched(spinoffs=False)
    return run.setting(found_startups__startup_rate=0.0)


def spaces_of(world):
    return world.spaces[: world.book[0].spaces_used]


def test_no_startups_no_tenants_no_rents():
    world = without_startups(48).world()
    for quantity in (q.ADMITTED, q.TENANTS, q.SERVED, q.DEALS, q.SPACES_LISTED):
        assert groups_total(world, quantity).sum() == 0.0, q.QUANTITIES[quantity]
    ledger = world.records.ledger.sum(axis=0)
    nothing = (flow.RENT, flow.FEES, flow.OWN_MONEY, flow.BURN, flow.VENTURE_REVENUE)
    nothing += (flow.TICKETS, flow.SEED_TICKETS, flow.STAKES_MARKET, flow.STAKES_HOST)
    assert np.all(ledger[list(nothing)] == 0.0)
    assert ledger[flow.LEASE] > 0.0
    assert groups_total(world, q.SPACES_FOUNDED).sum() > 0.0
    assert world.life.funding.sum() == 0
    assert world.records.pool[:, q.STARTUPS].sum() == 0.0


def test_empty_spaces_lower_their_price_by_a_hundredth_a_month_to_the_floor():
    world = without_startups(60).setting(**UNDYING).world()
    spaces = spaces_of(world)
    months = 60 - np.maximum(spaces["founded"], 0)
    opened = spaces["closed"] == NONE
    assert np.allclose(spaces["price_level"][opened], np.maximum(0.7, 0.99 ** months[opened]))


def test_spaces_without_income_close_when_their_purse_says():
    """Losses beyond w eat cash; after ``grace_months`` below zero a space closes."""
    run = without_startups(72).switched(service_cutting=False, imitation=False)
    run = run.setting(close__base_exit=0.0, close__review=0.0, close__grace_months=4)
    run = run.setting(found_spaces__runway_months=12.0, adapt__lease_term=120)
    founded: dict[int, tuple[float, float]] = {}
    for _, world in months_of(run):
        p = run.parameters.operate
        for space in spaces_of(world):
            if space.ident not in founded:  # its first month is over
                cost = (p.lease + p.service_cost * space.service_level) * space.slots
                loss = cost - min(cost, space.owner_commitment * space.slots)
                founded[int(space.ident)] = (space.cash + loss, loss)
    closures = 0
    for space in spaces_of(world):
        cash, loss = founded[int(space.ident)]
        last = len(run.schedule) - 1
        start = max(int(space.founded), 0)
        expected = NONE
        if loss > 0.0:
            first_below = start + int(np.floor(cash / loss + 1e-9))
            expected = first_below + 3 if first_below + 3 <= last else NONE
        if loss == 0.0 or abs(cash / loss - round(cash / loss)) > 1e-6:
            assert space.closed == expected
            closures += expected != NONE
    assert closures > 30


def test_no_founding_leaves_the_initial_spaces():
    run = bare(36, seed=82, scale=1.0).setting(found_spaces__founding_rate=0.0)
    world = run.world()
    spaces = spaces_of(world)
    assert len(spaces) == 5
    assert np.all(spaces["founded"] == -1)
    assert groups_total(world, q.SPACES_FOUNDED).sum() == 0.0
    assert groups_total(world, q.ADMITTED).sum() > 0.0
    assert world.life.space_months[1].sum() == 0, "those alive at the start are left out"


def test_exits_outside_the_model_are_geometric():
    hazard, months = 0.02, 150
    run = without_startups(months, scale=1.0).setting(**UNDYING).setting(close__base_exit=hazard)
    world = run.setting(found_spaces__owner_commitment_sd=0.2).world()
    at_risk = world.life.space_months[1].sum(axis=0)
    closures = world.life.space_closures[1].sum(axis=0)
    assert at_risk[0] == 0
    assert stats.binomtest(int(closures.sum()), int(at_risk.sum()), hazard).pvalue > 1e-4
    ages = np.flatnonzero(at_risk > 300)
    expected = at_risk[ages] * hazard
    chi2 = np.sum((closures[ages] - expected) ** 2 / (expected * (1 - hazard)))
    assert 1e-4 < stats.chi2.cdf(chi2, len(ages)) < 1 - 1e-4
    survival = np.cumprod(1.0 - closures[1:61] / at_risk[1:61])
    error = np.sqrt(survival[-1] * (1 - survival[-1]) / at_risk[1])
    assert abs(survival[-1] - (1 - hazard) ** 60) < 5 * error


@pytest.mark.parametrize("push", [0.5, 1.0, 3.0])
def test_founding_is_poisson(push):
    run = without_startups(120, scale=0.3).switched(herding=False).under(founding_push=push)
    run = run.setting(found_spaces__push_since_2018=1.0)
    counts = groups_total(run.world(), q.SPACES_FOUNDED)
    mean = run.parameters.found_spaces.founding_rate * 0.3 * push
    assert abs(counts.sum() - 120 * mean) < 4.5 * np.sqrt(120 * mean)
    dispersion = np.sum((counts - counts.mean()) ** 2) / counts.mean()
    assert 1e-4 < stats.chi2.cdf(dispersion, 119) < 1 - 1e-4


def test_founding_turns_in_the_year_to_july_2018():
    run = without_startups(120, scale=1.0).switched(herding=False)
    run = run.setting(found_spaces__push_since_2018=0.4)
    counts = groups_total(run.world(), q.SPACES_FOUNDED)
    rate = run.parameters.found_spaces.founding_rate * run.schedule["founding_push"]
    factor = np.interp(np.arange(120), [30, 42], [1.0, 0.4])
    for months in (slice(0, 31), slice(31, 42), slice(42, 120)):
        mean = (rate * factor)[months].sum()
        assert abs(counts[months].sum() - mean) < 4.5 * np.sqrt(mean)
    assert abs(counts[42:].sum() - rate[42:].sum()) > 4.5 * np.sqrt(rate[42:].sum())


def test_anchors_come_at_their_rate_and_cost_their_grant():
    run = without_startups(120, scale=1.0).setting(found_spaces__founding_rate=0.0)
    world = run.under(anchor_recruitment=24.0).world()
    counts = groups_total(world, q.SPACES_FOUNDED)
    assert abs(counts.sum() - 240) < 4.5 * np.sqrt(240)
    grants = world.records.public_cost[:, q.COST_ANCHOR]
    assert np.allclose(grants, 500.0 * counts)
    new = spaces_of(world)["founded"] >= 0
    assert np.all(spaces_of(world)["operator"][new] == 1)


def test_reviews_cut_the_commitment_of_empty_spaces_to_two_fifths():
    """Empty, without benefit and with a certain review: one cut at every anniversary."""
    run = without_startups(37).setting(**UNDYING).setting(close__review=1.0)
    run = run.setting(close__base_exit=0.0, reference__benefit=0.0).switched(host_benefit=False)
    never = run.setting(close__review=0.0)
    cut, kept = spaces_of(run.world()), spaces_of(never.world())
    both = (cut["closed"] == NONE) & (kept["closed"] == NONE)
    birthdays = (36 - cut["founded"]) // 12
    expected = kept["owner_commitment"] * 0.4**birthdays
    assert np.allclose(cut["owner_commitment"][both], expected[both])
    assert both.sum() > 30


@pytest.mark.parametrize("cost", [0.1, 3.0])
def test_without_vouchers_tenants_see_the_service_that_spaces_give(cost):
    """Also where service costs so little that a voucher would buy no end of it."""
    recorded = []

    def compare(world, month):
        spaces = spaces_of(world)
        opened = spaces["closed"] == NONE
        assert np.array_equal(spaces["service"][opened], spaces["service_level"][opened])
        recorded.append(np.sum(spaces["recognition"] > 0))

    lived_with(bare(24, seed=83).setting(operate__service_cost=cost), {"match": compare})
    assert max(recorded) > 10

"""Startups and capital in degenerate worlds: what becomes of them can be written down."""

import numpy as np
import pytest
from scipy import stats

from sim.model import accounting as flow
from sim.model import quantities as q
from sim.model.categories import NONE
from sim.model.state import TENANT
from tests.properties.compared import groups_total
from tests.properties.worlds import Run, bare, months_of

LASTING = {  # no tenant fails, no space closes
    "incubate__base_hazard": 0.0,
    "incubate__firm_hazard": 0.0,
    "incubate__burn": 1.0,
    "found_startups__own_cash": 2000.0,
    "close__base_exit": 0.0,
    "close__grace_months": 60,
    "close__review": 0.0,
}
NO_CAPITAL = {"invest__screens": 0, "invest__seed_looks": 0.0}
NO_HELP = {"incubate__service_gain": 0.0, "incubate__peer_gain": 0.0}


def one_space(months: int, rate: float) -> Run:
    """A single space for ever."""
    run = bare(months, seed=91, scale=0.2).setting(found_spaces__founding_rate=0.0)
    return run.setting(found_startups__startup_rate=rate / 0.2, **LASTING)


def test_startups_are_founded_at_their_rate():
    run = bare(120, seed=92, scale=0.2).switched(field_shocks=False, spinoffs=False)
    run = run.setting(found_startups__mood_since_2020=1.0)
    counts = run.under(startup_mood=0.7, demand_multiplier=1.5).world().records.pool[:, 0]
    mean = run.parameters.found_startups.startup_rate * 0.2 * 0.7 * 1.5
    assert abs(counts.sum() - 120 * mean) < 4.5 * np.sqrt(120 * mean)
    dispersion = np.sum((counts - counts.mean()) ** 2) / counts.mean()
    assert 1e-4 < stats.chi2.cdf(dispersion, 119) < 1 - 1e-4


def test_progress_without_help_grows_at_its_rate():
    run = bare(30, seed=93, scale=0.3).setting(**LASTING, **NO_CAPITAL, **NO_HELP)
    run = run.setting(incubate__growth=0.004, incubate__talent_gain=0.0)
    run = run.switched(acquisition=False)
    world = run.world()
    used = world.book[0].startups_used
    tenants = world.startups[:used][world.startups["status"][:used] == TENANT]
    months = 30 - tenants["entered"]  # the month of entry counts
    total, expected = tenants["progress"].sum(), 0.004 * months.sum()
    assert abs(total - expected) < 4.5 * 0.004 * np.sqrt(months.sum())
    assert np.allclose(tenants["pace"], 0.004)
    assert len(tenants) > 1000


def test_talent_speeds_progress_by_its_logarithm():
    run = bare(12, seed=93, scale=0.3).setting(incubate__talent_gain=0.5)
    world = run.world()
    used = world.book[0].startups_used
    living = world.startups["status"][:used] == TENANT
    holder = world.startups if "talent" in world.startups.dtype.names else world.dossiers
    talent = holder["talent"][:used][living]
    growth = run.parameters.incubate.growth
    assert np.allclose(world.startups["pace"][:used][living], growth * np.exp(0.5 * talent))


def test_nobody_is_funded_without_capital():
    run = bare(60, seed=94, scale=0.2).setting(invest__seed_looks=0.0)
    world = run.under(capital_supply=0.0).world()
    assert groups_total(world, q.DEALS).sum() == 0.0
    assert world.records.cash[:, 2].max() == 0.0
    assert world.records.ledger[:, [flow.TICKETS, flow.SEED_TICKETS]].sum() == 0.0


@pytest.mark.parametrize("delay", [1.0, 4.0, 9.0])
def test_commitments_become_callable_with_the_mean_delay(delay):
    """One month's inflow is called in equal parts of what is left, some in that very month."""
    run = bare(200, seed=95, scale=0.1).switched(field_shocks=False)
    run = run.setting(invest__screens=0, invest__call_delay=delay).under(1, capital_supply=0.0)
    world = run.world()
    calls = world.records.ledger[:, flow.CAPITAL_CALLS]
    inflow = 0.1 * (150 * run.parameters.invest.angel_inflow + 80 * 9000.0)
    months = np.arange(200)
    assert np.allclose(calls, inflow / (1 + delay) * (delay / (1 + delay)) ** months, atol=1e-6)
    assert np.dot(months, calls) / inflow == pytest.approx(delay, rel=1e-6)
    assert np.allclose(world.records.cash[:, 2], np.cumsum(calls))


def test_a_single_space_fills_as_capacity_allows():
    run = one_space(40, rate=400.0).setting(adapt__lease_term=120)  # no floors are given back
    price = 1.0
    for month, world in months_of(run):
        space = world.spaces[0]
        assert space.payers == space.slots, "after matching; some leave later in the month"
        taken = space.tenants / space.slots  # little in the month in which the first move out
        price = min(1.2, price * 1.01) if taken > 0.8 else price * (0.99 if taken < 0.6 else 1.0)
        assert space.price_level == pytest.approx(price)
        admitted = groups_total(world, q.ADMITTED)[month]
        assert admitted <= 400 * 2
    assert price > 1.18
    assert world.book[0].spaces_used == 1


def test_a_single_space_takes_everyone_while_it_has_room():
    run = one_space(6, rate=3.0).switched(selection=False, spinoffs=False)
    run = run.setting(reference__occupancy=0.0, match__search_size=20)
    world = run.world()
    told = world.records.pool[:, q.STARTUPS_FOUNDED], groups_total(world, q.ADMITTED)
    choosy = stats.norm.cdf(-1.6)  # an empty space asks for some talent all the same
    assert told[1].sum() >= told[0].sum() * (1 - choosy) - 4
    assert world.records.pool[-1, q.STARTUPS] <= world.spaces[0].slots


@pytest.mark.parametrize("patience", [1, 3])
def test_seekers_give_up_when_their_patience_ends(patience):
    run = one_space(30, rate=200.0).setting(match__patience=patience).switched(spinoffs=False)
    pool = run.world().records.pool
    founded, gave_up = pool[:, q.STARTUPS_FOUNDED], pool[:, q.GAVE_UP]
    admitted = groups_total(run.world(), q.ADMITTED)
    if patience == 1:
        assert np.all(pool[:, q.SEEKERS] == 0.0)
        assert np.array_equal(gave_up, founded - admitted)
    else:
        assert np.all(gave_up[: patience - 1] == 0.0)
        assert np.all(pool[patience:, q.SEEKERS] > founded[patience:])


def test_tenants_move_out_at_the_limit_and_not_before():
    run = bare(48, seed=96, scale=0.1).setting(**LASTING, **NO_CAPITAL, **NO_HELP)
    run = run.setting(incubate__growth=0.0, incubate__tenure_limit=9).switched(acquisition=False)
    world = run.world()
    tenancies = world.book[0].tenancies.sum(axis=0)
    ends = tenancies.sum(axis=0)
    moved = q.TENANCY_ENDS.index("moved_out")
    assert ends[[q.TENANCY_ENDS.index(end) for end in ("graduated", "acquired")]].sum() == 0
    assert np.flatnonzero(tenancies[:, moved]).tolist() == [8], "the month of entry is the first"
    assert ends[moved] > 500


@pytest.mark.parametrize("loss", [0.0, 1.0])
def test_the_displaced_fail_or_seek_as_the_loss_says(loss):
    run = bare(36, seed=97, scale=0.2).setting(close__base_exit=0.05, close__displacement_loss=loss)
    pool = run.world().records.pool.sum(axis=0)
    lost, seeking = pool[q.DISPLACED_FAILED], pool[q.DISPLACED_SEEKING]
    assert (seeking if loss else lost) == 0.0
    assert lost + seeking > 50


def test_support_saves_the_displaced_and_costs_twenty_thousand_each():
    run = bare(36, seed=97, scale=0.2).setting(close__base_exit=0.05, close__displacement_loss=1.0)
    world = run.under(displaced_support=1.0).world()
    assert world.records.pool[:, q.DISPLACED_FAILED].sum() == 0.0
    displaced = groups_total(world, q.DISPLACED)
    assert np.allclose(world.records.public_cost[:, q.COST_DISPLACED], 20.0 * displaced)


def test_without_cash_every_team_fails_at_once():
    run = bare(24, seed=98, scale=0.1).setting(
        found_startups__own_cash=10.0, incubate__burn=100.0, incubate__venture_revenue=0.0
    )
    world = run.world()
    assert groups_total(world, q.TENANTS).sum() == 0.0
    assert np.array_equal(groups_total(world, q.FAILED), groups_total(world, q.ADMITTED))
    assert np.all(world.startups["space"][: world.book[0].startups_used] == NONE)

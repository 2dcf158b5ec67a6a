"""Stocks change by counted flows and by nothing else, as integers, in every class."""

from itertools import pairwise, product

import numpy as np
import pytest

from sim.model import quantities as q
from sim.model.categories import NONE
from sim.model.state import EMPTY, SEEKING, TENANT
from tests.properties.compared import groups_total
from tests.properties.worlds import all_levers, baseline, months_of, neutral

WORLDS = {
    "levers": all_levers(96, seed=3, scale=0.15),
    "baseline": baseline(120, seed=4, scale=0.2).setting(close__base_exit=0.01),
    "neutral": neutral(72, seed=5),
}
ENDS = (q.FAILED, q.GRADUATED, q.ACQUIRED, q.MOVED_OUT, q.DISPLACED)
FIRST_GROUPS = {
    "cell_now": q.FROM_CELL_NOW,
    "cell_founded": q.FROM_CELL_FOUNDED,
    "operator": q.FROM_OPERATOR,
    "service_type": q.FROM_TYPE,
}


@pytest.fixture(scope="module", params=WORLDS)
def run(request):
    return WORLDS[request.param]


@pytest.fixture(scope="module")
def world(run):
    return run.world()


@pytest.fixture(scope="module")
def opening(run):
    """Spaces by group before the first month."""
    start, counts = run.start(), np.zeros(q.N_GROUPS)
    for row in range(start.book[0].spaces_used):
        for label, first in FIRST_GROUPS.items():
            counts[first + start.spaces[label][row]] += 1
    return counts


def before(stock, opening):
    """Stocks at the start of each month."""
    return np.concatenate([np.broadcast_to(opening, (1, *stock.shape[1:])), stock[:-1]])


def test_counts_are_whole_numbers(world):
    continuous = (q.INVESTED, q.REVENUE_RENT, q.REVENUE_SERVICE, q.REVENUE_STAKES, q.COST)
    continuous += (q.REVENUE_SUBSIDY, q.OWNER_SUPPORT, q.PUBLIC_COST, q.SERVICE_CAPACITY)
    continuous += tuple(range(q.SERVICE_SUM, q.REPUTATION_SUM + 1))
    counts = np.delete(world.records.totals, continuous, axis=2)
    assert np.array_equal(counts, np.rint(counts))
    pool = world.records.pool[:, : q.HOMOGENISATION]
    assert np.array_equal(pool, np.rint(pool))


def test_spaces_of_every_group_balance(world, opening):
    flows = np.moveaxis(world.records.totals, 2, 0)
    change = flows[q.SPACES] - before(flows[q.SPACES], opening)
    moved = flows[q.RELABELLED_IN] - flows[q.RELABELLED_OUT]
    assert np.array_equal(change, flows[q.SPACES_FOUNDED] - flows[q.SPACES_CLOSED] + moved)
    assert np.all(moved[:, q.FROM_CELL_FOUNDED :] == 0)
    assert np.all(moved[:, : q.FROM_CELL_FOUNDED].sum(axis=1) == 0)


def test_tenants_of_every_group_balance(world):
    flows = np.moveaxis(world.records.totals, 2, 0)
    change = flows[q.TENANTS] - before(flows[q.TENANTS], 0.0)
    left = sum(flows[end] for end in ENDS)
    moved = flows[q.TENANTS_RELABELLED_IN] - flows[q.TENANTS_RELABELLED_OUT]
    assert np.array_equal(change, flows[q.ADMITTED] - left + moved)
    assert np.all(moved[:, : q.FROM_CELL_FOUNDED].sum(axis=1) == 0)


def test_recorded_list_of_every_group_balances(world):
    flows = np.moveaxis(world.records.totals, 2, 0)
    change = flows[q.SPACES_RECORDED] - before(flows[q.SPACES_RECORDED], 0.0)
    entered = flows[q.SPACES_LISTED] - flows[q.SPACES_DELISTED]
    moved = flows[q.RECORDED_RELABELLED_IN] - flows[q.RECORDED_RELABELLED_OUT]
    assert np.array_equal(change, entered + moved)
    assert np.all(moved[:, q.FROM_CELL_FOUNDED :] == 0)


def test_every_partition_sums_to_the_same_total(world):
    totals = world.records.totals
    bounds = [*FIRST_GROUPS.values(), q.N_GROUPS]
    sums = [totals[:, a:b].sum(axis=1) for a, b in pairwise(bounds)]
    moves = list(range(q.RELABELLED_IN, q.RECORDED_RELABELLED_OUT + 1))
    for other in sums[1:]:
        kept = np.delete(sums[0] - other, moves, axis=1)
        assert np.allclose(kept, 0.0, atol=1e-6 * np.abs(sums[0]).max())


def test_seekers_and_startups_balance(world):
    pool, admitted = world.records.pool.T, groups_total(world, q.ADMITTED)
    seekers = pool[q.STARTUPS_FOUNDED] + pool[q.DISPLACED_SEEKING] - pool[q.GAVE_UP] - admitted
    assert np.array_equal(np.diff(pool[q.SEEKERS], prepend=0.0), seekers)
    gone = sum(groups_total(world, end) for end in ENDS[:-1])
    alive = pool[q.STARTUPS_FOUNDED] - pool[q.GAVE_UP] - pool[q.DISPLACED_FAILED] - gone
    assert np.array_equal(np.diff(pool[q.STARTUPS], prepend=0.0), alive)
    assert np.array_equal(pool[q.STARTUPS], pool[q.SEEKERS] + groups_total(world, q.TENANTS))
    displaced = pool[q.DISPLACED_FAILED] + pool[q.DISPLACED_SEEKING]
    assert np.array_equal(displaced, groups_total(world, q.DISPLACED))
    assert displaced.sum() > 0


def test_served_counts_each_startup_once_a_year(run):
    """Tenants at New Year and admissions, less those readmitted in the year of displacement."""
    served, last = np.zeros(len(run.schedule)), None
    for month, world in months_of(run):
        year, admitted = month // 12, world.records.totals[month, : q.FROM_CELL_FOUNDED, q.ADMITTED]
        served[month] = admitted.sum()
        if last is not None:
            status, of_year, tenants = last
            again = (status == SEEKING) & (of_year == year)
            served[month] -= np.sum(world.startups["entered"][: len(status)][again] == month)
            served[month] += tenants if month % 12 == 0 else 0
        used = world.book[0].startups_used
        status = world.startups["status"][:used].copy()
        of_year = world.dossiers["served_year"][:used].copy()
        last = status, of_year, np.sum(status == TENANT)
        assert used >= np.sum(status != EMPTY)
    assert np.array_equal(served, groups_total(world, q.SERVED))


def test_state_agrees_with_records(world):
    spaces = world.spaces[: world.book[0].spaces_used]
    opened = spaces[spaces["closed"] == NONE]
    assert len(opened) == groups_total(world, q.SPACES)[-1]
    assert opened["tenants"].sum() == groups_total(world, q.TENANTS)[-1]
    assert opened["slots"].sum() == groups_total(world, q.SLOTS)[-1]
    assert np.sum(spaces["closed"] != NONE) == groups_total(world, q.SPACES_CLOSED).sum()
    assert np.sum(spaces["recognition"] > 0) == groups_total(world, q.SPACES_RECORDED)[-1]


def test_tenant_months_and_failures_of_spaces_are_those_of_records(world):
    """Space by space they sum to the flow and to the stock over months, in fixed groups."""
    spaces, totals = world.spaces[: world.book[0].spaces_used], world.records.totals.sum(axis=0)
    counts = {"tenant_months_ever": q.TENANTS, "failures_ever": q.FAILED}
    for (name, quantity), label in product(counts.items(), ("operator", "service_type")):
        first = FIRST_GROUPS[label]
        for group in range(spaces[label].max() + 1):
            summed = spaces[name][spaces[label] == group].sum()
            assert summed == totals[first + group, quantity], (name, label, group)
    assert spaces["failures_ever"].sum() > 0

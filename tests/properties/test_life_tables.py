"""Life tables: months at risk equal stocks summed, events equal flows, entries admissions."""

import numpy as np
import pytest

from sim.model import quantities as q
from sim.model.categories import CELLS, NONE
from tests.properties.compared import groups_total
from tests.properties.worlds import all_levers, baseline

WORLDS = {
    "levers": all_levers(96, seed=3, scale=0.15),
    "baseline": baseline(120, seed=4, scale=0.2).setting(close__base_exit=0.01),
    "short": baseline(7, seed=6),
}


@pytest.fixture(scope="module", params=WORLDS)
def run(request):
    return WORLDS[request.param]


@pytest.fixture(scope="module")
def world(run):
    return run.world()


def by_cell(world, first, quantity):
    return world.records.totals[:, first : first + len(CELLS), quantity]


def test_months_of_spaces_by_present_cell_are_stocks_summed(run, world):
    start = run.start()
    opening = np.bincount(start.spaces["cell_now"][: start.book[0].spaces_used], minlength=4)
    stocks = by_cell(world, q.FROM_CELL_NOW, q.SPACES)[:-1].sum(axis=0) + opening
    assert np.array_equal(world.life.space_months[0].sum(axis=1), stocks)
    closed = by_cell(world, q.FROM_CELL_NOW, q.SPACES_CLOSED).sum(axis=0)
    assert np.array_equal(world.life.space_closures[0].sum(axis=1), closed)


def test_months_of_spaces_by_founding_cell_and_age(run, world):
    """Recomputed from the dates of every space; those alive at the start are left out."""
    months, last = len(run.schedule), len(run.schedule) - 1
    at_risk, closures = np.zeros((2, 4, months + 1), int)
    for space in world.spaces[: world.book[0].spaces_used]:
        if space.founded < 0:
            continue
        closed = space.closed != NONE
        age = (space.closed if closed else last) - space.founded
        at_risk[space.cell_founded, 1 : age + 1] += 1
        if closed:
            closures[space.cell_founded, age] += 1
    assert np.array_equal(world.life.space_months[1], at_risk)
    assert np.array_equal(world.life.space_closures[1], closures)


def test_months_of_tenants_are_stocks_summed(world):
    """A tenant is at risk in a month if it was there after the month's matching."""
    tenants, admitted = groups_total(world, q.TENANTS), groups_total(world, q.ADMITTED)
    at_risk = tenants[:-1].sum() + admitted.sum()
    book, failed = world.book[0], groups_total(world, q.FAILED).sum()
    assert world.life.age_months.sum() == at_risk
    assert world.life.age_failures.sum() == failed
    assert book.hazard_months.sum() == at_risk
    assert book.hazard_failures.sum() == failed
    monthly = np.concatenate([[0.0], tenants[:-1]]) + admitted
    by_year = [monthly[start : start + 12].sum() for start in range(0, len(monthly), 12)]
    assert np.array_equal(world.life.age_months.sum(axis=1), by_year)
    assert np.all(book.hazard_failures <= book.hazard_months)
    assert np.all(world.life.age_failures <= world.life.age_months)


def test_tenancies_are_all_admissions_and_end_as_counted(world):
    tenancies = world.book[0].tenancies
    first = q.FROM_CELL_FOUNDED
    admitted = by_cell(world, first, q.ADMITTED).sum(axis=0)
    assert np.array_equal(tenancies.sum(axis=(1, 2)), admitted)
    for end, quantity in enumerate(q.TALLY_OF_END):
        ended = by_cell(world, first, quantity).sum(axis=0)
        assert np.array_equal(tenancies[:, :, end].sum(axis=1), ended), q.TENANCY_ENDS[end]
    still = by_cell(world, first, q.TENANTS)[-1]
    assert np.array_equal(tenancies[:, :, q.TENANCY_OPEN].sum(axis=1), still)


def test_funding_table_holds_every_first_admission_once(world):
    spaces = world.spaces[: world.book[0].spaces_used]
    cells, years = len(CELLS), world.life.age_months.shape[0]
    table = world.life.funding.reshape(cells, years, q.TALENT_TERCILES, -1, q.MAX_DURATION + 1, 6)
    first = np.bincount(spaces["cell_founded"], spaces["admitted_ever"], minlength=cells)
    assert np.array_equal(table.sum(axis=(1, 2, 3, 4, 5)), first)
    assert table[..., q.END_FUNDED].sum() == groups_total(world, q.NEWLY_FUNDED).sum()
    opened = world.startups[: world.book[0].startups_used]
    open_spells = (opened["status"] > 0) & (opened["stage"] == 0) & (opened["admitted"] != NONE)
    assert table[..., q.END_OPEN].sum() == open_spells.sum()


def test_first_admissions_are_admissions_less_those_of_the_displaced(world):
    spaces = world.spaces[: world.book[0].spaces_used]
    again = groups_total(world, q.ADMITTED).sum() - spaces["admitted_ever"].sum()
    assert 0 <= again <= world.records.pool[:, q.DISPLACED_SEEKING].sum()

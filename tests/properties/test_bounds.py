"""Bounds: in every month, anywhere in the declared ranges, the state is one that can be."""

import numpy as np
import pytest
from hypothesis import given, settings

from sim.model import quantities as q
from sim.model.categories import LATER, N_FIELDS, NATIONAL, NONE
from sim.model.state import EMPTY, NO_DESK, SEEKING, TENANT
from sim.model.transitions import FIELD_BITS
from tests.properties.draws import CONDITIONS, PARAMETERS, runs
from tests.properties.worlds import Run, all_levers, baseline, months_of, neutral

CENT = 1e-5  # kCNY: rounding of sums of millions
SHARES = ("specialisation", "service_orientation", "service_level", "service", "reputation")
SHARES += ("rent_dependence",)
NEVER_NEGATIVE = ("tenants", "payers", "owner_commitment", "owner_gains", "rent")
NEVER_NEGATIVE += ("fee", "charge", "months_insolvent", "missed_reports", "admitted_ever")
NEVER_NEGATIVE += ("successes_ever", "speed")


def check_numbers(agents, kind):
    """No NaN and no infinity in any column."""
    for name in agents.dtype.names:
        if agents[name].dtype.kind == "f":
            assert np.all(np.isfinite(agents[name])), f"{kind}.{name}"


def check_spaces(world):
    spaces = world.spaces[: world.book[0].spaces_used]
    check_numbers(spaces, "spaces")
    assert np.all(spaces["tenants"] <= spaces["slots"]), "a space over its slots"
    for name in SHARES:
        assert spaces[name].min() >= 0.0, name
        assert spaces[name].max() <= 1.0, name
    for name in NEVER_NEGATIVE:
        assert spaces[name].min() >= 0, name
    offers = world.offers[: len(spaces) + 1]
    check_numbers(offers, "offers")
    assert offers["open_slots"].min() >= 0
    assert offers["repulsion"].min() >= 0.0
    assert world.signals["noise"].min() >= 0.0
    assert world.lists.draws.min() >= 0.0
    assert spaces["price_level"].min() >= 0.7
    assert spaces["price_level"].max() <= 1.2
    assert spaces["seed_fund"].min() >= -CENT
    assert spaces["recognition"].max() <= NATIONAL
    assert not np.any((spaces["delisted"] == 1) & (spaces["recognition"] > 0))
    rows = world.lists.open_spaces[: world.book[0].open_spaces]
    assert np.array_equal(rows, np.flatnonzero(spaces["closed"] == NONE))
    assert np.all(spaces["tenants"][spaces["closed"] != NONE] == 0)


def check_tenants(world, used):
    startups = world.startups[:used]
    tenants = np.flatnonzero(startups["status"] == TENANT)
    homes, size = startups["space"][tenants], world.book[0].spaces_used
    spaces = world.spaces[:size]
    assert np.all(spaces["closed"][homes] == NONE), "a tenant of a closed space"
    assert np.array_equal(np.bincount(homes, minlength=size), spaces["tenants"])
    for column, kinds, name in (
        ("tenants_by_field", N_FIELDS, "field"),
        ("tenants_by_talent", q.TALENT_TERCILES, "tercile"),
    ):
        counted = np.zeros((size, kinds), int)
        np.add.at(counted, (homes, startups[name][tenants]), 1)
        assert np.array_equal(counted, spaces[column]), column
        assert np.array_equal(spaces[column].sum(axis=1), spaces["tenants"])
    assert startups["cash"][tenants].min(initial=0.0) >= 0.0, "a tenant without cash lives"
    directory, address = world.lists.directory, startups["address"][tenants]
    listed = address != NONE
    assert np.array_equal(directory[address[listed]], tenants[listed])
    assert np.sum(directory != NONE) == listed.sum()
    desks = world.lists.desks
    assert np.array_equal(desks[address[listed]] >> FIELD_BITS, homes[listed] + 1)
    assert np.array_equal(desks != NO_DESK, directory != NONE)


def check_startups(world):
    book = world.book[0]
    used = book.startups_used
    startups, dossiers = world.startups[:used], world.dossiers[:used]
    status = startups["status"]
    present = status != EMPTY
    check_numbers(startups[present], "startups")
    check_numbers(dossiers[present], "dossiers")
    check_tenants(world, used)
    seekers = world.lists.seekers[: book.seekers]
    assert np.array_equal(np.sort(seekers), np.flatnonzero(status == SEEKING))
    assert np.all(np.diff(dossiers["waited"][seekers]) <= 0), "not those first who wait longest"
    assert np.all((startups["space"] == NONE)[status == SEEKING])
    assert startups["progress"][present].min(initial=0.0) >= 0.0
    assert startups["stage"][present].max(initial=0) <= LATER
    free = world.lists.free_rows[: book.free_rows]
    assert np.array_equal(np.sort(free), np.flatnonzero(~present))
    idents = dossiers["ident"][present]
    assert len(np.unique(idents)) == len(idents)


def check_records(world, month):
    records = world.records
    for name, page in records._asdict().items():
        assert np.all(np.isfinite(page[month] if name != "opening" else page)), name
    assert records.totals[month].min() >= -CENT
    pool = records.pool[month]
    assert pool.min() >= 0.0
    assert pool[[q.HOMOGENISATION, q.TENANT_CONCENTRATION]].max() <= 1.0 + 1e-12
    assert world.investors["capital"].min(initial=0.0) >= -CENT
    assert world.investors["commitments"].min(initial=0.0) >= 0.0
    check_numbers(world.investors, "investors")


def check_every_month(run: Run) -> None:
    for month, world in months_of(run):
        check_records(world, month)
        check_spaces(world)
        check_startups(world)


WORLDS = {
    "baseline": baseline(96, seed=41, scale=0.2),
    "levers": all_levers(72, seed=42, scale=0.2),
    "neutral": neutral(60, seed=43),
    "crowded": all_levers(36, seed=44).under(demand_multiplier=3.0, founding_push=0.3),
    "empty": all_levers(60, seed=45).under(demand_multiplier=0.1),
}


@pytest.mark.parametrize("name", WORLDS)
def test_every_month_is_within_bounds(name):
    check_every_month(WORLDS[name])


def small() -> Run:
    return all_levers(26, seed=46, scale=0.04)


@pytest.mark.parametrize("end", ["low", "high"])
@pytest.mark.parametrize("name", PARAMETERS)
def test_bounds_hold_at_the_ends_of_every_parameter(name, end):
    check_every_month(small().setting(**{name.replace(".", "__"): getattr(PARAMETERS[name], end)}))


@pytest.mark.parametrize("end", ["low", "high"])
@pytest.mark.parametrize("name", CONDITIONS)
def test_bounds_hold_at_the_ends_of_every_series_and_lever(name, end):
    check_every_month(small().under(5, **{name: getattr(CONDITIONS[name], end)}))


@settings(max_examples=60)
@given(run=runs(months=26))
def test_bounds_hold_anywhere_in_the_declared_ranges(run):
    check_every_month(run)


def test_the_check_sees_a_space_over_its_slots():
    world = small().world()
    check_spaces(world)
    row = int(np.argmax(world.spaces["tenants"]))
    world.spaces[row].slots = world.spaces[row].tenants - 1
    with pytest.raises(AssertionError, match="over its slots"):
        check_spaces(world)

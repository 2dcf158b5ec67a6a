"""A draw belongs to who, what and when: a change disturbs nobody whom it does not reach."""

import numpy as np
import pytest

from sim.model import quantities as q
from sim.model.conditions import Levers, Series
from sim.scenario import load_scenario
from tests.properties.compared import digest, groups_total, same_until
from tests.properties.worlds import ACTIVE, Run, all_levers, bare, baseline, lived_with

SINCE = 17  # June of the second year: not a month of lists or reports
ENDOWMENTS = ("key", "talent", "field", "tercile", "pace", "cash", "founded")
OTHER_SERIES = {"founding_push": 2.0, "startup_mood": 0.7, "capital_supply": 0.2, "rent_index": 2.0}


def founded(run: Run) -> dict[int, tuple]:
    """Endowments of every startup of a run by ident, read right after founding."""
    cohort: dict[int, tuple] = {}

    def read(world, month):
        used = world.book[0].startups_used
        startups, dossiers = world.startups[:used], world.dossiers[:used]
        new = (dossiers["founded"] == month) & (startups["status"] != 0)
        columns = []
        for name in ENDOWMENTS:
            holder = startups if name in startups.dtype.names else dossiers
            columns.append(holder[name][new].tolist())
        idents = dossiers["ident"][new].tolist()
        for ident, *endowment in zip(idents, *columns, strict=True):
            assert ident not in cohort, "an ident was given twice"
            cohort[ident] = tuple(endowment)

    world = lived_with(run, {"found_startups": read})
    assert len(cohort) == world.records.pool[:, q.STARTUPS_FOUNDED].sum()
    return cohort


@pytest.mark.parametrize("lever", Levers._fields)
def test_a_policy_changes_nothing_before_it_begins(lever):
    without = all_levers(SINCE + 40, seed=8).under(0, **{lever: Levers._field_defaults[lever]})
    pulled = without.under(SINCE, **{lever: getattr(ACTIVE, lever)})
    one, other = without.world(), pulled.world()
    assert same_until(one, other, SINCE) == []
    assert same_until(one, other, len(without.schedule)) != [], "the lever does nothing"


@pytest.mark.parametrize("series", Series._fields)
def test_a_series_changes_nothing_before_it_moves(series):
    run = baseline(SINCE + 20, seed=9)
    moved = run.under(SINCE, **{series: OTHER_SERIES[series]})
    one, other = run.world(), moved.world()
    assert same_until(one, other, SINCE) == []
    assert same_until(one, other, len(run.schedule)) != [], "the series does nothing"


@pytest.mark.parametrize("lever", Levers._fields)
def test_a_null_policy_is_the_baseline(lever):
    scenario = load_scenario("baseline").with_horizon("2017-12")
    null = scenario.with_policy(lever, Levers._field_defaults[lever], start="2016-06")
    for each in (scenario, null):
        assert each.months == 36
    worlds = [
        Run(each.parameters, each.mechanisms, each.schedule).world() for each in (scenario, null)
    ]
    assert digest(worlds[0]) == digest(worlds[1])


def with_one_more(run: Run, month: int) -> Run:
    """The same run with exactly one startup more founded in a month."""
    before = run.world().records.pool[month, q.STARTUPS_FOUNDED]
    mood, low, high = run.schedule["startup_mood"][month], 1.0, 2.0
    for _ in range(60):
        factor = (low + high) / 2.0
        more = run.under(month, month + 1, startup_mood=mood * factor)
        found = more.world().records.pool[month, q.STARTUPS_FOUNDED]
        if found == before + 1:
            return more
        low, high = (factor, high) if found <= before else (low, factor)
    raise AssertionError("no mood founds exactly one startup more in this month")


def test_one_startup_more_changes_nobody_elses_endowments():
    run = baseline(48, seed=10)
    without, withal = founded(run), founded(with_one_more(run, SINCE))
    extra = withal.keys() - without.keys()
    cohort = {ident for ident in extra if withal[ident][-1] == SINCE and ident >> 56 == 1}
    assert len(cohort) == 1
    # Later spin-offs may come or go with their host's slots; the pool's cohorts may not.
    assert {ident for ident in extra - cohort if ident >> 56 == 1} == set()
    assert not {ident for ident in without.keys() - withal.keys() if ident >> 56 == 1}
    shared = without.keys() & withal.keys()
    assert len(shared) > 0.98 * len(without)
    assert all(without[ident] == withal[ident] for ident in shared)


def histories(run: Run) -> dict[int, list[tuple]]:
    """Everything of every startup month by month, by ident."""
    told: dict[int, list[tuple]] = {}

    def read(world, month):
        used = world.book[0].startups_used
        startups, dossiers = world.startups[:used], world.dossiers[:used]
        present = startups["status"] != 0
        fields = ("key", "progress", "pace", "cash", "space", "stage", "status", "registered")
        columns = [startups[name][present].tolist() for name in fields]
        columns += [dossiers[name][present].tolist() for name in ("raised", "first_space")]
        for ident, *now in zip(dossiers["ident"][present].tolist(), *columns, strict=True):
            told.setdefault(ident, []).append((month, *now))

    lived_with(run, {"observe": read})
    return told


def roomy() -> Run:
    """One space of 250 slots and few seekers: nobody is in anybody's way.

    No peers, no selection, no prices or service that answer occupancy, no investors who turn
    from one startup to another: what is left of a startup's life is its own luck.
    """
    off = dict.fromkeys(
        ("peers", "selection", "price_competition", "service_cutting", "reputation", "spinoffs"),
        False,
    )
    settings = {"found_spaces__founding_rate": 0.0, "found_startups__startup_rate": 2.5}
    settings |= {"invest__screens": 0, "invest__seed_looks": 0.0, "found_spaces__slots_log_sd": 0.0}
    settings |= {"reference__occupancy": 0.0, "close__base_exit": 0.0, "close__grace_months": 60}
    run = bare(60, seed=2, scale=1.0).switched(**off).setting(**settings)
    for operator in ("private_company", "public_platform", "university"):
        name = f"found_spaces__slots_median__{operator}"
        run = run.setting(**{name: 200.0})
    return run._replace(scale=0.2).setting(found_startups__startup_rate=20.0)


def test_without_crowding_one_startup_more_changes_nobody_elses_life():
    run = roomy()
    without, withal = histories(run), histories(with_one_more(run, SINCE))
    extra = withal.keys() - without.keys()
    assert len(extra) == 1
    assert len(withal[extra.pop()]) > 1, "the startup that was added never lived"
    assert len(without) > 100
    assert all(withal[ident] == life for ident, life in without.items())


def test_the_cohort_of_a_lower_rate_is_part_of_that_of_a_higher():
    run = all_levers(30, seed=11).switched(spinoffs=False)
    few = founded(run.setting(found_startups__startup_rate=700.0))
    many = founded(run.setting(found_startups__startup_rate=900.0))
    assert few.keys() < many.keys()
    assert all(many[ident] == endowment for ident, endowment in few.items())


def test_spaces_of_a_lower_founding_rate_are_part_of_those_of_a_higher():
    run = all_levers(40, seed=12, scale=0.3)
    drawn = ("key", "operator", "field", "service_type", "district", "enterprise", "private")
    drawn += ("cell_founded", "founded")
    cohorts = []
    for rate in (8.0, 12.0):
        world = run.setting(found_spaces__founding_rate=rate, found_spaces__herding=0.0).world()
        spaces = world.spaces[: world.book[0].spaces_used]
        cohorts.append({space.ident: tuple(space[name] for name in drawn) for space in spaces})
    few, many = cohorts
    assert few.keys() < many.keys()
    assert all(many[ident] == endowment for ident, endowment in few.items())


def test_idents_are_unique_across_sources_and_months():
    run = all_levers(60, seed=13, scale=0.4)
    world = run.world()
    spaces = world.spaces["ident"][: world.book[0].spaces_used]
    assert len(set(spaces.tolist())) == len(spaces)
    startups = founded(run)  # asserts that each ident is given once
    assert {ident >> 56 for ident in startups} == {1, 2}, "pool and hosts"
    assert set(startups).isdisjoint(spaces.tolist())
    keys = {endowment[0] for endowment in startups.values()}
    assert len(keys) == len(startups)
    assert groups_total(world, q.SPACES_FOUNDED).sum() > 0
    assert np.all(spaces > 0)

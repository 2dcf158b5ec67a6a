"""Scenarios run together: common months are lived once, and nobody can tell from the tables."""

from contextlib import ExitStack

import pytest

from sim.experiments import together
from sim.experiments.ensemble import Errand, threads, under_way
from sim.experiments.plan import plan
from sim.experiments.together import Together, months_in_common, worlds_of
from sim.results.columns import Replicate
from sim.results.reduce import reduced
from sim.scenario import load_scenario
from tests.runs import small_scenario

SMALL = {"scale": 0.1, "run.until": "2021-06"}
NAMES = ("baseline", "specialisation_push", "quality_management", "no_policy", "neutral")


def errand(scenario, number=0, seed=5, keep=lambda replicate, tables: None):
    return Errand(scenario.name, scenario, scenario.schedule, Replicate(number, -1, seed), keep)


def errands():
    return [errand(load_scenario(name).with_set(SMALL)) for name in NAMES]


def test_worlds_that_share_their_past_have_the_bits_of_those_that_do_not():
    asked = errands()
    there = {each.scenario.name: world for each, world in worlds_of(asked)}
    assert set(there) == set(NAMES)
    for each in asked:
        ((_, alone),) = worlds_of([each])
        name = each.scenario.name
        for table, expected in reduced(alone, name, each.replicate).items():
            assert reduced(there[name], name, each.replicate)[table].equals(expected), (name, table)


def test_the_common_past_is_lived_once(monkeypatch):
    lived = []

    def counted(world, month, *until):
        lived.append((*until, len(world.schedule))[0] - month)
        return real[len(until)](world, month, *until)

    real = {1: together.live, 0: together.live_to_the_end}
    monkeypatch.setattr(together, "live", counted)
    monkeypatch.setattr(together, "live_to_the_end", counted)
    months = 78  # January 2015 to June 2021
    list(worlds_of(errands()[:2]))
    assert sum(lived) == months + (months - 48)  # the push starts in January 2019
    lived.clear()
    list(worlds_of(errands()[:3]))
    assert sum(lived) == months + (months - 48) + (months - 44)


def test_only_what_cannot_differ_is_in_common():
    base = load_scenario("baseline").with_set(SMALL)

    def common(**changed):
        return months_in_common(errand(base), errand(base.with_set(changed)))

    assert common() == 78
    assert common(scale=0.2) == 0
    assert common(**{"run.until": "2021-05"}) == 0
    assert common(**{"operate.lease": 2.0}) == 0
    assert common(**{"mechanisms.peers": False}) == 0
    push, neutral = errands()[1], errands()[4]
    assert months_in_common(errand(base), push) == 48
    assert months_in_common(push, errand(base)) == 48
    assert months_in_common(errand(base), neutral) == 0
    assert months_in_common(errand(base, seed=5), errand(base, seed=6)) == 0


def run_together(keep, wanted=(2, 2)):
    """Run the first two scenarios, so many replicates of each; returns how many were ticked."""
    ensemble, ticks = plan(max(wanted), 3), []
    with threads(2) as on, ExitStack() as begun:
        shared = Together(on)
        waits = [
            begun.enter_context(
                under_way(shared, each.scenario, ensemble, ensemble.replicates[:number], keep)
            )
            for each, number in zip(errands(), wanted, strict=False)
        ]
        shared.begin()
        for see_through in waits:
            see_through(lambda: ticks.append(1))
    return len(ticks)


def test_replicates_of_all_scenarios_are_kept_whatever_each_lacks():
    kept = []

    def keep(replicate, tables):
        kept.append((tables["ledger"]["scenario"][0].as_py(), replicate.number))

    assert run_together(keep, wanted=(2, 3)) == 5
    first, second = NAMES[:2]
    assert sorted(kept) == [(first, 0), (first, 1), (second, 0), (second, 1), (second, 2)]


def test_what_goes_wrong_comes_out_and_those_that_have_begun_are_kept():
    kept = []

    def keep(replicate, tables):
        if tables["ledger"]["scenario"][0].as_py() == NAMES[0]:
            raise OSError("disk full")
        kept.append(replicate.number)

    with pytest.raises(OSError, match="disk full"):
        run_together(keep)
    assert kept  # the other scenario's runs of the same replicates


def test_runs_that_are_called_off_are_not_begun():
    kept = []
    ensemble, scenario = plan(9, 1), small_scenario("2017-12")

    def keep(replicate, tables):
        kept.append(replicate.number)

    with threads(1) as on, ExitStack() as begun:
        shared = Together(on)
        begun.enter_context(under_way(shared, scenario, ensemble, ensemble.replicates, keep))
        shared.begin()
        begun.close()  # as after Ctrl-C
    assert len(kept) < 9
    assert kept == list(range(len(kept)))

"""Plans, prior draws and ensembles on threads."""

import hashlib
import threading

import pytest

from sim.calibration.draws import best_point, draws
from sim.calibration.priors import priors
from sim.experiments.ensemble import threads, under_way
from sim.experiments.plan import draws_needed, plan
from sim.results.columns import Replicate
from sim.scenario import load_scenario
from sim.studies.study import planned
from tests.runs import small_results, small_scenario


def test_replicates_are_draws_times_seeds():
    paired = plan(20, 1, draws("posterior", draws_needed(20), 1))
    assert len(paired.draws) == 10
    assert paired.replicates[3] == Replicate(3, 1, 4)
    assert len({each.seed for each in paired.replicates}) == 20
    assert plan(3, 5).replicates[2] == Replicate(2, -1, 7)
    assert plan(3, 5, draws("best", 2, 5)).replicates[2] == Replicate(2, 0, 7)


def test_plan_takes_what_the_scenario_says_unless_told_otherwise():
    asked = load_scenario("baseline").with_set({"run.seed": 7, "run.replicates": 1})
    best = asked.with_set({"run.parameters": "best"})
    assert planned(asked).replicates == (Replicate(0, 0, 7),)
    assert planned(asked).source == "posterior"
    assert planned(best).draws == (best_point(),)
    assert planned(best, replicates=2, seed=8, parameters="prior").replicates[1].seed == 9
    assert len(planned(load_scenario("baseline")).replicates) == 20


def run(scenario, ensemble, keep, workers=None):
    with (
        threads(workers) as on,
        under_way(on, scenario, ensemble, ensemble.replicates, keep) as see_through,
    ):
        see_through(lambda: None)


def digests(workers: int, scenario=None) -> dict[int, str]:
    chosen = scenario or small_scenario("2018-12")
    ensemble, kept, seen = plan(4, 3), {}, set()

    def keep(replicate, tables):
        seen.add(threading.get_ident())
        total = hashlib.sha256()
        for table in tables.values():
            total.update(table.to_pandas().to_csv().encode())
        kept[replicate.number] = total.hexdigest()

    run(chosen, ensemble, keep, workers)
    assert threading.get_ident() not in seen
    return kept


def test_any_number_of_workers_gives_the_same_bits():
    one = digests(1)
    assert len(set(one.values())) == 4
    assert one == digests(2) == digests(4)


def test_what_a_scenario_sets_is_not_drawn():
    fixed = small_scenario().with_set({key: prior.low for key, prior in priors().items()})
    short = fixed.with_set({"run.until": "2017-12"})
    ensemble = plan(4, 3, draws("prior", 2, 3))
    same_seed = ensemble._replace(
        replicates=tuple(each._replace(seed=3) for each in ensemble.replicates)
    )
    found = set()

    def keep(replicate, tables):
        found.add(tables["series"]["newly_funded"].to_numpy().tobytes())

    run(short, same_seed, keep)
    assert len(found) == 1


def test_what_goes_wrong_in_a_thread_comes_out():
    def keep(replicate, tables):
        raise OSError("disk full")

    short = small_scenario("2017-12")
    with pytest.raises(OSError, match="disk full"):
        run(short, plan(2, 1), keep)


def test_those_that_have_begun_are_kept_and_no_others_begun():
    kept, nine = [], plan(9, 1)

    def keep(replicate, tables):
        kept.append(replicate.number)

    with (
        threads(1) as on,
        pytest.raises(KeyboardInterrupt),
        under_way(on, small_scenario("2017-12"), nine, nine.replicates, keep),
    ):
        raise KeyboardInterrupt
    assert len(kept) < 9
    assert kept == list(range(len(kept)))


def test_draws_differ_in_outcomes():
    outcomes = small_results().outcomes
    served = outcomes[outcomes["indicator"] == "startups_served"]
    assert served["value"].nunique() == 4
    assert served["draw"].tolist() == [0, 0, 1, 1]

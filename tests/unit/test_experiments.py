"""Plans, prior draws and ensembles on threads."""

import hashlib
import threading

import pytest

from sim.experiments.calibration_files import read_calibration
from sim.experiments.ensemble import run_replicates
from sim.experiments.plan import plan
from sim.experiments.priors import prior_draws, priors
from sim.model.declaration import declarations
from sim.model.parameters import Parameters
from sim.results.columns import Replicate
from sim.scenario import load_scenario
from sim.studies.study import planned
from tests.runs import small_results, small_scenario

DESIGN = {
    "match.weight_fit": (0.3, 2.0),
    "match.weight_service": (0.3, 2.0),
    "match.weight_price": (0.3, 1.5),
    "match.weight_reputation": (0.0, 1.0),
    "incubate.service_gain": (0.3, 1.5),
    "incubate.peer_gain": (0.0, 1.0),
    "incubate.peer_focus": (0.3, 1.0),
    "incubate.talent_gain": (0.2, 0.8),
    "match.selectivity": (0.2, 1.2),
    "invest.reputation_pull": (0.0, 1.0),
    "found_spaces.host_premium": (0.0, 4.0),
    "adapt.imitation_per_year": (0.05, 0.5),
    "found_spaces.owner_commitment_sd": (0.6, 1.4),
}


def test_priors_are_those_of_the_design_with_a_source_each():
    assert {key: prior[:2] for key, prior in priors().items()} == DESIGN
    evidence = read_calibration("evidence.yaml")
    for prior in priors().values():
        key = prior.source.partition(":")[0].split(" ")[0]
        assert key == "assumption" or key in evidence


def test_priors_lie_within_the_declared_ranges():
    for key, prior in priors().items():
        group, name = key.split(".")
        declared = declarations(type(getattr(Parameters(), group)))[name]
        assert declared.low <= prior.low < prior.high <= declared.high


def test_draws_cover_the_ranges_and_depend_on_the_seed():
    draws = prior_draws(64, 1)
    for key, (low, high) in DESIGN.items():
        values = sorted((draw[key] - low) / (high - low) for draw in draws)
        assert values[0] >= 0
        assert values[-1] <= 1
        assert max(abs(v - (i + 0.5) / 64) for i, v in enumerate(values)) < 1 / 64
    assert draws == prior_draws(64, 1)
    assert draws[:10] == prior_draws(10, 1)
    assert draws[0] != prior_draws(1, 2)[0]


def test_replicates_are_draws_times_seeds():
    default = plan(20, 1)
    assert len(default.draws) == 10
    assert default.replicates[3] == Replicate(3, 1, 4)
    assert len({each.seed for each in default.replicates}) == 20
    assert plan(3, 5, "default").replicates[2] == Replicate(2, -1, 7)
    assert len(plan(1, 1).draws) == 1


def test_plan_takes_what_the_scenario_says_unless_told_otherwise():
    asked = load_scenario("baseline").with_set({"run.seed": 7, "run.replicates": 1})
    best = asked.with_set({"run.parameters": "best"})
    assert planned(asked).replicates == (Replicate(0, 0, 7),)
    assert planned(best).source == "default"
    assert planned(best, replicates=2, seed=8, parameters="priors").replicates[1].seed == 9
    assert len(planned(load_scenario("baseline")).replicates) == 20


def digests(workers: int, scenario=None) -> dict[int, str]:
    chosen = scenario or small_scenario("2018-12")
    ensemble, kept, threads = plan(4, 3), {}, set()

    def keep(replicate, tables):
        threads.add(threading.get_ident())
        total = hashlib.sha256()
        for table in tables.values():
            total.update(table.to_pandas().to_csv().encode())
        kept[replicate.number] = total.hexdigest()

    run_replicates(chosen, ensemble, ensemble.replicates, keep, workers=workers)
    assert threading.get_ident() not in threads
    return kept


def test_any_number_of_workers_gives_the_same_bits():
    one = digests(1)
    assert len(set(one.values())) == 4
    assert one == digests(2) == digests(4)


def test_what_a_scenario_sets_is_not_drawn():
    fixed = small_scenario().with_set({key: low for key, (low, _) in DESIGN.items()})
    short = fixed.with_set({"run.until": "2017-12"})
    ensemble = plan(4, 3)
    same_seed = ensemble._replace(
        replicates=tuple(each._replace(seed=3) for each in ensemble.replicates)
    )
    found = set()

    def keep(replicate, tables):
        found.add(tables["series"]["newly_funded"].to_numpy().tobytes())

    run_replicates(short, same_seed, same_seed.replicates, keep)
    assert len(found) == 1


def test_what_goes_wrong_in_a_thread_comes_out():
    def keep(replicate, tables):
        raise OSError("disk full")

    short = small_scenario("2017-12")
    with pytest.raises(OSError, match="disk full"):
        run_replicates(short, plan(2, 1), plan(2, 1).replicates, keep)


def test_draws_differ_in_outcomes():
    outcomes = small_results().outcomes
    served = outcomes[outcomes["indicator"] == "startups_served"]
    assert served["value"].nunique() == 4
    assert served["draw"].tolist() == [0, 0, 1, 1]

"""Priors, normal scores, regions and the draws of an ensemble."""

import numpy as np
import pytest

from sim.calibration.draws import SOURCES, best_point, draws, posterior, spread_order
from sim.calibration.priors import priors, scores_of, values_of
from sim.calibration.region import narrowed, points, whole
from sim.experiments.calibration_files import read_calibration
from sim.model.declaration import declarations
from sim.model.parameters import Parameters

DRAWN = {  # as the model's design gives them
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


def declared(key):
    group, name = key.split(".")
    return declarations(type(getattr(Parameters(), group)))[name]


def test_fifteen_are_free_and_the_rest_are_those_of_the_design():
    roles = {key: prior.role for key, prior in priors().items()}
    assert sum(role == "free" for role in roles.values()) == 15
    assert {k: priors()[k][:2] for k, role in roles.items() if role == "drawn"} == DRAWN


@pytest.mark.parametrize("key", priors())
def test_prior_has_a_source_and_lies_within_the_declared_range(key):
    prior, evidence = priors()[key], read_calibration("evidence.yaml")
    source = prior.source.partition(":")[0].split(" ")[0]
    assert source == "assumption" or source in evidence
    assert declared(key).low <= prior.low < prior.high <= declared(key).high
    assert prior.quantiles(np.array([prior.value(0.3)])) == pytest.approx(0.3, abs=1e-4)


def test_only_free_parameters_are_called_calibrated():
    """What no fit moves must not claim to come from one."""
    called = {
        f"{group}.{name}"
        for group, members in Parameters()._asdict().items()
        for name, each in declarations(type(members)).items()
        if each.source.kind == "calibrated"
    }
    assert called == {key for key, prior in priors().items() if prior.role == "free"}


def test_points_cover_the_prior_and_begin_alike():
    drawn = draws("prior", 64, 1)
    uniform = np.column_stack(
        [
            prior.quantiles(np.array([each[key] for each in drawn]))
            for key, prior in priors().items()
        ]
    )
    middles = (np.arange(64) + 0.5) / 64
    assert np.abs(np.sort(uniform, axis=0) - middles[:, None]).max() < 1 / 64
    assert draws("prior", 64, 1)[:10] == draws("prior", 10, 1)
    assert draws("prior", 1, 1) != draws("prior", 1, 2)


def test_scores_and_values_are_inverse():
    scores = points(whole(len(priors())), 8, 3)
    assert scores_of(values_of(scores)) == pytest.approx(scores, abs=0.01)


def test_a_region_bounds_the_prior_and_leaves_other_directions_whole():
    size, generator = len(priors()), np.random.default_rng(0)
    directions = np.linalg.qr(generator.standard_normal((size, size)))[0]
    sample = generator.standard_normal((50, size)) * 0.1
    region = narrowed(sample, directions, 3)
    drawn = points(region, 256, 1)
    assert region.holds(drawn).all()
    assert region.holds(sample).all()
    along = drawn @ directions.T
    assert along[:, :3].std(axis=0).max() < 0.4
    assert along[:, 3:].std(axis=0) == pytest.approx(1, abs=0.1)
    assert 0 < region.holds(points(whole(size), 4096, 1)).mean() < 0.05


def test_few_draws_stand_for_the_posterior_better_than_a_random_few():
    scores = scores_of(posterior())
    scaled = (scores - scores.mean(axis=0)) / scores.std(axis=0)
    generator = np.random.default_rng(0)

    def off(chosen):  # of the means of the parameters
        return np.square(scaled[chosen].mean(axis=0)).mean()

    spread = [off(spread_order(scaled, first, 10)) for first in range(20)]
    random = [off(generator.permutation(len(scaled))[:10]) for _ in range(20)]
    assert np.mean(spread) < 0.6 * np.mean(random)
    hundred = spread_order(scaled, 0, 100)
    assert len(set(hundred)) == 100
    assert hundred[:10] == spread_order(scaled, 0, 10)
    assert scaled[hundred].std(axis=0).mean() == pytest.approx(1, abs=0.05)


def test_posterior_lies_within_the_priors_and_begins_as_the_seed_says():
    assert len(posterior()) >= 500
    for key, prior in priors().items():
        assert all(prior.low <= draw[key] <= prior.high for draw in (*posterior(), best_point()))
    assert draws("posterior", 20, 1)[:5] == draws("posterior", 5, 1)
    assert draws("posterior", 5, 1) != draws("posterior", 5, 2)
    number = len(posterior()) + 1
    assert len(draws("posterior", number, 1)) == number
    assert {source: len(draws(source, 3, 1)) for source in SOURCES} == {
        "posterior": 3,
        "best": 1,
        "default": 0,
        "prior": 3,
    }

"""Designs: balanced, growing, and undisturbed by other factors."""

import numpy as np
import pytest

from sim.experiments import designs
from sim.experiments.distributions import Normal, Triangular, Uniform, Values, Whole

NAMES = ["match.weight_fit", "incubate.peer_gain", "close.review"]
PLACES = [0, 1, 2]
SMALLER_AND_LARGER = {
    "random": (designs.random(NAMES, 10, 3), designs.random(NAMES, 25, 3)),
    "latin_hypercube": (
        designs.latin_hypercube(NAMES, 12, 3),
        designs.latin_hypercube(NAMES, 48, 3),
    ),
    "sobol": (designs.sobol(PLACES, 16, 3), designs.sobol(PLACES, 64, 3)),
    "saltelli": (designs.saltelli(PLACES, 8, 3, False), designs.saltelli(PLACES, 16, 3, False)),
    "pairs": (designs.saltelli(PLACES, 8, 3, True), designs.saltelli(PLACES, 16, 3, True)),
    "morris": (designs.morris(NAMES, 4, 3, 6), designs.morris(NAMES, 9, 3, 6)),
}


@pytest.mark.parametrize("kind", SMALLER_AND_LARGER)
def test_a_larger_design_begins_with_the_smaller_one(kind):
    smaller, larger = SMALLER_AND_LARGER[kind]
    np.testing.assert_array_equal(larger[: len(smaller)], smaller)
    assert len(np.unique(larger, axis=0)) > len(smaller)


def test_a_new_factor_leaves_the_draws_of_the_others():
    several = [*NAMES, "close.base_exit"]
    for draw in (designs.random, designs.latin_hypercube):
        np.testing.assert_array_equal(draw(several, 20, 3)[:, :3], draw(NAMES, 20, 3))
    wider, narrower = designs.sobol([0, 1, 2, 3], 32, 3), designs.sobol(PLACES, 32, 3)
    np.testing.assert_array_equal(wider[:, :3], narrower)
    # In designs by blocks: the base points, and in Morris where each factor starts and goes.
    base, wider_base = (
        designs.saltelli(PLACES, 8, 3, False),
        designs.saltelli([*PLACES, 3], 8, 3, False),
    )
    np.testing.assert_array_equal(wider_base[::6, :3], base[::5])
    np.testing.assert_array_equal(wider_base[5::6, :3], base[4::5])
    paths, wider_paths = designs.morris(NAMES, 5, 3, 4), designs.morris(several, 5, 3, 4)
    np.testing.assert_array_equal(wider_paths[::5, :3], paths[::4])
    np.testing.assert_array_equal(wider_paths[4::5, :3], paths[3::4])


def test_a_removed_factor_leaves_its_dimensions():
    all_three, two = designs.sobol(PLACES, 32, 3), designs.sobol([0, 2], 32, 3)
    np.testing.assert_array_equal(two, all_three[:, [0, 2]])


@pytest.mark.parametrize("points", [1, 7, 24, 64])
def test_a_latin_hypercube_has_one_point_in_each_stratum_at_every_doubling(points):
    found = designs.latin_hypercube(NAMES, 4 * points, 1)
    for size in (points, 2 * points, 4 * points):
        strata = np.sort(np.floor(found[:size] * size), axis=0)
        np.testing.assert_array_equal(strata, np.tile(np.arange(size)[:, None], 3))


def test_seeds_and_names_give_other_draws():
    one = designs.random(NAMES, 200, 1)
    assert abs(np.corrcoef(one.T) - np.eye(3)).max() < 0.25
    assert not np.any(one == designs.random(NAMES, 200, 2))


def test_sobol_points_are_balanced_in_pairs_of_factors():
    found = designs.sobol(list(range(10)), 256, 5)
    for other in range(1, 10):
        counts, _, _ = np.histogram2d(found[:, 0], found[:, other], bins=[2, 2], range=[[0, 1]] * 2)
        assert counts.min() >= 56  # of 64; 256 at random have as few as 48 now and then
    assert abs(found.mean(axis=0) - 0.5).max() < 0.004


def test_saltelli_gives_the_indices_of_a_known_function():
    found = designs.saltelli(PLACES, 4096, 1, False).reshape(4096, 5, 3)
    outcome = found[..., 0] + 2 * found[..., 1] * found[..., 2]
    base, last = outcome[:, 0], outcome[:, 4]
    first = [((last * (outcome[:, 1 + i] - base)).mean() / outcome.var()) for i in range(3)]
    np.testing.assert_allclose(first, [0.3, 0.3, 0.3], atol=0.02)  # 1/12 of 1/12 + 7/36


def test_salib_takes_the_designs_as_its_own():
    sobol = pytest.importorskip("SALib.analyze.sobol")
    morris = pytest.importorskip("SALib.analyze.morris")
    problem = {"num_vars": 3, "names": NAMES, "bounds": [[0, 1]] * 3}
    pairs = designs.saltelli(PLACES, 2048, 1, True)
    indices = sobol.analyze(problem, pairs[:, 0] + 2 * pairs[:, 1] * pairs[:, 2])
    np.testing.assert_allclose(indices["S1"], 0.3, atol=0.02)
    assert indices["S2"][1, 2] == pytest.approx(0.1, abs=0.02)
    paths = designs.morris(NAMES, 12, 1, 4)
    effects = morris.analyze(problem, paths, paths @ [1.0, -2.0, 0.0], num_levels=4)
    np.testing.assert_allclose(effects["mu"], [1, -2, 0], atol=1e-9)


def test_a_grid_has_all_combinations_and_keeps_its_numbers():
    numbers, places = designs.grid([2, 3])
    assert sorted(places) == [(i, j) for i in range(2) for j in range(3)]
    longer = dict(zip(*reversed(designs.grid([4, 3])), strict=True))
    assert [longer[place] for place in places] == numbers
    assert len(set(longer.values())) == 12


@pytest.mark.parametrize(
    "distribution",
    [
        Uniform(2.0, 4.0),
        Uniform(2.0, 4.0, log=True),
        Triangular(2.0, 2.5, 4.0),
        Normal(3.0, 1.0, 2.0, 4.0),
        Normal(3.0, 0.2, 2.0, 4.0, log=True),
        Whole(2, 4),
        Values((2.0, 3.0, 4.0)),
    ],
)
def test_distributions_rise_from_end_to_end(distribution):
    found = [distribution.value(u) for u in np.linspace(0, 1, 101)]
    assert found == sorted(found)
    assert (found[0], found[-1]) == distribution.ends == (2.0, 4.0)


def test_quantiles_are_those_of_scipy():
    stats = pytest.importorskip("scipy.stats")
    for u in (0.1, 0.5, 0.83):
        triangle = stats.triang(0.25, 2.0, 2.0)
        assert Triangular(2.0, 2.5, 4.0).value(u) == pytest.approx(triangle.ppf(u), rel=1e-5)
        normal = stats.truncnorm(-1, 1, 3.0, 1.0)
        assert Normal(3.0, 1.0, 2.0, 4.0).value(u) == pytest.approx(normal.ppf(u), rel=1e-5)

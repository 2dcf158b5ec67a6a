"""Sensitivity: known indices come out, luck is told from parameters, through the real designs."""

import numpy as np
import pandas as pd
import pytest

from sim.analysis.point_values import luck_of, point_values, undefined_where
from sim.analysis.sensitivity import (
    effect_of_luck,
    morris_effects,
    pair_indices,
    sobol_indices,
    whole_blocks,
)
from sim.experiments import designs

NAMES = ["one", "two", "three", "inert"]
FIRST, TOTAL = (0.3139, 0.4424, 0.0, 0.0), (0.5576, 0.4424, 0.2437, 0.0)  # Ishigami, a 7, b 0.1


def ishigami(quantiles):
    x = np.pi * (2 * quantiles - 1)
    one, two, three = x[..., 0], x[..., 1], x[..., 2]
    return np.sin(one) + 7 * np.sin(two) ** 2 + 0.1 * three**4 * np.sin(one)


def saltelli(points, second_order=False):
    found = designs.saltelli([0, 1, 2, 3], points, 1, second_order)
    return found.reshape(points, -1, 4)


@pytest.mark.parametrize("second_order", [False, True])
def test_ishigamis_indices_are_the_known_ones(second_order):
    values = ishigami(saltelli(2048, second_order))[..., None]
    found = sobol_indices(NAMES, values, second_order)
    np.testing.assert_allclose([each.first.value for each in found], FIRST, atol=0.03)
    np.testing.assert_allclose([each.total.value for each in found], TOTAL, atol=0.03)
    for each, first, total in zip(found, FIRST, TOTAL, strict=True):
        assert each.first.low - 0.01 <= first <= each.first.high + 0.01
        assert each.total.low - 0.01 <= total <= each.total.high + 0.01
    assert found[3].total.value == 0
    assert np.isnan(found[0].expected_first.value), "one replicate cannot tell luck"


def test_first_indices_of_an_additive_outcome_are_its_total_ones():
    values = (saltelli(1024) @ [4.0, 2.0, 1.0, 0.0])[..., None]
    found = sobol_indices(NAMES, values)
    for each, share in zip(found, np.array([16, 4, 1, 0]) / 21, strict=True):
        assert each.first.value == pytest.approx(share, abs=0.02)
        assert each.total.value == pytest.approx(share, abs=0.02)


def test_pairs_have_what_neither_has_alone():
    x = saltelli(2048, second_order=True)
    values = (x[..., 0] + 2 * x[..., 1] * x[..., 2])[..., None]
    found = {(each.factor, each.other): each.share for each in pair_indices(NAMES, values)}
    assert len(found) == 6
    assert found["two", "three"].value == pytest.approx(0.1, abs=0.02)  # 1/36 of 1/12 + 7/36
    assert found["two", "three"].low > 0
    assert found["one", "two"].value == pytest.approx(0, abs=0.02)


def test_own_luck_moves_the_indices_by_its_share_and_replicates_take_it_out():
    points, replicates, deviation = 16384, 4, 6.0
    luck = np.random.default_rng(5).normal(0, deviation, (points, 6, replicates))
    values = ishigami(saltelli(points))[..., None] + luck
    share = luck_of(values.reshape(-1, replicates), common_seeds=False).share
    variance = 13.845  # of Ishigami's function
    assert share == pytest.approx(9 / (9 + variance), abs=0.02)
    found = sobol_indices(NAMES, values)
    for each, first, total in zip(found, FIRST, TOTAL, strict=True):
        assert each.first.value == pytest.approx(first * (1 - share), abs=0.04)
        assert each.total.value == pytest.approx(total * (1 - share) + share, abs=0.04)
        assert each.expected_first.value == pytest.approx(first, abs=0.05)
        assert each.expected_total.value == pytest.approx(total, abs=0.05)
        assert each.expected_total.low < total < each.expected_total.high
    assert found[3].total.low > 0.3, "luck alone looks like a parameter that matters"


def test_luck_that_all_points_share_moves_nothing():
    shared = np.random.default_rng(2).normal(0, 50, 3)
    values = ishigami(saltelli(256))[..., None] + shared
    assert luck_of(values.reshape(-1, 3), common_seeds=True).share == pytest.approx(0, abs=1e-12)
    plain = sobol_indices(NAMES, ishigami(saltelli(256))[..., None])
    for one, other in zip(sobol_indices(NAMES, values), plain, strict=True):
        assert one.total.value == pytest.approx(other.total.value)
        assert one.expected_total.value == pytest.approx(other.total.value, abs=0.01)
    assert sobol_indices(NAMES, values)[3].total.value == 0


def test_common_seeds_with_luck_of_their_own_give_the_known_share():
    generator = np.random.default_rng(3)
    values = generator.normal(0, 3, (400, 1)) + generator.normal(0, 50, 5)
    values = values + generator.normal(0, 2, (400, 5))
    assert luck_of(values, common_seeds=True).share == pytest.approx(0.8 / 9.8, rel=0.2)
    assert luck_of(values, common_seeds=False).share == 1.0  # what it would wrongly be called
    assert np.isnan(luck_of(values[:, :1], common_seeds=True).share)


def test_an_outcome_that_does_not_vary_has_no_indices():
    found = sobol_indices(NAMES, np.full((32, 6, 2), 0.1 + 0.2))
    assert all(np.isnan(each.total.value) for each in found)


def test_the_same_seed_gives_the_same_intervals():
    values = ishigami(saltelli(64))[..., None]
    assert repr(sobol_indices(NAMES, values)) == repr(sobol_indices(NAMES, values))
    assert repr(sobol_indices(NAMES, values)) != repr(sobol_indices(NAMES, values, seed=2))


def test_morris_finds_slopes_and_what_does_nothing():
    paths = designs.morris(NAMES, 40, 1, 4).reshape(40, 5, 4)
    values = (paths @ [3.0, -2.0, 0.5, 0.0])[..., None]
    found = morris_effects(NAMES, paths, values, 4)
    np.testing.assert_allclose([each.mean for each in found], [3, -2, 0.5, 0], atol=1e-9)
    np.testing.assert_allclose([each.spread for each in found], 0, atol=1e-9)
    assert [each.mean_absolute.value for each in found] == pytest.approx([3, 2, 0.5, 0])


def test_morris_shows_interactions_in_the_spread_and_luck_as_foretold():
    paths = designs.morris(NAMES, 400, 1, 4).reshape(400, 5, 4)
    values = (3 * paths[..., 0] * paths[..., 1])[..., None]
    values = values + np.random.default_rng(1).normal(0, 0.5, (*values.shape[:2], 2))
    luck = luck_of(values.reshape(-1, 2), common_seeds=False)
    found = {each.factor: each for each in morris_effects(NAMES, paths, values, 4)}
    assert found["one"].spread > 1.0
    assert found["inert"].mean_absolute.value == pytest.approx(effect_of_luck(luck, 4), rel=0.1)


def test_values_stand_in_the_order_of_the_design_and_know_what_is_missing():
    runs = pd.DataFrame(
        {
            "scenario": ["a", "b"] * 4,
            "point": [9, 9, 9, 9, 4, 4, 4, 4],
            "replicate": [1, 1, 0, 0, 0, 0, 1, 1],
            "y": [1.0, 10.0, 2.0, 20.0, 3.0, 30.0, 4.0, 40.0],
        }
    )
    numbers = pd.Index([4, 9, 11])
    found = point_values(runs, "y", numbers, 2, "a")
    np.testing.assert_array_equal(found.values[:2], [[3, 4], [2, 1]])
    assert found.there.tolist() == [True, True, False]
    less = point_values(runs[:-1], "y", numbers, 2, "b", against="a")
    np.testing.assert_array_equal(less.values[1], [18, 9])
    assert less.there.tolist() == [False, True, False]


def test_a_block_counts_when_all_its_rows_are_there():
    there = np.ones(12, dtype=bool)
    there[7] = False
    assert whole_blocks(there, 6).tolist() == [True, False]


def test_where_an_outcome_has_no_value_is_said_by_ranges():
    factors = pd.DataFrame(saltelli(64).reshape(-1, 4), columns=NAMES)
    found = undefined_where(factors, (factors["two"] > 0.9).to_numpy())
    assert list(found) == ["two"]
    assert 0.9 <= float(found["two"].split()[0]) < 0.95

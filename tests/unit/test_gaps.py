"""Gaps between classes at founding: measured, split into chance and parameters, put into words."""

import numpy as np
import pytest

from sim.analysis.gaps import (
    ASKED,
    FEWEST_SPACES,
    FOCUS,
    HAZARD,
    MODELS_GAP,
    Ensemble,
    spread_of,
)
from sim.analysis.gaps_measured import (
    CLOSURES,
    FOUNDED,
    HOSTED,
    TENANTS,
    closures_and_exposure,
    failures_and_exposure,
    figures_of,
)
from sim.analysis.gaps_spread import (
    by_chance,
    components,
    groups_of,
    movers,
    share_range,
    sign_of,
)
from sim.analysis.observed import Observed, by_model
from sim.analysis.shakeout import SINCE
from sim.analysis.shakeout import closures_and_exposure as by_series
from sim.model.categories import CELLS, MODELS
from sim.studies.study import Study
from tests.runs import small_results


@pytest.fixture(scope="module")
def study():
    return small_results(scale=0.2).studies[0]


@pytest.fixture(scope="module")
def observed(study) -> Observed:
    return Observed(study.tables.parts[0])


def test_closures_by_class_at_founding_are_those_of_the_series(observed):
    closed, at_risk = map(by_model, closures_and_exposure(observed))
    for code, model in enumerate(MODELS):
        events, exposure = by_series(observed, f"founded_as:{model}")
        assert closed[code] == events[SINCE:].sum()
        assert at_risk[code] == exposure[SINCE:].sum()
    assert closed.sum() > 10


def test_failures_by_cell_add_up_to_those_by_model(observed):
    failed, months = map(by_model, failures_and_exposure(observed))
    for code, model in enumerate(MODELS):
        assert failed[code] == observed.series("failed", f"founded_as:{model}").sum()
        tenants = observed.series("tenants", f"founded_as:{model}").sum()
        assert months[code] == pytest.approx(
            tenants, rel=0.05
        )  # the months of entry and of leaving


def test_every_space_is_counted_in_its_cell(observed):
    found = figures_of(observed)
    table = observed.part.table("spaces").to_pandas()
    hosts = ("leading_enterprise", "research_institute", "university")
    for cell in CELLS:
        members = table[table["cell_at_founding"] == cell]
        assert found[FOUNDED, cell] == len(members)
        if len(members):
            share = members["operator"].isin(hosts).mean()
            assert found[HOSTED, cell] == pytest.approx(100 * share)


def test_an_ensemble_has_all_that_is_asked(study):
    runs = study.ensemble
    for asked in ASKED.values():
        for indicator in filter(None, (asked.by_model, asked.raw)):
            gap = runs.gap(indicator, MODELS_GAP)
            one, other = (runs.level(indicator, model) for model in MODELS_GAP)
            there = runs.compared(MODELS_GAP)
            np.testing.assert_array_equal(gap[there], (one - other)[there])
            assert np.isfinite(gap).any()
        assert np.isfinite(runs.level(asked.by_cell, "broad_mixed")).all()
    assert np.isfinite(runs.level(HAZARD, "all")).all()
    assert np.isnan(runs.level("nothing", "of_the_kind")).all()
    assert {(CLOSURES, "specialised"), (TENANTS, "focused_rent")} <= set(runs.values)


def test_equal_parameters_are_one_draw(study):
    same = [study.plan.draws[0]] * len(study.plan.draws)
    again = Study(study.scenario, study.plan._replace(draws=same), study.tables)
    assert (again.ensemble.distinct, study.ensemble.distinct) == (1, 2)


def test_small_cells_are_not_spoken_of():
    sizes = {FOCUS[0].one: FEWEST_SPACES - 1.0, FOCUS[0].other: 900.0}
    values = {(FOUNDED, cell): np.full(4, size) for cell, size in sizes.items()}
    runs = Ensemble(np.arange(4), [{}] * 4, values)
    assert runs.too_few(FOCUS[0])
    values[FOUNDED, FOCUS[0].one] = np.full(4, float(FEWEST_SPACES))
    assert not runs.too_few(FOCUS[0])


def test_a_run_with_a_handful_of_spaces_has_no_gap():
    one, other = MODELS_GAP
    values = {
        (FOUNDED, one): np.array([300.0, 300.0, FEWEST_SPACES - 1.0]),
        (FOUNDED, other): np.array([FEWEST_SPACES, 1.0, 300.0]),
        (CLOSURES, one): np.array([2.0, 0.7, 2.0]),
        (CLOSURES, other): np.array([5.0, 57.1, 5.0]),
    }
    runs = Ensemble(np.arange(3), [{}] * 3, values)
    np.testing.assert_array_equal(runs.gap(CLOSURES, MODELS_GAP), [-3.0, np.nan, np.nan])


@pytest.mark.parametrize(
    ("low", "high", "reading"),
    [
        (1.0, 9.0, "above"),
        (-1.0, 9.0, "mostly_above"),
        (-5.0, 5.0, "untold"),
        (-9.0, 1.0, "mostly_below"),
        (-9.0, -1.0, "below"),
    ],
)
def test_the_range_alone_chooses_the_reading(low, high, reading):
    spread = spread_of(np.linspace(low, high, 41), np.arange(41))
    assert spread.reading == reading
    assert spread.most == pytest.approx((low + 0.05 * (high - low), high - 0.05 * (high - low)))
    assert spread.half == pytest.approx((low + 0.25 * (high - low), high - 0.25 * (high - low)))


def test_few_runs_have_no_reading():
    assert spread_of(np.arange(1.0, 10.0), np.arange(9)).reading == "none"
    assert spread_of(np.array([np.nan]), np.array([0])).reading == "none"


def test_components_are_unbiased_in_unequal_groups():
    generator, found = np.random.default_rng(5), []
    sizes = np.array([1, 2, 2, 3, 6] * 6)
    draws = np.repeat(np.arange(sizes.size), sizes)
    for _ in range(400):
        effects = generator.normal(0.0, 1.5, sizes.size)
        found.append(
            components(groups_of(effects[draws] + generator.normal(0, 2, draws.size), draws))
        )
    chance, parameters = np.mean([each[:2] for each in found], axis=0)
    assert chance == pytest.approx(4.0, rel=0.03)
    assert parameters == pytest.approx(2.25, rel=0.1)


def test_components_agree_with_a_balanced_table_by_hand():
    # Means 2, 6, 10; within each +-1: mean squares 2 within and 32 between.
    found = components(groups_of(np.array([1.0, 3, 5, 7, 9, 11]), np.repeat([4, 7, 9], 2)))
    assert found == (2.0, 15.0, False, 3)
    assert found.share == pytest.approx(15 / 17)


def test_no_variance_between_draws_is_found_to_be_near_none():
    values = np.random.default_rng(2).normal(3.0, 1.0, 2000)
    found = components(groups_of(values, np.repeat(np.arange(1000), 2)))
    assert found.share < 0.06
    assert found.chance == pytest.approx(1.0, rel=0.1)


def test_a_negative_estimate_is_floored_and_said_to_be():
    # Both draws have the same mean, so that between draws there is less than chance makes.
    found = components(groups_of(np.array([-1.0, 1, -1, 1]), np.array([0, 0, 1, 1])))
    assert found.parameters == 0.0
    assert found.floored
    assert found.share == 0.0


def test_one_run_a_draw_tells_nothing_apart():
    groups = groups_of(np.arange(4.0), np.arange(4))
    assert np.isnan(components(groups).chance)
    assert np.isnan(share_range(groups)).all()


def test_the_range_of_a_share_holds_it_and_shrinks_with_draws():
    def widths(number: int) -> float:
        generator = np.random.default_rng(8)
        draws = np.repeat(np.arange(number), 2)
        values = generator.normal(0, 1, number)[draws] + generator.normal(0, 1, 2 * number)
        low, high = share_range(groups_of(values, draws))
        assert low < 0.5 < high
        return high - low

    assert widths(400) < 0.7 * widths(50)


def test_runs_without_a_value_are_left_out():
    groups = groups_of(np.array([1.0, np.nan, 3.0, 5.0]), np.array([0, 0, 1, 1]))
    assert groups.size.tolist() == [1, 2]
    assert groups.mean.tolist() == [1, 4]


def test_a_sign_is_forced_unless_whole_draws_lie_on_either_side():
    draws = np.repeat(np.arange(20), 2)
    values = np.ones(40)
    assert not sign_of(values, draws).straddles
    values[::2] = -3.0  # by luck: one run of each draw, and every mean, below zero
    found = sign_of(values, draws)
    assert (found.below, found.all_below, found.all_above) == (1.0, 0.0, 0.0)
    assert not found.straddles
    values[:2], values[2:] = -1.0, 1.0  # one draw of twenty
    assert sign_of(values, draws) == (20, 0.05, 0.05, 0.95)
    assert sign_of(values, draws).straddles


def test_movers_are_ranked_by_strength_whatever_their_sign():
    generator = np.random.default_rng(1)
    parameters = [dict(zip("abc", generator.uniform(size=3), strict=True)) for _ in range(200)]
    means = [np.exp(-5 * each["b"]) + 0.1 * each["a"] for each in parameters]
    first, second, third = movers(groups_of(np.array(means), np.arange(200)), parameters)
    assert first.parameter == "b"
    assert first.correlation < -0.9
    assert second.parameter == "a"
    assert abs(third.correlation) < by_chance(200, 3)


def test_chance_bound_holds_nineteen_times_in_twenty():
    generator, passed = np.random.default_rng(3), 0
    for _ in range(300):
        parameters = [dict(enumerate(row)) for row in generator.uniform(size=(40, 5))]
        strongest = movers(groups_of(generator.normal(size=40), np.arange(40)), parameters)[0]
        passed += abs(strongest.correlation) > by_chance(40, 5)
    assert 0.02 < passed / 300 < 0.09

"""The engine does what the ODD says: plain agents written from it record the same bits.

All that a run records is compared: sums by group, ledger, series, spaces and life tables.
Nothing is rounded, since the ODD states the order of sums; the opening cash alone is summed by
NumPy in the engine, in an order of its own.
"""

import numpy as np
import pytest
from hypothesis import given, settings

from sim.model.mechanisms import Mechanisms
from sim.model.quantities import POOL_QUANTITIES
from sim.model.searches import BLOCK
from sim.scenario import load_scenario
from tests.properties.draws import runs
from tests.properties.worlds import Run, all_levers, baseline, neutral
from tests.reference.recorded import Recording, of_engine, of_reference

SMALL, TINY = 0.05, 0.02  # of Jiangsu
MONTHS = 60
SECOND_SEED = 20260801
SCENARIOS = ("capital_winter", "rent_shock", "specialisation_push", "subsidy_cut")
TABLES = ("totals", "pool", "ledger", "public_cost", "cash")


def assert_same_record(run: Run) -> Recording:
    """Compare all that is recorded; returns what the reference recorded."""
    engine, reference = of_engine(run), of_reference(run)
    for name in TABLES:
        expected, found = getattr(engine, name), getattr(reference, name)
        np.testing.assert_array_equal(found, expected, err_msg=name)
    np.testing.assert_allclose(reference.opening, engine.opening, rtol=1e-12)
    assert reference.series.equals(engine.series)
    assert reference.spaces == engine.spaces
    assert reference.life == engine.life
    return reference


@pytest.mark.parametrize("seed", [1, SECOND_SEED])
def test_the_baseline_is_the_same_to_the_last_bit(seed: int) -> None:
    reference = assert_same_record(baseline(MONTHS, seed, SMALL))
    rows = reference.series.to_pandas()
    whole = rows[rows["group"] == "all"]
    assert whole["tenants"].max() > 500
    for flow in ("spaces_closed", "graduated", "failed", "displaced", "deals", "gave_up"):
        assert whole[flow].sum() > 0, flow


@pytest.mark.parametrize("seed", [1, SECOND_SEED])
def test_with_every_lever_pulled(seed: int) -> None:
    reference = assert_same_record(all_levers(MONTHS, seed, SMALL))
    assert (reference.public_cost.sum(axis=0) > 0).all()


@pytest.mark.parametrize("seed", [1, SECOND_SEED])
def test_with_every_mechanism_off(seed: int) -> None:
    assert_same_record(neutral(MONTHS, seed, SMALL))


@pytest.mark.nojit
def test_with_every_lever_pulled_compiled_or_not() -> None:
    assert_same_record(all_levers(18, 2, TINY))


def test_with_labels_of_another_seed() -> None:
    run = baseline(MONTHS, 1, TINY)._replace(label_seed=SECOND_SEED)
    assert_same_record(run)


def test_hosts_with_long_tenures() -> None:
    hosts = {"university": 0.6, "leading_enterprise": 1.0}
    shares = {f"found_spaces__operator_share__{name}": share for name, share in hosts.items()}
    run = baseline(84, 2, TINY).setting(**shares, incubate__tenure_limit=120)
    reference = assert_same_record(run)
    assert max(dict(case).get("duration", 0) for case in reference.life) >= 60


def test_where_addresses_run_out() -> None:
    run = baseline(24, 4, TINY).setting(
        found_startups__startup_rate=20000.0,
        found_spaces__founding_rate=60.0,
        found_spaces__slots_median__private_company=200.0,
    )
    reference = assert_same_record(run)
    assert reference.series.to_pandas()["tenants"].max() > 1500  # of 1,024 addresses


@pytest.mark.parametrize(("looks", "directed"), [(20, 7), (3, 20)])
def test_with_searches_of_several_blocks(looks: int, directed: int) -> None:
    run = baseline(30, 6, SMALL).setting(
        match__search_size=looks, match__directed_looks=directed, invest__screens=100
    )
    investors = len(run.start().investors)
    reference = assert_same_record(run)
    assert 100 * investors > BLOCK
    founded = reference.pool[:, POOL_QUANTITIES.index("startups_founded")]
    assert looks < 20 or looks * founded.max() > BLOCK


@pytest.mark.parametrize("mechanism", Mechanisms._fields)
def test_with_one_mechanism_off_and_with_it_alone(mechanism: str) -> None:
    run = all_levers(36, 3, TINY)
    assert_same_record(run.switched(**{mechanism: False}))
    alone = run._replace(mechanisms=neutral(1).mechanisms)
    assert_same_record(alone.switched(**{mechanism: True}))


@settings(max_examples=10)
@given(runs(months=24, scale=TINY))
def test_anywhere_in_the_declared_ranges(run: Run) -> None:
    assert_same_record(run)


@pytest.mark.slow
@settings(max_examples=100)
@given(runs(months=36, scale=TINY))
def test_anywhere_in_the_declared_ranges_at_length(run: Run) -> None:
    assert_same_record(run)


@pytest.mark.slow
@pytest.mark.parametrize("name", SCENARIOS)
def test_scenarios_to_their_horizon(name: str) -> None:
    scenario = load_scenario(name)
    assert_same_record(Run(scenario.parameters, scenario.mechanisms, scenario.schedule, 5, SMALL))


@pytest.mark.slow
def test_the_whole_province() -> None:
    run = baseline(36, 1, 1.0)
    reference = assert_same_record(run)
    assert reference.pool[-1].max() > 10_000

"""The Mesa face: what Mesa's tools expect, and the engine's own numbers."""

import gc
import weakref

import numpy as np
import pytest
from mesa.batchrunner import batch_run

from sim import load_scenario, simulate
from sim.mesa_model import InvestorAgent, MakerspaceModel, SpaceAgent
from sim.model.categories import NONE, OPERATORS
from sim.results.indicators import INDICATORS, Recorded
from sim.scenario import ScenarioError

SMALL = {"scale": 0.1, "horizon__end": "2017-12"}
EVERY = tuple(INDICATORS)
GROUPED = ("tenants[founded_as:specialised]", "public_cost_kcny[type:comprehensive]")


@pytest.fixture(scope="module")
def lived() -> MakerspaceModel:
    model = MakerspaceModel(
        seed=5,
        collected=(
            *EVERY,
            "tenants[founded_as:specialised]",
            "public_cost_kcny[type:comprehensive]",
        ),
        agent_reporters={"tenants": "tenants"},
        **SMALL,
    )
    model.run_model()
    return model


@pytest.fixture(scope="module")
def recorded() -> Recorded:
    scenario = load_scenario("baseline").with_set({"scale": 0.1, "horizon.end": "2017-12"})
    world = simulate(scenario.parameters, scenario.mechanisms, scenario.schedule, 5, scenario.scale)
    return Recorded(world.records)


@pytest.mark.parametrize("name", EVERY)
def test_the_collector_has_the_engines_numbers_to_the_bit(lived, recorded, name):
    collected = lived.datacollector.get_model_vars_dataframe()[name].to_numpy(float)
    np.testing.assert_array_equal(collected, INDICATORS[name].kind.values(recorded)[:, 0])


def test_groups_are_collected_too(lived, recorded):
    collected = lived.datacollector.get_model_vars_dataframe()
    for name in GROUPED:
        indicator, group = name.removesuffix("]").split("[")
        expected = INDICATORS[indicator].kind.values(recorded)[:, recorded.groups.index(group)]
        np.testing.assert_array_equal(collected[name], expected)


def test_it_stops_after_the_last_month(lived):
    assert (lived.month, lived.running, lived.steps) == ("2017-12", False, 36)
    assert len(lived.datacollector.get_model_vars_dataframe()) == 36


def test_agents_are_open_spaces_and_investors(lived):
    spaces = lived.agents_by_type[SpaceAgent]
    assert len(spaces) == lived.value("spaces")
    assert len(lived.agents_by_type[InvestorAgent]) == len(lived.world.investors)
    assert sum(spaces.get("tenants")) == lived.value("tenants")
    assert set(spaces.get("operator")) <= set(OPERATORS)
    ours = [space for space in spaces if space.business_model == "specialised"]
    assert len(ours) == lived.value("spaces", "model:specialised")
    with pytest.raises(AttributeError):
        ours[0].cash = 0.0


def test_agent_reporters_see_the_month_of_their_row(lived):
    rows = lived.datacollector.get_agent_vars_dataframe()["tenants"].dropna()
    by_step = rows.groupby(level="Step").sum()
    tenants = lived.datacollector.get_model_vars_dataframe()["tenants"]
    np.testing.assert_array_equal(by_step, tenants)


def test_agents_come_and_go_and_keep_their_identity():
    model = MakerspaceModel(seed=3, scale=0.3, horizon__end="2020-12")
    seen = {}
    while model.running:
        model.step()
        if model.steps % 6 == 0:
            for space in model.agents_by_type[SpaceAgent]:
                assert seen.setdefault(space.row, space) is space
    alive = {space.row for space in model.agents_by_type[SpaceAgent]}
    gone = set(seen) - alive
    assert gone
    assert all(model.world.spaces[row]["closed"] != NONE for row in gone)


def test_batch_run_takes_it_like_any_model():
    grid = {"scale": 0.02, "horizon__end": "2015-12", "seed": [1, 2], "close__grace_months": [3, 9]}
    rows = batch_run(MakerspaceModel, grid, max_steps=1000, display_progress=False)
    assert len(rows) == 4
    assert all(row["Step"] == 11 for row in rows)
    again = batch_run(MakerspaceModel, grid, max_steps=1000, display_progress=False)
    assert again == rows


def test_without_a_seed_replications_differ():
    rows = batch_run(
        MakerspaceModel,
        {"scale": 0.05, "horizon__end": "2015-12"},
        iterations=4,
        max_steps=1000,
        display_progress=False,
    )
    assert len({row["tenants"] for row in rows}) > 1


def test_the_same_rng_gives_the_same_run():
    one, two = (MakerspaceModel(rng=11, scale=0.05, horizon__end="2015-03") for _ in range(2))
    assert one.seed == two.seed


def test_a_model_that_is_let_go_leaves_memory():
    model = MakerspaceModel(seed=1, scale=0.05, horizon__end="2015-03")
    assert [agent.unique_id for agent in model.agents][:2] == [1, 2]
    gone = weakref.ref(model)
    del model
    gc.collect()
    assert gone() is None


def test_what_is_unknown_is_refused():
    with pytest.raises(ScenarioError, match="grace_months"):
        MakerspaceModel(seed=1, close__grace_month=9)
    with pytest.raises(ValueError, match="did you mean 'tenants'"):
        MakerspaceModel(seed=1, collected=("tenant",))
    with pytest.raises(ValueError, match="model:specialised"):
        MakerspaceModel(seed=1, collected=("spaces[model:specialized]",))

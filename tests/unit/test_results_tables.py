"""The tidy tables of a run."""

import numpy as np
import pandas as pd
import pytest

from sim.analysis.run_outcomes import outcomes_of
from sim.model import quantities as q
from sim.model.accounting import FLOWS, SECTORS_WITH_CASH, flow_matrix
from sim.model.categories import CELLS, FIELDS, MODEL_OF_CELL, MODELS, OPERATORS, SERVICE_TYPES
from sim.results.columns import Replicate, month
from sim.results.groups import GROUPS, label_of
from sim.results.indicators import INDICATORS
from sim.results.indicators.kinds import Recorded, Sum, YearToDate
from sim.results.life_tables import AT_RISK, FUNDED_STAGES, TALENTS, counts_of
from sim.results.life_tables import TABLES as LIFE_TABLES
from sim.results.of_world import OfWorld
from sim.results.reduce import TABLES, reduced
from sim.results.tables import InMemory, RunTables
from tests.runs import SMALL, small_results, small_world

PROMISED = [
    "spaces",
    "spaces_recorded",
    "spaces_founded",
    "spaces_closed",
    "spaces_delisted",
    "pivots",
    "tenants",
    "occupancy",
    "service_level",
    "seekers",
    "startups_founded",
    "admitted",
    "graduated",
    "acquired",
    "failed",
    "moved_out",
    "displaced",
    "deals",
    "newly_funded",
    "invested_kcny",
    "served_year_to_date",
    "funded_cumulative",
    "invested_cumulative_kcny",
    "national_level",
    "mentors",
    "events",
    "trainings",
    "revenue_rent",
    "revenue_service",
    "revenue_stakes",
    "revenue_subsidy",
    "cost",
    "owner_support",
    "profitable_share",
    "public_cost_kcny",
    "tenant_concentration",
    "homogenisation",
]
ONE = Replicate(0, -1, 3)


@pytest.fixture(scope="module")
def tables() -> RunTables:
    return RunTables([InMemory(reduced(small_world(), "small", ONE))])


def is_chinese(text: str) -> bool:
    return any(ord(character) > 0x4E00 for character in text)


def of(tables: RunTables, group: str) -> pd.DataFrame:
    return tables.series[tables.series["group"] == group].set_index("month")


def test_every_indicator_is_declared_in_full():
    for name, indicator in INDICATORS.items():
        assert indicator.name == name
        assert indicator.unit
        assert indicator.definition.endswith(".")
        assert indicator.label.en
        assert is_chinese(indicator.label.zh)
        assert indicator.kind.how


def test_every_group_has_both_labels():
    for group in GROUPS:
        assert label_of(group).en
        assert is_chinese(label_of(group).zh)


def test_series_has_what_the_interface_promises(tables):
    series = tables.series
    assert set(PROMISED) <= set(series.columns)
    assert list(series.columns[:5]) == ["scenario", "draw", "seed", "month", "group"]
    assert len(series) == 108 * len(GROUPS)
    assert not series.duplicated(["scenario", "draw", "seed", "month", "group"]).any()
    assert set(series["group"]) == set(GROUPS)
    promised = {f"model:{m}" for m in MODELS} | {f"founded_as:{m}" for m in MODELS}
    promised |= {f"operator:{o}" for o in OPERATORS} | {f"type:{t}" for t in SERVICE_TYPES}
    assert promised | {"all"} | {f"cell:{c}" for c in CELLS} == set(GROUPS)
    assert series["month"].min() == pd.Timestamp("2015-01-01")
    assert series["month"].dt.day.eq(1).all()


def test_a_world_measured_straight_is_measured_as_from_its_tables(tables):
    """Every outcome and every array, to the bit."""
    straight, kept = OfWorld(small_world(), "small", ONE), tables.parts[0]
    assert outcomes_of(straight) == pytest.approx(outcomes_of(kept), rel=0, abs=0, nan_ok=True)
    of_world, of_tables = straight.indicators(INDICATORS), kept.indicators(INDICATORS)
    for name in INDICATORS:
        np.testing.assert_array_equal(of_world[name], of_tables[name], err_msg=name)
    for name in LIFE_TABLES:
        whole = counts_of(small_world(), name).whole
        found = straight.life_table(name, whole)
        assert found.sum() > 0
        np.testing.assert_array_equal(found, kept.life_table(name, whole), err_msg=name)
        turned = dict(reversed(whole.items()))
        np.testing.assert_array_equal(straight.life_table(name, turned), found.transpose())
    for name in TABLES:
        assert straight.table(name).equals(kept.table(name)), name
    assert straight.table("spaces", ["seed", "closed"]).column_names == ["seed", "closed"]


def test_counts_are_whole_numbers_and_carry_their_unit(tables):
    for name, indicator in INDICATORS.items():
        column = tables.parts[0].table("series").schema.field(name)
        assert str(column.type) == ("int32" if indicator.whole else "double"), name
        assert column.metadata[b"unit"].decode() == indicator.unit
        assert column.metadata[b"description"].decode() == indicator.definition


@pytest.mark.parametrize("kind", ["model", "founded_as", "cell", "operator", "type"])
def test_groups_of_a_kind_add_up_to_all(tables, kind):
    whole = of(tables, "all")
    parts = [of(tables, group) for group in GROUPS if group.startswith(kind + ":")]
    for name, indicator in INDICATORS.items():
        if isinstance(indicator.kind, Sum):
            np.testing.assert_allclose(sum(part[name] for part in parts), whole[name], rtol=1e-9)


@pytest.mark.parametrize("group", GROUPS)
def test_stocks_and_flows_balance_in_the_file(tables, group):
    rows = of(tables, group)
    change = rows["spaces"].diff().iloc[1:]
    flows = rows["spaces_founded"] - rows["spaces_closed"]
    if group.startswith(("model:", "cell:")):
        flows += rows["spaces_relabelled_in"] - rows["spaces_relabelled_out"]
    assert change.equals(flows.iloc[1:].astype(float))


def test_running_sums_begin_anew_each_year():
    recorded = Recorded(small_world().records)
    values = YearToDate("served").values(recorded)
    flow = recorded.sum("served")
    np.testing.assert_allclose(values[11], flow[:12].sum(axis=0))
    np.testing.assert_allclose(values[12], flow[12])
    np.testing.assert_allclose(values[35], flow[24:36].sum(axis=0))


def test_quantities_of_the_province_stand_in_one_group(tables):
    rows = tables.series
    assert rows.loc[rows["group"] == "all", "seekers"].notna().all()
    assert rows.loc[rows["group"] != "all", "seekers"].isna().all()


def test_spaces_are_those_of_the_series(tables):
    spaces, whole = tables.spaces, of(tables, "all")
    closed = spaces.groupby("closed").size().reindex(whole.index, fill_value=0)
    assert (closed == whole["spaces_closed"]).all()
    first = of(tables, "founded_as:specialised")["spaces_founded"]
    here = spaces[spaces["model_at_founding"] == "specialised"]
    founded = here.groupby("founded").size().reindex(whole.index, fill_value=0)
    assert (founded == first).all()
    assert (spaces["founded"] < "2015-01-01").sum() == max(1, round(5 * SMALL))
    assert spaces["space"].is_unique
    of_cell = dict(zip(CELLS, (MODELS[code] for code in MODEL_OF_CELL), strict=True))
    assert (spaces["cell_at_end"].map(of_cell).astype(str) == spaces["model_at_end"]).all()


def test_life_tables_keep_every_count():
    world = small_world()
    part = InMemory(reduced(world, "small", ONE))
    years = (2015, 9)
    axes = {"cell": CELLS, "year": years, "talent": TALENTS, "field": FIELDS}
    axes |= {"duration": (0, q.MAX_DURATION + 1), "end": q.FUNDING_ENDS}
    funding = part.life_table("funding", axes)
    assert (funding.reshape(world.life.funding.shape) == world.life.funding).all()
    axes = {"cell": CELLS, "duration": (0, 109), "end": (AT_RISK, "closed")}
    spaces = part.life_table("space_by_model_at_founding", axes)
    assert (spaces[:, :, 0] == world.life.space_months[1]).all()
    assert (spaces[:, :, 1] == world.life.space_closures[1]).all()
    axes = {"year": years, "age_class": q.AGE_CLASSES, "end": (AT_RISK, "failed")}
    assert (part.life_table("startup_age", axes)[:, :, 1] == world.life.age_failures).all()
    axes = {"year": years, "stage": FUNDED_STAGES, "duration": (0, q.MAX_DURATION + 1)}
    returns = part.life_table("returns", axes | {"end": q.RETURN_ENDS})
    assert (returns == world.life.returns).all()
    assert returns.sum() > 0


def test_ledger_explains_the_cash_of_each_sector(tables):
    ledger = tables.ledger
    assert len(ledger) == 109
    received = ledger[list(FLOWS)].to_numpy() @ flow_matrix()
    sectors = ["founders", "startups", "spaces", "owners", "investors"]
    for sector in SECTORS_WITH_CASH:
        change = ledger[f"cash_{sector}"].diff().to_numpy()[1:]
        np.testing.assert_allclose(change, received[1:, sectors.index(sector)], atol=1e-3)


def test_public_cost_is_that_of_all_levers(tables):
    levers = [name for name in tables.ledger if name.startswith("public_cost_")]
    total = tables.ledger[levers].sum(axis=1).to_numpy()[1:]
    np.testing.assert_allclose(of(tables, "all")["public_cost_kcny"], total)


def test_months_are_first_days():
    assert month(np.array([-1, 0]), np.array([False, True])).to_pylist()[1] is None
    assert month(np.array([-1]))[0].as_py().isoformat() == "2014-12-01T00:00:00"


def test_tables_of_an_ensemble_stack_in_order():
    results = small_results()
    assert list(dict.fromkeys(results.series["seed"])) == [3, 4, 5, 6]
    assert list(dict.fromkeys(results.series["draw"])) == [0, 1]
    assert set(TABLES) == set(results.studies[0].tables.parts[0].tables)
    assert str(results.series["scenario"].dtype) == "category"


@pytest.mark.slow
def test_scaled_indicators_are_right_in_the_baseline_by_construction():
    from sim import ensemble, load_scenario

    base = load_scenario("baseline").with_set({"run.until": "2017-12"})
    found = ensemble(base, replicates=4, parameters="default").findings.set_index("indicator")
    for name, recorded in (("mentors", 5000), ("events", 13000), ("trainings", 8000)):
        assert abs(found.loc[name, "mean"] / recorded - 1) < 0.1, name

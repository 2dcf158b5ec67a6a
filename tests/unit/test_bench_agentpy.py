"""The bench row that holds the engine against AgentPy on one submodel."""

from pathlib import Path

import numpy as np
import pytest

from sim.benchmark import shared_submodel
from sim.benchmark.shared_submodel import BEFORE, Columns, columns_of, differing, world_before


@pytest.fixture(autouse=True)
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_submodel, "MONTHS", 8)
    monkeypatch.setattr(shared_submodel, "SCALE", 0.02)


def test_the_row_is_measured_from_a_checkout() -> None:
    row = shared_submodel.agentpy_row(1)  # raises unless both end with the same bits
    assert row is not None
    assert row.name == "agentpy_ratio"
    assert row.value > 5.0


def test_without_a_checkout_there_is_no_row(tmp_path: Path) -> None:
    assert shared_submodel.agentpy_row(1, tmp_path) is None


def test_without_agentpy_there_is_no_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_submodel, "find_spec", lambda name: None)
    assert shared_submodel.agentpy_row(1) is None


def test_what_is_compared_has_lived() -> None:
    world = world_before()
    start = columns_of(world)
    shared_submodel.incubate_months(world, BEFORE, BEFORE + 8)
    end = columns_of(world)
    assert end["lived"] - start["lived"] > 1000
    assert (end["ends"] > start["ends"]).sum() >= 3
    assert end["tenant_key"].size < start["tenant_key"].size


def test_other_numbers_are_no_ratio(monkeypatch: pytest.MonkeyPatch) -> None:
    timed = shared_submodel.timed_agents

    def one_bit_off(checkout: Path, start: Columns) -> tuple[float, Columns]:
        spent, end = timed(checkout, start)
        end["tenant_cash"][0] = np.nextafter(end["tenant_cash"][0], np.inf)
        return spent, end

    monkeypatch.setattr(shared_submodel, "timed_agents", one_bit_off)
    with pytest.raises(RuntimeError, match="other numbers in tenant_cash"):
        shared_submodel.agentpy_row(1)


def test_sums_are_compared_since_the_start() -> None:
    start = columns_of(world_before())
    assert differing(start, start, {**start, "ends": start["ends"] * 0, "lived": 0}) == []
    assert differing(start, start, {**start, "lived": 0}) == ["ends"]

"""The bench row that holds the engine against plain Mesa agents."""

from pathlib import Path

import pytest

from sim.benchmark import reference


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference, "MONTHS", 12)
    monkeypatch.setattr(reference, "SCALE", 0.02)


@pytest.mark.usefixtures("tiny")
def test_the_row_is_measured_from_a_checkout() -> None:
    row = reference.reference_row(1)
    assert row is not None
    assert row.name == "reference_ratio"
    assert row.value > 5.0  # so small a world is mostly fixed cost


def test_an_installed_wheel_has_no_reference_and_no_row(tmp_path: Path) -> None:
    assert reference.reference_row(1, tmp_path) is None


@pytest.mark.usefixtures("tiny")
def test_other_work_is_no_ratio(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference, "timed_reference", lambda checkout: (1.0, 7.0))
    with pytest.raises(RuntimeError, match="lived 7 startup-months"):
        reference.reference_row(1)


@pytest.mark.slow
def test_the_engine_is_a_hundred_times_faster() -> None:
    row = reference.reference_row(2)
    assert row is not None
    assert row.value >= 100.0

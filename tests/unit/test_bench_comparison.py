"""The bench row of a whole comparison, on short runs."""

import json

import pytest
from typer.testing import CliRunner

from sim.benchmark import comparison
from sim.benchmark.comparison import Spent, comparison_rows
from sim.cli import app


def test_the_comparison_is_made_of_the_same_work(monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[tuple[str, ...]] = []
    timed = comparison.timed

    def listened(*words: str) -> float:
        commands.append(words)
        return timed(*words)

    monkeypatch.setattr(comparison, "timed", listened)
    rows = {row.name: row for row in comparison_rows(2, until="2018-12")}
    (words,) = commands
    assert words[:4] == ("compare", *comparison.SCENARIOS)
    assert words[words.index("--replicates") + 1] == "2"
    assert "run.until=2018-12" in words
    # Of runs that take little time, a comparison is imports and figures: far above any bar.
    assert rows["compare_overhead"].value > 2
    assert rows["compare_processor"].value > 2


def test_runs_alone_are_those_of_the_comparison() -> None:
    runs = comparison._runs(3, "2018-12")
    assert len(runs) == 9
    assert {seed for _, seed in runs} == {1, 2, 3}
    assert {len(scenario.schedule) for scenario, _ in runs} == {48}
    assert {scenario.name for scenario, _ in runs} == set(comparison.SCENARIOS)
    parameters = [scenario.parameters for scenario, seed in runs if seed == 2]
    assert parameters[0].match == parameters[1].match  # the same draw in every scenario


def test_the_command_says_both_ratios(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparison, "_run_alone", lambda runs: Spent(10.0, 20.0))
    monkeypatch.setattr(comparison, "_compared", lambda replicates, until: Spent(12.0, 23.0))
    monkeypatch.setattr(comparison, "run", lambda *_, **__: None)
    found = CliRunner().invoke(app, ["bench", "--compare", "--replicates", "4", "--json"])
    data = json.loads(found.stdout)
    assert data["compare_overhead"] == pytest.approx(1.2)
    assert data["compare_processor"] == pytest.approx(1.15)
    assert "floor_ratio" not in data

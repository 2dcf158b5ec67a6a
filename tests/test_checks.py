"""Claims that a modeller can read, in ``tests/checks``, held against the agents and the twin.

A claim names a world (changes to the baseline, as in a scenario file), what it is compared with
(another world, or the baseline), and what is expected of a measure, in a month or always.
"""

import json
import tempfile
from functools import cache
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pytest
import yaml
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, model_validator

from sim.dynamics.equations import simulate
from sim.dynamics.twin import twin
from sim.model.categories import MODELS
from sim.scenario import Scenario, load_scenario
from sim.scenario.months import read_month
from sim.studies.api import ensemble

HORIZON = "2024-12"
SIZE = 0.15  # of Jiangsu, for the agents; the twin is run at full size
REPLICATES = 4
FILES = sorted((Path(__file__).parent / "checks").glob("*.yaml"))
EXACT = 1e-9
STATES = {"service_level": "service"}  # where the twin has another name
FLOWS = {
    "graduated_cumulative": ("graduations",),
    "invested_cumulative_kcny": ("spent", "seed_spent"),
    "spaces_closed_cumulative": tuple(f"closures_{model}" for model in MODELS),
}
COMPARED = ("not_above", "not_below", "above", "below", "same_as")


class Expectation(BaseModel):
    """What a measure must be: bounded by numbers, or by the other world's."""

    model_config = ConfigDict(extra="forbid")

    measure: str
    of: str = "all"
    at: str | None = None
    always: bool = False
    at_most: float | None = None
    at_least: float | None = None
    times: str | None = None  # bounds are multiples of this world's
    not_above: str | None = None
    not_below: str | None = None
    above: str | None = None
    below: str | None = None
    same_as: str | None = None
    within: float = 0.0  # share of the other world's value

    @model_validator(mode="after")
    def _is_one_question(self) -> "Expectation":
        assert (self.at is None) is self.always, "either 'at: YYYY-MM' or 'always: true'"
        bounds = ("at_most", "at_least", *COMPARED)
        asked = [name for name in bounds if getattr(self, name) is not None]
        assert len(asked) == 1, f"one bound is expected, not {asked}"
        return self


class Check(BaseModel):
    """A claim."""

    model_config = ConfigDict(extra="forbid")

    claim: str
    world: dict[str, Any]
    reference: dict[str, Any] = {}
    engines: tuple[Literal["agents", "twin"], ...] = ("agents", "twin")
    expect: tuple[Expectation, ...]


CHECKS = [
    pytest.param(Check.model_validate(each), engine, id=f"{engine}: {each['claim']}")
    for path in FILES
    for each in yaml.safe_load(path.read_text(encoding="utf-8"))
    for engine in each.get("engines", ["agents", "twin"])
]


class Measured:
    """Series of one world by the agents: means of a few replicates, the same seeds in each."""

    def __init__(self, scenario: Scenario) -> None:
        sized = scenario.with_set({"scale": SIZE})
        found = ensemble(sized, replicates=REPLICATES, seed=5, parameters="default").series
        self.frame = found.groupby(["group", "month"], observed=True).mean(numeric_only=True)

    def __call__(self, measure: str, group: str) -> NDArray[np.float64]:
        rows = self.frame.loc[group]
        if measure.endswith("_cumulative") and measure not in rows:
            return rows[measure.removesuffix("_cumulative")].cumsum().to_numpy()
        if (model := measure.removeprefix("share_")) in MODELS:
            return self("spaces", f"model:{model}") / self("spaces", "all")
        return rows[measure].to_numpy()


class Twin:
    """Series of one world by the twin, at the parameters of the agents."""

    def __init__(self, scenario: Scenario) -> None:
        self.found = simulate(twin(scenario, {}))

    def __call__(self, measure: str, group: str) -> NDArray[np.float64]:
        assert group == "all", "the twin knows spaces by what they live on now"
        if measure in FLOWS:
            return np.cumsum(sum(self.found[flow] for flow in FLOWS[measure]))[:-1]
        if (model := measure.removeprefix("share_")) in MODELS:
            return (self.found[f"spaces_{model}"] / self.found["spaces"])[1:]
        # The twin's month is a beginning, that of the agents an end.
        return self.found[STATES.get(measure, measure)][1:]


@cache
def measured(engine: str, world: str) -> "Measured | Twin":
    """Return the series of a world, given as JSON: each is run once."""
    body = {"extends": "baseline", **json.loads(world)}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "world.yaml")
        path.write_text(yaml.safe_dump(body, sort_keys=False), encoding="utf-8")
        scenario = load_scenario(path).with_horizon(HORIZON)
    return Measured(scenario) if engine == "agents" else Twin(scenario)


@pytest.mark.parametrize(("check", "engine"), CHECKS)
def test_claim(check: Check, engine: str):
    worlds = {
        "world": measured(engine, json.dumps(check.world)),
        "reference": measured(engine, json.dumps(check.reference)),
        "baseline": measured(engine, "{}"),
    }
    for each in check.expect:
        found = {name: world(each.measure, each.of) for name, world in worlds.items()}
        months = slice(None) if each.at is None else [read_month(each.at)]
        assert holds(each, {name: series[months] for name, series in found.items()}), {
            name: np.round(series[months], 3).tolist()[-24:] for name, series in found.items()
        }


def holds(asked: Expectation, found: dict[str, NDArray[np.float64]]) -> bool:
    """Whether an expectation is met, by series or values of each world."""
    value = found["world"]
    unit = found[asked.times] if asked.times else 1.0
    match asked:
        case Expectation(at_most=float(bound)):
            return bool((value <= bound * unit + EXACT).all())
        case Expectation(at_least=float(bound)):
            return bool((value >= bound * unit - EXACT).all())
        case Expectation(not_above=str(other)):
            return bool((value <= found[other] * (1 + asked.within) + EXACT).all())
        case Expectation(not_below=str(other)):
            return bool((value >= found[other] * (1 - asked.within) - EXACT).all())
        case Expectation(above=str(other)):
            return bool((value > found[other] * (1 + asked.within)).all())
        case Expectation(below=str(other)):
            return bool((value < found[other] * (1 - asked.within)).all())
    return bool((value == found[str(asked.same_as)]).all())


def test_there_are_enough_claims_for_both_engines():
    engines = [parameters.values[1] for parameters in CHECKS]
    assert min(engines.count("agents"), engines.count("twin")) >= 25


@pytest.mark.parametrize(
    ("asked", "world", "other"),
    [
        ({"at_most": 1.0}, 1.1, 0.0),
        ({"at_least": 1.0}, 0.9, 0.0),
        ({"at_most": 0.5, "times": "baseline"}, 1.1, 2.0),
        ({"not_above": "baseline", "within": 0.1}, 1.2, 1.0),
        ({"not_below": "baseline", "within": 0.1}, 0.8, 1.0),
        ({"above": "baseline"}, 1.0, 1.0),
        ({"below": "baseline"}, 1.0, 1.0),
        ({"same_as": "baseline"}, 1.0, 1.0 + 1e-15),
    ],
)
def test_an_expectation_can_fail(asked, world, other):
    expectation = Expectation(measure="spaces", always=True, **asked)
    series = {"world": np.array([0.0, world]), "baseline": np.array([0.0, other])}
    assert not holds(expectation, series)

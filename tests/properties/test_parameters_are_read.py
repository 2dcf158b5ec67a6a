"""Every parameter, series, lever and switch is declared in full and read by some rule."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import yaml

from sim.model.conditions import Levers, Series
from sim.model.declaration import declarations
from sim.model.mechanisms import GROUPS, NEUTRAL, Group, Mechanisms
from sim.model.parameters import Parameters
from tests.properties.compared import differing, evidence
from tests.properties.draws import CONDITIONS, PARAMETERS
from tests.properties.worlds import Run, all_levers, value_of

EVIDENCE = Path(__file__).resolve().parents[2] / "calibration" / "evidence.yaml"
MONTHS, SEED, SCALE = 84, 51, 0.25
KINDS = {"citation", "statistic", "calibrated", "assumption"}
DECLARED = {
    **{
        f"{g}.{n}": d
        for g in Parameters._fields
        for n, d in declarations(type(getattr(Parameters(), g))).items()
    },
    **CONDITIONS,
}


def left_behind(run: Run) -> dict:
    """Records and life tables of a run: what anybody could ever notice."""
    return {
        name: page
        for name, page in evidence(run.world()).items()
        if name.startswith(("records.", "life."))
    }


# With all levers pulled, in good times and in bad: what only the failing do is seen in the second.
TIMES = {
    "good": {},
    "bad": {"demand_multiplier": 0.5, "rent_multiplier": 1.8, "entry_standard": 0.2},
}


@cache
def active(times: str) -> Run:
    return all_levers(MONTHS, SEED, SCALE).under(12, **TIMES[times])


@cache
def expected(times: str, mechanisms_on: bool) -> dict:
    run = active(times)
    return left_behind(run if mechanisms_on else run._replace(mechanisms=NEUTRAL))


def matters(change: Callable[[Run], Run], mechanisms_on: bool = True) -> bool:
    """Whether a change of the run leaves other records, in good times or in bad."""
    for times in TIMES:
        run = active(times)
        if not mechanisms_on:
            run = run._replace(mechanisms=NEUTRAL)
        if differing(expected(times, mechanisms_on), left_behind(change(run))):
            return True
    return False


def far_from(value: float, declared) -> float:
    """The end of the declared range that is farther, in part, from a value."""
    return declared.high if declared.high - value >= value - declared.low else declared.low


@pytest.mark.parametrize("name", PARAMETERS)
def test_every_parameter_is_read(name):
    """A reference value is read where its mechanism is off, all others where all are on."""
    declared, value = PARAMETERS[name], value_of(Parameters(), name)
    step = value + 0.8 * (far_from(value, declared) - value)
    setting = {name.replace(".", "__"): step}
    assert matters(lambda run: run.setting(**setting), not name.startswith("reference."))


@pytest.mark.parametrize("name", CONDITIONS)
def test_every_series_and_lever_is_read(name):
    value = float(active("good").schedule[name][-1])
    level = far_from(value, CONDITIONS[name])
    assert matters(lambda run: run.under(20, **{name: level}))


@pytest.mark.parametrize("name", Mechanisms._fields)
def test_every_switch_is_read_on_and_off(name):
    assert matters(lambda run: run.switched(**{name: False})), "off from the baseline"
    if name != "early_closure":  # it answers service, which is one level for all where that is off
        assert matters(lambda run: run.switched(**{name: True}), mechanisms_on=False)


def test_a_parameter_that_no_rule_reads_is_seen():
    """The test itself can fail: a switch that is off reads nothing of its own."""
    run = active("good").switched(imitation=False)
    deaf = run.setting(adapt__imitation_per_year=0.9, adapt__pivot_cost=1.0)
    assert differing(left_behind(run), left_behind(deaf)) == []


@pytest.mark.parametrize("name", DECLARED)
def test_every_declaration_is_whole(name):
    declared = DECLARED[name]
    assert declared.unit
    assert declared.meaning.endswith(".")
    assert declared.source.kind in KINDS
    assert len(declared.source.text) > 3
    defaults = declared.default if isinstance(declared.default, tuple) else (declared.default,)
    assert declared.low < declared.high
    assert all(declared.low <= default <= declared.high for default in defaults)


def keys_of(tree, path: str = "") -> set[str]:
    found = {path} if path else set()
    if isinstance(tree, dict):
        for key, value in tree.items():
            found |= keys_of(value, f"{path}.{key}" if path else str(key))
    return found


@pytest.mark.parametrize(
    "name", [name for name, declared in DECLARED.items() if declared.source.kind == "statistic"]
)
def test_statistics_are_keys_of_the_evidence(name):
    known = keys_of(yaml.safe_load(EVIDENCE.read_text(encoding="utf-8")))
    assert DECLARED[name].source.text.split()[0].rstrip(",;") in known


def test_every_series_and_lever_has_a_label_in_both_languages():
    for declared in CONDITIONS.values():
        assert declared.label is not None
        assert declared.label.en
        assert declared.label.zh


def test_every_mechanism_belongs_to_a_group():
    groups = {}
    for name, hint in Mechanisms.__annotations__.items():
        (group,) = (note for note in hint.__metadata__ if isinstance(note, Group))
        groups.setdefault(group.name, []).append(name)
    assert tuple(groups) == GROUPS
    assert not set(Series._fields) & set(Levers._fields), "a name is a series or a lever"

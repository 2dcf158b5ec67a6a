"""Whatever a file holds, loading it either works or raises ScenarioError."""

import random
import string
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.scenario import ScenarioError, load_scenario
from sim.scenario.locate import builtin_folder

SOME = settings(
    deadline=None,
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
SAMPLE = (builtin_folder() / "baseline.yaml").read_text(encoding="utf-8")
KEYS = ["extends", "title", "horizon", "end", "scale", "conditions", "rent_index", "policies", "a"]
KEYS += ["lever", "value", "from", "until", "ramp", "parameters", "mechanisms", "run", "seed"]
KEYS += ["close.grace_months", "found_spaces.slots_median", "university", "service", "2019-01"]
SCALARS = ["baseline", "audit", "1", "-1", "1e400", ".nan", "on", "~", "2019-01", "2099-01", "10 %"]
SCALARS += [
    "300 kCNY",
    "6 months",
    "x" * 50,
    "'",
    "众创空间",
    "\U0001f680",
    "&a",
    "*a",
    "!!int",
    "|",
]


@pytest.fixture
def attempt(tmp_path):
    """Load some bytes, and show every problem in both languages."""

    def load(raw):
        path = tmp_path / "fuzz.yaml"
        path.write_bytes(raw)
        try:
            scenario = load_scenario(path)
        except ScenarioError as error:
            shown = [
                problem.text(language) for problem in error.problems for language in ("en", "zh")
            ]
        else:
            shown = [scenario.to_yaml()]
            assert scenario.schedule.shape == (scenario.months,)
        assert shown
        for text in shown:
            text.encode()

    return load


@SOME
@given(st.binary(max_size=200))
def test_any_bytes(attempt, raw):
    attempt(raw)


@SOME
@given(st.text(st.sampled_from(string.printable + "\uff1a\ufeff\x85众"), max_size=80))
def test_any_text(attempt, text):
    with suppress(UnicodeEncodeError):
        attempt(text.encode())


TREES = st.recursive(
    st.sampled_from(SCALARS),
    lambda inner: (
        st.dictionaries(st.sampled_from(KEYS), inner, max_size=5) | st.lists(inner, max_size=2)
    ),
    max_leaves=12,
)


def flow(tree):
    """Write a tree in YAML's flow style, scalars as they are."""
    if isinstance(tree, dict):
        return "{" + ", ".join(f"{key}: {flow(value)}" for key, value in tree.items()) + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(map(flow, tree)) + "]"
    return tree


@SOME
@given(st.dictionaries(st.sampled_from(KEYS), TREES, max_size=6))
def test_any_tree_of_words_that_mean_something(attempt, tree):
    text = "\n".join(f"{key}: {flow(value)}" for key, value in tree.items())
    attempt(text.encode())


@SOME
@given(st.integers(0, 2**32), st.integers(1, 6))
def test_mutations_of_the_baseline(attempt, seed, count):
    chance = random.Random(seed)
    text = list(SAMPLE)
    for _ in range(count):
        where = chance.randrange(len(text))
        kind = chance.randrange(4)
        if kind == 0:
            del text[where : where + chance.randrange(30)]
        elif kind == 1:
            text.insert(where, chance.choice(SCALARS + list("{}[]:-#\t\n \0%@`\"'&*!|>")))
        elif kind == 2:
            text[where] = chance.choice(string.printable)
        else:
            start = chance.randrange(len(text))
            text[where:where] = text[start : start + 60]
    attempt("".join(text).encode())


@SOME
@given(
    st.sampled_from(["scale", "horizon.end", "policies.a", "policies.audit_2018.value", "run.seed"])
    | st.sampled_from(["conditions.rent_index", "close.review", "mechanisms.peers", "x", "a.b.c"])
    | st.text(max_size=20),
    st.sampled_from(SCALARS) | TREES | st.text(max_size=20) | st.floats() | st.integers(),
)
def test_any_setting(key, value):
    baseline = load_scenario("baseline")
    with suppress(ScenarioError):
        baseline.with_set({key: value}).to_yaml()

"""Scenario discovery: conditions are read strictly, and a planted box is found again."""

import numpy as np
import pandas as pd
import pytest

from sim.analysis.condition import ConditionError, read_condition

OUTCOMES = ["spaces", "gap:survival_mean_60", "gap:funded_24", "funded_24:specialised"]


def test_a_condition_holds_where_all_its_comparisons_do():
    condition = read_condition("spaces >= 400 and gap:funded_24 < -1.5e0", OUTCOMES)
    assert condition.outcomes == ("spaces", "gap:funded_24")
    values = {
        "spaces": np.array([400.0, 500.0, 300.0]),
        "gap:funded_24": np.array([-2.0, -1.5, -2.0]),
    }
    assert condition.holds(values).tolist() == [True, False, False]
    assert read_condition(str(condition), OUTCOMES) == condition


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("spaces", "no condition"),
        ("spaces < many", "no condition"),
        ("spaces == 3", "no condition"),
        ("spaces < 3 or spaces > 5", "no condition"),
        ("", "no condition"),
        ("__import__('os').getcwd() < 1", "no condition"),
        ("spacs < 3", "did you mean spaces?"),
        ("survival_mean_60 < 0", "did you mean gap:survival_mean_60?"),
        ("spaces < 3 and rents > 1", "no outcome 'rents' in the sweep; there are spaces"),
    ],
)
def test_a_condition_that_cannot_be_read_is_refused(text, said):
    with pytest.raises(ConditionError) as refused:
        read_condition(text, OUTCOMES)
    assert said in str(refused.value)


@pytest.fixture(scope="module")
def planted():
    """A condition that holds in a corner of three parameters out of five, and now and then."""
    generator = np.random.default_rng(4)
    factors = pd.DataFrame(generator.random((600, 4)), columns=["a", "b", "c", "d"])
    factors["switch"] = generator.integers(0, 2, 600)
    inside = (factors["a"] > 0.6) & (factors["c"] < 0.4) & (factors["switch"] == 1)
    return factors, (inside | (generator.random(600) < 0.02)).to_numpy(), inside.to_numpy()


@pytest.fixture(scope="module")
def found(planted):
    pytest.importorskip("ema_workbench", reason="the extra discover is not installed")
    from sim.analysis.discovery import discover_box

    return discover_box(*planted[:2])


def test_prim_finds_a_planted_box(planted, found):
    factors, holds, inside = planted
    sides = {side.factor: side for side in found.chosen.sides}
    assert set(sides) == {"a", "c", "switch"}
    assert sides["a"].low == pytest.approx(0.6, abs=0.06)
    assert np.isnan(sides["a"].chance_high)
    assert sides["c"].high == pytest.approx(0.4, abs=0.06)
    assert (sides["switch"].low, sides["switch"].high) == (1, 1)
    there = found.chosen.contains(factors)
    assert there.sum() == found.chosen.points
    assert found.chosen.density == pytest.approx(holds[there].mean())
    assert found.chosen.coverage == pytest.approx(holds[there].sum() / holds.sum())
    assert found.chosen.density > 0.85
    assert (there & inside).sum() / inside.sum() > 0.85


def test_the_box_holds_on_points_that_it_was_not_found_on(found):
    assert found.check.density > 0.75
    assert found.check.coverage > 0.5
    assert min(found.check.again.values()) >= 0.8


def test_a_wanted_density_gives_the_box_of_most_coverage_that_has_it(planted):
    pytest.importorskip("ema_workbench", reason="the extra discover is not installed")
    from sim.analysis.discovery import _best, discover_box

    wide = discover_box(*planted[:2], density=0.3)
    before = wide.boxes[_best(list(wide.boxes), 0.3)]
    assert before.density >= 0.3
    assert before.coverage == max(box.coverage for box in wide.boxes if box.density >= 0.3)


def test_the_check_sees_through_a_box_that_is_luck(planted):
    pytest.importorskip("ema_workbench", reason="the extra discover is not installed")
    from sim.analysis.discovery import discover_box

    holds = np.random.default_rng(1).random(600) < 0.15
    found = discover_box(planted[0], holds)
    assert found.check.density == pytest.approx(holds.mean(), abs=0.05)
    assert found.chosen.density > found.check.density, "what a box promises on its own points"

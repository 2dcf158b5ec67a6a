"""What a page is told once agrees with figures and declarations."""

import pytest

from sim.analysis.figures.style import LINES
from sim.live.facts import LOOKS
from sim.live.lever_words import MEANINGS, UNITS
from sim.live.messages import SetLever, in_range
from sim.model.categories import MODELS
from sim.scenario.declared import LEVERS


def test_models_look_as_in_the_figures():
    assert {name: colour for name, (colour, _) in LOOKS.items()} == {
        name: LINES[name].colour for name in MODELS
    }
    assert len({shape for _, shape in LOOKS.values()}) == len(MODELS)


def test_every_lever_is_told_in_plain_words():
    assert set(MEANINGS) == set(LEVERS)
    assert {declared.unit for declared in LEVERS.values()} <= set(UNITS)


@pytest.mark.parametrize("lever", LEVERS)
def test_levers_take_their_ends_and_nothing_beyond(lever):
    declared = LEVERS[lever]
    width = declared.high - declared.low
    for value, well in (
        (declared.low, True),
        (declared.high, True),
        (declared.low - 0.01 * width, False),
        (declared.high + 0.01 * width, False),
    ):
        assert in_range(SetLever(type="lever", lever=lever, value=value)) is well

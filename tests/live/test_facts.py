"""What a page is told once, and the colours it has, agree with figures and declarations."""

import re
from importlib.resources import files

import pytest

from sim.analysis.figures.stock_boxes import COLOURS, PALE_BLUE
from sim.analysis.figures.style import BLACK, GREY, LINES, PALE
from sim.live.facts import SHAPES
from sim.live.lever_words import MEANINGS, UNITS
from sim.live.messages import SetLever, in_range
from sim.model.categories import MODELS
from sim.scenario.declared import LEVERS

COLOUR = r"#[0-9a-f]{6}"


def of_page(name: str) -> str:
    """A file of the page in small letters, as its colours are compared."""
    return (files("sim.live") / "page" / name).read_text(encoding="utf-8").lower()


def test_models_look_as_in_the_figures():
    colours = {name: LINES[name].colour.lower() for name in MODELS}
    light, *_ = of_page("looks.css").split("}")
    assert {name: re.search(f"--{name}: ({COLOUR});", light)[1] for name in MODELS} == colours
    assert set(re.findall(COLOUR, of_page("mark.svg"))) == set(colours.values())


def test_every_model_has_a_shape_of_its_own():
    assert SHAPES.keys() == set(MODELS)
    assert len(set(SHAPES.values())) == len(MODELS)


def test_the_page_gives_colours_of_its_look_to_those_of_the_picture_of_stocks():
    drawn = {*COLOURS.values(), BLACK, GREY, PALE, PALE_BLUE, "#FFFFFF"}
    assert set(re.findall(f'="({COLOUR})"', of_page("stocks.css"))) == set(map(str.lower, drawn))


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

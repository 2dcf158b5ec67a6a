"""The causal loop diagram and the command that draws it."""

import csv

import pytest
from typer.testing import CliRunner

from sim.analysis.figures import fonts
from sim.analysis.figures.loops_figure import COLOURS, SIGNS, loops_figure
from sim.analysis.figures.style import style
from sim.cli import app
from sim.dynamics import experiments
from sim.dynamics.structure import LINKS, LOOPS, VARIABLES
from sim.studies import loops_command
from tests.figure_texts import assert_apart, drawn_texts


@pytest.fixture(params=["en", "zh"])
def chosen(request):
    found = fonts.fonts_for(request.param)
    if found.language != request.param:
        pytest.skip("no Chinese font here")
    return found


def test_no_text_is_cut_off_or_lies_on_another(monkeypatch, chosen):
    with style(chosen):
        figure = loops_figure(chosen)
        boxes = drawn_texts(monkeypatch, figure)
    words = [text for text, _ in boxes]
    for sign, mark in SIGNS.items():
        assert words.count(mark) == sum(each.sign == sign for each in LINKS)
    for loop in LOOPS:
        assert words.count(loop.name) == 2  # in the diagram and in the list
    for variable in VARIABLES.values():
        assert variable.label.text(chosen.language) in words
    assert_apart(figure, boxes)


def test_signs_differ_in_colour_and_in_mark():
    assert len(set(COLOURS.values())) == len(set(SIGNS.values())) == 3


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def invoke(*words):
    return CliRunner().invoke(app, ["loops", *words])


def test_command_writes_the_diagram_and_two_tables(tmp_path):
    result = invoke("--lang", "en", "--out", str(tmp_path))
    assert result.exit_code == 0, result.output
    assert "The rent trap" in result.stdout
    folder = tmp_path / "loops"
    names = {"links.csv", "loops.csv", "loops-en.svg", "loops-en.png"}
    assert {path.name for path in folder.iterdir()} == names
    links, loops = rows_of(folder / "links.csv"), rows_of(folder / "loops.csv")
    assert [(row["cause"], row["effect"]) for row in links] == [each[:2] for each in LINKS]
    assert all(row["confirmed_by"] for row in links)
    assert [row["loop"] for row in loops] == [loop.name for loop in LOOPS]
    assert {row["polarity"] for row in loops} == {"reinforcing", "balancing"}


def test_a_sign_that_is_not_confirmed_is_said_and_is_an_error(tmp_path, monkeypatch):
    wrong = experiments.Sign(1, experiments.EXACT)
    monkeypatch.setattr(loops_command, "sign_of", lambda check: wrong)
    result = invoke("--check", "--lang", "en", "--out", str(tmp_path))
    assert result.exit_code == 1
    positive = sum(each.sign == 1 for each in LINKS)
    assert f"{positive} of {len(LINKS)} links" in result.stdout
    rows = rows_of(tmp_path / "loops" / "links.csv")
    assert {row["standard_errors"] for row in rows} == {"exact"}

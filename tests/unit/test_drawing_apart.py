"""Figures of a comparison drawn by another process: the same, and there even if it dies."""

import time

import pytest
from fontTools.ttLib import TTFont
from matplotlib import font_manager
from matplotlib.font_manager import fontManager

from sim import compare
from sim.analysis.figures.comparison_figure import FIGURES, rendered
from sim.analysis.figures.fonts import LATIN, Fonts
from sim.studies.compare_api import Comparison
from sim.studies.compare_folder import write
from sim.studies.drawing_apart import DrawingApart
from tests.runs import small_scenario


@pytest.fixture(scope="module")
def compared() -> Comparison:
    base = small_scenario("2022-12", 0.1)
    push = base.with_policy("specialisation_grant", "300 kCNY", start="2017-01")
    return compare([base, push], replicates=2, seed=3, workers=1)


@pytest.fixture
def apart():
    process = DrawingApart()
    yield process
    process.close()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_figures_drawn_apart_are_the_same_to_the_byte(compared, apart, tmp_path, language):
    pictured = compared.pictured(language)
    assert apart.ask(tmp_path, ["differences", "frontier"], pictured)
    assert apart.done(), apart.error
    expected = {each.name: each.content for each in rendered(pictured, ["differences", "frontier"])}
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == expected


def test_a_font_that_only_this_process_knows_is_used_there_too(
    compared, apart, tmp_path, monkeypatch
):
    named, file = "Known Here", tmp_path / "known_here.ttf"
    font = TTFont(font_manager.findfont(LATIN))
    font["name"].setName(named, 1, 3, 1, 0x409)
    font["name"].setName(named, 1, 1, 0, 0)
    font.save(file)
    monkeypatch.setattr(fontManager, "ttflist", [*fontManager.ttflist])
    fontManager.addfont(file)
    pictured = compared.pictured("en")._replace(fonts=Fonts("en", (named,)))
    assert apart.ask(tmp_path, ["frontier"], pictured)
    assert apart.done(), apart.error
    (expected, _) = rendered(pictured, ["frontier"])
    assert (tmp_path / expected.name).read_bytes() == expected.content
    assert f"'{named}'".encode() in expected.content


def names_of_figures(folder):
    return {path.stem.rpartition("-")[0] for path in folder.path.glob("figures/*-en.png")}


def test_a_comparison_has_all_figures_though_the_process_dies(compared, apart, tmp_path):
    apart.close()
    assert not write(compared, tmp_path, "en", "makersim compare", apart=apart)
    assert names_of_figures(compared.folder(tmp_path)) == set(FIGURES)


def test_a_comparison_has_all_figures_though_the_process_fails(
    compared, apart, tmp_path, monkeypatch, caplog
):
    # The other process is asked for a figure that it does not know, and ends with an error.
    real = apart.ask
    monkeypatch.setattr(
        apart, "ask", lambda folder, names, pictured: real(folder, ["no such"], pictured)
    )
    assert not write(compared, tmp_path, "en", "makersim compare", apart=apart)
    assert names_of_figures(compared.folder(tmp_path)) == set(FIGURES)
    assert "KeyError: 'no such'" in caplog.text


def test_a_process_that_is_not_asked_ends(apart):
    begun = time.monotonic()
    apart.close()
    assert time.monotonic() - begun < 10

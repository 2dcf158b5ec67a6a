"""Figures in both languages: no missing characters, nothing cut off or on top of another."""

import io
import re
import sys
import types
import warnings

import pytest
from PIL import Image

from sim.analysis.catalogue import OUTCOMES
from sim.analysis.figures import FIGURES, Drawing, draw, fonts, names_of_files, rendered
from sim.analysis.figures.style import LINES, style
from sim.analysis.figures.texts import TEXTS
from tests.figure_texts import assert_apart, drawn_texts
from tests.runs import small_results

LANGUAGES = ("en", "zh")


def drawing(language: str, replicates: int = 12, until: str = "2030-12") -> Drawing:
    study = small_results(replicates, until).studies[0]
    chosen = fonts.fonts_for(language)
    if chosen.language != language:
        pytest.skip("no Chinese font here")
    return Drawing(
        study.evidence, study.findings, study.costs, chosen, study.scenario.name, "0123456789ab"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_render_without_a_missing_character(language):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        files = {each.name: each.content for each in rendered(drawing(language))}
    assert list(files) == names_of_files(language)
    for name, content in files.items():
        if name.endswith(".png"):
            with Image.open(io.BytesIO(content)) as image:
                assert image.info["dpi"] == pytest.approx((300, 300), abs=0.1)
        else:
            text = content.decode()
            assert "<text" in text
            assert "<dc:date>" not in text
            assert "sans-serif" in text
            wanted = "空间|统计|财政支出" if language == "zh" else "makerspaces|record|funded|cost"
            assert re.search(wanted, text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize(("replicates", "until"), [(12, "2030-12"), (1, "2018-12"), (1, "2015-06")])
def test_no_text_is_cut_off_or_lies_on_another(monkeypatch, name, language, replicates, until):
    picture = drawing(language, replicates, until)
    figure = draw(name, picture)
    with style(picture.fonts):
        boxes = drawn_texts(monkeypatch, figure)
    assert_apart(figure, boxes)


def test_the_same_run_gives_the_same_svg():
    one, other = (list(rendered(drawing("en"))) for _ in range(2))
    assert one == other


def test_classes_differ_in_colour_and_in_line():
    looks = list(LINES.values())
    assert len({look.colour for look in looks}) == len(looks)
    assert len({str(look.dashes) for look in looks if look is not LINES["alive"]}) == 4


def test_texts_have_the_same_places_in_both_languages():
    for key, text in TEXTS.items():
        places = [sorted(re.findall(r"{(\w+)", words)) for words in text]
        assert places[0] == places[1], key
    for outcome in OUTCOMES.values():
        assert outcome.label.zh != outcome.label.en


@pytest.fixture
def no_font(monkeypatch):
    """A machine without a Chinese font."""
    monkeypatch.setattr(fonts, "FAMILIES", ())
    manager = fonts.font_manager.fontManager
    monkeypatch.setattr(manager, "ttflist", [*manager.ttflist])  # a test may add to it
    fonts.chinese_family.cache_clear()
    yield monkeypatch
    fonts.chinese_family.cache_clear()


def test_without_a_font_figures_are_in_english_and_say_so(no_font):
    chosen = fonts.fonts_for("zh")
    assert chosen == ("en", (fonts.LATIN,))
    assert chosen.shown("基线 base") == "?? base"
    assert "makersim[fonts]" in fonts.MISSING.zh
    study = small_results(12, "2030-12").studies[0]
    named = Drawing(study.evidence, study.findings, study.costs, chosen, "情景一", "0123456789ab")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(list(rendered(named))) == 2 * len(FIGURES)


def test_font_of_the_extra_is_used_where_none_is_installed(monkeypatch, no_font):
    pytest.importorskip("pylopdf_fonts_zh_cn")
    monkeypatch.setattr(fonts, "FAMILIES", ("Noto Sans SC",))
    monkeypatch.setattr(fonts, "_add_system_fonts", lambda: None)
    fonts.chinese_family.cache_clear()
    assert fonts.fonts_for("zh") == ("zh", ("Noto Sans SC", fonts.LATIN))


def test_a_broken_font_is_as_good_as_none(monkeypatch, no_font, tmp_path):
    broken = tmp_path / "broken.otf"
    broken.write_bytes(b"no font")
    extra = types.SimpleNamespace(sans_path=lambda: broken)
    monkeypatch.setitem(sys.modules, "pylopdf_fonts_zh_cn", extra)
    assert fonts.chinese_family() is None

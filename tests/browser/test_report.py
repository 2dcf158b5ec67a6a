"""Reports in a browser: they open from disk, fit the window and the paper, and tell numbers."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, WIDE
from tests.reports import comparison_text, run_text

TWO_FRAMES = "() => new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))"
REPORTS = {"run": run_text, "comparison": comparison_text}
A4, MARGINS = (794, 1123), 33 / 25.4 * 96  # pixels; above and below
BETWEEN = 794 - 121  # pixels between the margins at the sides
# What the first page ends with at the earliest: it is not to be left half empty.
FIRST = {"run": "#survival figure.panels", "comparison": ".answer .cards"}
# What may not be cut, and must fit a page; figures of many panels break between these.
WHOLE = """() => [...document.querySelectorAll(
    "figure:not(:has(.row-and-legend + .row-and-legend)), .row-and-legend, .card, "
    + ".options > div, .caveats, table.data tbody tr")]"""
TALLEST = f"({WHOLE})().reduce((most, e) => Math.max(most, e.getBoundingClientRect().height), 0)"
MAY_BE_CUT = f"""({WHOLE})().filter((e) => !getComputedStyle(e).breakInside.startsWith("avoid"))
    .map((e) => e.tagName + "." + e.className)"""


@pytest.fixture(scope="module")
def addresses(tmp_path_factory):
    """Reports as files."""
    folder = tmp_path_factory.mktemp("reports")
    found = {}
    for kind, text in REPORTS.items():
        for lang in ("en", "zh"):
            path = folder / f"{kind}-{lang}.html"
            path.write_text(text(lang), encoding="utf-8")
            found[kind, lang] = path.as_uri()
    return found


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("kind", REPORTS)
def test_it_opens_alone_and_fits(watched, addresses, kind, lang, size):
    found = watched(addresses[kind, lang], size)
    assert found.requests == []
    assert found.complaints == []
    assert found.overflow() == []


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_first_screen_has_the_question_and_three_sentences(watched, addresses, lang):
    page = watched(addresses["run", lang], WIDE).page
    sentences = page.locator(".sentences li")
    assert sentences.count() == 3
    for number in range(3):
        box = sentences.nth(number).bounding_box()
        assert box["y"] + box["height"] < WIDE[1]


def test_a_curve_tells_its_numbers_and_stops(watched, addresses):
    page = watched(addresses["run", "en"], WIDE).page
    mark = page.locator("#survival .mark").nth(3)
    mark.scroll_into_view_if_needed()
    page.evaluate(TWO_FRAMES)  # scrolling hides what is told, and is reported a frame later
    mark.hover(force=True)  # marks of other curves may lie over it: all are told
    tip = page.locator("#tip")
    expect(tip).to_be_visible()
    told = tip.inner_text().splitlines()
    assert mark.get_attribute("data-tip") in told
    assert all("still open after 3 years" in line for line in told)
    page.locator("h1").scroll_into_view_if_needed()
    page.locator("h1").hover()
    expect(tip).to_be_hidden()


def test_a_year_can_be_chosen(watched, addresses):
    page = watched(addresses["run", "en"], WIDE).page
    shown = page.locator("#flows .option:visible caption")
    assert shown.all_inner_texts()[0].startswith("Stocks and flows of 2019")
    page.select_option("#flows select", "2017")
    assert shown.count() == 1
    assert shown.inner_text().startswith("Stocks and flows of 2017")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("kind", REPORTS)
def test_paper_cuts_neither_figures_nor_rows(watched, addresses, kind, lang):
    page = watched(addresses[kind, lang], A4).page
    page.emulate_media(media="print")
    assert page.evaluate(MAY_BE_CUT) == []
    assert page.evaluate(TALLEST) < A4[1] - MARGINS
    assert page.locator("nav").is_hidden()
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("kind", REPORTS)
def test_the_first_page_has_the_answer_and_what_follows(watched, addresses, kind, lang):
    page = watched(addresses[kind, lang], (BETWEEN, 1000)).page
    page.emulate_media(media="print")
    box = page.locator(FIRST[kind]).first.bounding_box()
    begin = page.locator("header").bounding_box()["y"]
    assert A4[1] / 2 < box["y"] + box["height"] - begin < A4[1] - MARGINS


def test_chinese_needs_no_font_of_the_machine(watched, addresses):
    page = watched(addresses["run", "zh"], WIDE).page
    faces = page.evaluate("document.fonts.load('16px \"makersim han\"').then((f) => f.length)")
    if "@font-face" not in run_text("zh"):
        pytest.skip("no Chinese font on this machine that may stand in a document")
    assert faces == 1

"""What a reader sees of the live page: pictures of a year, and all of it at any size and look."""

import json
import re
from importlib.resources import files

from playwright.sync_api import expect

SIZES = ((1280, 720), (1920, 1080), (1024, 768), (390, 844))

SPACES_AT = """async (month) => {
  const { state } = await import("/state.js");
  return state.facts.models.map(({ id }) => state.history[`stock.${id}`].b[month]);
}"""
WEAR = """async (look) => (await import("/looks.js")).wear(look)"""
# Texts in pictures of a year that are smaller than some pixels, or lie across the edge of a box.
UNREADABLE = """(least) => [...document.querySelectorAll("svg.year")].flatMap((svg) => {
  const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  const boxes = [...svg.querySelectorAll('[fill="#e8f1f7"]')].map((e) => e.getBoundingClientRect());
  return [...svg.querySelectorAll("text")].filter((text) => {
    const { left, right, top, bottom } = text.getBoundingClientRect();
    const across = boxes.some((box) => top < box.bottom - 3 && bottom > box.top + 3
      && ((left < box.left && right > box.left) || (left < box.right && right > box.right)));
    return across || parseFloat(getComputedStyle(text).fontSize) * scale < least - 0.05;
  }).map((text) => text.textContent);
})"""
VIOLATIONS = """async () => (await axe.run()).violations.map(
  (each) => [each.id, ...each.nodes.map((node) => node.html)])"""


def test_stocks_and_flows_of_a_year_of_ours(live):
    page = live("#&month=40&moves=13:rent_multiplier:2")
    page.keyboard.press("f")
    note, panels = page.locator("#stocks-note"), page.locator("#stocks-panels svg")
    expect(panels).to_have_count(3, timeout=60_000)
    expect(page.locator("#stocks-title")).to_have_text("Ours: stocks and flows of 2017")
    expect(note).to_contain_text("this one run (luck 1)")
    assert page.locator("#stocks-year option").all_inner_texts() == ["2015", "2016", "2017"]
    of_2017 = panels.first.text_content()
    ends = page.evaluate(SPACES_AT, 35)
    assert [number for word, number in words_and_numbers(of_2017) if word == "end"] == ends
    page.locator("#stocks-year").select_option("2016")
    expect(page.locator("#stocks-title")).to_have_text("Ours: stocks and flows of 2016")
    starts = [number for word, number in words_and_numbers(of_2017) if word == "start"]
    assert starts == page.evaluate(SPACES_AT, 23)
    page.evaluate("() => document.getElementById('language').click()")
    expect(page.locator("#stocks-title")).to_have_text("我们的情景：2016 年存量与流量")
    expect(panels.first).to_contain_text("租金依赖型")
    page.evaluate("() => document.getElementById('language').click()")
    expect(panels.first).to_contain_text("Rent-dependent")
    page.keyboard.press("Escape")
    expect(page.locator("#stocks")).to_be_hidden()


def test_the_picture_of_a_year_follows_ours(live):
    page = live("#&month=10")
    page.locator("#stocks-open").click()
    expect(page.locator("#stocks-note")).to_contain_text("No year is over", timeout=60_000)
    expect(page.locator("#stocks-year")).to_be_hidden()
    page.evaluate("() => document.getElementById('forward').click()")
    expect(page.locator("#stocks-title")).to_contain_text("2015", timeout=60_000)
    page.evaluate("() => { location.hash = '#month=40&moves=13:rent_multiplier:2'; }")
    expect(page.locator("#stocks-title")).to_contain_text("2017", timeout=60_000)
    dear = page.locator("#stocks-panels").text_content()
    page.evaluate("() => document.getElementById('undo').click()")
    expect(page.locator("#stocks-panels")).not_to_have_text(dear)
    expect(page.locator("#stocks-panels svg")).to_have_count(3)


def test_the_picture_of_a_year_can_be_read_at_any_size(watched, server):
    found = watched(f"{server.address}/#lang=en&month=40")
    page = found.page
    expect(page.locator("#month")).to_have_text("2018-05")
    page.keyboard.press("f")
    wrong = {}
    for language in ("en", "zh-CN"):
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.locator("#stocks-panels[aria-busy=false] svg")).to_have_count(3, timeout=60_000)
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            for look, least in (("light", 11), ("projector", 16)):
                page.evaluate(WEAR, look)
                page.wait_for_timeout(60)
                wrong[language, width, look] = found.overflow() + page.evaluate(UNREADABLE, least)
        page.evaluate("() => document.getElementById('language').click()")
    assert {key: each for key, each in wrong.items() if each} == {}


def words_and_numbers(text: str | None) -> list[tuple[str, int]]:
    """Stocks in a picture with what they are: at the start or at the end."""
    found = re.findall(r"(start|end) ([\d,]+)", text or "")
    return [(word, int(number.replace(",", ""))) for word, number in found]


def test_nothing_is_cut_or_beyond_the_edge_at_any_size(watched, server):
    address = f"{server.address}/#lang=en&month=62&moves=61:specialisation_grant:1500;61:audit:0.5"
    found = watched(address)
    page = found.page
    expect(page.locator(".lever.moved")).to_have_count(2)
    expect(page.locator("#month")).to_have_text("2020-03")
    cut = {}
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for look in ("light", "projector"):
            page.locator("#look").select_option(look)
            for _ in range(2):
                page.locator("#language").click()
                page.wait_for_timeout(120)
                language = page.locator("html").get_attribute("lang")
                cut[width, look, language] = found.overflow()
    assert {key: each for key, each in cut.items() if each} == {}


def test_page_is_accessible(live):
    page = live("#&month=60&moves=61:audit:0.5")
    expect(page.locator(".lever.moved")).to_have_count(1)
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    for look in ("light", "dark", "projector"):
        page.locator("#look").select_option(look)
        assert page.evaluate(VIOLATIONS) == []
    for key, dialog in (("s", "#keep"), ("?", "#help"), ("f", "#stocks")):
        page.keyboard.press(key)
        expect(page.locator(dialog)).to_be_visible()
        if key == "f":
            expect(page.locator("#stocks-panels svg")).to_have_count(3, timeout=60_000)
        assert page.evaluate(VIOLATIONS) == []
        page.keyboard.press("Escape")


def test_less_motion_where_that_is_asked_for(chromium, server):
    context = chromium.new_context(reduced_motion="reduce", viewport={"width": 1280, "height": 720})
    page = context.new_page()
    page.goto(f"{server.address}/#lang=en&month=60")
    expect(page.locator("#month")).to_have_text("2020-01")
    page.wait_for_timeout(100)
    picture = "() => document.getElementById('dots').toDataURL()"
    page.keyboard.press("ArrowRight")
    expect(page.locator("#month")).to_have_text("2020-02")
    page.wait_for_timeout(60)
    drawn = page.evaluate(picture)
    page.wait_for_timeout(700)
    assert json.dumps(page.evaluate(picture)) == json.dumps(drawn)
    context.close()

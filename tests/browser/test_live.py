"""The live page in a real browser, against a real server with a small province."""

import json
import re
from collections.abc import Iterator
from importlib.resources import files

import pytest
from playwright.sync_api import Page, WebSocket, expect

from tests.live.serving import Served, served

SIZES = ((1280, 720), (1920, 1080), (1024, 768), (390, 844))
START, LAST = "2015-01", "2030-12"
LEVER = "lever-specialisation_grant"
TOUCH = """([id, value]) => {
  const slider = document.getElementById(id);
  slider.value = value;
  slider.dispatchEvent(new Event("input"));
  slider.dispatchEvent(new Event("change"));
}"""
CURVES = """() => [...document.querySelectorAll(".plot path")].map((path) =>
  [path.getAttribute("class"), path.getAttribute("d")])"""
CURVES_ARE = """(seen) => {
  const drawn = [...document.querySelectorAll(".plot path.curve")];
  const ours = drawn.filter((path) => /^curve \\S+$/.test(path.getAttribute("class")));
  return JSON.stringify(ours.map((path) => path.getAttribute("d"))) === JSON.stringify(seen);
}"""
DRAG = """([id, values]) => {
  const slider = document.getElementById(id);
  for (const value of values) {
    slider.value = value;
    slider.dispatchEvent(new Event("input"));
  }
  slider.dispatchEvent(new Event("change"));
}"""
# At each frame, spaces of ours that are drawn as if they had had other tenants a month earlier.
GROWTH = """async () => {
  const { on, state } = await import("/state.js");
  const picture = await import("/picture.js");
  window.grown = [];
  let earlier = null;
  on("frame", () => {
    const { b } = state.dots;
    const then = earlier;
    earlier = new Map(Array.from(b.row, (row, place) => [row, Math.sqrt(b.tenants[place])]));
    if (!state.fresh || !then) return;
    requestAnimationFrame(() => {
      const off = picture.drawnSpaces.filter((space) => space.branch === "b" && then.get(space.row)
        && Math.abs(space.then - then.get(space.row)) > 0.01);
      grown.push(off.length);
    });
  });
}"""
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


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    """A server for all tests of this file."""
    with served() as running:
        yield running


@pytest.fixture
def live(watched, server):
    """Open the page; at the end nobody has complained and nothing has left the machine."""
    opened = []

    def open_page(address: str = "", size: tuple[int, int] = (1280, 720)) -> Page:
        found = watched(f"{server.address}/?lang=en{address}", size)
        opened.append(found)
        expect(found.page.locator("#month")).to_have_text(month_in(address))
        return found.page

    yield open_page
    assert [each.complaints for each in opened] == [[] for _ in opened]
    assert [each.requests for each in opened] == [[] for _ in opened]


def month_in(address: str) -> str:
    """Name of the month that an address asks for."""
    number = next((part[6:] for part in address.split("&") if part.startswith("month=")), "0")
    return f"{2015 + int(number) // 12}-{int(number) % 12 + 1:02}"


def month(page: Page) -> str:
    return page.locator("#month").inner_text()


def touch(page: Page, value: float, lever: str = LEVER) -> None:
    page.evaluate(TOUCH, [lever, value])
    expect(page.locator(f".lever.moved #{lever}")).to_have_count(1)


def curves(page: Page, *kinds: str) -> list[list[str]]:
    """Paths of each kind: ``curve`` ours lived, ``curve other`` the yardstick's, ``area`` bands.

    All are read at one moment, for a page that makes room for a text draws its charts anew.
    """
    found = page.evaluate(CURVES)
    return [[path for name, path in found if name.rpartition(" ")[0] == kind] for kind in kinds]


def test_play_pause_step_back_and_speed(live):
    page = live("#&month=24")
    page.get_by_role("button", name="One month on").click()
    expect(page.locator("#month")).to_have_text("2017-02")
    page.get_by_role("button", name="One month back").click()
    expect(page.locator("#month")).to_have_text("2017-01")
    page.locator("#speed").select_option("48")
    page.get_by_role("button", name="Play (space)").click()
    expect(page.locator("#month")).to_contain_text("2018")
    page.get_by_role("button", name="Pause (space)").click()
    expect(page.get_by_role("button", name="Play (space)")).to_be_visible()
    stopped = month(page)
    page.wait_for_timeout(300)
    assert month(page) == stopped


def test_everything_by_keyboard(live):
    page = live()
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("#month")).to_have_text("2016-01")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#month")).to_have_text("2015-12")
    page.keyboard.press("End")
    expect(page.locator("#month")).to_have_text(LAST)
    expect(page.locator(f"#{LEVER}")).to_be_disabled()
    page.keyboard.press("Home")
    expect(page.locator("#month")).to_have_text(START)
    page.keyboard.press("e")
    expect(page.locator("#explore")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("e")
    expect(page.locator("#watch")).to_have_attribute("aria-pressed", "true")
    page.locator(f"#{LEVER}").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(f".lever.moved #{LEVER}")).to_have_count(1)
    page.keyboard.press("u")
    expect(page.locator(f".lever.moved #{LEVER}")).to_have_count(0)
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()
    page.keyboard.press("Space")
    expect(page.locator("#month")).not_to_have_text(START)


def test_spaces_are_named_by_pointer_and_by_keys(live):
    page = live("#&month=60")
    page.locator("#dots").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#card")).to_contain_text("Run by")
    first = page.locator("#card").inner_text()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#card")).not_to_have_text(first)
    assert month(page) == "2020-01"
    page.keyboard.press("Escape")
    expect(page.locator("#card")).to_be_hidden()


def test_a_lever_changes_the_future_and_not_the_past(live):
    page = live("#&month=60")
    touch(page, 1500)
    expect(page.locator("#side-by-side")).to_be_visible()
    ours, other = curves(page, "curve", "curve other")
    assert ours == other
    for _ in range(6):
        page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("#month")).to_have_text("2026-01")
    expect(page.locator("#sentence")).to_contain_text("By 2026-01")
    page.wait_for_timeout(500)  # charts follow the month five times a second
    ours, other = curves(page, "curve", "curve other")
    assert ours != other
    page.keyboard.press("u")
    expect(page.locator(".moves")).to_contain_text("None yet")
    page.wait_for_function(CURVES_ARE, arg=other)
    assert curves(page, "curve", "curve other") == [other, ["" for _ in other]]


def test_a_move_to_what_is_changes_nothing(live):
    page = live("#&month=60")
    touch(page, 0)
    page.keyboard.press("End")
    expect(page.locator("#month")).to_have_text(LAST)
    expect(page.locator("#sentence")).to_contain_text("nothing differs")
    ours, other = curves(page, "curve", "curve other")
    assert ours == other


def test_a_touch_shows_the_whole_future_and_then_bands(live):
    page = live("#&month=100")
    page.locator("#explore").click()
    touch(page, 1500)
    expect(page.locator("#key")).to_contain_text("redrawn to 2030 in")
    ours, other = curves(page, "curve future", "curve other future")
    assert all(ours)
    assert ours != other
    expect(page.locator("#key .shade")).to_have_count(1, timeout=60_000)
    expect(page.locator("#key")).to_contain_text("of 20 runs", timeout=60_000)
    for bands in curves(page, "area", "edges"):  # of ours and of what it is compared with
        assert len(bands) == 12
        assert all(bands[:3])
    assert month(page) == "2023-05"


def test_the_value_that_a_drag_ends_with_is_explored_at_once(watched):
    with served(scale=0.5) as server:  # large enough for a drag to be quicker than a run
        page = watched("about:blank").page
        said = []
        page.on("websocket", lambda socket: heard(socket, said))
        page.goto(f"{server.address}/?lang=en#month=60&mode=explore")
        expect(page.locator("#month")).to_have_text("2020-01")
        page.wait_for_timeout(1500)
        said.clear()
        page.evaluate(DRAG, [LEVER, [200, 400, 600]])
        expect(page.locator("#key")).to_contain_text("redrawn to 2030 in", timeout=30_000)
    order = [kind for kind in said if kind in ("200", "400", "600", "first")]
    assert order == ["200", "600", "first"], "not each value of a drag, and the last one at once"


def heard(socket: WebSocket, said: list[str]) -> None:
    """Note values of the lever as they are sent, and futures as they come."""

    def sent(content: str | bytes) -> None:
        message = json.loads(content)
        if message["type"] == "lever":
            said.append(str(message["value"]))

    def received(content: str | bytes) -> None:
        if isinstance(content, str) and '"explored"' in content[:40]:
            said.append(json.loads(content)["stage"])

    socket.on("framesent", sent)
    socket.on("framereceived", received)


def test_marks_grow_from_the_size_of_the_month_before_however_fast(live):
    page = live("#&month=60")
    page.evaluate(GROWTH)
    page.locator("#speed").select_option("48")
    page.keyboard.press("Space")
    expect(page.locator("#month")).to_have_text(LAST, timeout=30_000)
    months = page.evaluate("() => grown")
    assert len(months) > 12
    assert [wrong for wrong in months if wrong] == []


def test_the_past_is_another_branch_point(live):
    page = live("#&month=60&moves=61:specialisation_grant:1500;85:audit:0.5")
    page.evaluate("() => { location.hash = '#month=96&moves=61:audit:0.5;85:audit:0.9'; }")
    expect(page.locator("#month")).to_have_text("2023-01")
    page.get_by_role("button", name="2020-02 Audit: 50 %").click()
    expect(page.locator("#month")).to_have_text("2020-01")
    touch(page, 1, "lever-audit")
    expect(page.locator("#notices")).to_contain_text("Moves that lay later were dropped: 1.")
    expect(page.locator(".moves li")).to_have_text(["2020-02 Audit: 100 % a year"])


def test_language_and_look_change_at_a_touch(live):
    page = live("#&month=60&moves=61:specialisation_grant:1500")
    expect(page.locator("#driven")).to_contain_text("Driven now by", timeout=30_000)
    page.get_by_role("button", name="显示中文").click()
    expect(page.locator("#driven")).to_contain_text("当前驱动力工位单元")
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    expect(page.locator("#month")).to_have_text("2020-01")
    expect(page.locator("#legend")).to_contain_text("租金依赖型")
    expect(page.locator(".lever.moved")).to_contain_text("专业化补助")
    expect(page.locator("#sentence")).to_contain_text("。")
    size = "() => parseFloat(getComputedStyle(document.body).fontSize)"
    before = page.evaluate(size)
    page.keyboard.press("p")
    assert page.evaluate(size) > before
    assert page.locator("html").get_attribute("data-look") == "projector"
    assert "look=projector" in page.url or page.wait_for_url("**look=projector**") is None


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


def test_luck_that_is_entered_gives_the_keys_back(live):
    page = live("#&month=3")
    expect(page.locator("#month")).to_have_text("2015-04")
    page.locator("#seed").fill("2")
    page.keyboard.press("Enter")
    page.keyboard.press("End")
    expect(page.locator("#month")).to_have_text(LAST)
    expect(page.locator("#seed")).to_have_value("2")
    page.wait_for_url("**seed=2**month=191**")


def words_and_numbers(text: str | None) -> list[tuple[str, int]]:
    """Stocks in a picture with what they are: at the start or at the end."""
    found = re.findall(r"(start|end) ([\d,]+)", text or "")
    return [(word, int(number.replace(",", ""))) for word, number in found]


def test_saving_gives_a_scenario_file(live):
    page = live("#&month=60&moves=61:specialisation_grant:1500")
    page.keyboard.press("s")
    expect(page.locator("#save-command")).to_have_text("makersim run live-baseline-1.yaml")
    expect(page.locator("#save-compare")).to_have_text(
        "makersim compare baseline live-baseline-1.yaml"
    )
    expect(page.locator("#save-text")).to_contain_text("live_specialisation_grant_1")
    for button, name in (
        ("#save_yaml", "live-baseline-1.yaml"),
        ("#save_numbers", "makersim.csv"),
        ("#save_picture", "makersim.png"),
        ("#save_figures", "makersim-stock.svg"),
    ):
        with page.expect_download() as kept:
            page.locator(button).click()
        assert kept.value.suggested_filename == name
        assert kept.value.path().stat().st_size > 500


def test_the_address_brings_everything_back(live):
    page = live("#&month=60&moves=61:specialisation_grant:1500")
    page.keyboard.press("End")
    expect(page.locator("#month")).to_have_text(LAST)
    expect(page.locator("#sentence")).to_contain_text("By 2030-12, against")
    page.locator("#speed").select_option("48")
    page.keyboard.press("Escape")
    page.locator("#levers-shown").click()
    page.wait_for_url("**speed=48&levers=hidden&month=191&moves**")
    page.wait_for_timeout(500)  # charts follow the month five times a second
    sentence, [ours] = page.locator("#sentence").inner_text(), curves(page, "curve")
    page.reload()
    expect(page.locator("#month")).to_have_text(LAST)
    expect(page.locator("#sentence")).to_have_text(sentence)
    page.wait_for_function(CURVES_ARE, arg=ours)
    expect(page.locator("#speed")).to_have_value("48")
    expect(page.locator("#levers")).to_be_hidden()


def test_a_dashed_line_is_never_without_its_key(live):
    page = live("#&month=60")
    expect(page.locator("#key")).to_have_text("ours")
    page.keyboard.press("Home")
    expect(page.locator("#month")).to_have_text(START)
    expect(page.locator("#key")).to_contain_text("what it is compared with")
    [ahead] = curves(page, "curve other future")
    assert any(ahead)


def test_what_is_asked_while_the_session_is_made_again_comes_after_it(watched, server):
    moves = ";".join(f"{month}:audit:{month / 200}" for month in range(40, 90, 5))
    page = watched(f"{server.address}/?lang=en#month=100&moves={moves}").page
    page.evaluate("import('/socket.js').then(({ say }) => say('seek', { month: 191 }))")
    expect(page.locator("#month")).to_have_text(LAST)
    page.wait_for_timeout(1000)
    expect(page.locator("#month")).to_have_text(LAST)
    page.wait_for_url("**month=191**moves=*85:audit:0.425*")


def test_comes_back_after_the_server_restarts(watched):
    with served() as first:
        page = watched(f"{first.address}/?lang=en#month=60&moves=61:audit:0.5").page
        expect(page.locator("#month")).to_have_text("2020-01")
        expect(page.locator(".lever.moved")).to_have_count(1)
        page.wait_for_url("**month=60**")
    expect(page.locator("#notices")).to_contain_text("The server does not answer")
    with served(port=first.port):
        expect(page.locator("#notices")).to_contain_text("Back where we were")
        expect(page.locator("#month")).to_have_text("2020-01")
        expect(page.locator(".lever.moved")).to_have_count(1)
        page.keyboard.press("ArrowRight")
        expect(page.locator("#month")).to_have_text("2020-02")


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


def test_phones_vote_and_the_median_goes_on_the_lever(watched):
    with served(room=True) as server:
        page = watched(f"{server.address}/#lang=en&month=60").page
        expect(page.locator("#month")).to_have_text("2020-01")
        page.locator("#room-open").click()
        phones = [watched(server.room.address, (390, 844)) for _ in range(2)]
        for phone in phones:
            expect(phone.page.locator("#waiting")).to_be_visible()
        page.locator("#room-lever").select_option("specialisation_grant")
        page.locator("#room-ask-value").click()
        for phone, value in zip(phones, ("400", "1000"), strict=True):
            expect(phone.page.locator("#question")).to_have_text("Specialisation grant")
            phone.page.locator("#slider").fill(value)
            phone.page.locator("#send").click()
            expect(phone.page.locator("#counted")).to_contain_text("Counted")
        expect(page.locator("#room-told")).to_contain_text("median 700")
        expect(page.locator("#room-told")).to_contain_text("votes: 2")
        phones[0].page.locator("#slider").fill("200")
        phones[0].page.locator("#send").click()
        expect(page.locator("#room-told")).to_contain_text("median 600")
        assert [each for phone in phones for each in phone.overflow()] == []
        page.locator("#room-apply").click()
        expect(page.locator(f".lever.moved #{LEVER}")).to_have_value("600")
        page.locator("#room-open").click()
        page.locator("#room-ask-predict").click()
        month = page.locator("#room-month option:checked").inner_text()
        for shown in (page.locator("#room h3"), phones[0].page.locator("#question")):
            expect(shown).to_contain_text(month)
        assert [each.complaints for each in phones] == [[], []]


def test_after_a_restart_phones_and_the_page_hear_of_another_room(watched):
    with served(room=True) as first:
        page = watched(f"{first.address}/?lang=en").page
        phone = watched(f"{first.room.address}", (390, 844)).page
        page.locator("#room-open").click()
        page.locator("#room-ask-value").click()
        expect(phone.locator("#question")).to_be_visible()
        expect(page.locator("#room-told")).to_contain_text("votes: 0")
    with served(port=first.port, room=True) as second:
        expect(phone.locator("#waiting")).to_have_text(
            "The room has a new address. Scan the code again."
        )
        expect(page.locator("#room code")).to_have_text(second.room.address)
        expect(page.locator("#room .votes")).to_contain_text("No question is open.")
        phone.reload()
        expect(phone.locator("#waiting")).to_contain_text("Scan the code again.")
        phone.locator("#language").click()
        expect(phone.locator("#waiting")).to_have_text("房间地址已更换，请重新扫码。")
        expect(phone.locator("#vote")).to_be_hidden()

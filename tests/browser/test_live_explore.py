"""The future on the live page: redrawn at each touch; and marks that grow as months go by."""

import json

from playwright.sync_api import WebSocket, expect

from tests.browser.live_page import LAST, LEVER, curves, month, touch
from tests.live.serving import served

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

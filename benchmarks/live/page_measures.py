"""Budgets of the page: from a touch to redrawn curves, and months a second while watching."""

import itertools
import statistics

from playwright.sync_api import Browser, Page

from benchmarks.live.browser import Gauge, opened
from benchmarks.live.server import Server
from sim.benchmark.rows import Row

LEVER, VALUES = "specialisation_grant", (1000, 0, 2000, 400)
# What is painted can be seen when a task runs after the browser's next frame.
PAINTED = """
const painted = (done) => requestAnimationFrame(() => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => done(performance.now());
  port2.postMessage(null);
});
"""
TOUCH = (
    "async ([id, value]) => {"
    + PAINTED
    + """
  const { on, state } = await import("/state.js");
  const slider = document.getElementById(id);
  let first = null;
  return new Promise((resolve) => {
    const began = performance.now();
    window.heard = (message) => {
      if (message.stage === "band" || message.of <= before) return;
      painted((when) => {
        first ??= when - began;
        if (message.stage === "first")
          resolve({ first, whole: when - began, server: message.milliseconds });
      });
    };
    const before = state.status.touch;
    if (!window.hears) on("explored part", (message) => window.heard(message));
    window.hears = true;
    slider.value = value;
    slider.dispatchEvent(new Event("input"));
    slider.dispatchEvent(new Event("change"));
  });
}"""
)
WATCH = (
    "async () => {"
    + PAINTED
    + """
  const { on, state } = await import("/state.js");
  window.seen = { frames: [], tasks: [], waits: [] };
  on("frame", () => {
    const heard = performance.now();
    const month = state.month;
    painted((when) => seen.frames.push([month, heard, when]));
  });
  const observer = new PerformanceObserver((list) => seen.tasks.push(...list.getEntries()));
  observer.observe({ entryTypes: ["longtask"] });
  let asked = performance.now();
  setInterval(() => {
    seen.waits.push(performance.now() - asked - 50);
    asked = performance.now();
  }, 50);
}"""
)


def explore_rows(server: Server, browser: Browser, touches: int) -> list[Row]:
    """Touch a lever again and again in January 2020, while the bands of the last touch come."""
    found = []
    with opened(browser, f"{server.address}/#lang=en&month=60&mode=explore", "2020-01") as page:
        _touch(page, VALUES[-1])  # the first one lives the yardstick's future as well
        page.wait_for_timeout(500)
        gauge = Gauge(browser, page)
        before, spent = gauge.read(), []
        for number in range(touches):
            began = server.processor_seconds()
            found.append(_touch(page, VALUES[number % len(VALUES)]))
            spent.append(server.processor_seconds() - began)
            page.wait_for_timeout(300)
        each = gauge.read().since(before, touches)
    middle = {key: statistics.median(touch[key] for touch in found) for key in found[0]}
    worst = max(touch["whole"] for touch in found)
    return [
        Row(
            "touch_ms", middle["whole"], "ms", "<= 400", f"curves to 2030 drawn; worst {worst:.0f}"
        ),
        Row("touch_first_ms", middle["first"], "ms", "", "the first years of them drawn"),
        Row("touch_server_ms", middle["server"], "ms", "", "of it: server, copy and run"),
        Row(
            "touch_server_cpu",
            1000 * statistics.median(spent),
            "ms",
            "",
            "all threads of the server",
        ),
        Row(
            "touch_page_cpu",
            1000 * each.processes,
            "ms",
            "",
            f"a touch and its bands; {each.text()}",
        ),
    ]


def _touch(page: Page, value: float) -> dict[str, float]:
    return page.evaluate(TOUCH, [f"lever-{LEVER}", value])


def watch_rows(server: Server, browser: Browser, first: int = 72, speed: int = 60) -> list[Row]:
    """Play both futures side by side to the end, as fast as it goes."""
    moves = f"{first - 11}:{LEVER}:1500"
    address = f"{server.address}/#lang=en&month={first}&moves={moves}"
    with opened(browser, address, f"{2015 + first // 12}-01") as page:
        page.locator("#side-by-side").wait_for()
        page.evaluate(WATCH)
        gauge = Gauge(browser, page)
        before, began = gauge.read(), server.processor_seconds()
        page.evaluate(f"""async () => {{
          const {{ say }} = await import("/socket.js");
          say("speed", {{ months_per_second: {speed} }});
          say("play");
        }}""")
        page.locator("#play:disabled").wait_for(timeout=60_000)
        seen = page.evaluate("() => seen")
        months = len(seen["frames"])
        each = gauge.read().since(before, months)
        spent = (server.processor_seconds() - began) / months
    heard = [each[1] for each in seen["frames"]]
    drawn = [each[2] for each in seen["frames"]]
    apart = [later - earlier for earlier, later in itertools.pairwise(drawn)]
    delays = [when - arrived for when, arrived in zip(drawn, heard, strict=True)]
    rate = 1000 * (months - 1) / (drawn[-1] - drawn[0])
    return [
        Row("watch_rate", rate, "months/s", ">= 20", f"{months} months, both futures, 1280 x 720"),
        # One frame is in flight at a time, so none is older than the time since the last.
        Row(
            "watch_lag_ms",
            percentile(apart, 95),
            "ms",
            "<= 100",
            "95 % of frames; from made to painted at most",
        ),
        Row("watch_paint_ms", statistics.median(delays), "ms", "", "from heard to painted"),
        Row(
            "watch_wait_ms",
            percentile(seen["waits"], 95),
            "ms",
            "<= 100",
            f"95 % of timers late by; tasks over 50 ms: {len(seen['tasks'])}",
        ),
        Row("watch_server_cpu", 1000 * spent, "ms", "", "a month"),
        Row("watch_page_cpu", 1000 * each.processes, "ms", "", f"a month; {each.text()}"),
    ]


def percentile(values: list[float], share: int) -> float:
    """Value below which a share of the values lies, percent.

    >>> percentile([1.0, 2.0, 3.0, 4.0], 50)
    2.5
    """
    return statistics.quantiles(values, n=100, method="inclusive")[share - 1]

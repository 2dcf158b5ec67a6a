"""A headless Chromium, and what a page in it takes of the machine."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
OPTIONS = ("--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")
SIZE = {"width": 1280, "height": 720}
PARTS = {
    "ScriptDuration": "script",
    "LayoutDuration": "layout",
    "RecalcStyleDuration": "style",
    "TaskDuration": "all tasks",
}


class Costs(NamedTuple):
    """Seconds that a page has taken so far."""

    main_thread: dict[str, float]  # by part
    processes: float  # processor time of all of Chromium: drawing, raster and compositing too

    def since(self, earlier: "Costs", times: int) -> "Costs":
        """What was taken since, each of so many times."""
        parts = {
            key: (value - earlier.main_thread[key]) / times
            for key, value in self.main_thread.items()
        }
        return Costs(parts, (self.processes - earlier.processes) / times)

    def text(self) -> str:
        """Return all parts, in milliseconds."""
        parts = ", ".join(f"{name} {1000 * value:.1f}" for name, value in self.main_thread.items())
        return f"main thread: {parts} ms; all of Chromium {1000 * self.processes:.0f} ms"


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium of this machine.

    Raises
    ------
    SystemExit
        If there is none.
    """
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        raise SystemExit("no Chromium on this machine: apt-get install chromium")
    options = [*OPTIONS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=options)
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, address: str, month: str) -> Iterator[Page]:
    """Open the live page and wait until it shows a month."""
    context = browser.new_context(viewport=SIZE)
    page = context.new_page()
    page.goto(address)
    page.locator("#month", has_text=month).wait_for()
    yield page
    context.close()


class Gauge:
    """Reads what a page has taken so far; the parts count from the making of this."""

    def __init__(self, browser: Browser, page: Page) -> None:
        self._page = page.context.new_cdp_session(page)
        self._page.send("Performance.enable")
        self._browser = browser.new_browser_cdp_session()

    def read(self) -> Costs:
        """Read it."""
        told = self._page.send("Performance.getMetrics")["metrics"]
        metrics = {each["name"]: each["value"] for each in told}
        processes = self._browser.send("SystemInfo.getProcessInfo")["processInfo"]
        parts = {name: metrics[metric] for metric, name in PARTS.items()}
        return Costs(parts, sum(each["cpuTime"] for each in processes))

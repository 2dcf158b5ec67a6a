"""A headless Chromium for tests of pages, with an ear for what a reader would not see."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from sim.scenario.months import month_name
from tests.live.serving import Served, served

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
OPTIONS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDE, NARROW = (1280, 800), (390, 844)
expect.set_options(timeout=20_000)  # ms: a busy machine is slow, what it shows must still be right


@dataclass
class Watched:
    """A page, with what it asked for beyond its own file or server, and its complaints."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def overflow(self) -> list[str]:
        """Elements that reach beyond the page's right edge, unless a box around them scrolls."""
        return self.page.evaluate(OVERFLOW)


OVERFLOW = """() => {
  const width = document.documentElement.clientWidth, found = [];
  const scrolls = (e) => e && (/(auto|scroll|hidden)/.test(getComputedStyle(e).overflowX)
                               || scrolls(e.parentElement));
  if (document.documentElement.scrollWidth > width) found.push("the page scrolls sideways");
  for (const e of document.body.querySelectorAll("*")) {
    const box = e.getBoundingClientRect();
    if (box.width && box.right > width + 1 && !scrolls(e.parentElement) && !e.closest("svg"))
      found.push(e.tagName + "." + e.className + ": " + e.textContent.trim().slice(0, 40));
    if (e.children.length === 0 && e.scrollWidth > e.clientWidth + 1 && e.clientWidth
        && getComputedStyle(e).overflowX === "hidden")
      found.push("cut: " + e.textContent.trim().slice(0, 40));
  }
  return found;
}"""


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Chromium of this machine; without one the tests are skipped, in CI they fail.

    It ends with this folder's tests: others cannot run an event loop beside Playwright's.
    """
    path = installed()
    if path is None:
        if os.environ.get("MAKERSIM_BROWSER") == "required":
            pytest.fail("no Chromium on this machine: apt-get install chromium")
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    with launched(path) as browser:
        yield browser


def installed() -> str | None:
    """Path of a Chromium of this machine."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def launched(path: str | None) -> Iterator[Browser]:
    """Run a Chromium without a window until the block ends."""
    options = [*OPTIONS, "--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else OPTIONS
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(options))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def live_server() -> Iterator[Served]:
    """A running server of the live page, with a small province and a room."""
    with served(room=True) as server:
        yield server


@pytest.fixture
def watched(chromium: Browser) -> Iterator[Callable[..., Watched]]:
    """Open an address at a size; gives the page with its requests and complaints."""
    opened = []

    def open_page(address: str, size: tuple[int, int] = WIDE) -> Watched:
        context = chromium.new_context(viewport={"width": size[0], "height": size[1]})
        opened.append(context)
        found = Watched(context.new_page())
        found.page.on("request", lambda request: _keep_foreign(found, request.url, address))
        found.page.on("console", lambda message: _keep(found, message.type, message.text))
        found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
        found.page.goto(address)
        return found

    yield open_page
    for context in opened:
        context.close()


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    """A server of the live page for all tests of a file."""
    with served() as running:
        yield running


@pytest.fixture
def live(watched, server):
    """Open the page; at the end nobody has complained and nothing has left the machine."""
    opened = []

    def open_page(address: str = "", size: tuple[int, int] = (1280, 720)) -> Page:
        found = watched(f"{server.address}/?lang=en{address}", size)
        opened.append(found)
        expect(found.page.locator("#month")).to_have_text(_month_in(address))
        return found.page

    yield open_page
    assert [each.complaints for each in opened] == [[] for _ in opened]
    assert [each.requests for each in opened] == [[] for _ in opened]


def _month_in(address: str) -> str:
    """Name of the month that an address asks for."""
    number = next((part[6:] for part in address.split("&") if part.startswith("month=")), "0")
    return month_name(int(number))


def _keep(found: Watched, kind: str, text: str) -> None:
    if kind in ("error", "warning"):
        found.complaints.append(text)


def _keep_foreign(found: Watched, url: str, address: str) -> None:
    asked, own = urlsplit(url), urlsplit(address)
    served = own.netloc and asked.netloc == own.netloc
    if not (served or url == address or asked.scheme in ("data", "blob")):
        found.requests.append(url)

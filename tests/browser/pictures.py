"""Pictures of the live page for the documents: ``python -m tests.browser.pictures``.

The whole province with seed 1 and the moves of the facilitator's plan, in the Chromium of this
machine. Takes some minutes, for the ranges come of twenty pairs of runs.
"""

from base64 import b64encode
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Browser, Page, expect

from sim.scenario.months import month_name
from tests.browser.conftest import installed, launched
from tests.live.serving import Served, served

FIGURES = Path(__file__).resolve().parents[2] / "docs" / "figures"
SIZE, PHONE = (1280, 720), (390, 560)
RENTS, BOTH = "48:rent_multiplier:1.4", "48:rent_multiplier:1.4;60:lease_relief:0.3"
VOTES = (0.0, 0.1, 0.2, 0.2, 0.3, 0.3, 0.4, 0.6, 0.8)
SHOWN_ADDRESS = "http://192.0.2.2:8010"  # of documents: no network has it
NAMES = {"en": "{}.png", "zh": "{}.zh.png"}
RANGES = {"en": "20 pairs of runs", "zh": "20 对"}
BESIDE = """<body style="margin:0;display:flex;gap:10px;background:#98a1a6">
  <img src="data:image/png;base64,{}"><img src="data:image/png;base64,{}">"""


class Studio:
    """A browser and a server with a room, of which pictures are taken."""

    def __init__(self, browser: Browser, server: Served) -> None:
        self._browser, self._server = browser, server
        self._phones = urlsplit(server.room.address).path
        server.room.address = SHOWN_ADDRESS + self._phones

    def page(self, lang: str, **address: str | int) -> Page:
        """Open the page in a language, as its address says."""
        after = "&".join(f"{name}={value}" for name, value in address.items())
        page = self._opened(f"/?lang={lang}#{after}", SIZE)
        expect(page.locator("#month")).to_have_text(month_name(int(address["month"])))
        return page

    def phone(self) -> Page:
        """Join the room with a phone."""
        return self._opened(self._phones, PHONE)

    def take(self, page: Page, name: str) -> None:
        """Write a picture once the page has come to rest."""
        page.wait_for_timeout(1500)
        keep(page, name)
        page.context.close()

    def beside(self, pages: list[Page], name: str) -> None:
        """Write a picture of two pages."""
        drawn = [b64encode(page.screenshot()).decode() for page in pages]
        page = self._opened("about:blank", (2 * PHONE[0] + 10, PHONE[1]))
        page.set_content(BESIDE.format(*drawn))
        self.take(page, name)

    def _opened(self, address: str, size: tuple[int, int]) -> Page:
        width, height = size
        page = self._browser.new_context(viewport={"width": width, "height": height}).new_page()
        page.goto(address if address.startswith("about:") else self._server.address + address)
        return page


def keep(page: Page, name: str) -> None:
    """Write a picture in a palette of 256 colours, a third as large."""
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(256).save(FIGURES / name, optimize=True)
    print(name)


def modes(studio: Studio) -> None:
    """Watch, explore, branch and keep."""
    studio.take(
        studio.page("en", a="baseline", b="rent_shock", month=96, look="dark"),
        "live_watch_dark.png",
    )
    for lang, name in NAMES.items():
        page = studio.page(lang, month=47, moves=RENTS, mode="explore", levers="hidden")
        expect(page.locator("#sentence")).to_contain_text(RANGES[lang], timeout=120_000)
        studio.take(page, name.format("live_explore"))
        hall = {"look": "projector", "levers": "hidden"}
        page = studio.page(lang, month=191, moves=BOTH, **hall)
        studio.take(page, name.format("live_branch_projector"))
    page = studio.page("zh", month=191, moves=BOTH)
    page.locator("#keep-open").click()
    expect(page.locator("#keep pre")).to_be_visible()
    studio.take(page, "live_keep.zh.png")


def room(studio: Studio) -> None:
    """The votes of nine phones, and two of the phones."""
    page = studio.page("en", month=59, moves=RENTS, look="projector", levers="hidden")
    page.locator("#room-open").click()
    page.locator("#room-lever").select_option("lease_relief")
    page.locator("#room-ask-value").click()
    phones = [studio.phone() for _ in VOTES]
    for phone, value in zip(phones, VOTES, strict=True):
        phone.locator("#slider").fill(str(value))
        phone.locator("#send").click()
        expect(phone.locator("#counted")).not_to_be_empty()
    expect(page.locator("#room-told")).to_contain_text(f"votes: {len(VOTES)}")
    keep(page, "live_room.png")
    page.locator("#room").press("Escape")
    page.locator("#language").click()
    page.locator("#room-open").click()
    studio.take(page, "live_room.zh.png")
    phones[5].locator("#language").click()
    studio.beside(phones[4:6], "live_phone.png")


if __name__ == "__main__":
    with served(room=True, scale=1.0) as server, launched(installed()) as browser:
        studio = Studio(browser, server)
        modes(studio)
        room(studio)

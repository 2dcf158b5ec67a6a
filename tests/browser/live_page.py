"""What tests of the live page ask of it: its month, its curves, a touch of a lever."""

from playwright.sync_api import Page, expect

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

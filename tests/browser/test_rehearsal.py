"""The facilitator's plan of 45 minutes, played on the page with three phones in a small province.

What is pressed is named as the guide names it, so that a step which no longer works fails here.
"""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.live.serving import served
from tests.unit.test_facilitator import bold, guide

PHONE = (390, 844)
OUTCOMES = {"Makerspaces open": "stock", "Still open, of all founded so far": "open_share"}
MODELS = {"Specialised": "specialised", "Rent-dependent": "rent_dependent"}


@pytest.fixture
def hall(watched):
    """The page as the guide has it begin, and three phones that have joined."""
    with served(room=True) as server:
        opened = watched(f"{server.address}/?lang=en")
        phones = [watched(server.room.address, PHONE) for _ in range(3)]
        opened.page.bring_to_front()
        expect(opened.page.locator("#month")).to_have_text("2015-01")
        opened.page.locator("#look").select_option(label=named("Projector"))
        opened.page.keyboard.press("l")
        opened.page.locator("#speed").select_option("48")
        opened.page.keyboard.press("Escape")
        yield opened.page, [each.page for each in phones]
        assert [each.complaints for each in (opened, *phones)] == [[]] * 4


def named(label: str) -> str:
    """A label that the guide names."""
    assert label in bold(guide("en"), "en")
    return label


def press(inside: Page | Locator, label: str) -> None:
    inside.get_by_text(named(label), exact=True).locator("visible=true").click()


def vote(phones: list[Page], values: tuple[float, ...]) -> None:
    for phone, value in zip(phones, values, strict=True):
        phone.locator("#slider").fill(str(value))
        phone.locator("#send").click()


def predict(page: Page, phones: list[Page], asked: str, model: str, month: str) -> None:
    press(page, "Room")
    series = f"{OUTCOMES[named(asked)]}.{MODELS[named(model)]}"
    page.locator("#room-series").select_option(series)
    page.locator("#room-month").select_option(label=month)
    assert page.locator("#room-ask-predict").inner_text() == named("Ask")
    page.locator("#room-ask-predict").click()
    vote(phones, (10, 20, 60))
    expect(page.locator("#room-told")).to_contain_text("median 20")
    press(page.locator("#room"), "Close the question")
    expect(page.locator("#room-told")).to_contain_text("The question is closed.")
    press(page.locator("#room"), "Close")


def outcome(page: Page) -> str:
    """What the room's page says after the question is closed and the run has come so far."""
    press(page, "Room")
    expect(page.locator("#room-told")).to_contain_text("this run says")
    told = page.locator("#room-told").inner_text()
    press(page.locator("#room"), "Close")
    return told


def test_the_plan_of_45_minutes(hall):
    page, phones = hall
    predict(page, phones, "Makerspaces open", "Specialised", "2018-12")
    page.keyboard.press("Space")  # plays at once: what was pressed last does not keep the focus
    page.wait_for_function("() => document.getElementById('month').textContent >= '2018'")
    page.keyboard.press("Space")
    expect(page.locator("#play")).to_have_attribute("aria-label", "Play (space)")
    page.keyboard.press("Home")
    for _ in range(4):
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#month")).to_have_text("2018-12")
    shown = page.locator(".values .specialised").first.inner_text()
    assert f"this run says: {shown} spaces" in outcome(page)

    predict(page, phones, "Still open, of all founded so far", "Rent-dependent", "2030-12")
    page.keyboard.press("Space")
    expect(page.locator("#month")).to_have_text("2030-12", timeout=30_000)
    assert "%" in outcome(page)

    page.locator("#month-handle").fill("47")
    expect(page.locator("#month")).to_have_text("2018-12")
    predict(page, phones, "Makerspaces open", "Rent-dependent", "2030-12")
    press(page, "Explore")
    press(page, "Outside conditions")
    rents = page.get_by_label(named("Rents, multiplied by"))
    rents.fill("1.35")
    rents.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    expect(page.locator(".lever.moved")).to_contain_text("1.4")
    page.keyboard.press("l")
    expect(page.locator("#levers")).to_be_hidden()
    expect(page.locator("#sentence")).to_contain_text("20 pairs of runs", timeout=60_000)
    assert "spaces" in outcome(page)

    press(page, "Watch")
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("#month")).to_have_text("2019-12")
    press(page, "Room")
    page.locator("#room-lever").select_option(label=named("Lease relief"))
    page.locator("#room").press("Escape")
    press(page, "Room")
    expect(page.locator("#room-lever")).to_have_value("lease_relief")
    page.locator("#room-ask-value").click()
    vote(phones, (0.1, 0.3, 0.8))
    expect(page.locator("#room-told")).to_contain_text("median 30 %")
    press(page.locator("#room"), "Put the median on the lever")
    expect(page.locator("#policies .move")).to_have_count(2)
    expect(phones[0].locator("#send")).to_be_hidden()  # what was voted on is decided
    page.keyboard.press("Space")
    expect(page.locator("#month")).to_have_text("2030-12", timeout=30_000)
    expect(page.locator("#sentence")).to_contain_text("in this one run")
    page.keyboard.press("l")
    page.get_by_role("button", name=f"2020-01 {named('Lease relief')}: 30 %").click()
    expect(page.locator("#month")).to_have_text("2019-12")
    press(page, "Keep")
    expect(page.locator("#save-text")).to_contain_text("live_lease_relief_1")
    with page.expect_download() as kept:
        press(page.locator("#keep"), "Scenario (YAML)")
    assert kept.value.suggested_filename.endswith(".yaml")

"""A room of phones beside the live page."""

from playwright.sync_api import expect

from tests.browser.live_page import LEVER
from tests.live.serving import served


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

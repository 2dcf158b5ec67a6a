"""The live page in a real browser, against a real server with a small province."""

from playwright.sync_api import expect

from tests.browser.live_page import CURVES_ARE, LAST, LEVER, START, curves, month, touch
from tests.live.serving import served


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


def test_luck_that_is_entered_gives_the_keys_back(live):
    page = live("#&month=3")
    expect(page.locator("#month")).to_have_text("2015-04")
    page.locator("#seed").fill("2")
    page.keyboard.press("Enter")
    page.keyboard.press("End")
    expect(page.locator("#month")).to_have_text(LAST)
    expect(page.locator("#seed")).to_have_value("2")
    page.wait_for_url("**seed=2**month=191**")


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

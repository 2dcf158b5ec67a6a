"""The room: phones vote, change their votes, and the page sees median, spread and count."""

import csv
import io
import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from urllib.request import urlopen

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from sim.live.files import PHONE, File, page_files
from sim.live.room import COOKIE, MOST_DEVICES, Room
from sim.live.room_page import about_lever
from sim.live.room_socket import MOVED
from tests.live.serving import served
from tests.live.talk import page


@pytest.fixture
def server():
    phone = File("text/html; charset=utf-8", b"<!doctype html><p>phone</p>", None, '"phone"')
    with served(room=True, files={PHONE: phone} | page_files()) as running:
        yield running


def phone(server):
    """Open the room's page as a phone that has not been here, then its socket."""
    with urlopen(f"{server.address}/room/{server.room.token}") as answer:
        cookie = answer.headers["set-cookie"].partition(";")[0]
    return page(server, f"/room/{server.room.token}/socket", additional_headers={"Cookie": cookie})


def test_a_value_is_asked_voted_on_changed_and_applied(server):
    with page(server) as facilitator, phone(server) as one, phone(server) as other:
        facts = facilitator.open()
        assert facts["room"]["address"].endswith(server.room.token)
        assert facts["room"]["qr"].startswith("<svg")
        assert one.hear() == {"type": "wait"}
        facilitator.say(type="room", ask="value", lever="audit")
        asked = one.until_type("ask")
        assert (asked["of"], asked["low"], asked["high"], asked["mine"]) == ("audit", 0, 1, None)
        assert asked["percent"] is True
        one.say(type="vote", value=0.9)
        one.until_type("counted")
        one.say(type="vote", value=0.1)
        one.until_type("counted", mine=0.1)
        other.until_type("ask")
        other.say(type="vote", value=0.3)
        other.until_type("counted")
        summary = facilitator.until_type("room", count=2)
        assert summary["median"] == pytest.approx(0.2)
        assert (summary["least"], summary["most"], summary["phones"]) == (0.1, 0.3, 2)
        facilitator.say(type="room_apply")
        facilitator.until_type("room_applied")
        facilitator.say(type="undo")
        facilitator.until_type("status", moves=[])
        facilitator.say(type="room_apply")
        status = facilitator.until_type("status")
        while not status["moves"]:
            status = facilitator.until_type("status")
        assert status["levers"]["audit"] == pytest.approx(0.2)
        facilitator.say(type="room_export")
        table = facilitator.until_type("room_csv")["csv"]
        rows = list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"))))
        assert sorted(float(row["value"]) for row in rows if row["of"] == "audit") == [0.1, 0.3]


def test_a_prediction_is_asked(server):
    with page(server) as facilitator, phone(server) as one:
        facilitator.open()
        facilitator.say(type="room", ask="predict", chart="stock.specialised", month=191)
        asked = one.until_type("ask")
        assert (asked["ask"], asked["month"]) == ("predict", 191)
        assert asked["month_name"] == "2030-12"
        assert asked["label"]["zh"]
        facilitator.say(type="room_apply")
        assert facilitator.until_type("error")["key"] == "no_votes"
        facilitator.say(type="room", ask=None)
        one.until_type("wait")


def told_at_first(connected):
    """What a page hears of the room as it opens, before it has said anything of it."""
    connected.open()
    replies = [each for each in connected.heard if isinstance(each, dict)]
    return next(each for each in replies if each["type"] == "room")


def test_a_page_that_connects_is_told_the_question_and_its_result(server):
    with page(server) as facilitator, phone(server) as one:
        assert told_at_first(facilitator)["ask"] is None
        facilitator.say(type="room", ask="value", lever="audit")
        one.until_type("ask")
        one.say(type="vote", value=0.5)
        one.until_type("counted")
        with page(server) as second:
            told = told_at_first(second)
            assert (told["of"], told["median"], told["closed"]) == ("audit", 0.5, False)
        facilitator.say(type="room", ask=None)
        facilitator.until_type("room", closed=True)
        with page(server) as third:
            told = told_at_first(third)
            assert (told["of"], told["median"], told["count"]) == ("audit", 0.5, 1)
            assert (told["phones"], told["closed"]) == (1, True)
            third.say(type="room_apply")
            assert third.until_type("error")["key"] == "no_votes"


@pytest.mark.parametrize("value", ["0.5", 2.0, -1, None, True, 1e400])
def test_votes_that_cannot_be_do_not_count(server, value):
    with page(server) as facilitator, phone(server) as one:
        facilitator.open()
        facilitator.say(type="room", ask="value", lever="audit")
        one.until_type("ask")
        one.socket.send(json.dumps({"type": "vote", "value": value}))
        one.socket.send("[" * 400)
        one.say(type="vote", value=0.5)
        one.until_type("counted", mine=0.5)
        assert list(server.room.votes.values()) == [0.5]


def test_fifty_phones_vote_at_once(server):
    with ExitStack() as stack:
        facilitator = stack.enter_context(page(server))
        facilitator.open()
        facilitator.say(type="room", ask="value", lever="audit")
        phones = [stack.enter_context(phone(server)) for _ in range(50)]

        def vote(number):
            phones[number].until_type("ask")
            phones[number].say(type="vote", value=number / 49)
            return phones[number].until_type("counted")

        with ThreadPoolExecutor(50) as pool:
            assert len(list(pool.map(vote, range(50)))) == 50
        summary = facilitator.until_type("room", count=50)
        assert summary["median"] == pytest.approx(0.5)
        assert summary["low_quartile"] == pytest.approx(0.25)


def test_a_phone_needs_the_token_and_the_page(server):
    with (
        pytest.raises(ConnectionClosed) as closed,
        page(server, "/room/guess/socket") as other,
    ):
        other.hear()
    assert closed.value.rcvd.code == MOVED
    path = f"/room/{server.room.token}/socket"
    with (
        pytest.raises((InvalidStatus, ConnectionClosed)),
        page(server, path, additional_headers={"Cookie": f"{COOKIE}=forged"}) as other,
    ):
        other.hear()


def test_without_a_room_the_page_is_told(live_server):
    with page(live_server) as facilitator:
        assert facilitator.open()["room"] is None
        facilitator.say(type="room", ask="value", lever="audit")
        assert facilitator.until_type("error")["key"] == "no_room"


def test_devices_are_bounded_and_votes_of_closed_questions_are_kept():
    room = Room("http://127.0.0.1:1")
    names = [room.new_device() for _ in range(MOST_DEVICES + 1)]
    assert not room.is_device(names[0])
    assert room.is_device(names[-1])
    room.ask(about_lever("audit"))
    assert room.vote(names[-1], 0.4)
    assert not room.vote("nobody", 0.4)
    room.ask(about_lever("lease_relief"))
    assert room.summary()["count"] == 0
    assert "audit" in room.as_csv()

"""A server and its pages: many at once, idle, too many, too talkative, from elsewhere."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.live.serving import served
from tests.live.talk import page


def test_ten_sessions_live_at_once(live_server):
    def play(seed):
        with page(live_server) as connected:
            connected.open(seed=seed)
            connected.say(type="speed", months_per_second=60)
            connected.say(type="play")
            connected.until_frame(24)
            connected.say(type="pause")
            connected.until_type("status", playing=False)
            connected.say(type="seek", month=24)
            return connected.until_type("history", until=24)["series"]["stock.specialised"]["b"]

    with ThreadPoolExecutor(10) as pool:
        together = list(pool.map(play, range(10)))
    assert together[3] == play(3)
    assert len({tuple(each) for each in together}) > 1


def test_an_idle_session_is_dropped():
    with served(idle_seconds=0.5) as server, page(server) as connected:
        connected.open()
        assert connected.until_type("error")["key"] == "idle"
        with pytest.raises(ConnectionClosed) as closed:
            connected.hear()
        assert closed.value.rcvd.code == 4000


def test_a_server_that_restarts_finds_its_port_and_pages_can_come_back():
    with served() as first, page(first) as connected:
        connected.open()
    with served(port=first.port) as again, page(again) as connected:
        connected.open()


def test_a_full_server_says_so_and_a_closed_page_makes_room():
    with served(most_sessions=1) as server:
        with page(server) as one:
            one.open()
            with page(server) as other:
                assert other.hear()["key"] == "full"
        for _ in range(50):
            with page(server) as third:
                third.say(type="open")
                if third.hear()["type"] == "facts":
                    break
            time.sleep(0.1)
        else:
            pytest.fail("no room was made")


def test_a_page_that_talks_too_much_is_slowed_and_told_once():
    with served(most_per_second=5) as server, page(server) as connected:
        connected.open()
        for _ in range(40):
            connected.say(type="pause")
        assert connected.until_type("error")["key"] == "rate"
        time.sleep(2)
        connected.say(type="step", months=1)
        connected.until_frame(1)
        keys = [each["key"] for each in connected.heard if isinstance(each, dict) and "key" in each]
        assert keys == ["rate"]


@pytest.mark.parametrize(
    "options",
    [
        {"origin": "http://evil.example"},
        {"origin": None},
        {"additional_headers": {"Host": "evil.example"}},
    ],
    ids=["origin", "no origin", "host"],
)
def test_sockets_of_other_sites_are_refused(live_server, options):
    with pytest.raises((InvalidStatus, ConnectionClosed)), page(live_server, **options) as other:
        other.open()

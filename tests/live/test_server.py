"""What the server serves, to whom, and with which headers."""

import asyncio
import re

import httpx
import pytest

from sim.live.files import KINDS, PHONE, File, page_files
from sim.live.room import COOKIE, Room
from sim.live.security import host_names
from sim.live.server import Settings, create_app
from sim.scenario import load_scenario

PORT = 8000
HERE = f"http://127.0.0.1:{PORT}"
LOOPBACK, ELSEWHERE = ("127.0.0.1", 50000), ("192.168.1.77", 50000)


@pytest.fixture(scope="module")
def files():
    phone = File("text/html; charset=utf-8", b"<!doctype html><p>phone</p>", None, '"phone"')
    return {PHONE: phone} | page_files()


class Client:
    """A browser at an address, with its cookies."""

    def __init__(self, app, address):
        self.app, self.address, self.cookies = app, address, {}

    def request(self, method, path, **options):
        async def ask():
            transport = httpx.ASGITransport(app=self.app, client=self.address)
            async with httpx.AsyncClient(
                transport=transport, base_url=HERE, cookies=self.cookies
            ) as browser:
                answer = await browser.request(method, path, **options)
                self.cookies = dict(browser.cookies)
                return answer

        return asyncio.run(ask())

    def get(self, path, **options):
        return self.request("GET", path, **options)

    def first_of_socket(self, path):
        """What the server does first when a socket is opened."""
        return self.all_of_socket(path)[0]["type"]

    def all_of_socket(self, path):
        """What the server says to a page that says nothing."""
        headers = [(b"host", f"127.0.0.1:{PORT}".encode()), (b"origin", HERE.encode())]
        scope = {
            "type": "websocket", "path": path, "raw_path": path.encode(), "headers": headers,
            "client": self.address, "query_string": b"", "scheme": "ws", "subprotocols": [],
        }  # fmt: skip
        said = []

        async def send(message):
            said.append(message)

        async def receive():
            return {"type": "websocket.connect"}

        asyncio.run(self.app(scope, receive, send))
        return said


def client_of(files, client=LOOPBACK, room=None):
    settings = Settings(
        host_names(["127.0.0.1", "localhost"], PORT),
        {"baseline": load_scenario("baseline")},
        files=files,
        room=room,
    )
    return Client(create_app(settings), client)


@pytest.fixture
def client(files):
    return client_of(files)


def test_the_page_is_served_with_a_strict_policy(client):
    for path in ("/", "/main.js"):
        answer = client.get(path)
        assert answer.status_code == 200
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        again = client.get(path, headers={"if-none-match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_every_file_of_the_page_has_its_kind(client, files):
    assert len(files) > 3
    for name, file in files.items():
        answer = client.get(f"/{name}")
        assert answer.content == file.content
        assert answer.headers["content-type"] == KINDS[name[name.rindex(".") :]]


def test_pages_carry_no_script_or_handler_of_their_own(files):
    for name, file in files.items():
        if not name.endswith(".html"):
            continue
        text = file.content.decode()
        assert not re.search(r"<script(?![^>]*\bsrc=)", text), name
        assert not re.search(r"\son\w+\s*=", text), name
        assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", text), name


@pytest.mark.parametrize(
    "path",
    [
        "/server.py",
        "/../server.py",
        "/..%2fserver.py",
        "/%2e%2e/server.py",
        "/page/index.html",
        "/etc/passwd",
        "//etc/passwd",
        "/index.html%00",
        "/room/guess",
    ],
)
def test_no_path_reaches_the_file_system(client, path):
    assert client.get(path).status_code == 404


def test_only_reading_is_allowed(client):
    assert client.request("POST", "/").status_code == 405


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1:9", ""])
def test_requests_for_other_hosts_are_refused(client, host):
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert b"html" not in answer.content


def test_the_page_is_for_this_machine_and_phones_get_theirs_with_the_token(files):
    room = Room(HERE)
    phone = client_of(files, ELSEWHERE, room)
    assert phone.get("/").status_code == 404
    assert phone.get("/index.html").status_code == 404
    guessed = phone.get("/room/guess")
    assert (guessed.status_code, guessed.content) == (404, files[PHONE].content)
    assert "set-cookie" not in guessed.headers
    answer = phone.get(f"/room/{room.token}")
    assert answer.status_code == 200
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "set-cookie" not in phone.get(f"/room/{room.token}").headers
    assert phone.first_of_socket("/socket") == "websocket.close"
    accepted, closed = phone.all_of_socket("/room/guess/socket")
    assert accepted["type"] == "websocket.accept"
    assert (closed["type"], closed["code"]) == ("websocket.close", 4004)


def test_without_a_room_there_is_none(client):
    room = Room(HERE)
    assert client.get(f"/room/{room.token}").status_code == 404

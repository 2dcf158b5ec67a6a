"""A page that is no page: what it says to the server, and what it hears."""

import json
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.live.serving import Served

PATIENCE = 30  # seconds


class Page:
    """One end of a socket; frames are acknowledged as they come, unless it is told not to."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket, self.acknowledges = socket, True
        self.heard: list[Any] = []

    def say(self, **said: Any) -> None:
        """Send a message."""
        self.socket.send(json.dumps(said))

    def hear(self, timeout: float = PATIENCE) -> Any:
        """Take the next reply: a mapping, or the header of a frame as a tuple."""
        reply = self.socket.recv(timeout=timeout)
        if isinstance(reply, bytes):
            said: Any = struct.unpack_from("<4I", reply)
            if self.acknowledges:
                self.say(type="ack", frame=said[0])
        else:
            said = json.loads(reply)
        self.heard.append(said)
        return said

    def rest(self, silence: float = 0.5) -> Iterator[Any]:
        """Hear until nothing more comes."""
        while True:
            try:
                yield self.hear(silence)
            except TimeoutError:
                return

    def until(self, wanted: Callable[[Any], bool]) -> Any:
        """Hear until a reply is as wanted."""
        while True:
            reply = self.hear()
            if wanted(reply):
                return reply

    def until_type(self, kind: str, **values: Any) -> Any:
        """Hear until a reply has a type and these values."""

        def fits(reply: Any) -> bool:
            if not isinstance(reply, dict) or reply["type"] != kind:
                return False
            return all(reply.get(key) == value for key, value in values.items())

        return self.until(fits)

    def until_frame(self, month: int) -> Any:
        """Hear until a month is shown."""
        return self.until(lambda reply: isinstance(reply, tuple) and reply[1] == month)

    def open(self, **said: Any) -> dict[str, Any]:
        """Open a session; returns the facts."""
        self.say(type="open", **said)
        facts = self.until_type("facts")
        self.until_frame(0)
        return facts


@contextmanager
def page(server: Served, path: str = "/socket", **options: Any) -> Iterator[Page]:
    """Connect as a page of the server would."""
    options = {"origin": server.address, "max_size": None} | options
    with connect(f"ws://127.0.0.1:{server.port}{path}", **options) as socket:
        yield Page(socket)

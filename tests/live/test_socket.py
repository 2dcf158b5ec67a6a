"""A connection whose page leaves while its session is still being opened."""

import asyncio
import threading
from types import SimpleNamespace

import sim.live.socket
from sim.live.messages import Open
from sim.live.server import Settings
from sim.live.socket import Connection
from tests.live.serving import shelf


def test_a_session_that_opens_as_the_page_leaves_is_closed(monkeypatch):
    begun, may_go_on, closed = (threading.Event() for _ in range(3))

    def slow_session(*given):
        begun.set()
        assert may_go_on.wait(20)
        return SimpleNamespace(opened=lambda: [{}], close=closed.set)

    async def leave_early():
        connection = Connection(None, Settings(frozenset(), shelf()), None)
        opening = asyncio.create_task(connection._handle(Open(type="open")))
        assert await asyncio.to_thread(begun.wait, 20)
        opening.cancel()
        connection.close()
        may_go_on.set()
        assert await asyncio.to_thread(closed.wait, 5)

    monkeypatch.setattr(sim.live.socket, "Session", slow_session)
    asyncio.run(leave_early())

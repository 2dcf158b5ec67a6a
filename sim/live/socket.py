"""A session behind a WebSocket: messages in, replies and frames out, months while it plays.

Three tasks share a connection: one reads, one drives the session, whose work is done in a
thread of its own, one writes. One frame is in flight; the next waits until the page has drawn.
"""

import asyncio
import contextlib
import logging
import time
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from starlette.websockets import WebSocket, WebSocketDisconnect

from sim.live import messages as m
from sim.live.limits import Bucket, Places
from sim.live.memory import give_back
from sim.live.replies import Reply, encoded, error
from sim.live.room_page import RoomPage
from sim.live.session import Session
from sim.live.workshop import Workshop

if TYPE_CHECKING:
    from sim.live.server import Settings

IDLE, FULL = 4000, 4001  # why a socket is closed
MOST_WAITING = 256
SAID_EVERY = 6  # months between sentences while playing
_SHOWN_ANEW = (m.Open, m.Step, m.Seek, m.Seed)
_log = logging.getLogger("makersim.live")


async def serve_page(
    socket: WebSocket, settings: "Settings", workshop: Workshop, places: Places
) -> None:
    """Serve one page until it leaves or is idle for too long."""
    await socket.accept()
    if not places.take():
        await socket.send_json(error("full"))
        await socket.close(FULL)
        return
    connection = Connection(socket, settings, workshop)
    try:
        await connection.serve()
    finally:
        places.leave()
        connection.close()


class Connection:
    """One page and its session."""

    def __init__(self, socket: WebSocket, settings: "Settings", workshop: Workshop) -> None:
        self._socket, self._settings, self._workshop = socket, settings, workshop
        self._session: Session | None = None
        self._inbox: asyncio.Queue[m.Said] = asyncio.Queue(MOST_WAITING)
        self._outbox: asyncio.Queue[str | bytes | int] = asyncio.Queue(MOST_WAITING)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="session")
        self._loop = asyncio.get_running_loop()
        self._bucket = Bucket(settings.most_per_second)
        self._in_flight: int | None = None
        self._stale = False  # whether the page must be shown the month anew
        self._room = RoomPage(settings.room, self._later)

    async def serve(self) -> None:
        """Read, drive and write until one of the three ends."""
        tasks = [asyncio.create_task(each()) for each in (self._read, self._drive, self._write)]
        done, rest = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)
        for task in done:
            with contextlib.suppress(WebSocketDisconnect, RuntimeError, OSError):
                task.result()  # a page that has left is no error

    def close(self) -> None:
        """Let go of all that the page held."""
        self._room.close()
        self._thread.submit(self._let_go)  # after whatever is under way, which may open a session
        self._thread.shutdown(wait=False)

    def _let_go(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None
        give_back()

    async def _read(self) -> None:
        while True:
            try:
                async with asyncio.timeout(self._settings.idle_seconds):
                    said = await self._socket.receive()
            except TimeoutError:
                minutes = round(self._settings.idle_seconds / 60)
                await self._send([error("idle", minutes=minutes)])
                await self._outbox.put(IDLE)
                await asyncio.Event().wait()  # until the writer has closed the socket
            if said["type"] == "websocket.disconnect":
                return
            self._take(said.get("text"))

    def _take(self, text: str | None) -> None:
        """Keep a message for the driver. Reading never waits, so that pings are answered."""
        if not self._bucket.take():
            if self._bucket.first_refusal:
                self._later([error("rate")])
            return
        try:
            if text is None:
                raise m.NotUnderstoodError("not text")
            said = m.read(text)
        except m.NotUnderstoodError as problem:
            self._later([error("message", why=problem)])
            return
        if not self._inbox.full():
            self._inbox.put_nowait(said)
        elif isinstance(said, m.Ack):  # the driver has work enough; it must not wait for this
            self._acknowledge(said)
        else:
            self._later([error("rate")])

    async def _drive(self) -> None:
        waiting: deque[m.Said] = deque()
        due = time.monotonic()
        while True:
            if not waiting and not self._inbox.empty():
                waiting.extend(self._inbox.get_nowait() for _ in range(self._inbox.qsize()))
            if waiting:
                said = waiting.popleft()
                if not _superseded(said, waiting):
                    await self._handle(said)
            elif self._playing and self._in_flight is None:
                if (wait := due - time.monotonic()) <= 0:
                    due = max(due, time.monotonic() - 1) + 1 / self._session_speed
                    await self._live_month()
                else:
                    with contextlib.suppress(TimeoutError):
                        async with asyncio.timeout(wait):
                            waiting.append(await self._inbox.get())
            else:
                waiting.append(await self._inbox.get())
                due = max(due, time.monotonic() - 1 / self._session_speed)
            await self._show()

    async def _write(self) -> None:
        while True:
            content = await self._outbox.get()
            if isinstance(content, int):
                await self._socket.close(content)
                return
            kind = "bytes" if isinstance(content, bytes) else "text"
            await self._socket.send({"type": "websocket.send", kind: content})

    @property
    def _playing(self) -> bool:
        return self._session is not None and self._session.playing

    @property
    def _session_speed(self) -> float:
        return self._session.speed if self._session is not None else 1.0

    async def _handle(self, said: m.Said) -> None:
        if isinstance(said, m.Ack):
            self._acknowledge(said)
        elif isinstance(said, m.Open):
            await self._work(lambda: self._open(said))
            await self._send(self._room.summary())
        elif self._session is None:
            await self._send([error("not_open")])
        else:
            session = self._session
            room = self._room.handle(said, session)
            await self._work(lambda: session.handle(said) if room is None else room())
        restarted = isinstance(said, m.Plain) and said.type in ("undo", "reset")
        self._stale = self._stale or isinstance(said, _SHOWN_ANEW) or restarted

    def _acknowledge(self, said: m.Ack) -> None:
        if said.frame == self._in_flight:
            self._in_flight = None

    def _open(self, said: m.Open) -> list[Reply]:
        """Open a session in place of the one there may be."""
        names = tuple(said.scenarios or self._settings.names)
        shelf = self._settings.shelf
        for name in names:
            if name not in shelf:
                return [error("unknown_scenario", name=name, names=", ".join(shelf))]
        if shelf[names[0]].months != shelf[names[-1]].months:
            return [error("horizons", a=names[0], b=names[-1])]
        if self._session is not None:
            self._session.close()
        seed = self._settings.seed if said.seed is None else said.seed
        self._session = Session(shelf, names, seed, self._workshop, self._later)
        facts, *rest = self._session.opened()
        self._in_flight = None
        return [self._room.added_to(facts), *rest]

    async def _live_month(self) -> None:
        session = self._session
        assert session is not None

        def live() -> list[Reply]:
            on = session.live_month()
            self._in_flight = session.frames + 1
            said = [] if session.b.month % SAID_EVERY and on else [session.said_now()]
            return [session.frame(), *said, *([] if on else [session.status()])]

        await self._work(live)

    async def _show(self) -> None:
        """Show the month anew, unless a frame is still in flight."""
        session = self._session
        if session is None or not self._stale or self._in_flight is not None:
            return
        self._stale, self._in_flight = False, session.frames + 1
        await self._work(lambda: [session.frame()])

    async def _work(self, work: Callable[[], Iterable[Reply]]) -> None:
        """Do work in the session's thread and send its replies; whatever fails is told."""
        try:
            contents = await self._loop.run_in_executor(
                self._thread, lambda: [encoded(reply) for reply in work()]
            )
        except Exception:
            _log.exception("a session failed")
            contents = [encoded(error("engine"))]
            self._in_flight = None
            if self._session is not None:
                self._session.playing = False
                contents.append(encoded(self._session.status()))
        for content in contents:
            await self._outbox.put(content)

    async def _send(self, replies: Iterable[Reply]) -> None:
        for reply in replies:
            await self._outbox.put(encoded(reply))

    def _later(self, replies: list[Reply]) -> None:
        """Send what comes from other threads; dropped if the page does not keep up."""
        contents = [encoded(reply) for reply in replies]

        def put() -> None:
            if self._outbox.qsize() + len(contents) < MOST_WAITING:
                for content in contents:
                    self._outbox.put_nowait(content)

        with contextlib.suppress(RuntimeError):  # the server is closing
            self._loop.call_soon_threadsafe(put)


def _superseded(said: m.Said, waiting: deque[m.Said]) -> bool:
    """Whether the next message sets the same lever again: a slider that is being dragged."""
    following = waiting[0] if waiting else None
    if not (isinstance(said, m.SetLever) and isinstance(following, m.SetLever)):
        return False
    return said.lever == following.lever

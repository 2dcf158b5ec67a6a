"""The web application of the live page: its files, the sockets of sessions and of phones."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from sim.live.files import INDEX, PHONE, File, page_files
from sim.live.limits import Places
from sim.live.room import COOKIE, Room
from sim.live.room_socket import MOVED, serve_phone
from sim.live.security import Guard, from_this_machine
from sim.live.socket import serve_page
from sim.live.workshop import Workshop
from sim.scenario import Scenario

IDLE_SECONDS = 30 * 60.0
MOST_SESSIONS, MOST_PER_SECOND = 24, 200.0


@dataclass(frozen=True)
class Settings:
    """How the page is served.

    Attributes
    ----------
    hosts : frozenset of str
        Names with ports that the server answers to; see ``host_names``.
    shelf : mapping of str to Scenario
        Scenarios that may be opened.
    names : tuple of str
        Those that a page opens with: the yardstick, and ours if it is another.
    room : Room, optional
        For phones on the local network.
    """

    hosts: frozenset[str]
    shelf: Mapping[str, Scenario]
    names: tuple[str, ...] = ("baseline",)
    seed: int = 1
    room: Room | None = None
    idle_seconds: float = IDLE_SECONDS
    most_sessions: int = MOST_SESSIONS
    most_per_second: float = MOST_PER_SECOND  # messages of one page
    files: Mapping[str, File] = field(default_factory=page_files)


def create_app(settings: Settings) -> Starlette:
    """Make the application."""
    places = Places(settings.most_sessions)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.workshop = Workshop()
        yield
        app.state.workshop.close()

    async def page(request: Request) -> Response:
        # Files tell nothing, and phones need some; the page itself is for this machine alone.
        name = request.path_params.get("name", INDEX)
        if name in (INDEX, PHONE) and not from_this_machine(request.scope):
            return _missing()
        return _answer(settings.files.get(name), request)

    async def phone(request: Request) -> Response:
        room = settings.room
        if room is None:
            return _missing()
        answer = _answer(settings.files.get(PHONE), request)
        if not room.knows(request.path_params["token"]):
            if answer.status_code == 200:  # not where the browser has it still
                answer.status_code = 404
            return answer  # the page hears from its socket that the room has moved
        if not room.is_device(request.cookies.get(COOKIE)):
            answer.set_cookie(COOKIE, room.new_device(), httponly=True, samesite="strict")
        return answer

    async def session_socket(socket: WebSocket) -> None:
        if from_this_machine(socket.scope):
            await serve_page(socket, settings, socket.app.state.workshop, places)
        else:
            await socket.close(1008)

    async def phone_socket(socket: WebSocket) -> None:
        room = settings.room
        if room is not None and room.knows(socket.path_params["token"]):
            await serve_phone(socket, room)
        elif room is not None:
            await socket.accept()  # else a browser would not learn why it is closed
            await socket.close(MOVED)
        else:
            await socket.close(1008)

    return Starlette(
        routes=[
            Route("/", page),
            Route("/{name}", page),
            Route("/room/{token}", phone),
            WebSocketRoute("/socket", session_socket),
            WebSocketRoute("/room/{token}/socket", phone_socket),
        ],
        middleware=[Middleware(Guard, hosts=settings.hosts)],
        lifespan=lifespan,
    )


def _answer(file: File | None, request: Request) -> Response:
    if file is None:
        return _missing()
    headers = {"etag": file.tag, "cache-control": "no-cache", "vary": "accept-encoding"}
    if request.headers.get("if-none-match") == file.tag:
        return Response(status_code=304, headers=headers)
    content = file.content
    if file.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        content, headers["content-encoding"] = file.packed, "gzip"
    return Response(content, media_type=file.kind, headers=headers)


def _missing() -> Response:
    return Response("nothing here\n", status_code=404, media_type="text/plain")

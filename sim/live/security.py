"""Who may talk to the server, and what a browser may do with its pages.

A page of another site can make a browser on this machine send requests here. So the name that
the request was sent to (Host) must be ours, which stops DNS rebinding, and a socket is opened
only for a page that came from here (Origin).
"""

from collections.abc import Iterable, Mapping

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("127.0.0.1", "::1")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'{sockets}; "
    "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
BAD_HOST, REFUSED_SOCKET = 421, 1008


def host_names(addresses: Iterable[str], port: int) -> frozenset[str]:
    """Names under which a browser may reach the server.

    >>> sorted(host_names(["127.0.0.1", "::1"], 8000))
    ['127.0.0.1:8000', '[::1]:8000']
    """
    bracketed = (f"[{each}]" if ":" in each else each for each in addresses)
    return frozenset(f"{each}:{port}" for each in bracketed)


class Guard:
    """Lets through what is addressed to us and, of sockets, what comes from our own page."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self.app, self.hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, refuse, or hand on with the headers of every answer."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if host not in self.hosts or (
            scope["type"] == "websocket" and headers.get("origin") != f"http://{host}"
        ):
            await _refuse(scope, receive, send)
        else:
            await self.app(scope, receive, _with_headers(send, host))


def from_this_machine(scope: Mapping[str, object]) -> bool:
    """Whether a request comes from the machine that the server runs on."""
    client = scope.get("client")
    return isinstance(client, (list, tuple)) and client[0] in LOOPBACK


def _with_headers(send: Send, host: str) -> Send:
    policy = POLICY.format(sockets=f" ws://{host}")  # older browsers do not take it as 'self'
    added = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
    added.append((b"content-security-policy", policy.encode()))

    async def sender(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", ()), *added]
        await send(message)

    return sender


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": REFUSED_SOCKET})
        return
    plain = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": BAD_HOST, "headers": plain})
    await send({"type": "http.response.body", "body": b"not addressed to this server\n"})

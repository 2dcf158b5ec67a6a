"""What ``makersim live`` does: load, compile, serve until Ctrl-C."""

import sys
import threading
import webbrowser
from collections.abc import Sequence
from typing import Any, NamedTuple

from rich.console import Console

from sim.experiments.kernels import compile_model, is_compiled
from sim.live.command_words import TEXTS
from sim.live.room import Room
from sim.live.security import host_names
from sim.live.server import Settings, create_app
from sim.live.serving import HERE, PortTakenError, listening, local_address, shelf_of
from sim.scenario.language import Language
from sim.studies.terminal import BAD_INPUT, INTERRUPTED

BIGGEST_MESSAGE = 65536  # bytes; what is longer ends the connection
HAND_OVER = 0.0005  # seconds after which a thread that computes lets messages through
_PATIENCE = 1  # seconds that open pages have to go when the server ends
MOST_SCENARIOS = 2


class LiveRequest(NamedTuple):
    """The live page as asked for on the command line."""

    scenarios: Sequence[str]
    language: Language
    seed: int = 1
    port: int | None = None
    lan: bool = False
    open_browser: bool = True


def live_command(request: LiveRequest, screen: Console, log: Console) -> int:
    """Serve the live page until Ctrl-C.

    Returns
    -------
    int
        Exit code: 2 bad input, 130 interrupted.

    Raises
    ------
    ScenarioError
        With everything that is wrong with a scenario.
    """

    def say(console: Console, key: str, **values: Any) -> None:
        console.print(TEXTS[key].text(request.language).format(**values))

    if len(request.scenarios) > MOST_SCENARIOS:
        say(log, "too_many", most=MOST_SCENARIOS)
        return BAD_INPUT
    shelf, names = shelf_of(request.scenarios or ("baseline",))
    if shelf[names[0]].months != shelf[names[-1]].months:
        say(log, "horizons", a=names[0], b=names[-1])
        return BAD_INPUT
    network = local_address() if request.lan else None
    if request.lan and network is None:
        say(log, "no_network")
        return BAD_INPUT
    try:
        taken = listening(request.port, request.lan)
    except PortTakenError:
        say(log, "port_taken", port=request.port or "")
        return BAD_INPUT
    port = taken.getsockname()[1]
    if not is_compiled():
        say(log, "compiling")
    compile_model(shelf[names[0]])
    room = Room(f"http://{network}:{port}") if network else None
    hosts = host_names([HERE, "localhost", *([network] if network else [])], port)
    address = f"http://{HERE}:{port}/?lang={request.language}"
    say(screen, "address", address=address)
    if room:
        say(screen, "room", address=room.address)
    if request.open_browser:
        threading.Timer(0.5, webbrowser.open, (address,)).start()
    serve(Settings(hosts, shelf, names, request.seed, room), taken)
    say(log, "ended")
    return INTERRUPTED


def serve(settings: Settings, taken: Any) -> None:
    """Serve on a socket that listens, until Ctrl-C."""
    import uvicorn

    sys.setswitchinterval(HAND_OVER)
    config = uvicorn.Config(
        create_app(settings),
        ws="websockets-sansio",
        ws_max_size=BIGGEST_MESSAGE,
        ws_per_message_deflate=False,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=_PATIENCE,
    )
    try:
        uvicorn.Server(config).run(sockets=[taken])
    except KeyboardInterrupt:
        return

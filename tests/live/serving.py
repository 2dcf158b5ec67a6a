"""A real server of the live page on a free port, in a thread, with a small province."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

import uvicorn

from sim.experiments.kernels import compile_model
from sim.live.command import BIGGEST_MESSAGE
from sim.live.room import Room
from sim.live.security import host_names
from sim.live.server import Settings, create_app
from sim.live.serving import listening
from sim.scenario import Scenario, load_scenario

SCALE = 0.05
NAMES = ("baseline", "specialisation_push", "rent_shock")


@dataclass
class Served:
    """A running server."""

    port: int
    room: Room | None

    @property
    def address(self) -> str:
        """Of the facilitator's page."""
        return f"http://127.0.0.1:{self.port}"


@cache
def shelf(scale: float = SCALE) -> dict[str, Scenario]:
    """Scenarios in a small province."""
    found = {name: load_scenario(name).with_set({"scale": scale}) for name in NAMES}
    compile_model(found["baseline"])
    return found


@contextmanager
def served(
    port: int = 0, room: bool = False, scale: float = SCALE, **kwargs: Any
) -> Iterator[Served]:
    """Serve until the block ends; ``kwargs`` are fields of ``Settings``."""
    taken = listening(port, everywhere=False)
    port = taken.getsockname()[1]
    server_room = Room(f"http://127.0.0.1:{port}") if room else None
    hosts = host_names(["127.0.0.1", "localhost"], port)
    settings = Settings(hosts, shelf(scale), room=server_room, **kwargs)
    config = uvicorn.Config(
        create_app(settings),
        ws="websockets-sansio",
        ws_max_size=BIGGEST_MESSAGE,
        log_level="warning",
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]})
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        yield Served(port, server_room)
    finally:
        server.should_exit = True
        thread.join(20)

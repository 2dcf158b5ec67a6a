"""A phone of the room behind its WebSocket: the question goes out, votes come in."""

import asyncio
import contextlib
import json
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.websockets import WebSocket, WebSocketDisconnect

from sim.live.limits import Bucket
from sim.live.room import COOKIE, Room

MOST_BYTES, MOST_PER_SECOND = 512, 5.0
MOST_PHONES = 200
FULL, MOVED = 4001, 4004  # why a socket is closed


class Vote(BaseModel):
    """What a phone may say."""

    model_config = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)

    type: Literal["vote"]
    value: float


async def serve_phone(socket: WebSocket, room: Room) -> None:
    """Serve one phone until it leaves."""
    device = socket.cookies.get(COOKIE)
    if device is None or not room.is_device(device):
        await socket.close(1008)  # it has not opened the room's page
        return
    await socket.accept()
    if room.phones >= MOST_PHONES:
        await socket.close(FULL)
        return
    asked = asyncio.Event()
    asked.set()
    leave = room.listen(asked.set)
    room.phones += 1
    room.changed()
    teller = asyncio.create_task(_tell(socket, room, device, asked))
    try:
        with contextlib.suppress(WebSocketDisconnect, RuntimeError, KeyError):
            await _listen(socket, room, device)
    finally:
        teller.cancel()
        leave()
        room.phones -= 1
        room.changed()


async def _tell(socket: WebSocket, room: Room, device: str, changed: asyncio.Event) -> None:
    """Send the question whenever it is another."""
    told: object = ()
    while True:
        await changed.wait()
        changed.clear()
        if room.question is not told:
            told = room.question
            mine = {"mine": room.votes.get(device)}
            said = {"type": "ask", **told.told(), **mine} if told else {"type": "wait"}
            await socket.send_text(json.dumps(said, ensure_ascii=False))


async def _listen(socket: WebSocket, room: Room, device: str) -> None:
    bucket = Bucket(MOST_PER_SECOND)
    while True:
        text = await socket.receive_text()
        if len(text) > MOST_BYTES or not bucket.take():
            continue
        with contextlib.suppress(ValidationError, ValueError):
            vote = Vote.model_validate_json(text)
            if room.vote(device, vote.value):
                said = {"type": "counted", "mine": vote.value}
                await socket.send_text(json.dumps(said))

"""A fuzzed socket: whatever is sent, the session and the server go on and leak nothing."""

import json
import random
from typing import Any, get_args

import pytest
from websockets.exceptions import ConnectionClosed

from sim.live import messages
from sim.live.charts import SERIES
from sim.scenario.declared import LEVERS
from tests.live.serving import served
from tests.live.talk import Page, page

KEYS = ("x", *sorted({name for kind in get_args(messages.Said) for name in kind.model_fields}))
WORDS = ("", "a", "众创空间", "\u0000", "../..", "9" * 500)
NUMBERS = (-1, 0, 1, 1e308, 2**63, -(2**70), 0.1)
ODD: tuple[Any, ...] = (None, True, [], {}, ["a"] * 50, {"a": {"b": []}}, *WORDS, *NUMBERS)
RAW = ("", "{", "nul", "[" * 900, "1", "[]", "NaN", "{}" * 9, "x" * 5000)
LEAKS = ("Traceback", ".py", "site-packages", "Error:", "File ", "sim/", "sim.")


def sound(chance: random.Random) -> dict[str, Any]:
    """Make a message that a page could send."""
    lever = chance.choice(tuple(LEVERS))
    declared = LEVERS[lever]
    return chance.choice(
        (
            {"type": "play"},
            {"type": "pause"},
            {"type": "undo"},
            {"type": "reset"},
            {"type": "step", "months": chance.choice((1, -1, 12, -12, 500, -500))},
            {"type": "seek", "month": chance.randrange(192)},
            {"type": "speed", "months_per_second": chance.uniform(1, 60)},
            {"type": "lever", "lever": lever, "value": chance.uniform(declared.low, declared.high)},
            {"type": "explore", "on": chance.random() < 0.5},
            {"type": "ack", "frame": chance.randrange(1000)},
            {"type": "save", "which": chance.choice("ab")},
            {"type": "seed", "seed": chance.randrange(2**53)},
            {"type": "inspect", "branch": chance.choice("ab"), "row": chance.randrange(100)},
            {"type": "room", "ask": "value", "lever": lever},
            {"type": "room", "ask": "predict", "chart": chance.choice(SERIES), "month": 191},
            {"type": "room", "ask": None},
            {"type": "stocks", "year": chance.choice((None, 2015, 2030)), "lang": "zh"},
            {"type": "room_apply"},
            {"type": "room_export"},
            {"type": "open", "scenarios": ["baseline", "rent_shock"], "seed": 1, "lang": "zh"},
        )
    )


def mutated(chance: random.Random) -> str | bytes:
    """Make a message that is sound, spoilt or none at all."""
    kind = chance.random()
    if kind < 0.1:
        return chance.choice(RAW)
    if kind < 0.15:
        return chance.randbytes(chance.randrange(200))
    message = sound(chance)
    if kind < 0.5:
        message[chance.choice(KEYS)] = chance.choice(ODD)
    if kind < 0.6:
        message.pop(chance.choice(tuple(message)))
    text = json.dumps(message)
    if kind < 0.7:
        place = chance.randrange(len(text))
        text = text[:place] + chance.choice('"{}[],:0x') + text[place + 1 :]
    return text


def bombard(connected: Page, number: int, seed: int) -> None:
    """Send messages and read what comes, so that each is dealt with."""
    chance = random.Random(seed)
    for sent in range(number):
        connected.socket.send(mutated(chance))
        if sent % 20 == 19:  # the session must come to the last of them
            connected.say(type="inspect", branch="a", row=65535)
            connected.until(lambda reply: check(reply) in ("no_space", "not_open"))


def check(reply: Any) -> str | None:
    """See that a reply tells nothing of the inside; returns the key of an error."""
    if isinstance(reply, tuple) or reply["type"] != "error":
        return None
    text = json.dumps(reply)
    assert reply["key"] != "engine", "the engine failed"
    assert not any(leak in text for leak in LEAKS), text
    return reply["key"]


def still_lives(connected: Page) -> None:
    """See that a session can begin again and go on."""
    connected.acknowledges = True
    connected.open()
    connected.say(type="seek", month=5)
    connected.until_frame(5)


@pytest.mark.parametrize(
    ("number", "seed"), [(500, 1), pytest.param(10_000, 2, marks=pytest.mark.slow)]
)
def test_random_messages_bring_nothing_down(number, seed, caplog):
    with served(most_per_second=1e6, room=True, scale=0.02) as server:
        with page(server) as connected:
            bombard(connected, number, seed)
            still_lives(connected)
            errors = [each for each in connected.heard if isinstance(each, dict) and "key" in each]
            assert len(errors) > number / 10
        with page(server) as another:
            still_lives(another)
    assert not [record for record in caplog.records if record.exc_info]


def test_a_message_that_is_far_too_long_ends_its_connection_alone(live_server):
    with page(live_server) as connected:
        connected.open()
        with pytest.raises(ConnectionClosed):
            send_and_hear(connected, "x" * 200_000)
    with page(live_server) as another:
        still_lives(another)


def send_and_hear(connected: Page, text: str) -> None:
    connected.socket.send(text)
    for _ in range(5):
        connected.hear()

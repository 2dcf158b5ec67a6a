"""The room: phones on the local network vote on a value or predict an outcome.

Everything here is called from the server's event loop alone.
"""

import csv
import io
import math
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple

import numpy as np

from sim.scenario.language import Bilingual
from sim.scenario.months import month_name

COOKIE = "makersim-device"
MOST_DEVICES = 500
_QUARTILES = (0, 25, 50, 75, 100)


class Question(NamedTuple):
    """What the phones are asked."""

    ask: Literal["value", "predict"]
    of: str  # lever or series
    month: int | None  # that a prediction is for
    label: Bilingual
    unit: Bilingual
    note: Bilingual  # what it means, in plain words
    low: float
    high: float
    step: float
    percent: bool  # to be shown as hundredfold, with a percent sign

    def told(self) -> dict[str, Any]:
        """Return the question as JSON has it."""
        texts = {name: getattr(self, name)._asdict() for name in ("label", "unit", "note")}
        month = None if self.month is None else month_name(self.month)
        return self._asdict() | texts | {"month_name": month}


class Room:
    """Devices, the question that is open, and all votes.

    Parameters
    ----------
    address : str
        Of the server on the local network: ``http://192.168.1.5:8000``.
    """

    def __init__(self, address: str) -> None:
        self.token = secrets.token_urlsafe(12)
        self.address = f"{address}/room/{self.token}"
        self.question: Question | None = None
        self.votes: dict[str, float] = {}  # of the open question, by device
        self.phones = 0
        self._closed: dict[str, Any] | None = None  # summary of the question closed last
        self._devices: dict[str, int] = {}  # in order of their coming
        self._listeners: list[Callable[[], None]] = []
        self._kept: list[tuple[Any, ...]] = []

    def knows(self, token: str) -> bool:
        """Whether an address carries the token."""
        return secrets.compare_digest(token.encode(), self.token.encode())

    def new_device(self) -> str:
        """Return the name of a device that has not been here; the oldest gives way when full."""
        name = secrets.token_urlsafe(16)
        if len(self._devices) >= MOST_DEVICES:
            self._devices.pop(next(iter(self._devices)))
        self._devices[name] = max(self._devices.values(), default=0) + 1
        return name

    def is_device(self, name: str | None) -> bool:
        """Whether a device has been here."""
        return name in self._devices

    def ask(self, question: Question | None) -> None:
        """Open a question in place of the one before, whose votes are kept."""
        if self.question is not None:
            self._closed = self.summary() | {"closed": True}
        self._keep()
        self.question, self.votes = question, {}
        self.changed()

    def vote(self, device: str, value: float) -> bool:
        """Take a vote, or change it; False if there is nothing to vote on or it cannot be."""
        question = self.question
        if question is None or not self.is_device(device) or not math.isfinite(value):
            return False
        if not question.low <= value <= question.high:
            return False
        self.votes[device] = value
        self.changed()
        return True

    def summary(self) -> dict[str, Any]:
        """Median and spread of the votes, as JSON has it.

        When no question is open these are of the one closed last, to be held against the run.
        """
        if self.question is None and self._closed is not None:
            return self._closed | {"phones": self.phones}
        votes = list(self.votes.values())
        found = np.percentile(votes, _QUARTILES).tolist() if votes else [None] * len(_QUARTILES)
        names = ("least", "low_quartile", "median", "high_quartile", "most")
        told = self.question.told() if self.question else {"ask": None}
        counts = {"type": "room", "count": len(votes), "phones": self.phones, "closed": False}
        return counts | told | dict(zip(names, found, strict=True))

    def listen(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call a listener at every change; returns what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def changed(self) -> None:
        """Tell the listeners."""
        for listener in tuple(self._listeners):
            listener()

    def as_csv(self) -> str:
        """Return all votes as a table that spreadsheets open; devices are numbers."""
        content = io.StringIO()
        writer = csv.writer(content, lineterminator="\r\n")
        writer.writerow(("question", "ask", "of", "month", "device", "value", "closed_at"))
        writer.writerows([*self._kept, *self._rows()])
        return "\ufeff" + content.getvalue()

    def _keep(self) -> None:
        self._kept += self._rows()

    def _rows(self) -> list[tuple[Any, ...]]:
        if self.question is None:
            return []
        number = 1 + max((row[0] for row in self._kept), default=0)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        asked = (number, self.question.ask, self.question.of, self.question.month)
        return [(*asked, self._devices.get(name), value, now) for name, value in self.votes.items()]

"""How long long work took in all, however often it was stopped and gone on with."""

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sim.results.files import write_text

EVERY = 10.0  # seconds between two notes: a killed pass loses no more


class Passes:
    """Notes when each pass began, its seconds and the runs that it made.

    Parameters
    ----------
    path : Path
        File of the notes; earlier passes stand there.
    runs : callable
        Number of runs that are there.
    """

    def __init__(self, path: Path, runs: Callable[[], int]) -> None:
        self.path, self.runs = path, runs
        self.earlier: list[dict[str, Any]] = []
        if path.is_file():
            self.earlier = json.loads(path.read_text(encoding="utf-8"))
        self.started = datetime.now(UTC).isoformat(timespec="seconds")
        self._before, self._began = runs(), time.perf_counter()
        self._noted = self._began

    def tick(self) -> None:
        """Note where the pass is, now and then."""
        if time.perf_counter() - self._noted > EVERY:
            self.note()

    def note(self) -> list[dict[str, Any]]:
        """Note where the pass is; returns all passes, this one last."""
        seconds = round(time.perf_counter() - self._began, 1)
        made = self.runs() - self._before
        found = [*self.earlier, {"started": self.started, "seconds": seconds, "runs": made}]
        self.path.parent.mkdir(parents=True, exist_ok=True)
        write_text(self.path, json.dumps(found, indent=1) + "\n")
        self._noted = time.perf_counter()
        return found

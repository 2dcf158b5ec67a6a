"""A server of the live page in a process of its own, and what it takes of the machine."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from sim.live.server import IDLE_SECONDS

TICK = 1 / os.sysconf("SC_CLK_TCK")


class Server(NamedTuple):
    """A running server; what it takes is read from ``/proc``, so on Linux only."""

    port: int
    process: int

    @property
    def address(self) -> str:
        """Of the facilitator's page."""
        return f"http://127.0.0.1:{self.port}"

    def processor_seconds(self) -> float:
        """Processor time so far, of all threads."""
        fields = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * TICK

    def megabytes(self) -> float:
        """Memory of its own, without files that it has mapped."""
        return self._status("RssAnon") / 1024

    def threads(self) -> int:
        """How many threads it has."""
        return self._status("Threads")

    def _status(self, name: str) -> int:
        lines = Path(f"/proc/{self.process}/status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith(name)).split()[1])


@contextmanager
def running(idle_seconds: float = IDLE_SECONDS) -> Iterator[Server]:
    """Serve until the block ends."""
    command = [sys.executable, "-m", "benchmarks.live.serve", str(idle_seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield Server(int(process.stdout.readline()), process.pid)
        finally:
            process.terminate()

"""The command ``makersim``: reads the command line and hands over; no logic."""

import sys

from sim.cli import designs, dynamics, exchange, live, repeat, scenarios, science
from sim.cli.shared import app

__all__ = [
    "app",
    "designs",
    "dynamics",
    "exchange",
    "live",
    "main",
    "repeat",
    "scenarios",
    "science",
]


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a narrow encoding must not end in a traceback
            stream.reconfigure(errors="replace")
    app()

"""The command ``makersim``: reads the command line and hands over; no logic."""

from sim.cli import designs, dynamics, exchange, live, repeat, scenarios, science
from sim.cli.shared import app
from sim.cli.streams import lasting_streams

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
    with lasting_streams():
        app()

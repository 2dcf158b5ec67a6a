"""Measure the live page against its budgets in one run of two to three minutes, and print them."""

import argparse
import json
import operator
import os

from rich.console import Console
from rich.table import Table

from benchmarks.live.browser import chromium
from benchmarks.live.page_measures import explore_rows, watch_rows
from benchmarks.live.server import running
from benchmarks.live.session_measures import idle_rows, many_rows, memory_rows
from sim.benchmark.rows import Row

HOLDS = {"<=": operator.le, ">=": operator.ge}


def main() -> None:
    """Run all measures, or some by name."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.live", description=__doc__)
    parser.add_argument(
        "only", nargs="*", choices=["explore", "watch", "sessions", []], help="by default all"
    )
    parser.add_argument("--touches", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=8.0, help="that ten sessions play")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    rows = measured(asked.only or ["explore", "watch", "sessions"], asked.touches, asked.seconds)
    if asked.json:
        print(json.dumps({row.name: round(row.value, 2) for row in rows}))
    else:
        show(rows)


def measured(wanted: list[str], touches: int, seconds: float) -> list[Row]:
    """Measure."""
    rows = []
    with running() as server, chromium() as browser:
        if "explore" in wanted:
            rows += explore_rows(server, browser, touches)
        if "watch" in wanted:
            rows += watch_rows(server, browser)
    if "sessions" in wanted:
        with running() as server:
            rows += [*memory_rows(server), *many_rows(server, seconds)]
        rows += idle_rows()
    return rows


def show(rows: list[Row]) -> None:
    """Print the table."""
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    table = Table(title="The live page", caption=f"{os.cpu_count()} cores, load {load} at the end")
    for heading in ("row", "value", "unit", "bar", "", "what"):
        table.add_column(heading, justify="right" if heading == "value" else "left")
    for row in rows:
        table.add_row(row.name, f"{row.value:.1f}", row.unit, row.bar, verdict(row), row.meaning)
    Console(width=None).print(table)


def verdict(row: Row) -> str:
    """Whether a row meets its bar.

    >>> verdict(Row("rate", 21.0, "months/s", ">= 20", ""))
    'met'
    """
    if not row.bar:
        return ""
    sign, bar = row.bar.split()
    return "met" if HOLDS[sign](row.value, float(bar)) else "missed"


if __name__ == "__main__":
    main()

"""Collect the bench table and print it."""

import platform

from rich.console import Console
from rich.table import Table

from sim.benchmark.commands import command_rows, memory_row
from sim.benchmark.reference import reference_row
from sim.benchmark.rows import Row, measure
from sim.benchmark.shared_submodel import agentpy_row
from sim.benchmark.sweeping import sweep_rows


def collect(repeats: int, cold: bool) -> list[Row]:
    """Measure every row but those of a comparison.

    Parameters
    ----------
    cold : bool
        Also a run that compiles everything first.
    """
    few = max(2, repeats // 4)
    possible = (reference_row(few), agentpy_row(few), memory_row())
    here = [row for row in possible if row is not None]
    return [*measure(repeats), *sweep_rows(few), *here, *command_rows(repeats, cold)]


def as_data(rows: list[Row]) -> dict[str, object]:
    """The table as plain data: a value for each name, and the machine."""
    machine = {"machine": platform.machine(), "python": platform.python_version()}
    return {**{row.name: round(row.value, 4) for row in rows}, **machine}


def show(rows: list[Row]) -> None:
    """Print the table."""
    table = Table(title="makersim bench", caption="ratios are measured in one run, in turn")
    for heading in ("row", "value", "unit", "bar", "what"):
        table.add_column(heading, justify="right" if heading == "value" else "left")
    for row in rows:
        table.add_row(row.name, f"{row.value:.2f}", row.unit, row.bar, row.meaning)
    Console().print(table)

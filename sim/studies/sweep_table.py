"""Reading a design from a table: a CSV file with a column for each factor and a row a point."""

import csv
import io
from collections.abc import Sequence
from functools import partial
from pathlib import Path as FilePath
from typing import Any

from sim.experiments.distributions import Values
from sim.experiments.factors import Design, Factor
from sim.model.declaration import Declaration
from sim.scenario.declared import LEVERS
from sim.scenario.problems import Problem, Refused, brief, nearest, shown
from sim.scenario.quantities import read_quantity
from sim.studies.sweep_distributions import OFF, ON
from sim.studies.sweep_messages import PlanSentence
from sim.studies.sweep_reader import Names, PlanReader

MOST_PROBLEMS = 100


def read_table(
    reader: PlanReader, folder: FilePath, name: Any, factors: Sequence[Factor], names: Names
) -> tuple[Design, tuple[Factor, ...]]:
    """Read a table; its columns are the factors, those that the plan names with their dates.

    Problems name the file, the line, and the number of the column.
    """
    nothing = Design("table"), tuple(factors)
    if name is None:
        return nothing
    path = folder / str(name)
    try:
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        reader.refuse(("design", "file"), "unreadable", reason=f"{path}: {reason}")
        return nothing
    except (UnicodeDecodeError, csv.Error):
        reader.problems.append(_problem(path, 1, 1, "not_text"))
        return nothing
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if len(rows) < 2:
        reader.problems.append(_problem(path, 1, 1, "table_empty"))
        return nothing
    columns = _columns(reader, path, [cell.strip() for cell in rows[0]], factors, names)
    if len(columns) < len(rows[0]):
        return nothing
    values, before = [], len(reader.problems)
    for line, row in enumerate(rows[1:], start=2):
        values.append(_row(reader, path, line, row, columns, names))
        if len(reader.problems) - before > MOST_PROBLEMS:
            break
    return Design("table", rows=values), tuple(columns)


def _columns(
    reader: PlanReader, path: FilePath, header: list[str], factors: Sequence[Factor], names: Names
) -> list[Factor]:
    known, found = {each.name: each for each in factors}, []
    for number, name in enumerate(header, start=1):
        place = partial(_problem, path, 1, number)
        if name not in names.declared:
            close = nearest(name, tuple(names.declared))
            reader.problems.append(place("unknown_factor", key=brief(name), nearest=close))
        elif name in header[: number - 1]:
            reader.problems.append(place("same_value", value=name))
        else:
            found.append(known.get(name) or _factor(name, names.declared[name]))
    for name in known.keys() - set(header):
        close = nearest(name, tuple(header))
        reader.problems.append(_problem(path, 1, 1, "missing_key", key=name, nearest=close))
    return found


def _factor(name: str, declared: Declaration | None) -> Factor:
    lever = name in LEVERS
    kind: Any = "switch" if declared is None else "whole" if declared.type is int else "number"
    policy = {"lever": name} if lever else None
    role: Any = "lever" if lever or name.startswith("policies.") else "uncertainty"
    return Factor(name, role, Values((0.0,)), (), kind, policy)


def _row(
    reader: PlanReader,
    path: FilePath,
    line: int,
    row: list[str],
    columns: Sequence[Factor],
    names: Names,
) -> tuple[float, ...]:
    if len(row) != len(columns):
        said = {"found": len(row), "expected": len(columns)}
        reader.problems.append(_problem(path, line, 1, "table_columns", **said))
        return ()
    values = []
    for number, (cell, factor) in enumerate(zip(row, columns, strict=True), start=1):
        try:
            values.append(_value(cell.strip(), factor, names.declared[factor.name]))
        except Refused as refused:
            sentence = PlanSentence(*refused.message)
            reader.problems.append(Problem(str(path), line, number, sentence))
    return tuple(values)


def _value(cell: str, factor: Factor, declared: Declaration | None) -> float:
    if declared is not None:
        free = factor.name in LEVERS or factor.name.startswith("policies.")
        return float(read_quantity(cell, declared, bounded=not free))
    if cell.casefold() in (*ON, "1"):
        return 1.0
    if cell.casefold() in (*OFF, "0"):
        return 0.0
    raise Refused("not_a_switch", value=shown(cell))


def _problem(path: FilePath, line: int, column: int, message: str, /, **values: Any) -> Problem:
    return Problem(str(path), line, column, PlanSentence(message, values))

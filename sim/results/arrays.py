"""Columns of run files as NumPy arrays, for analysis."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from sim.model.conditions import FIRST_YEAR

_ORIGIN = np.datetime64(f"{FIRST_YEAR}-01", "M")
MISSING = -1
Axes = Mapping[str, Any]  # of a life table: column, and its names or (first number, length)


def numbers(table: pa.Table, name: str) -> NDArray[np.float64]:
    """A column of numbers, NaN where missing."""
    values: NDArray[np.float64] = table[name].to_numpy().astype(np.float64)
    return values


def month_numbers(table: pa.Table, name: str) -> NDArray[np.int64]:
    """A column of months, January 2015 as 0; MISSING where missing."""
    dates = table[name].to_numpy()
    since = (dates.astype("datetime64[M]") - _ORIGIN).astype(np.int64)
    return np.where(np.isnat(dates), MISSING, since)


def codes(table: pa.Table, name: str, names: Sequence[str]) -> NDArray[np.int64]:
    """A column of names as positions in a list; MISSING for others."""
    columns = [_codes(chunk, names) for chunk in table[name].chunks]
    return np.concatenate(columns) if columns else np.zeros(0, np.int64)


def _codes(column: pa.DictionaryArray, names: Sequence[str]) -> NDArray[np.int64]:
    order = {name: position for position, name in enumerate(names)}
    positions = [order.get(word, MISSING) for word in column.dictionary.to_pylist()]
    lookup = np.array([*positions, MISSING])  # the last one for missing names
    return lookup[column.indices.fill_null(len(positions)).to_numpy()]


def life_table(rows: pa.Table, name: str, axes: Axes) -> NDArray[np.float64]:
    """Rebuild a life table from the rows of one replicate; for parameters see ``Part``.

    Returns
    -------
    ndarray
        Counts, one axis for each column; combinations that have no row are 0.
    """
    chosen = np.flatnonzero(codes(rows, "table", [name]) == 0)
    # Rows of a table stand together, so that they are cut out, not copied.
    rows = rows.slice(int(chosen[0]) if chosen.size else 0, chosen.size)
    places, shape = [], []
    for column, positions in axes.items():
        if isinstance(positions[0], str):
            places.append(codes(rows, column, positions))
            shape.append(len(positions))
        else:
            first, length = positions
            places.append(rows[column].to_numpy().astype(np.int64) - first)
            shape.append(length)
    flat = np.ravel_multi_index(tuple(places), shape)
    counts = np.bincount(flat, rows["count"].to_numpy(), int(np.prod(shape)))
    return counts.astype(np.float64, copy=False).reshape(shape)

"""Whether two tables have the same numbers, to the bit, and else how far they are apart."""

from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray


class Agreement(NamedTuple):
    """How far one column of a table agrees with another's.

    Attributes
    ----------
    entries : int
        Numbers, words and gaps compared.
    equal : int
        Those equal to the last bit.
    apart : float
        Largest difference over the larger of the two; infinite where a number stands
        against a gap, or a word against another.
    """

    table: str
    column: str
    entries: int
    equal: int
    apart: float

    @property
    def whole(self) -> bool:
        """Whether everything is equal."""
        return self.equal == self.entries


def agreements(name: str, one: pa.Table, other: pa.Table) -> list[Agreement]:
    """Compare two tables column by column.

    Parameters
    ----------
    name : str
        Of the table.

    Returns
    -------
    list of Agreement
        One a column of either; a column of one table only, or of another length, agrees nowhere.
    """
    names = dict.fromkeys((*one.column_names, *other.column_names))
    return [_column(name, column, one, other) for column in names]


def agreements_of_frames(name: str, one: pd.DataFrame, other: pd.DataFrame) -> list[Agreement]:
    """Compare two data frames column by column; their rows correspond by place."""
    tables = (pa.Table.from_pandas(frame, preserve_index=False) for frame in (one, other))
    return agreements(name, *tables)


def _column(table: str, column: str, one: pa.Table, other: pa.Table) -> Agreement:
    entries = max(one.num_rows, other.num_rows)
    here = column in one.column_names and column in other.column_names
    if not here or one.num_rows != other.num_rows:
        return Agreement(table, column, entries, 0, np.inf)
    first, second = one[column].combine_chunks(), other[column].combine_chunks()
    kinds = {_kind(first.type), _kind(second.type)}
    if kinds == {"float"}:
        equal, apart = _numbers(_values(first), _values(second))
    else:
        same = pc.fill_null(pc.equal(first.cast(pa.string()), second.cast(pa.string())), False)
        both_missing = pc.and_(pc.is_null(first), pc.is_null(second))
        equal = np.asarray(pc.or_(same, both_missing).to_numpy(zero_copy_only=False), bool)
        apart = 0.0 if equal.all() else np.inf
        if kinds == {"whole"}:  # equal as written: as floats, large ones would be rounded first
            _, apart = _numbers(
                *(_values(each.filter(pa.array(~equal))) for each in (first, second))
            )
    return Agreement(table, column, entries, int(equal.sum()), apart)


def _kind(of: pa.DataType) -> str:
    if pa.types.is_floating(of):
        return "float"
    return "whole" if pa.types.is_integer(of) else "word"


def _values(column: Any) -> NDArray[np.float64]:
    return np.asarray(column.to_numpy(zero_copy_only=False), dtype=np.float64)


def _numbers(
    one: NDArray[np.float64], other: NDArray[np.float64]
) -> tuple[NDArray[np.bool_], float]:
    """Say which are equal to the bit, gaps too, and the largest relative difference.

    >>> _numbers(np.array([1.0, np.nan, 2.0]), np.array([1.0, np.nan, 4.0]))
    (array([ True,  True, False]), 0.5)
    """
    gaps = np.isnan(one) & np.isnan(other)
    equal = gaps | (one.view(np.int64) == other.view(np.int64))
    if equal.all():
        return equal, 0.0
    first, second = one[~equal], other[~equal]
    larger = np.maximum(np.maximum(np.abs(first), np.abs(second)), np.finfo(float).tiny)
    far = np.abs(first - second) / larger
    return equal, float(np.where(np.isnan(far), np.inf, far).max())

"""Columns of the tables of a run: Arrow types, units and meanings in the files themselves."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from sim.model.conditions import FIRST_YEAR

MONTH = pa.timestamp("us")
WORD = pa.dictionary(pa.int32(), pa.string())
COUNT, WHOLE, REAL, FLAG = pa.int32(), pa.int64(), pa.float64(), pa.bool_()

_KINDS = {MONTH: "date", WORD: "text", COUNT: "whole", WHOLE: "whole", REAL: "real", FLAG: "yes/no"}


class Replicate(NamedTuple):
    """One run of an ensemble."""

    number: int
    draw: int  # number of the parameter draw; -1 for default parameters
    seed: int


class Column(NamedTuple):
    """A column as declared."""

    name: str
    type: pa.DataType
    unit: str
    meaning: str

    @property
    def kind(self) -> str:
        """Type in a word."""
        return _KINDS[self.type]

    @property
    def field(self) -> pa.Field:
        """Arrow field that carries unit and meaning."""
        notes = {"unit": self.unit, "description": self.meaning}
        return pa.field(self.name, self.type, metadata=notes)


KEYS = (
    Column("scenario", WORD, "", "Name of the scenario."),
    Column("draw", COUNT, "", "Number of the parameter draw, from 0; -1 for default parameters."),
    Column("seed", WHOLE, "", "Seed of the random numbers."),
)


def table(
    columns: Sequence[Column], values: Mapping[str, Any], scenario: str, replicate: Replicate
) -> pa.Table:
    """Build a table that begins with the keys of a run.

    Parameters
    ----------
    columns : sequence of Column
        Without the keys.
    values : mapping of str to array
        One for each column, of one length; Arrow arrays or what becomes one.
    """
    rows = len(values[columns[0].name])
    keys = {
        "scenario": word(np.zeros(rows, np.int32), [scenario]),
        "draw": np.full(rows, replicate.draw, np.int32),
        "seed": np.full(rows, replicate.seed, np.int64),
    }
    both = {**keys, **values}
    schema = _schema(tuple(columns))
    arrays = [pa.array(both[field.name], type=field.type) for field in schema]
    return pa.Table.from_arrays(arrays, schema=schema)


@cache
def _schema(columns: tuple[Column, ...]) -> pa.Schema:
    return pa.schema([column.field for column in (*KEYS, *columns)])


def word(codes: NDArray[Any], names: Sequence[str]) -> pa.DictionaryArray:
    """Build a column of names from codes; a negative code is missing."""
    numbers = np.asarray(codes, np.int32)
    return pa.DictionaryArray.from_arrays(
        pa.array(numbers, mask=numbers < 0), pa.array(list(names), pa.string())
    )


def count(values: NDArray[Any]) -> pa.Array:
    """Build a column of whole numbers from sums that may be missing (NaN)."""
    missing = np.isnan(values)
    whole = np.rint(np.where(missing, 0, values))
    # Casting afterwards takes Arrow longer than all the rest.
    small = np.abs(whole).max(initial=0) < 2**31
    return pa.array(whole.astype(np.int32 if small else np.int64), mask=missing)


def real(values: NDArray[Any]) -> pa.Array:
    """Build a column of numbers that may be missing (NaN)."""
    return pa.array(values, mask=np.isnan(values))


def month(numbers: NDArray[Any], missing: NDArray[np.bool_] | None = None) -> pa.Array:
    """Build a column of months, each as its first day; month 0 is January 2015.

    >>> month(np.array([0, 13])).to_pylist()
    [datetime.datetime(2015, 1, 1, 0, 0), datetime.datetime(2016, 2, 1, 0, 0)]
    """
    since_1970 = np.asarray(numbers, np.int64) + 12 * (FIRST_YEAR - 1970)
    days = since_1970.astype("datetime64[M]").astype("datetime64[us]")
    return pa.array(days, mask=missing)

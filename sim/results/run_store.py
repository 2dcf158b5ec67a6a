"""A store of runs that cannot be broken: rows in append-only parts, found again by their keys.

Each part is a Parquet file that appears whole, and on the disk, under its name: a killed
process, a full disk or a machine that vanishes lose what was under way and nothing else. A row
has a key that says everything its numbers depend on, so that no run is made twice, and any
reader of Parquet (DuckDB, pandas, R) may look at any moment:
``select * from read_parquet('runs/part-*.parquet', union_by_name = true)``.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from sim.results.files import write_parquet
from sim.results.tables import Damaged

Row = Mapping[str, float]
Columns = dict[str, NDArray[np.float64]]
KEY, STATUS, OK = "key", "status", "ok"
BEGIN = {
    KEY: pa.string(),
    "scenario": pa.string(),
    "point": pa.int64(),
    "replicate": pa.int32(),
    "seed": pa.int64(),
}
END = {
    STATUS: pa.string(),
    "reason": pa.string(),
    "seconds": pa.float64(),
    "finished": pa.timestamp("us", "UTC"),
    "machine": pa.string(),
}
_UNREADABLE = ".unreadable"


class RunStore:
    """Rows of runs in one folder.

    Parameters
    ----------
    folder : Path
        Made when the first part is written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._written = 0
        self._states: dict[Path, list[tuple[str, bool]]] = {}

    def parts(self) -> list[Path]:
        """Parts that are there, in the order of writing."""
        return sorted(self.folder.glob("part-*.parquet")) if self.folder.is_dir() else []

    def append(self, table: pa.Table) -> None:
        """Keep rows, all or none of them, as a part of their own.

        Raises
        ------
        OSError
            If they cannot be written; then nothing of them is there.
        """
        if not table.num_rows:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        last = max((int(path.name.split("-")[1]) for path in self.parts()), default=-1)
        self._written = max(self._written, last + 1)
        digest = hashlib.sha256("".join(table[KEY].to_pylist()).encode()).hexdigest()[:8]
        path = self.folder / f"part-{self._written:06d}-{digest}.parquet"
        write_parquet(path, [table], durable=True)
        self._written += 1

    def tidy(self) -> list[Path]:
        """Take away what killed writers left, and set aside parts that cannot be read.

        To be called by the one writer alone.

        Returns
        -------
        list of Path
            Parts that were set aside, under new names.
        """
        aside = []
        for hidden in self.folder.glob(".part-*.tmp") if self.folder.is_dir() else ():
            hidden.unlink(missing_ok=True)
        for path in self.parts():
            if not self._knows(path):
                aside.append(path.rename(path.with_name(path.name + _UNREADABLE)))
        return aside

    def finished(self) -> frozenset[str]:
        """Keys of the rows that are there and did not fail."""
        return frozenset(key for key, ok in self.states().items() if ok)

    def states(self) -> dict[str, bool]:
        """Keys of the rows that are there, and whether each did well at least once.

        What stands in a part that cannot be read is not there: it is made again.
        """
        found: dict[str, bool] = {}
        for path in self.parts():
            if self._knows(path):
                for key, did_well in self._states[path]:
                    found[key] = found.get(key, False) or did_well
        return found

    def _knows(self, path: Path) -> bool:
        """Whether the keys of a part can be read; a part never changes, so they are read once."""
        if path not in self._states:
            with suppress(Damaged):
                self._note_states(path, _read(path, (STATUS,)))
        return path in self._states

    def _note_states(self, path: Path, part: pa.Table) -> None:
        keys = part[KEY].to_pylist()
        there = STATUS in part.column_names
        said = part[STATUS].to_pylist() if there else [OK] * len(keys)
        self._states[path] = [(key, each == OK) for key, each in zip(keys, said, strict=True)]

    def table(
        self, keys: Collection[str] | None = None, columns: Collection[str] | None = None
    ) -> pa.Table:
        """Read rows; a column that a part lacks is missing there.

        Parameters
        ----------
        keys : collection of str, optional
            Those wanted; all by default.
        columns : collection of str, optional
            Beside the key; those that no part has are left out.

        Raises
        ------
        Damaged
            If columns of a part cannot be read although its keys can: its runs count as made.
        """
        tables = []
        for path in self.parts():
            try:
                tables.append(_read(path, columns))
            except Damaged:
                if self._knows(path):
                    raise
                continue
            if columns is None or STATUS in columns:
                self._note_states(path, tables[-1])
        if not tables:
            return pa.table({KEY: pa.array([], pa.string())})
        found = pa.concat_tables(tables, promote_options="permissive").combine_chunks()
        if keys is None:
            return found
        return found.filter(pc.is_in(found[KEY], value_set=pa.array(sorted(keys), pa.string())))

    def numbers(self, keys: Sequence[str]) -> Columns:
        """Read the numbers of some rows, in the order of their keys.

        Returns
        -------
        dict of str to ndarray, shape (keys,)
            A column that a part lacks is NaN there.
        """
        table = self.table(frozenset(keys))
        place = {key: number for number, key in enumerate(table[KEY].to_pylist())}
        order = np.array([place[key] for key in keys], dtype=np.int64)
        columns = table.drop_columns([KEY])
        return {
            name: np.asarray(columns[name].to_numpy(zero_copy_only=False), dtype=float)[order]
            for name in columns.column_names
        }


def _read(path: Path, columns: Collection[str] | None) -> pa.Table:
    """Read a part, opening it once: of many small parts, the opening is what takes time."""
    try:
        with pq.ParquetFile(path) as file:
            names = file.schema_arrow.names
            chosen = None if columns is None else [n for n in names if n == KEY or n in columns]
            return file.read(chosen, use_threads=False)
    except (pa.ArrowInvalid, OSError) as error:
        if getattr(error, "errno", None):  # of the machine, not of the file
            raise
        raise Damaged(path) from None


def keyed_table(keys: Iterable[str], rows: Sequence[Row]) -> pa.Table:
    """Rows of numbers with their keys."""
    columns: dict[str, Any] = {KEY: pa.array(keys, pa.string())}
    for name in dict.fromkeys(name for row in rows for name in row):
        columns[name] = np.array([row.get(name, np.nan) for row in rows])
    return pa.table(columns)


def run_table(
    rows: Sequence[Mapping[str, Any]], factors: Sequence[str], outcomes: Sequence[str]
) -> pa.Table:
    """Rows of a sweep with the same columns in every part; what a row lacks is missing."""
    types = {
        **BEGIN,
        **dict.fromkeys(factors, pa.float64()),
        **END,
        **dict.fromkeys(outcomes, pa.float64()),
    }
    return pa.table(
        {name: pa.array([row.get(name) for row in rows], kind) for name, kind in types.items()}
    )


def joined(tables: Sequence[pa.Table]) -> pa.Table:
    """Tables of the same columns below each other."""
    return pa.concat_tables(tables)

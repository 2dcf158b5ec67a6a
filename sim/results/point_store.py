"""Rows of numbers kept in parts: what has been run of a design, whatever happens next.

Each part is a Parquet file that appears whole under its name, so that a killed run leaves only
finished parts and the same command goes on with the others.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from sim.results.files import write_parquet, write_text

Row = Mapping[str, float]
Columns = dict[str, NDArray[np.float64]]


class PointStore:
    """Rows of one design.

    Parameters
    ----------
    folder : Path
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def finished(self) -> frozenset[int]:
        """Numbers of the parts that are there."""
        return frozenset(int(path.stem.removeprefix("part-")) for path in self._parts())

    def write(self, part: int, rows: Sequence[Row]) -> None:
        """Keep the rows of a part."""
        self.folder.mkdir(parents=True, exist_ok=True)
        write_rows(self.folder / f"part-{part:05d}.parquet", rows)

    def read(self, parts: Iterable[int] | None = None) -> Columns:
        """Read parts in order, all by default.

        Returns
        -------
        dict of str to ndarray, shape (rows,)
            A column that a part lacks is NaN there.
        """
        chosen = sorted(self.finished() if parts is None else parts)
        paths = [self.folder / f"part-{part:05d}.parquet" for part in chosen]
        tables = [pq.read_table(path) for path in paths]
        return columns_of(pa.concat_tables(tables, promote_options="default"))

    def note(self, name: str, about: Mapping[str, Any]) -> None:
        """Keep what the parts are of, as JSON."""
        self.folder.mkdir(parents=True, exist_ok=True)
        write_text(self.folder / name, json.dumps(about, indent=1) + "\n")

    def _parts(self) -> list[Path]:
        return sorted(self.folder.glob("part-*.parquet")) if self.folder.is_dir() else []


def write_rows(path: Path, rows: Sequence[Row]) -> None:
    """Write rows as a Parquet file of numbers."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    write_columns(path, {n: np.array([row.get(n, np.nan) for row in rows]) for n in names})


def write_columns(path: Path, columns: Mapping[str, NDArray[Any]]) -> None:
    """Write columns of numbers as a Parquet file."""
    write_parquet(path, [pa.table(dict(columns))])


def columns_of(table: pa.Table) -> Columns:
    """Columns of a table of numbers; nothing there is NaN."""
    return {
        name: np.asarray(table[name].to_numpy(zero_copy_only=False), dtype=float)
        for name in table.column_names
    }


def read_rows(path: Path) -> Columns:
    """Read a Parquet file of numbers."""
    return columns_of(pq.read_table(path))

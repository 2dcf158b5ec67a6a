"""Tables of all replicates of a run, wherever they are kept: memory, parts or a run folder."""

import errno
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from sim.results.arrays import Axes, life_table, numbers
from sim.results.groups import GROUPS
from sim.results.reduce import TABLES, Tables

if TYPE_CHECKING:
    import pandas as pd


class Damaged(OSError):
    """A file of a run folder that is damaged or cut short; ``filename`` says which."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EIO, "damaged or cut short", path.as_posix())


class Part(ABC):
    """Tables of one replicate."""

    @abstractmethod
    def table(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        """Return a table by its name in ``TABLES``, or some of its columns."""

    def indicators(self, names: Sequence[str]) -> dict[str, NDArray[np.float64]]:
        """Return indicators of all groups, shape (months, groups); NaN where missing."""
        table = self.table("series", names)
        return {name: numbers(table, name).reshape(-1, len(GROUPS)) for name in names}

    def life_table(self, name: str, axes: Axes) -> NDArray[np.float64]:
        """Return a life table as an array.

        Parameters
        ----------
        axes : mapping of str to names or (first, length)
            Columns that become axes: a list of names, or the first number and how many.

        Returns
        -------
        ndarray
            Counts, one axis for each column; combinations that have no row are 0.
        """
        return life_table(self.table("life_tables", ["table", *axes, "count"]), name, axes)


@dataclass(frozen=True)
class InMemory(Part):
    """Tables of one replicate in memory."""

    tables: Tables

    def table(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        """Return a table."""
        table = self.tables[name]
        return table if columns is None else table.select(list(columns))


@dataclass(frozen=True)
class InFolder(Part):
    """Tables of one replicate as files of its own."""

    folder: Path

    def table(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        """Return a table."""
        with pa.OSFile(str(self.folder / f"{name}.arrow")) as file:
            table = pa.ipc.open_file(file).read_all()
        return table if columns is None else table.select(list(columns))


@dataclass(frozen=True)
class InRun(Part):
    """Tables of one replicate as row groups of a run folder's files."""

    folder: Path
    index: int

    def table(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        """Return a table."""
        path = self.folder / f"{name}.parquet"
        with (
            _told(path),
            pq.ParquetFile(path, metadata=_footer(path, path.stat().st_mtime_ns)) as file,
        ):
            return file.read_row_group(self.index, columns=columns)


@lru_cache(maxsize=32)
def _footer(path: Path, changed: int) -> pq.FileMetaData:
    """Footer of a file as it was when it last changed; many row groups make it long to parse."""
    return pq.read_metadata(path)


class RunTables:
    """Tables of a run, replicate by replicate.

    Parameters
    ----------
    parts : sequence of Part
        In the order of the replicates.
    """

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = tuple(parts)

    def __len__(self) -> int:
        return len(self.parts)

    def __iter__(self) -> Iterator[Part]:
        return iter(self.parts)

    def each(self, name: str) -> Iterator[pa.Table]:
        """Go through a table, replicate by replicate."""
        return (part.table(name) for part in self.parts)

    def table(self, name: str) -> pa.Table:
        """Return a table of all replicates, one below the other."""
        return pa.concat_tables(self.each(name), promote_options="default")

    def frame(self, name: str) -> "pd.DataFrame":
        """Return a table of all replicates for pandas."""
        return self.table(name).to_pandas()

    @cached_property
    def series(self) -> "pd.DataFrame":
        """Indicators by month and group."""
        return self.frame("series")

    @cached_property
    def spaces(self) -> "pd.DataFrame":
        """One row a space."""
        return self.frame("spaces")

    @cached_property
    def life_tables(self) -> "pd.DataFrame":
        """Exact counts of months at risk and of ends."""
        return self.frame("life_tables")

    @cached_property
    def ledger(self) -> "pd.DataFrame":
        """Flows of money by month."""
        return self.frame("ledger")


def tables_in(folder: Path) -> RunTables:
    """Open the tables of a finished run folder.

    Raises
    ------
    OSError
        If one is missing; ``Damaged`` if it cannot be read or lacks replicates of the others.
    """
    replicates = 0
    for name in TABLES:
        path = folder / f"{name}.parquet"
        changed = path.stat().st_mtime_ns
        with _told(path):
            groups = _footer(path, changed).num_row_groups
        replicates = replicates or groups
        if groups != replicates or not groups:
            raise Damaged(path)
    return RunTables([InRun(folder, index) for index in range(replicates)])


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Name the file where pyarrow does not."""
    try:
        yield
    except (pa.ArrowInvalid, OSError):
        raise Damaged(path) from None

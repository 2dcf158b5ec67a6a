"""The files of a whole run, written while some of its replicates are still under way."""

from collections.abc import Mapping
from pathlib import Path
from threading import Lock

import pyarrow.parquet as pq

from sim.results.files import parquet_writer
from sim.results.reduce import TABLES, Tables
from sim.results.tables import InMemory, Part


class Gathering:
    """Files of a run in the making: its replicates in their order, each a row group.

    Parameters
    ----------
    folder : Path
        Empty.
    parts : mapping of int to Part
        Replicates that are there already, by number.

    Attributes
    ----------
    written : int
        Replicates in the files, the first ones of the run.
    """

    def __init__(self, folder: Path, parts: Mapping[int, Part]) -> None:
        self.folder, self.written = folder, 0
        self._waiting = dict(parts)
        self._writers: dict[str, pq.ParquetWriter] = {}
        self._turn = Lock()

    def bring(self, number: int, tables: Tables) -> None:
        """Leave the tables of a replicate, from any thread."""
        self._waiting[number] = InMemory(tables)

    def advance(self) -> None:
        """Write replicates up to the first that is missing, unless another thread does so now."""
        if self._turn.acquire(blocking=False):
            try:
                self._write_on()
            finally:
                self._turn.release()

    def _write_on(self) -> None:
        while (part := self._waiting.pop(self.written, None)) is not None:
            for name in TABLES:
                table = part.table(name)
                if name not in self._writers:
                    path = self.folder / f"{name}.parquet"
                    self._writers[name] = parquet_writer(path, table.schema)
                self._writers[name].write_table(table, row_group_size=max(1, table.num_rows))
            self.written += 1

    def close(self) -> None:
        """End the files, after whoever writes; from now on nobody does."""
        self._turn.acquire()  # for good: after a second Ctrl-C runs may still bring replicates
        for writer in self._writers.values():
            writer.close()

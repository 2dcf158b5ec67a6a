"""The run folder: parts of an unfinished run beside it, the whole under its name at once.

``outputs/baseline/5f0c.../`` is a finished run. ``outputs/baseline/.5f0c.../`` holds the
replicates of one that is under way or was stopped; whoever asks for the same run again
goes on from there.
"""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sim.results.files import write_parquet
from sim.results.lock import held
from sim.results.reduce import TABLES, Tables
from sim.results.tables import InFolder, RunTables, tables_in

MANIFEST = "manifest.json"


class RunFolder:
    """Folder of one run.

    Parameters
    ----------
    out : Path
        Where all runs go, ``outputs`` by default.
    scenario, run_id : str
    """

    def __init__(self, out: Path, scenario: str, run_id: str) -> None:
        self.path = out / scenario / run_id
        self.work = out / scenario / f".{run_id}"

    @property
    def complete(self) -> bool:
        """Whether the run is finished and its folder whole."""
        return (self.path / MANIFEST).is_file()

    @contextmanager
    def reserved(self, on_wait: Callable[[], None]) -> Iterator[None]:
        """Keep other processes from the same run in the meantime."""
        with held(self.work / "lock", on_wait):
            yield
            self.sweep()

    def finished_parts(self) -> frozenset[int]:
        """Replicates that an unfinished run has kept."""
        names = [path.name for path in self._parts.glob("[0-9]*")] if self._parts.is_dir() else []
        return frozenset(int(name) for name in names)

    def write_part(self, index: int, tables: Tables) -> None:
        """Keep the tables of one replicate."""
        hidden = self._parts / f".{index}.{os.getpid()}"
        shutil.rmtree(hidden, ignore_errors=True)
        hidden.mkdir(parents=True)
        for name, table in tables.items():
            write_parquet(hidden / f"{name}.parquet", [table])
        os.rename(hidden, self._part(index))

    def parts(self, indices: Iterable[int]) -> RunTables:
        """Tables of replicates that have been kept."""
        return RunTables([InFolder(self._part(index)) for index in indices])

    def tables(self) -> RunTables:
        """Tables of the finished run."""
        return tables_in(self.path)

    def forget_parts(self) -> None:
        """Drop the kept replicates of an unfinished run."""
        shutil.rmtree(self._parts, ignore_errors=True)

    def sweep(self) -> None:
        """Remove what a finished run has left beside its folder."""
        if self.complete:
            shutil.rmtree(self.work, ignore_errors=True)

    @contextmanager
    def published(self, replicates: int) -> Iterator[Path]:
        """Give a hidden folder with the tables of all replicates; it takes its name at the end.

        What the caller writes in it appears with the tables or not at all.
        """
        hidden = self.work / "whole"
        shutil.rmtree(hidden, ignore_errors=True)
        hidden.mkdir(parents=True)
        tables = self.parts(range(replicates))
        for name in TABLES:
            write_parquet(hidden / f"{name}.parquet", tables.each(name))
        yield hidden
        if self.path.exists():  # an older one, with --force, or a broken one
            older = self.work / "older"
            shutil.rmtree(older, ignore_errors=True)
            os.rename(self.path, older)
        os.rename(hidden, self.path)

    @property
    def _parts(self) -> Path:
        return self.work / "parts"

    def _part(self, index: int) -> Path:
        return self._parts / f"{index:05d}"

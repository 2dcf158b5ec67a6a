"""The run folder: parts of an unfinished run beside it, the whole under its name at once.

``outputs/baseline/5f0c.../`` is a finished run. ``outputs/baseline/.5f0c.../`` holds the
replicates of one that is under way or was stopped; whoever asks for the same run again
goes on from there.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sim.results.files import write_arrow
from sim.results.gathering import Gathering
from sim.results.lock import held
from sim.results.reduce import TABLES, Tables
from sim.results.tables import InFolder, RunTables, tables_in

MANIFEST, LOCK = "manifest.json", "lock"


def manifest_in(path: Path) -> dict[str, Any]:
    """Read the manifest of a folder; empty where there is none, or none that can be read."""
    try:
        found = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


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
        self._gathered = 0  # replicates in the files of the hidden folder

    @property
    def complete(self) -> bool:
        """Whether the folder is finished: it has a manifest that can be read."""
        return bool(manifest_in(self.path))

    @contextmanager
    def reserved(self, on_wait: Callable[[], None]) -> Iterator[None]:
        """Keep other processes from the same run in the meantime."""
        with held(self.work / LOCK, on_wait):
            yield
            self.sweep()

    def finished_parts(self) -> frozenset[int]:
        """Replicates that an unfinished run has kept."""
        files = self._parts.glob(f"[0-9]*/{TABLES[0]}.arrow")  # other kinds are of older versions
        return frozenset(int(path.parent.name) for path in files)

    def write_part(self, index: int, tables: Tables) -> None:
        """Keep the tables of one replicate."""
        hidden = self._parts / f".{index}.{os.getpid()}"
        shutil.rmtree(hidden, ignore_errors=True)
        hidden.mkdir(parents=True)
        for name, table in tables.items():
            write_arrow(hidden / f"{name}.arrow", table)
        shutil.rmtree(self._part(index), ignore_errors=True)  # of an older version
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
        if not self.complete:
            return
        # The lock goes last: once it is gone another process may write here.
        for path in self.work.glob("*"):
            if path.name != LOCK:
                shutil.rmtree(path, ignore_errors=True)
        shutil.rmtree(self.work, ignore_errors=True)

    @contextmanager
    def gathering(self) -> Iterator[Gathering]:
        """Write the files of the whole run while its replicates are being made.

        Replicates that have been kept are there already.
        """
        self._gathered = 0
        self._make_whole()
        parts = {index: InFolder(self._part(index)) for index in self.finished_parts()}
        gathering = Gathering(self._whole, parts)
        try:
            yield gathering
        finally:
            gathering.close()
        self._gathered = gathering.written

    @contextmanager
    def published(self, replicates: int) -> Iterator[Path]:
        """Give a hidden folder with the tables of all replicates; it takes its name at the end.

        What the caller writes in it appears with the tables or not at all.
        """
        if self._gathered != replicates:
            with self.gathering() as gathering:
                gathering.advance()
            if gathering.written != replicates:
                raise ValueError(f"replicate {gathering.written} of {replicates} is missing")
        self._gathered = 0
        yield self._whole
        self._take_name()

    @contextmanager
    def written(self) -> Iterator[Path]:
        """Give an empty hidden folder that takes its name at the end."""
        self._make_whole()
        yield self._whole
        self._take_name()

    def _make_whole(self) -> None:
        shutil.rmtree(self._whole, ignore_errors=True)
        self._whole.mkdir(parents=True)

    def _take_name(self) -> None:
        if self.path.exists():  # an older one, with --force, or a broken one
            older = self.work / "older"
            shutil.rmtree(older, ignore_errors=True)
            os.rename(self.path, older)
        os.rename(self._whole, self.path)

    @property
    def _whole(self) -> Path:
        return self.work / "whole"

    @property
    def _parts(self) -> Path:
        return self.work / "parts"

    def _part(self, index: int) -> Path:
        return self._parts / f"{index:05d}"

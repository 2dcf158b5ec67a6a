"""What each submodel really reads and writes, seen by running it on watched records.

``python -m tests.properties.contracts`` prints the tuples ``READS`` and ``WRITES`` of every
submodel, as its file declares them: ``"spaces: cash slots"`` stands for two fields of spaces.
Parameters and switches are not listed: rules may read any of them. Watching needs rules that
are not compiled, hence a process of its own.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from textwrap import wrap
from typing import Any

import numpy as np

from sim.model import schedule as month_of_model
from sim.model.growth import enlarged
from sim.model.state import World
from tests.properties.worlds import Run, all_levers, baseline, neutral

ROOT = Path(__file__).resolve().parents[2]
AGENTS = ("spaces", "startups", "dossiers", "offers", "signals", "investors", "book", "schedule")
TABLES = ("lists", "vacancies", "searches", "luck", "life", "logs", "records")
SUBMODELS = tuple(submodel.__name__ for submodel in month_of_model.SUBMODELS)


class Log:
    """Names read and written by whichever submodel is at work."""

    def __init__(self) -> None:
        self.at_work = ""
        self.read: dict[str, set[str]] = {name: set() for name in SUBMODELS}
        self.written: dict[str, set[str]] = {name: set() for name in SUBMODELS}

    def reads(self, name: str) -> None:
        self.read[self.at_work].add(name)

    def writes(self, name: str) -> None:
        self.written[self.at_work].add(name)


def from_the_start(key: Any) -> Any:
    """Return the index of an access, if none of it counts from an array's end.

    Compiled rules take their indices as they stand: see ``sim.model.plain_indices``.
    """
    for each in key if isinstance(key, tuple) else (key,):
        if not isinstance(each, slice) and each < 0:
            raise IndexError(f"{each} counts from the end: compiled, it would miss the array")
    return key


class Page:
    """An array whose reading and writing is logged under one name."""

    def __init__(self, log: Log, name: str, array: Any) -> None:
        self.log, self.name, self.array = log, name, array
        self.shape = array.shape

    def __len__(self) -> int:
        return len(self.array)

    def __getitem__(self, key: Any) -> Any:
        value = self.array[from_the_start(key)]
        if isinstance(value, np.ndarray):
            return Page(self.log, self.name, value)
        self.log.reads(self.name)
        return value

    def __setitem__(self, key: Any, value: Any) -> None:
        self.log.writes(self.name)
        self.array[from_the_start(key)] = value

    def __iter__(self) -> Any:
        self.log.reads(self.name)
        return iter(self.array)


class Record:
    """One agent: each field is logged under its own name."""

    def __init__(self, log: Log, name: str, record: Any) -> None:
        object.__setattr__(self, "_watched", (log, name, record))

    def __getattr__(self, field: str) -> Any:
        log, name, record = self._watched
        value = getattr(record, field)
        if isinstance(value, np.ndarray):
            return Page(log, f"{name}.{field}", value)
        log.reads(f"{name}.{field}")
        return value

    def __setattr__(self, field: str, value: Any) -> None:
        log, name, record = self._watched
        log.writes(f"{name}.{field}")
        setattr(record, field, value)


class Agents:
    """A record array: a row is a watched record."""

    def __init__(self, log: Log, name: str, records: Any) -> None:
        self.log, self.name, self.records = log, name, records
        self.shape = records.shape

    def __getitem__(self, row: Any) -> Record:
        return Record(self.log, self.name, self.records[int(from_the_start(row))])


def watched(world: World, log: Log) -> World:
    """The same world, watched."""
    seen: dict[str, Any] = {name: Agents(log, name, getattr(world, name)) for name in AGENTS}
    seen["now"] = Record(log, "now", world.now)
    for name in TABLES:
        tables = getattr(world, name, None)
        if hasattr(tables, "_asdict"):
            pages = {key: Page(log, f"{name}.{key}", a) for key, a in tables._asdict().items()}
            seen[name] = tables._replace(**pages)
        elif tables is not None:
            kind = Agents if tables.dtype.names else Page
            seen[name] = kind(log, name, tables)
    return world._replace(**seen)


def observed(run: Run) -> dict[str, dict[str, list[str]]]:
    """What each submodel reads and writes in one run; only where nothing is compiled."""
    log, world = Log(), run.start()
    while len(world.startups) < 4 * run.parameters.found_startups.startup_rate * len(run.schedule):
        world = enlarged(world)
    kept = {name: getattr(month_of_model, name) for name in SUBMODELS}

    def submodel(name: str) -> Any:
        def at_work(*state: Any) -> None:
            log.at_work = name
            kept[name](*state)

        return at_work

    seen = watched(world, log)
    try:
        for name in SUBMODELS:
            setattr(month_of_model, name, submodel(name))
        for month in range(len(run.schedule)):
            month_of_model.step(seen, month)
    finally:
        for name, original in kept.items():
            setattr(month_of_model, name, original)
    return {
        name: {"READS": sorted(log.read[name]), "WRITES": sorted(log.written[name])}
        for name in SUBMODELS
    }


def worlds() -> dict[str, Run]:
    """Small worlds in which, together, every rule is applied."""
    troubled = all_levers(40, seed=62, scale=0.04).under(
        10, rent_multiplier=2.0, entry_standard=0.5
    )
    kind = {"invest__early_threshold": 0.5, "invest__seed_looks": 20.0, "incubate__growth": 0.03}
    kind |= {"incubate__acquisition_rate": 0.1, "adapt__lease_term": 12}
    kind |= {"adapt__imitation_per_year": 1.0, "close__base_exit": 0.01}
    return {
        "all levers": all_levers(30, seed=61, scale=0.04).setting(**kind),
        "in trouble": troubled.setting(close__grace_months=2, close__review=1.0),
        "baseline": baseline(24, seed=63, scale=0.03),
        "neutral": neutral(30, seed=64, scale=0.03).setting(close__base_exit=0.01),
    }


def union(found: dict[str, dict[str, dict[str, list[str]]]]) -> dict[str, dict[str, list[str]]]:
    """What each submodel reads and writes in any of the worlds."""
    return {
        name: {
            kind: sorted({field for world in found.values() for field in world[name][kind]})
            for kind in ("READS", "WRITES")
        }
        for name in SUBMODELS
    }


def observed_elsewhere() -> dict[str, dict[str, dict[str, list[str]]]]:
    """What is observed in every world, in a process that compiles nothing."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore::RuntimeWarning", "-m", __spec__.name, "--json"],
        cwd=ROOT,
        env={**os.environ, "NUMBA_DISABLE_JIT": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def as_tuple(kind: str, names: list[str]) -> str:
    """A tuple as a submodel's file declares it: a line or more for each kind of record."""
    fields: dict[str, list[str]] = {}
    for name in names:
        owner, _, field = name.partition(".")
        fields.setdefault(owner, []).append(field)
    lines = [
        f'    "{f"{owner}: {line}" if line else owner}",'
        for owner in fields
        for line in wrap(" ".join(fields[owner]), width=90 - len(owner)) or [""]
    ]
    return "\n".join([f"{kind} = (", *lines, ")"])


def declared_names(entries: tuple[str, ...]) -> set[str]:
    """Names that a declared tuple stands for.

    >>> sorted(declared_names(("spaces: cash slots",)))
    ['spaces.cash', 'spaces.slots']
    """
    pairs = [entry.partition(": ") for entry in entries]
    names = {f"{owner}.{field}" for owner, _, fields in pairs for field in fields.split()}
    return names | {owner for owner, _, fields in pairs if not fields}


if __name__ == "__main__":
    if "--json" in sys.argv:
        print(json.dumps({name: observed(run) for name, run in worlds().items()}))
    else:
        for submodel, kinds in union(observed_elsewhere()).items():
            print(f"\n# {submodel}")
            for kind, names in kinds.items():
                print(as_tuple(kind, names))

"""Exact copies of a world at the end of a month, kept small.

Rows that no agent has used are blank and not copied; life tables are kept as their entries that
are not zero. What never changes is shared, and so are the records, of which months are rows.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.model.lines import blank
from sim.model.schedule import live
from sim.model.searches import room_for_searches
from sim.model.state import BY_SPACE, BY_STARTUP, LifeTables, Lists, Records, Vacancies, World

TABLES = ("spaces", "startups", "dossiers", "offers", "signals", "investors", "book")

Used = tuple[NDArray[Any], int]


class Table(NamedTuple):
    """The beginning of an array whose other rows are blank."""

    rows: int
    used: NDArray[Any]

    @classmethod
    def of(cls, array: NDArray[Any], used: int) -> "Table":
        """Copy the rows in use."""
        return cls(len(array), np.array(array[:used]))

    def whole(self) -> Any:
        """Return the array with its blank rows."""
        array = blank(self.rows, self.used.dtype)
        array[: len(self.used)] = self.used
        return array


class Sparse(NamedTuple):
    """An array most of whose entries are zero."""

    shape: tuple[int, ...]
    places: NDArray[np.int32]
    values: NDArray[Any]

    @classmethod
    def of(cls, array: NDArray[Any]) -> "Sparse":
        """Copy the entries that are not zero."""
        places = np.flatnonzero(array).astype(np.int32)
        return cls(array.shape, places, array.ravel()[places])

    def whole(self) -> NDArray[Any]:
        """Return the array with its zeros."""
        array = np.zeros(self.shape, self.values.dtype)
        array.ravel()[self.places] = self.values
        return array


class Snapshot(NamedTuple):
    """A world after the month ``month``; see ``World`` for its parts."""

    month: int
    now: NDArray[Any]
    tables: dict[str, Table]  # of agents and of what they see of spaces, and the book
    lists: dict[str, Table]
    life: dict[str, Sparse]

    @property
    def nbytes(self) -> int:
        """Memory that it takes, bytes."""
        tables = (*self.tables.values(), *self.lists.values())
        sparse = sum(each.places.nbytes + each.values.nbytes for each in self.life.values())
        return sum(each.used.nbytes for each in tables) + sparse


def take(world: World, month: int) -> Snapshot:
    """Copy a world that has lived up to and with a month.

    Parameters
    ----------
    month : int
        Month lived last; -1 before the first.
    """
    tables, lists = _in_use(world)
    return Snapshot(
        month,
        np.array(world.now),
        {name: Table.of(array, used) for name, (array, used) in tables.items()},
        {name: Table.of(array, used) for name, (array, used) in lists.items()},
        {name: Sparse.of(array) for name, array in world.life._asdict().items()},
    )


def restore(snapshot: Snapshot, world: World, records: Records) -> World:
    """Make a world that goes on exactly as the copied one would have.

    Parameters
    ----------
    world : World
        Any later or earlier world of the same run: what never changes is taken from it.
    records : Records
        Of the months up to the snapshot's.
    """
    return world._replace(
        now=_alone(snapshot.now),
        lists=Lists(**{name: table.whole() for name, table in snapshot.lists.items()}),
        vacancies=_unwritten(world),
        searches=room_for_searches(),
        life=LifeTables(**{name: each.whole() for name, each in snapshot.life.items()}),
        records=records,
        **{name: table.whole() for name, table in snapshot.tables.items()},
    )


def aside(world: World, month: int) -> World:
    """Copy a world that has lived up to and with a month, to be lived on for its records alone.

    Its life tables begin anew, which nothing that is lived depends on.
    """
    blank = LifeTables(**{n: np.zeros_like(each) for n, each in world.life._asdict().items()})
    return _with_own_arrays(world, month, blank)


def branched(world: World, month: int) -> World:
    """Copy a world that has lived up to and with a month; both can go on, each its own way."""
    life = LifeTables(**{n: np.array(each) for n, each in world.life._asdict().items()})
    return _with_own_arrays(world, month, life)


def lived(world: World, month: int, until: int) -> World:
    """Live the months from ``month`` up to, not including, ``until``, over what was lived before.

    ``observe`` adds to the records, so that their rows must be blank.
    """
    for name, rows in world.records._asdict().items():
        if name != "opening":  # the only one that is not by month
            rows[month:until] = 0.0
    return live(world, month, until)


def _with_own_arrays(world: World, month: int, life: LifeTables) -> World:
    tables, lists = _in_use(world)
    records = {
        name: _again(rows, len(rows) if name == "opening" else month + 1)
        for name, rows in world.records._asdict().items()
    }
    return world._replace(
        now=_alone(world.now),
        lists=Lists(**{name: _again(*each) for name, each in lists.items()}),
        vacancies=_unwritten(world),
        searches=room_for_searches(),
        life=life,
        records=Records(**records),
        **{name: _again(*each) for name, each in tables.items()},
    )


def _in_use(world: World) -> tuple[dict[str, Used], dict[str, Used]]:
    """Tables of agents and lists of their rows, each with how many of its rows are in use."""
    book = world.book[0]
    spaces, startups = int(book["spaces_used"]), int(book["startups_used"])
    # Place 0 of what stands by space is nobody's, so that these have one row more.
    used = {"spaces": spaces, "signals": spaces, "offers": spaces + 1}
    used |= {"startups": startups, "dossiers": startups}
    used |= dict.fromkeys(BY_SPACE, spaces + 1) | dict.fromkeys(BY_STARTUP, startups)
    tables = {name: getattr(world, name) for name in TABLES}
    lists = world.lists._asdict()
    return (
        {name: (array, used.get(name, len(array))) for name, array in tables.items()},
        {name: (array, used.get(name, len(array))) for name, array in lists.items()},
    )


def _again(array: NDArray[Any], used: int) -> Any:
    """Copy the rows in use; the others are blank."""
    fresh = blank(len(array), array.dtype) if array.ndim == 1 else np.zeros_like(array)
    fresh[:used] = array[:used]
    return fresh


def _alone(conditions: Any) -> Any:
    now = np.zeros(1, conditions.dtype).view(np.recarray)
    now[0] = conditions
    return now[0]


def _unwritten(world: World) -> Vacancies:
    """Berths are written anew each month; two worlds that live at once each need their own."""
    return world.vacancies._replace(berths=np.zeros_like(world.vacancies.berths))

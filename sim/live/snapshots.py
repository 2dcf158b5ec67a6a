"""Exact copies of a world at the end of a month, kept small.

Rows that no agent has used are blank and not copied; life tables are kept as their entries that
are not zero. What never changes is shared, and so are the records, of which months are rows.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.model.schedule import live
from sim.model.state import LifeTables, Lists, Records, World

BY_SPACE = ("open_spaces", "draws")
BY_STARTUP = ("seekers", "pitches", "leavers", "ends")


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
        array = np.zeros(self.rows, self.used.dtype)
        array[: len(self.used)] = self.used
        return array.view(np.recarray) if self.used.dtype.names else array


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
    tables: dict[str, Table]  # spaces, startups, dossiers, offers, investors, book
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
    book = world.book[0]
    spaces, startups = int(book["spaces_used"]), int(book["startups_used"])
    # Place 0 of what stands by space is nobody's, so that these have one row more.
    used = {"spaces": spaces, "startups": startups, "dossiers": startups, "offers": spaces + 1}
    lengths = dict.fromkeys(BY_SPACE, spaces + 1) | dict.fromkeys(BY_STARTUP, startups)
    return Snapshot(
        month,
        np.array(world.now),
        {
            name: Table.of(array, used.get(name, len(array)))
            for name in ("spaces", "startups", "dossiers", "offers", "investors", "book")
            for array in (getattr(world, name),)
        },
        {
            name: Table.of(array, lengths.get(name, len(array)))
            for name, array in world.lists._asdict().items()
        },
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
    now = np.zeros(1, snapshot.now.dtype).view(np.recarray)
    now[0] = snapshot.now
    return world._replace(
        now=now[0],
        lists=Lists(**{name: table.whole() for name, table in snapshot.lists.items()}),
        # Berths are written anew each month; two worlds that live at once each need their own.
        vacancies=world.vacancies._replace(berths=np.zeros_like(world.vacancies.berths)),
        life=LifeTables(**{name: each.whole() for name, each in snapshot.life.items()}),
        records=records,
        **{name: table.whole() for name, table in snapshot.tables.items()},
    )


def copied(records: Records) -> Records:
    """Return records that another run may write."""
    return Records(*(rows.copy() for rows in records))


def lived(world: World, month: int, until: int) -> World:
    """Live the months from ``month`` up to, not including, ``until``, over what was lived before.

    ``observe`` adds to the records, so that their rows must be blank.
    """
    for name, rows in world.records._asdict().items():
        if name != "opening":  # the only one that is not by month
            rows[month:until] = 0.0
    return live(world, month, until)

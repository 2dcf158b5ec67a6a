"""Binary frames: what the canvas and the charts need of a month; docs/live.md has the layout."""

import struct
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.live.branch import Branch
from sim.live.charts import series
from sim.model.categories import MODEL_OF_CELL, NONE
from sim.model.state import TENANT, World

FOUNDED, CLOSED, FUNDED = 1, 2, 4
_MODELS = np.array(MODEL_OF_CELL, np.uint8)
_HEADER = struct.Struct("<4I")


class Dots(NamedTuple):
    """Spaces that are open in a month or closed in it, one entry a space."""

    row: NDArray[np.uint16]
    tenants: NDArray[np.uint16]
    model: NDArray[np.uint8]
    cluster: NDArray[np.uint8]
    flags: NDArray[np.uint8]

    def packed(self) -> bytes:
        """Return the columns one after the other, padded to a multiple of four bytes."""
        content = b"".join(column.tobytes() for column in self)
        return content + bytes(-len(content) % 4)


def dots(world: World, month: int) -> Dots:
    """Read the spaces of a world that has lived up to a month."""
    spaces = world.spaces[: int(world.book[0]["spaces_used"])]
    closed = spaces["closed"]
    rows = np.flatnonzero((closed == NONE) | (closed == month))
    founded, gone = spaces["founded"][rows] == month, closed[rows] == month
    flags = FOUNDED * founded + CLOSED * gone + FUNDED * funded_spaces(world, month)[rows]
    # A column at a time: a whole row of a space is a kilobyte.
    return Dots(
        rows.astype("<u2"),
        spaces["tenants"][rows].astype("<u2"),
        _MODELS[spaces["cell_now"][rows]],
        spaces["district"][rows].astype(np.uint8),
        flags.astype(np.uint8),
    )


def funded_spaces(world: World, month: int) -> NDArray[np.bool_]:
    """Whether a tenant of a space was funded in the month, shape (spaces,)."""
    startups = world.startups[: int(world.book[0]["startups_used"])]
    funded = np.flatnonzero(startups["last_round"] == month)
    funded = funded[startups["status"][funded] == TENANT]
    found = np.zeros(int(world.book[0]["spaces_used"]), bool)
    found[startups["space"][funded]] = True
    return found


def frame(number: int, a: Branch, b: Branch) -> bytes:
    """Pack the month shown, which is the same in both branches.

    Parameters
    ----------
    number : int
        The page acknowledges it by this number.
    """
    both = [dots(branch.world, branch.month) for branch in (a, b)]
    header = _HEADER.pack(number, a.month, *(len(each.row) for each in both))
    values = [series(branch.records, branch.month)[:, -1] for branch in (a, b)]
    charts = np.concatenate(values).astype("<f4").tobytes()
    return header + b"".join(each.packed() for each in both) + charts

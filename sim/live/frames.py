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
    shown = spaces[rows]
    flags = FOUNDED * (shown["founded"] == month) + CLOSED * (shown["closed"] == month)
    flags = flags + FUNDED * np.isin(rows, funded_spaces(world, month))
    return Dots(
        rows.astype("<u2"),
        shown["tenants"].astype("<u2"),
        _MODELS[shown["cell_now"]],
        shown["district"].astype(np.uint8),
        flags.astype(np.uint8),
    )


def funded_spaces(world: World, month: int) -> NDArray[np.int32]:
    """Rows of the spaces of which a tenant was funded in the month."""
    startups = world.startups[: int(world.book[0]["startups_used"])]
    funded = (startups["last_round"] == month) & (startups["status"] == TENANT)
    return np.unique(startups["space"][funded])


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

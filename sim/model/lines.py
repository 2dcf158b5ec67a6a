"""Records laid out by lines of the processor's cache, so that an agent met at random costs few.

Results never depend on it.
"""

from typing import Any

import numpy as np

LINE = 64  # bytes that the processor fetches at once


def whole_lines(fields: list[Any]) -> np.dtype[np.void]:
    """Return the type of a record that fills whole lines.

    >>> whole_lines([("cash", "f8"), ("kind", "i1")]).itemsize
    64
    """
    kind = np.dtype(fields, align=True)
    return np.dtype(
        {
            "names": list(kind.names or ()),
            "formats": [field[0] for field in (kind.fields or {}).values()],
            "offsets": [field[1] for field in (kind.fields or {}).values()],
            "itemsize": -(-kind.itemsize // LINE) * LINE,
        },
        align=True,
    )


def blank(rows: int, kind: np.dtype[Any]) -> Any:
    """Return a zeroed array that begins with a line; a record array, if of records."""
    size = rows * kind.itemsize
    room = np.zeros(size + LINE, np.uint8)
    start = -room.ctypes.data % LINE
    array = room[start : start + size].view(kind)
    return array.view(np.recarray) if kind.names else array

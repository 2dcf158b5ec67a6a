"""Memory that a run has freed is kept for the next one, not given back and asked for again."""

import ctypes
import sys
from functools import cache

# As <malloc.h> numbers them. Without this, every table of some megabytes that a measure makes
# costs a page fault for each 4 kB of it: a quarter of the time that measuring a run takes.
TRIM_THRESHOLD, MMAP_THRESHOLD = -1, -3
KEPT = 1 << 28  # bytes at the top of an arena: a run at full size takes a tenth of it
OF_ONE_ARRAY = 1 << 25  # the most that glibc takes


@cache
def keep_freed_memory() -> bool:
    """Keep freed memory in this process, where the C library is glibc.

    Returns
    -------
    bool
        Whether it is kept.
    """
    if not sys.platform.startswith("linux"):
        return False
    try:
        tell = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError):  # another C library
        return False
    return bool(tell(MMAP_THRESHOLD, OF_ONE_ARRAY) and tell(TRIM_THRESHOLD, KEPT))

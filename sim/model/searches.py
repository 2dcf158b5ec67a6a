"""Searches of many agents at once: looks of seekers and screens of investors, in rounds.

A search makes one proposal after another until one holds. Whether it holds no processor can
foresee, so one search after the other would wait at nearly every proposal. Here a block of
searches goes in rounds: all that wait make their next proposal, then those whose proposal held
drop out. A round is a few loops over columns (``compiled.columnwise``). What a search finds is
what it would find alone.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.model.compiled import columnwise, compiled
from sim.model.kinds import Small, Whole, Words
from sim.model.lines import blank

BLOCK = 1024  # searches at once: their columns stay in the near caches


class Searches(NamedTuple):
    """Room for a block of searches; those that wait stand first, in their order."""

    words: NDArray[np.uint64]  # from which a search that waits counts its proposals
    fields: NDArray[np.int8]  # field of its agent
    numbers: NDArray[np.int32]  # its number in the block
    proposed: NDArray[np.int32]  # what that proposal names
    holds: NDArray[np.int8]  # 1 if it holds
    found: NDArray[np.int32]  # by number: what the last proposal of a search named


def room_for_searches() -> Searches:
    """Return room for one block; worlds that live at once each need their own."""
    kinds = (np.uint64, np.int8, np.int32, np.int32, np.int8, np.int32)
    return Searches(*(blank(BLOCK, np.dtype(kind)) for kind in kinds))


@columnwise
def drop_out(
    words: Words,
    fields: Small,
    numbers: Whole,
    waiting: int,
    holds: Small,
    proposed: Whole,
    found: Whole,
) -> int:
    """Note what each search proposed and keep those whose proposal does not hold, in order."""
    left = 0
    for place in range(waiting):
        number = numbers[place]
        found[number] = proposed[place]  # of those that wait it says nothing yet
        words[left], fields[left], numbers[left] = words[place], fields[place], number
        left += 1 - int(holds[place])
    return left


@compiled
def end_round(searches: Searches, waiting: int) -> int:
    """Let those whose proposal held drop out; returns how many still wait."""
    return drop_out(
        searches.words,
        searches.fields,
        searches.numbers,
        waiting,
        searches.holds,
        searches.proposed,
        searches.found,
    )


@compiled
def give_up_waiting(searches: Searches, waiting: int, nothing: int) -> None:
    """Note that those that still wait have found nothing."""
    for place in range(waiting):
        searches.found[searches.numbers[place]] = nothing

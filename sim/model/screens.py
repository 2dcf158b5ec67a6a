"""Screens of investors for a tenant to look at (ODD 7.6, rule 2), those of a month in blocks.

No decision moves a tenant, so screens can be made before any of them is decided.
"""

from sim.model.categories import NO_FIELD, NONE
from sim.model.compiled import columnwise, compiled
from sim.model.kinds import Agents, Reals, Small, Whole, Word, Words
from sim.model.randomness import GOLDEN, SCREEN, mix, place_of, salt, unit_low
from sim.model.searches import Searches, end_round, give_up_waiting
from sim.model.state import Lists
from sim.model.transitions import field_of_desk, space_of_desk

SCREEN_TRIES = 64  # proposals before a screen comes back empty


@columnwise
def propose_tenant(
    words: Words,
    fields: Small,
    waiting: int,
    step: Word,
    desks: Whole,
    draws: Reals,
    other_field: float,
    proposed: Whole,
    holds: Small,
) -> None:
    """Make the next proposal of each screen: an address, taken up by reputation and field."""
    for place in range(waiting):
        bits = mix(words[place] + step)
        address = place_of(bits, desks.shape[0])
        desk, focus = desks[address], fields[place]
        elsewhere = (focus != NO_FIELD) & (field_of_desk(desk) != focus)
        weight = draws[space_of_desk(desk)] * (other_field if elsewhere else 1.0)
        proposed[place], holds[place] = address, unit_low(bits) < weight


@compiled
def screen(
    investors: Agents,
    lists: Lists,
    searches: Searches,
    other_field: float,
    keep_to_field: bool,
    month: int,
    first: int,
    screens: int,
) -> None:
    """Make the screens from number ``first`` on: number ``k * investors + i`` is investor i's k-th.

    What they find is the address of a tenant, or NONE.
    """
    k, number = first // investors.shape[0], first % investors.shape[0]
    turn = salt(SCREEN, month, k)
    for place in range(screens):
        investor = investors[number]
        searches.words[place] = investor.key + turn
        searches.fields[place] = investor.field if keep_to_field else NO_FIELD
        searches.numbers[place] = place
        number += 1
        if number == investors.shape[0]:
            k, number = k + 1, 0
            turn = salt(SCREEN, month, k)
    waiting, tries, step = screens, 0, GOLDEN
    while waiting > 0 and tries < SCREEN_TRIES:
        propose_tenant(
            searches.words,
            searches.fields,
            waiting,
            step,
            lists.desks,
            lists.draws,
            other_field,
            searches.proposed,
            searches.holds,
        )
        step += GOLDEN
        tries += 1
        waiting = end_round(searches, waiting)
    give_up_waiting(searches, waiting, NONE)

"""Room for agents: arrays grow between months, never within one."""

import math
from typing import Any

from numpy.typing import NDArray

from sim.model.compiled import compiled
from sim.model.conditions import turned
from sim.model.lines import blank
from sim.model.state import BY_SPACE, BY_STARTUP, World
from sim.model.submodels.found_spaces import JULY_2018, MOST_SLOTS, founding_rate
from sim.model.submodels.found_startups import JULY_2020

SPARE_SD = 12.0  # standard deviations of a Poisson count that are kept free


@compiled
def surely_above(mean: float) -> float:
    """A number that a Poisson count of this mean does not pass.

    >>> surely_above(0.0)
    16.0
    """
    return mean + SPARE_SD * math.sqrt(mean) + 16.0


@compiled
def has_room(world: World, month: int) -> bool:
    """Whether this month's newcomers surely find free rows."""
    book, row, founding = world.book[0], world.schedule[month], world.parameters.found_spaces
    push = row.founding_push * turned(month, JULY_2018, founding.push_since_2018)
    rate = founding_rate(
        founding.founding_rate, push, 1.0, founding.reference_occupancy, founding.herding
    )
    new_spaces = surely_above(rate + row.anchor_recruitment / 12.0)
    slots = new_spaces * MOST_SLOTS
    for place in world.lists.open_spaces[: book.open_spaces]:
        slots += world.spaces[place].slots
    demand = 0.0
    for field in range(world.luck.founders.shape[1]):
        demand += world.luck.founders[month, field]
    demand *= row.startup_mood * row.demand_multiplier * (1.0 + row.startup_campaign)
    startups = world.parameters.found_startups
    demand *= turned(month, JULY_2020, startups.mood_since_2020)
    new_startups = surely_above(startups.startup_rate * demand + startups.spinoff_rate * slots)
    free = world.startups.shape[0] - book.startups_used + book.free_rows
    return world.spaces.shape[0] - book.spaces_used >= new_spaces and free >= new_startups


def enlarged(world: World) -> World:
    """The same world with twice the rows; agents keep theirs."""
    lists = world.lists
    return world._replace(
        spaces=doubled(world.spaces),
        startups=doubled(world.startups),
        dossiers=doubled(world.dossiers),
        offers=doubled(world.offers),
        signals=doubled(world.signals),
        lists=lists._replace(
            **{name: doubled(getattr(lists, name)) for name in BY_SPACE + BY_STARTUP}
        ),
    )


def doubled(array: NDArray[Any]) -> NDArray[Any]:
    """The array with as many zeroed entries again."""
    grown = blank(2 * array.shape[0], array.dtype)
    grown[: array.shape[0]] = array
    return grown

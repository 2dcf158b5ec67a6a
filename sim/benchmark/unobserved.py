"""The month without its last submodel, to tell what observation costs."""

from sim.model.compiled import compiled
from sim.model.growth import has_room
from sim.model.schedule import live_submodels
from sim.model.state import World


@compiled
def advance_unobserved(world: World, month: int, until: int) -> int:
    """Live months without recording them; returns the next month."""
    while month < until and has_room(world, month):
        live_submodels(world, month)
        month += 1
    return month

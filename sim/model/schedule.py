"""The month as a list of submodels. Read this file first.

``SUBMODELS`` names them in order; ``step`` is the same list as the engine runs it;
``simulate`` lives month after month.
"""

from sim.model.compiled import compiled, merged
from sim.model.conditions import Schedule
from sim.model.growth import enlarged, has_room
from sim.model.initialise import create_world
from sim.model.mechanisms import Mechanisms
from sim.model.observe import count_open_spells, observe
from sim.model.parameters import Parameters
from sim.model.state import World
from sim.model.submodels.adapt import adapt
from sim.model.submodels.close import close
from sim.model.submodels.found_spaces import found_spaces
from sim.model.submodels.found_startups import found_startups
from sim.model.submodels.incubate import incubate
from sim.model.submodels.invest import invest
from sim.model.submodels.match import match
from sim.model.submodels.operate import operate
from sim.model.submodels.policy import policy
from sim.model.submodels.supervise import supervise

SUBMODELS = (
    policy,
    found_spaces,
    found_startups,
    match,
    incubate,
    invest,
    operate,
    adapt,
    supervise,
    close,
    observe,
)


@merged
def live_submodels(world: World, month: int) -> None:
    """Live one month, all but its observation."""
    spaces, offers, signals = world.spaces, world.offers, world.signals
    startups, dossiers, investors = world.startups, world.dossiers, world.investors
    lists, book, vacancies = world.lists, world.book[0], world.vacancies
    searches = world.searches
    luck, life = world.luck, world.life
    p, mechanisms, now = world.parameters, world.mechanisms, world.now
    seeds = (world.seed, world.label_seed)

    policy(world.schedule, now, mechanisms, month)
    found_spaces(spaces, lists, book, seeds, p, mechanisms, now)
    found_startups(spaces, startups, dossiers, lists, book, luck, seeds, p, mechanisms, now)
    match(
        spaces,
        startups,
        dossiers,
        offers,
        lists,
        book,
        vacancies,
        searches,
        life,
        p,
        mechanisms,
        now,
    )
    incubate(spaces, startups, dossiers, lists, book, world.logs, life, p, mechanisms, now)
    invest(
        spaces,
        startups,
        dossiers,
        signals,
        investors,
        lists,
        book,
        searches,
        luck,
        life,
        p,
        mechanisms,
        now,
    )
    operate(spaces, lists, book, p, mechanisms, now)
    adapt(spaces, startups, lists, book, p, mechanisms, now)
    supervise(spaces, lists, book, p, mechanisms, now)
    close(spaces, startups, dossiers, lists, book, life, p, mechanisms, now)


@merged
def step(world: World, month: int) -> None:
    """Live one month and record it."""
    live_submodels(world, month)
    observe(
        world.spaces,
        world.startups,
        world.investors,
        world.lists,
        world.book[0],
        world.life,
        world.records,
        month,
    )


@compiled
def advance(world: World, month: int, until: int) -> int:
    """Live months until ``until`` or until the arrays are full; returns the next month."""
    while month < until and has_room(world, month):
        step(world, month)
        month += 1
    return month


def live(world: World, month: int, until: int) -> World:
    """Live the months from ``month`` up to, not including, ``until``.

    Returns the world, whose arrays are others if they had to grow.
    """
    while True:
        month = advance(world, month, until)
        if month >= until:
            return world
        world = enlarged(world)


def live_to_the_end(world: World, month: int) -> World:
    """Live the months from ``month`` to the horizon, and count what is still open there."""
    months = len(world.schedule)
    world = live(world, month, months)
    count_open_spells(
        world.spaces, world.startups, world.dossiers, world.book[0], world.life, months - 1
    )
    return world


def simulate(
    parameters: Parameters,
    mechanisms: Mechanisms,
    schedule: Schedule,
    seed: int,
    scale: float = 1.0,
    label_seed: int | None = None,
) -> World:
    """Run the model over all months of the schedule.

    Parameters
    ----------
    parameters, mechanisms, schedule
        What a scenario resolves to.
    seed : int
        From 0 to 2**63 - 1; the same seed gives the same bits.
    scale : float
        Size of the province over Jiangsu's.
    label_seed : int, optional
        Another seed for labels only, for the exact test of ``neutral``.

    Returns
    -------
    World
        Its ``records`` hold the run, its other parts the state at the horizon.
    """
    world = create_world(parameters, mechanisms, schedule, seed, scale, label_seed)
    return live_to_the_end(world, 0)

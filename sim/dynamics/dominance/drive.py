"""Which loops drive a quantity of the twin month by month, in groups that have names."""

from typing import NamedTuple

import numpy as np

from sim.dynamics.dominance.declared import QUANTITIES
from sim.dynamics.dominance.groups import GROUPS, Group, group_of
from sim.dynamics.dominance.links import Floats, LinkScores, link_scores
from sim.dynamics.dominance.loops import LoopScores, loop_scores
from sim.dynamics.dominance.outside import share_of_outside
from sim.dynamics.dominance.shortest import shortest_loops
from sim.dynamics.equations import simulate
from sim.dynamics.twin import twin
from sim.scenario import Scenario
from sim.scenario.language import Bilingual, phrase, phrase_in

DRIVEN: dict[str, Bilingual] = {  # quantities that a story is told of
    "spaces": phrase_in("loops", "Desks"),
    "tenants": phrase("Tenants"),
}
LEVELS = {"spaces": "slots", "tenants": "tenants"}  # variables of the twin


class Drive(NamedTuple):
    """What drives a quantity.

    Attributes
    ----------
    through : str
        One of ``DRIVEN``.
    groups : tuple of Group
        Those with a loop through the quantity, the largest first.
    shares : array of float, shape (groups, months)
        Sums of the sizes of the relative loop scores of each group, of all loops through the
        quantity; they add up to 1 in months in which any loop is active.
    outside : array of float, shape (months,)
        Share of the change of its net flow that comes from outside and not from a stock.
    level : array of float, shape (months + 1,)
        The quantity before each month and after the last.
    loops : LoopScores
        Loop by loop, with the moment before the first month.
    of_loop : tuple of Group
        Group of each loop.
    """

    through: str
    groups: tuple[Group, ...]
    shares: Floats
    outside: Floats
    level: Floats
    loops: LoopScores
    of_loop: tuple[Group, ...]


def drives(scenario: Scenario) -> dict[str, Drive]:
    """Return what drives each of ``DRIVEN`` in the twin of a scenario."""
    model = twin(scenario)
    run = simulate(model)
    scores = link_scores(model, run, QUANTITIES)
    return {through: drive_of(scores, through, run[LEVELS[through]]) for through in DRIVEN}


def drive_of(scores: LinkScores, through: str, level: Floats) -> Drive:
    """Group the shortest loops through a quantity."""
    loops = loop_scores(scores, shortest_loops(scores, through))
    relative = loops.relative[:, 1:]
    signs = [1 if row.sum() > 0 else -1 for row in relative]
    of_loop = [
        group_of(loop.variables, sign) for loop, sign in zip(loops.loops, signs, strict=True)
    ]
    sums = {
        group: np.abs(relative[[each is group for each in of_loop]]).sum(axis=0)
        for group in GROUPS.values()
        if group in of_loop
    }
    groups = sorted(sums, key=lambda group: -sums[group].mean())
    shares = np.array([sums[group] for group in groups]).reshape(len(groups), relative.shape[1])
    settling = {each.name for each in QUANTITIES if each.settles}
    outside = share_of_outside(scores, through, frozenset({*scores.stocks, *settling}))
    return Drive(through, tuple(groups), shares, outside[1:], level, loops, tuple(of_loop))

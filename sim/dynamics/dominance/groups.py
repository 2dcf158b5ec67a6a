"""Loops of the twin under the names of declared loops, and of kinds that none is declared of."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from sim.dynamics.structure import LOOPS, VARIABLES
from sim.scenario.language import Bilingual, phrase

ALIKE = 0.6  # of the variables of either, in both: then a loop goes by the declared one's name
WEAR = frozenset({"closures", "failures", "graduations", "listed"})  # how a stock wears off


class Group(NamedTuple):
    """Loops that are told of as one.

    Attributes
    ----------
    name : str
        ``R1`` and so forth, or of its own.
    polarity : int
        +1 reinforcing, -1 balancing.
    """

    name: str
    polarity: int
    label: Bilingual
    sentence: Bilingual


TURNOVER = Group(
    "turnover",
    -1,
    phrase("Turnover"),
    phrase("The more there is, the more goes: some close and some leave at any time."),
)
AGEING = Group(
    "ageing",
    -1,
    phrase("The wave comes of age"),
    phrase("Young spaces live on the money they began with; when it is used up, some close."),
)
FLOORS = Group(
    "floors",
    -1,
    phrase("Floors given back"),
    phrase("Empty floors are given back when their lease ends, until desks and tenants fit."),
)
SPINOFFS = Group(
    "spinoffs",
    +1,
    phrase("Hosts bring ventures"),
    phrase("Hosts fill desks with ventures of their own, and full spaces tempt founders."),
)
OTHER_R = Group(
    "other_r",
    +1,
    phrase("Other reinforcing loops"),
    phrase("Many loops that carry a change on, none of them large."),
)
OTHER_B = Group(
    "other_b",
    -1,
    phrase("Other balancing loops"),
    phrase("Many loops that hold a change back, none of them large."),
)
OTHERS = (OTHER_R, OTHER_B)
DECLARED = {loop.name: Group(loop.name, loop.polarity, loop.label, loop.sentence) for loop in LOOPS}
GROUPS = {
    each.name: each for each in (*DECLARED.values(), SPINOFFS, AGEING, TURNOVER, FLOORS, *OTHERS)
}


def group_of(variables: Sequence[str], sign: int) -> Group:
    """Return the group of a loop.

    Parameters
    ----------
    variables : sequence of str
        Quantities of the twin in turn.
    sign : int
        What the loop does over the run: +1 if it mostly reinforces, else -1.

    >>> group_of(("closures", "spaces", "vacancy", "income", "loss"), -1).name
    'B2'
    >>> group_of(("foundings", "spaces", "vacancy"), -1).name
    'B1'
    >>> group_of(("closures", "spaces"), -1).name
    'turnover'
    """
    declared = frozenset(name for name in variables if name in VARIABLES)
    links = {*zip(variables, (*variables[1:], variables[0]), strict=True)}
    if sign < 0 and len(declared - WEAR) <= 1:
        return AGEING if "age" in variables else TURNOVER
    if sign > 0 and links & {("spaces", "tenants"), ("spaces", "progress")}:
        return SPINOFFS
    if sign < 0 and ("vacancy", "spaces") in links:
        return FLOORS
    return _nearest(declared, sign)


@cache
def _nearest(declared: frozenset[str], sign: int) -> Group:
    same = [loop for loop in LOOPS if loop.polarity == sign]
    nearest = max(same, key=lambda loop: _alike(declared, loop.variables))
    if _alike(declared, nearest.variables) >= ALIKE:
        return DECLARED[nearest.name]
    return OTHER_R if sign > 0 else OTHER_B


def _alike(one: Iterable[str], other: Iterable[str]) -> float:
    return len({*one} & {*other}) / len({*one} | {*other})

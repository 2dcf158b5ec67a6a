"""What a signed link is."""

from typing import NamedTuple

from sim.dynamics.structure.checks import Check


class Link(NamedTuple):
    """One variable acts on another, all else held.

    Attributes
    ----------
    sign : int
        +1: more of the cause, more of the effect; -1: less; 0: it depends.
    odd : str
        Section and rule of the ODD.
    carrier : str
        Switch of the mechanism, or the parameter, that turns it off; empty for a definition.
    delay : int
        Months until most of it is felt.
    bend : float
        Curvature in the diagram.
    """

    cause: str
    effect: str
    sign: int
    odd: str
    carrier: str
    check: Check
    delay: int = 0
    bend: float = 0.15

"""Ways to confirm the sign of a link: a rule called, a count that moves a stock, paired worlds."""

from collections.abc import Callable
from typing import NamedTuple

from sim.scenario.months import read_month


class Rule(NamedTuple):
    """A rule of the engine, called with the cause at ascending values and all else held."""

    rule: str  # its name in the engine
    answer: Callable[[float], float]
    at: tuple[float, ...]


class Counted(NamedTuple):
    """A flow of the accounts that enters or leaves a stock, startup for startup."""

    system: str
    flow: str  # name, or its beginning
    stocks: tuple[str, ...]


class Paired(NamedTuple):
    """Two worlds from the same month and seed on, in one of which a lever is moved.

    Attributes
    ----------
    lever : str
        ``parameters.GROUP.NAME``, ``schedule.NAME`` or a field of all agents of a kind.
    times, plus : float
        What the lever is multiplied by, and what is added to it.
    cause, answer : str
        Names of measures in ``experiments.MEASURES``.
    months : int
        How long both live on.
    half : bool
        Whether the lever is moved in every second space only, and the answer read there.
    month : int
        When the lever is moved.
    """

    lever: str
    cause: str
    answer: str
    times: float = 1.0
    plus: float = 0.0
    months: int = 1
    half: bool = False
    month: int = read_month("2019-01")


Check = Rule | Counted | Paired

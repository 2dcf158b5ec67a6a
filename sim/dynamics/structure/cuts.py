"""What cuts a loop among the agents: a switch that turns one of its links off."""

from collections.abc import Mapping

from sim.dynamics.structure.loops import LOOPS, Loop
from sim.model.mechanisms import Mechanisms

# Beside the switches: without reviews, commitment answers neither to vacancy nor to gains; and
# who may be five years in debt does not close for want of cash while a shakeout lasts.
OFF: Mapping[str, Mapping[str, float | bool]] = {
    **{name: {f"mechanisms.{name}": False} for name in Mechanisms._fields},
    "close.review": {"close.review": 0.0},
    "close.grace_months": {"close.grace_months": 60},
}


def cut_of(loop: Loop) -> str:
    """Return the carrier that cuts a loop and as few others as can be; empty if there is none.

    Other carriers are parameters and policies: without them a loop's level is gone too, and a
    difference would tell of that.

    >>> from sim.dynamics.structure.loops import LOOPS
    >>> {loop.name: cut_of(loop) for loop in LOOPS if loop.name in ("R1", "R4", "B1", "B8")}
    {'R1': 'reputation', 'R4': 'peers', 'B1': 'herding', 'B8': ''}
    """
    carriers = [each.carrier for each in loop.links() if each.carrier in OFF]
    return min(carriers, key=lambda carrier: len(cut_by(carrier)), default="")


def cut_by(carrier: str) -> tuple[Loop, ...]:
    """Return all loops that have a link of a carrier."""
    return tuple(loop for loop in LOOPS if any(each.carrier == carrier for each in loop.links()))

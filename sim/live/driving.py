"""What drives the change: the loops of the twin, told anew whenever ours is another scenario."""

import logging
from collections.abc import Callable
from typing import Any

from sim.live.replies import Reply
from sim.live.workshop import Workshop
from sim.scenario import Scenario

_log = logging.getLogger("makersim.live")


class Driving:
    """Tells one session what drives ours; of several scenarios asked for, the last.

    Parameters
    ----------
    tell : callable
        Takes replies, in a thread of the workshop.
    """

    def __init__(self, workshop: Workshop, tell: Callable[[list[Reply]], None]) -> None:
        self._workshop, self._tell = workshop, tell
        self._wanted: Scenario | None = None

    def ask(self, scenario: Scenario) -> None:
        """Have it told of a scenario, unless it has been."""
        if scenario is not self._wanted:
            self._wanted = scenario
            self._workshop.submit(self._workshop.stories, self._work, scenario)

    def close(self) -> None:
        """Let go of whoever listens."""
        self._wanted = None

    def _work(self, scenario: Scenario) -> None:
        try:
            if scenario is self._wanted:
                told = driven(scenario)
                if scenario is self._wanted:
                    self._tell([told])
        except Exception:  # the page goes on without it
            _log.exception("the twin of a session failed")


def driven(scenario: Scenario) -> Reply:
    """Return what drives desks and tenants, period by period."""
    from sim.dynamics.dominance.drive import DRIVEN, drives  # two seconds the first time
    from sim.dynamics.dominance.periods import CLEAR, Period, periods, told

    def as_data(period: Period, through: str) -> dict[str, Any]:
        return {
            "first": period.first,
            "last": period.last,
            "label": period.group.label._asdict(),
            "share": round(period.share, 3),
            "clear": period.share >= CLEAR,
            "sentence": told(period, through)._asdict(),
        }

    quantities = [
        {"label": DRIVEN[name]._asdict(), "periods": [as_data(p, name) for p in periods(drive)]}
        for name, drive in drives(scenario).items()
    ]
    return {"type": "driven", "quantities": quantities}

"""What drives the change: the loops of the twin, told anew whenever ours is another scenario."""

from typing import Any

from sim.live.asides import Aside
from sim.live.replies import Reply
from sim.scenario import Scenario


class Driving(Aside[Scenario]):
    """Tells one session what drives ours."""

    def ask(self, asked: Scenario) -> None:
        """Have it told of a scenario, unless it has been."""
        if asked is not self._wanted:
            super().ask(asked)

    def _answer(self, asked: Scenario) -> Reply:
        return driven(asked)


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

"""A branch: one future of a scenario, lived month by month, with moves of its levers.

A month is a number, 0 being January 2015. The month shown has been lived; moves act from the
next one on, so that the past keeps every bit.
"""

import numpy as np

from sim.experiments.snapshots import Snapshot, lived, restore, take
from sim.live.moves import Move, Moves, before, levers_at, moved, put
from sim.model.initialise import create_world
from sim.model.state import Records, World
from sim.scenario import Scenario

EVERY = 36  # months between snapshots: 2 to 6 MB each, and half of 36 months to live again


class Branch:
    """A scenario lived with one seed.

    Parameters
    ----------
    base : Scenario
        With the parameters to run with.
    seed : int
    yardstick : Branch, optional
        Lends its snapshots of the months in which this branch is the same as it.

    Attributes
    ----------
    scenario : Scenario
        With all moves as policies.
    moves : tuple of Move
        In order of their months; some may lie ahead when one has gone back.
    month : int
        Month lived last, which is the one shown.
    """

    def __init__(self, base: Scenario, seed: int, yardstick: "Branch | None" = None) -> None:
        self.base, self.scenario, self.seed = base, base, seed
        self.moves: Moves = ()
        self.world = self._created()
        self._snapshots = {-1: take(self.world, -1)}
        self._yardstick, self._shared = yardstick, self._agreement(yardstick)
        self.month = self._known = -1
        self.step(1)

    @property
    def records(self) -> Records:
        """Raw record; rows after ``month`` may hold what was lived there before."""
        return self.world.records

    @property
    def last(self) -> int:
        """Last month of the horizon."""
        return self.base.months - 1

    @property
    def snapshots(self) -> dict[int, Snapshot]:
        """Snapshots by month, with those that the yardstick lends."""
        lender = self._yardstick._snapshots if self._yardstick else {}
        lent = {month: each for month, each in lender.items() if month < self._shared}
        return lent | self._snapshots

    def step(self, months: int) -> None:
        """Live some months more, up to the horizon."""
        until = min(self.month + months, self.last)
        while self.month < until:
            stop = min(until, self.month + EVERY - (self.month + 1) % EVERY)
            self.world = lived(self.world, self.month + 1, stop + 1)
            self.month = stop
            self._known = max(self._known, stop)
            if stop < self.last and (stop + 1) % EVERY == 0 and stop not in self.snapshots:
                self._snapshots[stop] = take(self.world, stop)

    def seek(self, month: int) -> None:
        """Go to a month: from the nearest snapshot before it, or from here, by living."""
        month = min(max(month, 0), self.last)
        reachable = [at for at in self.snapshots if at <= min(month, self._known)]
        nearest = max(reachable)
        if month < self.month or nearest > self.month:
            self.world = restore(self.snapshots[nearest], self.world, self.records)
            self.month = nearest
        self.step(month - self.month)

    def act(self, lever: str, value: float) -> int:
        """Set a lever from the next month to the horizon.

        Parameters
        ----------
        value : float
            All that the lever then comes to, in its unit.

        Returns
        -------
        int
            Moves dropped because they lay in the future that this one replaces.

        Raises
        ------
        ScenarioError
            If the lever is unknown, the value out of range, or no month is left.
        """
        first = self.month + 1
        kept = before(self.moves, first)
        dropped = len(self.moves) - len(kept)
        self._follow(put(kept, Move(first, lever, value)))
        return dropped

    def undo(self) -> Move | None:
        """Take the last move back and live again up to the month shown; None without a move."""
        if not self.moves:
            return None
        last, month = self.moves[-1], self.month
        self._follow(self.moves[:-1])
        if last.month <= month:
            self.seek(last.month - 1)
            self.seek(month)
        return last

    def levers(self) -> dict[str, float]:
        """What each lever comes to in the next month."""
        return levers_at(self.scenario.schedule, min(self.month + 1, self.last))

    def _follow(self, moves: Moves) -> None:
        """Take other moves; keeps whatever was lived before the first month that they change."""
        scenario = moved(self.base, moves)
        old, self.scenario, self.moves = self.scenario, scenario, moves
        first = _first_difference(old, scenario)
        # Only its schedule is wanted, which a world holds scaled to its province.
        self.world = self.world._replace(schedule=self._created().schedule)
        self._known = min(self._known, first - 1)
        self._shared = self._agreement(self._yardstick)
        self._snapshots = {
            month: each
            for month, each in self._snapshots.items()
            if month < first and (month < 0 or month >= self._shared)
        }

    def _created(self) -> World:
        scenario = self.scenario
        return create_world(
            scenario.parameters,
            scenario.mechanisms,
            scenario.schedule,
            self.seed,
            scenario.scale,
        )

    def _agreement(self, yardstick: "Branch | None") -> int:
        """First month in which this branch may differ from the yardstick."""
        if yardstick is None or yardstick.seed != self.seed:
            return 0
        one, other = self.scenario, yardstick.scenario
        same = one.parameters == other.parameters and one.mechanisms == other.mechanisms
        same = same and one.scale == other.scale and one.months == other.months
        return _first_difference(one, other) if same else 0


def _first_difference(one: Scenario, other: Scenario) -> int:
    """First month whose conditions or levers differ; the length of the run if none does."""
    rows = np.flatnonzero(one.schedule != other.schedule)
    return int(rows[0]) if rows.size else one.months

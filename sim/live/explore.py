"""Explore: the whole future at a touch, first of this very run, then of an ensemble as bands.

While the first run goes on, the page is told the years that are known. The ensemble is that of
``makersim compare``: posterior draws, two seeds each, the same for both branches. A newer touch
ends the work of the older within a few months of simulation.
"""

import logging
import threading
import time
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from sim.calibration.draws import draws
from sim.experiments.plan import Plan, draws_needed, plan
from sim.experiments.snapshots import aside, lived
from sim.live.branch import Branch
from sim.live.charts import Values, series
from sim.live.outlook import Outlook, outlook_of
from sim.live.workshop import Workshop
from sim.model.initialise import create_world
from sim.model.state import World
from sim.scenario import Scenario

REPLICATES, SHOWN = 20, (10, 20)  # fewer than ten give no band
CHUNK = 6  # months lived before looking whether the work is still wanted
PART_SECONDS = 0.09  # after which the years known are told, then after twice as long, and so on


_log = logging.getLogger("makersim.live")


Part = Callable[["Touch", World, int], None]


class Future(NamedTuple):
    """A run to a month: its charts, shape (series, months), and what it comes to."""

    series: Values
    outlook: Outlook


class Touch(NamedTuple):
    """What is to be explored: both branches as they are at a touch."""

    number: int
    month: int
    seed: int
    yardstick: Scenario
    ours: Scenario
    began: float


class Worlds(NamedTuple):
    """Copies of both branches that may be lived on; of a yardstick that is known, anything."""

    a: World
    b: World


class Explored(NamedTuple):
    """Futures of both branches, of one run or of several."""

    touch: Touch
    a: list[Future]
    b: list[Future]
    seconds: float

    @property
    def until(self) -> int:
        """Last month that is known of ours."""
        return self.b[0].series.shape[1] - 1

    @property
    def stage(self) -> str:
        """``part`` of one run, ``first`` of it as a whole, or ``band`` of an ensemble."""
        if len(self.b) > 1:
            return "band"
        return "first" if self.until == self.touch.ours.months - 1 else "part"


class Explorer:
    """Explores one session's touches.

    Parameters
    ----------
    tell : callable
        Takes what has been explored, in a thread of the workshop.
    fail : callable
        Called there when something went wrong.
    """

    def __init__(
        self, workshop: Workshop, tell: Callable[[Explored], None], fail: Callable[[], None]
    ) -> None:
        self._workshop, self._tell, self._fail = workshop, tell, fail
        self._wanted: int | None = None
        self._due = 0.0  # when the years known of the touch are told next
        self._yardsticks: dict[int, Future] = {}  # by replicate; -1 is the session's own run
        self._lock = threading.Lock()

    def explore(self, touch: Touch, worlds: Worlds) -> None:
        """Begin with a touch; whatever was explored before ends."""
        self._wanted, self._due = touch.number, touch.began + PART_SECONDS
        self._workshop.submit(self._workshop.first, self._guarded, self._first, touch, worlds)

    @property
    def knows_yardstick(self) -> bool:
        """Whether the yardstick's own run need not be repeated."""
        return -1 in self._yardsticks

    def close(self) -> None:
        """End all work and let go of whoever listens."""
        self.stop(forget=True)
        self._tell, self._fail = _nobody, _nobody

    def stop(self, forget: bool = False) -> None:
        """End all work; ``forget`` the yardstick too, when it changes."""
        self._wanted = None
        if forget:
            self._yardsticks = {}

    def _guarded(self, work: Callable[..., None], touch: Touch, *rest: Any) -> None:
        try:
            self._check(touch)
            work(touch, *rest)
        except _Unwanted:
            return
        except Exception:
            _log.exception("exploring failed")
            self._fail()

    def _first(self, touch: Touch, worlds: Worlds) -> None:
        kept, beside = self._yardsticks, None
        yardstick = (touch, worlds.a, touch.month + 1)
        if -1 not in kept:
            beside = self._workshop.submit(self._workshop.bands, self._run, *yardstick)
        b = self._run(touch, worlds.b, touch.month + 1, self._part)
        if beside is not None:
            # If no thread has begun with it, this one does, and so never waits for its own.
            kept[-1] = self._run(*yardstick) if beside.cancel() else beside.result()
        self._report(touch, [kept[-1]], [b])
        members = ensemble(touch.seed)
        found: dict[int, tuple[Future, Future]] = {}
        for number in range(len(members.replicates)):
            args = (touch, members, number, kept, found)
            self._workshop.submit(self._workshop.bands, self._guarded, self._member, *args)

    def _member(
        self,
        touch: Touch,
        members: Plan,
        number: int,
        kept: dict[int, Future],
        found: dict[int, tuple[Future, Future]],
    ) -> None:
        replicate = members.replicates[number]
        draw = members.draws[replicate.draw]
        if number not in kept:
            world = _begun(touch.yardstick, draw, replicate.seed)
            kept[number] = self._run(touch, world, 0)
        b = self._run(touch, _begun(touch.ours, draw, replicate.seed), 0)
        with self._lock:
            found[number] = (kept[number], b)
            if len(found) not in SHOWN:
                return
            pairs = list(found.values())
        self._report(touch, *(list(each) for each in zip(*pairs, strict=True)))

    def _run(self, touch: Touch, world: World, month: int, part: Part | None = None) -> Future:
        months = len(world.schedule)
        while month < months:
            self._check(touch)
            until = min(month + CHUNK, months)
            world = lived(world, month, until)
            month = until
            if part is not None and month < months:
                part(touch, world, month - 1)
        return _future(world, months - 1)

    def _part(self, touch: Touch, world: World, until: int) -> None:
        """Tell the years that are known, if it is time."""
        now = time.perf_counter()
        if -1 in self._yardsticks and now > self._due:
            self._due = touch.began + 2 * (now - touch.began)
            self._report(touch, [self._yardsticks[-1]], [_future(world, until)])

    def _check(self, touch: Touch) -> None:
        if self._wanted != touch.number:
            raise _Unwanted

    def _report(self, touch: Touch, a: list[Future], b: list[Future]) -> None:
        if self._wanted == touch.number:
            self._tell(Explored(touch, a, b, time.perf_counter() - touch.began))


def _future(world: World, until: int) -> Future:
    return Future(series(world.records, until), outlook_of(world.records, until))


def _nobody(explored: Explored | None = None) -> None:
    """Hear nothing."""


class _Unwanted(Exception):
    """A newer touch has come."""


def touched(number: int, a: Branch, b: Branch, known: bool) -> tuple[Touch, Worlds]:
    """Copy branches as they are, for exploring while the session goes on.

    Parameters
    ----------
    known : bool
        Whether the future of ``a`` is known, so that its world is not needed.
    """
    began = time.perf_counter()
    worlds = Worlds(a.world if known else aside(a.world, a.month), aside(b.world, b.month))
    return Touch(number, b.month, b.seed, a.scenario, b.scenario, began), worlds


@lru_cache(maxsize=32)
def ensemble(seed: int) -> Plan:
    """Plan the replicates of bands, the same for both branches."""
    drawn = draws("posterior", draws_needed(REPLICATES), seed)
    return plan(REPLICATES, seed, drawn, "posterior")


def _begun(scenario: Scenario, draw: Mapping[str, float], seed: int) -> World:
    drawn = scenario.with_parameters(draw)
    return create_world(drawn.parameters, drawn.mechanisms, drawn.schedule, seed, drawn.scale)

"""A session: two branches in lockstep, and what the page may do with them. No web in it.

Methods answer with what is to be sent: mappings as JSON, bytes as they are. They are called by
one thread at a time; only what is explored comes from other threads, through ``tell``.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sim.calibration.draws import best_point
from sim.live import messages as m
from sim.live.branch import Branch
from sim.live.charts import SERIES, series
from sim.live.driving import Driving
from sim.live.explore import Explored, Explorer, touched
from sim.live.explored import as_reply, numbers
from sim.live.facts import facts
from sim.live.frames import frame
from sim.live.outlook import outlook_of, sentence
from sim.live.replies import Reply, error, refused
from sim.live.saved import saved
from sim.live.space import space
from sim.live.stocks import Asked, StocksOfYear
from sim.live.workshop import Workshop
from sim.scenario import Scenario, ScenarioError
from sim.scenario.declared import LEVERS
from sim.scenario.quantities import range_of

Replies = list[Reply]


class Session:
    """Two branches of scenarios with one seed.

    Parameters
    ----------
    shelf : mapping of str to Scenario
        Those that may be opened, by name.
    names : sequence of str
        The yardstick, and ours if it is another.
    tell : callable
        Takes replies that come later, in any thread.
    """

    def __init__(
        self,
        shelf: Mapping[str, Scenario],
        names: Sequence[str],
        seed: int,
        workshop: Workshop,
        tell: Callable[[Replies], None],
    ) -> None:
        self.shelf, self.names, self.seed = shelf, names, seed
        self.playing, self.exploring, self.speed = False, False, 12.0
        self.touch, self.frames = 0, 0
        self._tell, self._dropped = tell, 0
        self._explorer = Explorer(workshop, self._explored, lambda: tell([error("engine")]))
        self._driving = Driving(workshop, tell)
        self._stocks = StocksOfYear(workshop, tell, lambda: tell([error("engine")]))
        self._begin()

    def opened(self) -> Replies:
        """Tell all that a page needs to begin."""
        self._driving.ask(self.b.scenario)
        return [facts(self), *self._all()]

    def handle(self, said: m.Said) -> Replies:
        """Do what the page says, and answer."""
        match said:
            case m.Step(months=months):
                return self._go(self.b.month + months)
            case m.Seek(month=month):
                return self._go(month)
            case m.SetLever():
                return self.set_lever(said.lever, said.value)
            case m.Plain(type="undo"):
                return self._undo()
            case m.Plain(type="reset"):
                return self._begin_again(self.seed)
            case m.Seed(seed=seed):
                return self._begin_again(seed)
            case m.Save(which=which):
                return [self._saved(which)]
            case m.Inspect(branch=which, row=row):
                return [space(self.a if which == "a" else self.b, which, row)]
            case m.Stocks(year=year, lang=lang):
                b = self.b
                self._stocks.ask(Asked(b.scenario, b.seed, b.month, year, lang))
                return []
        return self._switched(said)

    def live_month(self) -> bool:
        """Live a month while playing; False at the horizon, where playing ends."""
        for branch in (self.a, self.b):
            branch.step(1)
        self.playing = self.playing and self.b.month < self.b.last
        return self.playing

    def frame(self) -> bytes:
        """Pack the month shown."""
        self.frames += 1
        return frame(self.frames, self.a, self.b)

    def status(self) -> Reply:
        """Tell how things stand."""
        dropped, self._dropped = self._dropped, 0
        return {
            "type": "status",
            "playing": self.playing,
            "speed": self.speed,
            "month": self.b.month,
            "last": self.b.last,
            "exploring": self.exploring,
            "touch": self.touch,
            "seed": self.seed,
            "moves": [move._asdict() for move in self.b.moves],
            "levers": self.b.levers(),
            "yardstick": self.a.levers(),
            "dropped": dropped,
        }

    def said_now(self) -> Reply:
        """Say what has changed up to the month shown."""
        month = self.b.month
        outlooks = [[outlook_of(each.records, month)] for each in (self.a, self.b)]
        text = sentence(month, outlooks[0], outlooks[1], self.a.base.title)
        return {"type": "sentence", "stage": "now", "month": month, "text": text._asdict()}

    def close(self) -> None:
        """Let go of all work under way; nothing may hold the session then, for it is large."""
        self._explorer.close()
        self._driving.close()
        self._stocks.close()

    def set_lever(self, lever: str, value: float) -> Replies:
        """Set a lever of ours from the next month on."""
        if lever not in LEVERS:
            return [error("no_lever", lever=lever)]
        if not m.in_range(m.SetLever(type="lever", lever=lever, value=value)):
            limits, label = range_of(LEVERS[lever]), LEVERS[lever].label
            return [error("lever_range", lever=label, low=limits["low"], high=limits["high"])]
        if self.b.month == self.b.last:
            return [error("ended")]
        try:
            self._dropped = self.b.act(lever, value)
        except ScenarioError as problem:
            return [refused(problem)]
        return [*self._touched(), self.status()]

    def _begin(self) -> None:
        best = best_point()
        bases = [self.shelf[name].with_parameters(best) for name in (*self.names, *self.names)]
        self.a = Branch(bases[0], self.seed)
        self.b = Branch(bases[1], self.seed, self.a)

    def _begin_again(self, seed: int) -> Replies:
        self.playing, self.seed = False, seed
        self._explorer.stop(forget=True)
        self._begin()
        return [*self._touched(), *self._all()]

    def _go(self, month: int) -> Replies:
        self.playing = False
        onward = month == self.b.month + 1  # the frame alone tells the page all
        for branch in (self.a, self.b):
            branch.seek(month)
        return [self.status(), self.said_now()] if onward else self._all()

    def _undo(self) -> Replies:
        if self.b.undo() is None:
            return [error("nothing_to_undo")]
        return [*self._touched(), *self._all()]

    def _switched(self, said: m.Said) -> Replies:
        match said:
            case m.Plain(type="play"):
                self.playing = self.b.month < self.b.last
            case m.Plain(type="pause"):
                self.playing = False
            case m.Speed(months_per_second=speed):
                self.speed = speed
            case m.Explore(on=on):
                self.exploring = on
                if not on:
                    self._explorer.stop()
                return [*self._touched(), self.status()]
        return [self.status(), *([] if self.playing else [self.said_now()])]

    def _all(self) -> Replies:
        month = self.b.month
        of_a, of_b = (series(each.records, month) for each in (self.a, self.b))
        history = {
            name: {"a": numbers(of_a[place]), "b": numbers(of_b[place])}
            for place, name in enumerate(SERIES)
        }
        told = {"type": "history", "from": 0, "until": month, "series": history}
        return [self.status(), told, self.said_now()]

    def _saved(self, which: str) -> Reply:
        branch, name = (self.a, self.names[0]) if which == "a" else (self.b, self.names[-1])
        file = saved(self.shelf[name], branch.moves, self.seed, self.shelf[self.names[0]])
        commands = {"command": file.command, "compare": file.compare}
        return {"type": "saved", "name": file.name, "yaml": file.text, **commands}

    def _touched(self) -> Replies:
        """Explore anew what has changed, if the page explores."""
        if self.exploring:
            self.touch += 1
            known = self._explorer.knows_yardstick
            self._explorer.explore(*touched(self.touch, self.a, self.b, known))
        else:
            self._driving.ask(self.b.scenario)
        return []

    def _explored(self, explored: Explored) -> None:
        if explored.stage == "part":
            self._tell([as_reply(explored)])
            return
        if explored.stage == "first":  # not before: a touch is answered first
            self._driving.ask(explored.touch.ours)
        outlooks = [[each.outlook for each in futures] for futures in (explored.a, explored.b)]
        text = sentence(self.b.last, outlooks[0], outlooks[1], explored.touch.yardstick.title)
        said: dict[str, Any] = {"type": "sentence", "stage": explored.stage, "month": self.b.last}
        self._tell([as_reply(explored), said | {"text": text._asdict()}])

"""The bar over the replicates of a command: how many, how fast, how long still, of what.

Where nobody watches a terminal, in a pipe or a log, the same is said in lines now and then.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from sim.scenario.language import Bilingual, Language
from sim.studies.texts import TEXTS

LONGEST_SILENCE, SHORTEST_SILENCE = 30.0, 3.0  # seconds between lines
SHARE = 0.1  # of all that is to be done, between lines
SETTLED = 1.0  # seconds after the first run from which a speed says something


class _Pace:
    """How fast runs end, from the end of the first on: before it the model may be compiled."""

    def __init__(self) -> None:
        self._first: float | None = None
        self._since = 0  # runs that have ended after the first
        self._now = 0.0

    def count(self, number: int) -> None:
        """Take note that so many runs have just ended."""
        self._now = time.monotonic()
        if self._first is None:
            self._first = self._now
        else:
            self._since += number

    @property
    def speed(self) -> float | None:
        """Runs a second; None as long as nothing can be told."""
        seconds = self._now - (self._first or 0.0)
        return self._since / seconds if self._since and seconds >= SETTLED else None

    def left(self, runs: int) -> str | None:
        """Time for so many more runs, in minutes and seconds."""
        if self.speed is None:
            return None
        seconds = ceil(runs / self.speed)
        return f"{seconds // 60}:{seconds % 60:02d}"


class ReplicatesBar:
    """A bar that shows, or one that keeps quiet.

    Parameters
    ----------
    bar : Progress or None
        None keeps quiet.
    done, total : int
        Replicates there already, and all.
    """

    def __init__(self, bar: Progress | None, done: int, total: int, language: Language) -> None:
        self._bar, self._language, self._at, self._total = bar, language, done, total
        self._pace = _Pace()
        self._task = TaskID(0)
        if bar is not None:
            self._task = bar.add_task("", total=total, completed=done, pace="")

    def tick(self, number: int = 1) -> None:
        """Move by one replicate, or by several runs."""
        if not number:  # nothing was kept from an earlier start
            return
        self._at += number
        self._pace.count(number)
        self._show(number)

    def _show(self, number: int) -> None:
        if self._bar is None:
            return
        self._bar.advance(self._task, number)
        left = self._pace.left(self._total - self._at)
        if left is not None:
            pace = self._say("pace", speed=f"{self._pace.speed:.1f}", time=left)
            self._bar.update(self._task, pace=pace)

    def _say(self, key: str, **values: str) -> str:
        return TEXTS[key].text(self._language).format(**values)

    def name(self, step: str) -> None:
        """Say what is under way."""
        if self._bar is not None:
            self._bar.update(self._task, description=step)

    def stop(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()


class ReplicatesLines(ReplicatesBar):
    """Lines in place of a bar: one at the start, then every tenth or half a minute.

    Parameters
    ----------
    label : str
        What is counted.
    """

    def __init__(self, log: Console, language: Language, done: int, total: int, label: str) -> None:
        super().__init__(None, done, total, language)
        self._log, self._label, self._done = log, label, done
        self._said, self._said_at = time.monotonic(), done
        self._print("lines_start", left=f"{total - done:,}")

    def _show(self, number: int) -> None:
        """Say it if enough has happened since the last line."""
        now = time.monotonic()
        silence = now - self._said
        tenth = self._at - self._said_at >= SHARE * self._total or self._said_at == self._done
        if silence < (SHORTEST_SILENCE if tenth else LONGEST_SILENCE) or self._at >= self._total:
            return
        done = {"done": f"{self._at:,}", "all": f"{self._total:,}"}
        left = self._pace.left(self._total - self._at)
        if left is None:
            self._print("lines_first", **done)
        else:
            self._print("lines_done", time=left, **done)
        self._said, self._said_at = now, self._at

    def _print(self, key: str, **values: str) -> None:
        self._log.print(self._say(key, label=self._label, **values))


@contextmanager
def replicates_bar(
    log: Console,
    language: Language,
    done: int,
    total: int,
    quiet: bool,
    label: Bilingual | None = None,
) -> Iterator[ReplicatesBar]:
    """Show a bar while replicates run, or what the label says; lines where there is no terminal."""
    if quiet:
        yield ReplicatesBar(None, done, total, language)
        return
    if not log.is_terminal:
        counted = label or TEXTS["replicates"]
        yield ReplicatesLines(log, language, done, total, counted.text(language))
        return
    columns = (
        TextColumn((label or TEXTS["replicates"]).text(language)),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[pace]}"),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=log, transient=True) as bar:
        yield ReplicatesBar(bar, done, total, language)

"""The bar over the replicates of a command: how many, how fast, how long still, of what.

Where nobody watches a terminal, in a pipe or a log, the same is said in lines now and then.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)

from sim.scenario.language import Bilingual, Language
from sim.studies.texts import TEXTS

LONGEST_SILENCE, SHORTEST_SILENCE = 30.0, 3.0  # seconds between lines
SHARE = 0.1  # of all that is to be done, between lines


class ReplicatesBar:
    """A bar that shows, or one that keeps quiet.

    Parameters
    ----------
    bar : Progress or None
        None keeps quiet.
    done, total : int
        Replicates there already, and all.
    """

    def __init__(self, bar: Progress | None, done: int, total: int, unit: str) -> None:
        self._bar, self._done, self._unit = bar, done, unit
        self._began = time.monotonic()
        self._task = TaskID(0)
        if bar is not None:
            self._task = bar.add_task("", total=total, completed=done, rate="")

    def tick(self, number: int = 1) -> None:
        """Move by one replicate, or by several runs."""
        if self._bar is None:
            return
        self._bar.advance(self._task, number)
        speed = (self._bar.tasks[0].completed - self._done) / (time.monotonic() - self._began)
        self._bar.update(self._task, rate=f"{speed:.1f} {self._unit}")

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
        super().__init__(None, done, total, "")
        self._log, self._language, self._label = log, language, label
        self._at, self._total = done, total
        self._said, self._said_at = self._began, done
        self._say("lines_start", left=f"{total - done:,}")

    def tick(self, number: int = 1) -> None:
        """Count, and say it if enough has happened since the last line."""
        if not number:  # nothing was kept from an earlier start
            return
        self._at += number
        now = time.monotonic()
        silence = now - self._said
        tenth = self._at - self._said_at >= SHARE * self._total or self._said_at == self._done
        if silence < (SHORTEST_SILENCE if tenth else LONGEST_SILENCE) or self._at >= self._total:
            return
        speed = (self._at - self._done) / (now - self._began)
        seconds = round((self._total - self._at) / speed)
        left = f"{seconds // 60}:{seconds % 60:02d}"
        self._say("lines_done", done=f"{self._at:,}", all=f"{self._total:,}", time=left)
        self._said, self._said_at = now, self._at

    def _say(self, key: str, **values: str) -> None:
        text = TEXTS[key].text(self._language).format(label=self._label, **values)
        self._log.print(text)


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
        yield ReplicatesBar(None, done, total, "")
        return
    if not log.is_terminal:
        counted = label or TEXTS["replicates"]
        yield ReplicatesLines(log, language, done, total, counted.text(language))
        return
    words = {key: TEXTS[key].text(language) for key in ("replicates", "rate", "left")}
    columns = (
        TextColumn(label.text(language) if label else words["replicates"]),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn(words["left"]),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=log, transient=True) as bar:
        yield ReplicatesBar(bar, done, total, words["rate"])

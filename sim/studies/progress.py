"""The bar over the replicates of a command: how many, how fast, how long still, of what."""

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


@contextmanager
def replicates_bar(
    log: Console,
    language: Language,
    done: int,
    total: int,
    quiet: bool,
    label: Bilingual | None = None,
) -> Iterator[ReplicatesBar]:
    """Show a bar while replicates run, or what the label says."""
    if quiet:
        yield ReplicatesBar(None, done, total, "")
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

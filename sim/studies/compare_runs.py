"""Running the scenarios of a comparison: ordinary run folders, a bar over all of them."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from sim.experiments.ensemble import is_compiled
from sim.experiments.plan import Plan
from sim.results.reduce import TABLES
from sim.scenario import Scenario
from sim.scenario.language import Language
from sim.studies.running import run_study
from sim.studies.study import Study
from sim.studies.texts import TEXTS


class Rounds:
    """Rounds of runs of the same scenarios, each with more replicates than the last.

    Parameters
    ----------
    scenarios : sequence of Scenario
    out : Path
        Where run folders go.
    log : Console
        For progress.
    """

    def __init__(
        self,
        scenarios: Sequence[Scenario],
        out: Path,
        language: Language,
        log: Console,
        workers: int | None = None,
        quiet: bool = False,
    ) -> None:
        self.scenarios, self.out, self.language = scenarios, out, language
        self.log, self.workers, self.quiet = log, workers, quiet
        self.studies: list[Study] = []

    def run(self, plan: Plan) -> list[Study]:
        """Run all scenarios as planned: found, gone on with, or from the start.

        Replicates of an earlier round are taken over, not run again.
        """
        earlier, self.studies = self.studies, [Study(each, plan) for each in self.scenarios]
        for before, study in zip(earlier, self.studies, strict=False):
            _hand_down(before, study, self.out)
        there, every = self.kept()
        if 0 < there < every and not earlier:
            self._say("resuming", done=there, all=every)
        if there < every and not is_compiled():
            self._say("compiling")
        with self._progress(there, every) as (tick, show):
            for study in self.studies:
                show(study.scenario.name)
                run_study(
                    study,
                    self.out,
                    self.language,
                    workers=self.workers,
                    tick=tick,
                    on_wait=lambda: self._say("waiting"),
                )
        return self.studies

    def kept(self) -> tuple[int, int]:
        """Replicates that need not be run again, and all of this round."""
        folders = [(study.folder(self.out), len(study.plan.replicates)) for study in self.studies]
        done = [n if folder.complete else len(folder.finished_parts()) for folder, n in folders]
        return sum(done), sum(number for _, number in folders)

    @contextmanager
    def _progress(
        self, there: int, every: int
    ) -> Iterator[tuple[Callable[[], None], Callable[[str], None]]]:
        """Show a bar over all scenarios; gives what moves it and what names the scenario."""
        if self.quiet or there == every:
            yield (lambda: None), (lambda name: None)
            return
        bar = Progress(
            TextColumn(self._text("replicates")),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            TextColumn(self._text("left")),
            TextColumn("{task.description}"),
            console=self.log,
            transient=True,
        )
        with bar:
            task, began = bar.add_task("", total=every, completed=there, rate=""), time.monotonic()

            def tick() -> None:
                bar.advance(task)
                speed = (bar.tasks[0].completed - there) / (time.monotonic() - began)
                bar.update(task, rate=f"{speed:.1f} {self._text('rate')}")

            yield tick, lambda name: bar.update(task, description=name)

    def _say(self, key: str, **values: object) -> None:
        if not self.quiet:
            self.log.print(self._text(key, **values))

    def _text(self, key: str, **values: object) -> str:
        return TEXTS[key].text(self.language).format(**values)


def _hand_down(before: Study, study: Study, out: Path) -> None:
    """Give a run folder the replicates of a smaller ensemble of the same plan."""
    old, new, folder = before.plan, study.plan, study.folder(out)
    prefix = new.replicates[: len(old.replicates)] == old.replicates
    if not prefix or list(new.draws[: len(old.draws)]) != list(old.draws):
        return
    with folder.reserved(lambda: None):
        if folder.complete:
            return
        there = folder.finished_parts()
        for replicate, part in zip(old.replicates, before.tables, strict=True):
            if replicate.number not in there:
                folder.write_part(replicate.number, {name: part.table(name) for name in TABLES})

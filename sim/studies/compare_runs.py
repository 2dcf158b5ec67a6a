"""Running the scenarios of a comparison: ordinary run folders, a bar over all of them."""

from collections.abc import Generator, Sequence
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path

from rich.console import Console

from sim.experiments.ensemble import Threads, threads
from sim.experiments.kernels import is_compiled
from sim.experiments.plan import Plan
from sim.experiments.together import Together
from sim.results.reduce import TABLES
from sim.scenario import Scenario
from sim.scenario.language import Language
from sim.studies.progress import ReplicatesBar, replicates_bar
from sim.studies.running import run_in_stages
from sim.studies.study import Study
from sim.studies.texts import TEXTS

# What draws and reports: two thirds of a second to import, in which this thread has nothing to do.
MEANWHILE = (
    "sim.analysis.figures.comparison_figure",
    "sim.studies.report.comparison_report",
)


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
        quiet = self.quiet or there == every
        with (
            replicates_bar(self.log, self.language, there, every, quiet) as bar,
            threads(self.workers) as on,
            ExitStack() as begun,
        ):
            # Folders are reserved in one order, or two processes might wait for each other.
            ordered = sorted(self.studies, key=lambda study: study.content.run_id)
            together = Together(on)
            stages = [self._stages(study, together, bar) for study in ordered]
            for stage in stages:
                begun.callback(stage.close)
                next(stage)
            together.begin()
            for name in MEANWHILE:
                import_module(name)
            for stage in stages:
                next(stage, None)
        return self.studies

    def _stages(self, study: Study, on: Threads, bar: ReplicatesBar) -> Generator[bool]:
        return run_in_stages(
            study,
            self.out,
            self.language,
            on,
            figures=False,  # the comparison draws its own
            tick=bar.tick,
            on_wait=lambda: self._say("waiting"),
        )

    def kept(self) -> tuple[int, int]:
        """Replicates that need not be run again, and all of this round."""
        folders = [(study.folder(self.out), len(study.plan.replicates)) for study in self.studies]
        done = [n if folder.complete else len(folder.finished_parts()) for folder, n in folders]
        return sum(done), sum(number for _, number in folders)

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

"""What ``makersim run`` does: settings in, findings on screen, a run folder, an exit code."""

import json
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import Console
from rich.text import Text

from sim.calibration.draws import Source
from sim.experiments.kernels import is_compiled
from sim.scenario import Scenario
from sim.scenario.language import Language
from sim.scenario.load import load_with
from sim.studies.answers_screen import content_of_run
from sim.studies.answers_screen import of_run as answer_of_run
from sim.studies.changed import changed_line, titled
from sim.studies.money_screen import of_run
from sim.studies.progress import replicates_bar
from sim.studies.report.place import report_path
from sim.studies.running import run_study
from sim.studies.screen import Screen
from sim.studies.study import Study, planned
from sim.studies.terminal import exit_code, say_notices, warn_of_font
from sim.studies.texts import TEXTS


class Request(NamedTuple):
    """A run as asked for on the command line."""

    scenario: str
    language: Language
    replicates: int | None = None
    seed: int | None = None
    until: str | None = None
    settings: Sequence[str] = ()
    workers: int | None = None
    parameters: Source | None = None
    out: Path = Path("outputs")
    quiet: bool = False
    as_json: bool = False
    force: bool = False

    def load(self) -> Scenario:
        """Load the scenario with its settings.

        Raises
        ------
        ScenarioError
            With everything that is wrong with them.
        """
        scenario = load_with(self.scenario, self.settings)
        if self.until:
            scenario = scenario.with_set({"run.until": self.until}, via="--until")
        return scenario

    def command(self, study: Study) -> str:
        """Return the command that reproduces the run, with nothing left to defaults."""
        plan = study.plan
        words = ["makersim", "run", self.scenario, "--seed", str(plan.replicates[0].seed)]
        words += ["--replicates", str(len(plan.replicates)), "--parameters", plan.source]
        words += ["--until", self.until] if self.until else []
        for setting in self.settings:
            words += ["--set", setting]
        return shlex.join(words)


def run_command(request: Request, screen: Console, log: Console) -> int:
    """Run a scenario.

    Parameters
    ----------
    screen : Console
        For findings: standard output.
    log : Console
        For progress and complaints: standard error.

    Returns
    -------
    int
        Exit code: 0 done, 2 bad input, 130 interrupted.

    Raises
    ------
    ScenarioError
        With everything that is wrong with the scenario.
    """
    scenario = request.load()
    study = Study(scenario, planned(scenario, request.replicates, request.seed, request.parameters))
    session = _Session(request, study, screen, log)
    session.notices = say_notices([scenario], request.language, log, request.quiet)
    return exit_code(session.run, log, request.language, request.out, session.stopped)


class _Session:
    """One run of the command."""

    def __init__(self, request: Request, study: Study, screen: Console, log: Console) -> None:
        self.request, self.study, self.screen, self.log = request, study, screen, log
        self.folder = study.folder(request.out)
        self.notices: list[dict[str, Any]] = []

    def run(self) -> None:
        """Run, show and write."""
        found = self.folder.complete and not self.request.force
        if not found:
            self._say_before()
        every = len(self.study.plan.replicates)
        there = 0 if self.request.force else len(self.folder.finished_parts())
        quiet = self.request.quiet or self.request.as_json or found
        with replicates_bar(self.log, self.request.language, there, every, quiet) as bar:

            def on_findings() -> None:
                bar.stop()
                self._show_findings()

            found = run_study(
                self.study,
                self.request.out,
                self.request.language,
                command=self.request.command(self.study),
                workers=self.request.workers,
                force=self.request.force,
                tick=bar.tick,
                on_wait=lambda: self._log("waiting"),
                on_findings=on_findings,
            )
        self._show_end(found)

    def stopped(self) -> str:
        """Say what has been kept after an interruption."""
        done = len(self.folder.finished_parts())
        return self._text("stopped", done=done, all=len(self.study.plan.replicates))

    def _say_before(self) -> None:
        there = 0 if self.request.force else len(self.folder.finished_parts())
        if there:
            self._log("resuming", done=there, all=len(self.study.plan.replicates))
        if not is_compiled():
            self._log("compiling")

    def _show_findings(self) -> None:
        if self.request.quiet or self.request.as_json:
            return
        scenario, language = self.study.scenario, self.request.language
        if line := changed_line(self.study, language):
            self.screen.print(Text(line, style="bold"))
        self.screen.print(Text(titled(self.study, language), style="bold"))
        if question := scenario.question.text(language):
            self.screen.print(Text(question))
        self.screen.print()
        replicates = len(self.study.plan.replicates)
        content = content_of_run(self.study, language)
        self.screen.print(
            Screen(
                self.study.table_of_findings,
                replicates,
                language,
                self.study.plan.source,
                of_run(self.study.costs, self.study.averages, language),
                answer_of_run(content),
            ).shown()
        )
        self._log("drawing")

    def _show_end(self, found: bool) -> None:
        path = self.folder.path
        if self.request.as_json:
            self.screen.print_json(json.dumps(self._as_data(found), ensure_ascii=False))
        elif self.request.quiet:
            self.screen.print(str(path), soft_wrap=True)
        else:
            ran = {"seconds": self.study.seconds, "workers": self.study.workers}
            ran["replicates"] = len(self.study.plan.replicates)
            self.screen.print(self._text("found") if found else self._text("ran", **ran))
            self.screen.print(self._text("folder", path=path), soft_wrap=True)
            report = report_path(path, self.request.language)
            self.screen.print(self._text("report", path=report), soft_wrap=True)
        warn_of_font(self.request.language, self.log)

    def _as_data(self, found: bool) -> dict[str, Any]:
        return {
            "scenario": self.study.scenario.name,
            "run_id": self.study.content.run_id,
            "folder": str(self.folder.path),
            "report": str(report_path(self.folder.path, self.request.language)),
            "found": found,
            "replicates": len(self.study.plan.replicates),
            "seconds": round(self.study.seconds, 2),
            "notices": self.notices,
            "findings": [row._asdict() for row in self.study.table_of_findings],
        }

    def _log(self, key: str, **values: object) -> None:
        if not self.request.quiet:
            self.log.print(self._text(key, **values))

    def _text(self, key: str, **values: object) -> str:
        return TEXTS[key].text(self.request.language).format(**values)

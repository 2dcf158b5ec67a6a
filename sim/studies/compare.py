"""What ``makersim compare`` does: runs on the same draws and seeds, then differences in pairs."""

import json
import shlex
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import Console
from rich.text import Text

from sim.analysis.comparison import PRECISION, imprecise
from sim.analysis.comparison_indicators import MAIN
from sim.analysis.scenario_names import defined_names, names_of
from sim.calibration.draws import Source
from sim.experiments.ensemble import default_workers
from sim.experiments.plan import Plan
from sim.results.tables import Damaged
from sim.scenario import Scenario
from sim.scenario.language import PERCENT, Language
from sim.scenario.load import load_with
from sim.studies.changed import changed_lines
from sim.studies.compare_api import Comparison, labels_of
from sim.studies.compare_folder import members_as_data, write
from sim.studies.compare_members import (
    Refusal,
    check_alike,
    damaged,
    folders_among,
    indicators_from,
    precision_from,
    study_in,
)
from sim.studies.compare_runs import Rounds
from sim.studies.compare_screen import CompareScreen
from sim.studies.compare_texts import TEXTS
from sim.studies.drawing_apart import DrawingApart
from sim.studies.report.place import report_path
from sim.studies.study import Study, planned
from sim.studies.terminal import exit_code, say_notices, warn_of_font
from sim.studies.texts import TEXTS as RUN_TEXTS

MOST = 400  # replicates of each scenario


class CompareRequest(NamedTuple):
    """A comparison as asked for on the command line."""

    scenarios: Sequence[str]  # or run folders
    language: Language
    replicates: int | None = None
    seed: int | None = None
    settings: Sequence[str] = ()
    parameters: Source | None = None
    precision: str | None = None
    most: int = MOST
    indicators: Sequence[str] = ()
    workers: int | None = None
    out: Path = Path("outputs")
    quiet: bool = False
    as_json: bool = False

    @property
    def for_scenarios(self) -> dict[str, bool]:
        """Options that mean nothing for runs that are there, and whether they are given."""
        return {
            "--replicates": self.replicates is not None,
            "--seed": self.seed is not None,
            "--set": bool(self.settings),
            "--parameters": self.parameters is not None,
            "--precision": self.precision is not None,
        }

    def load(self) -> list[Scenario]:
        """Load the scenarios, each with the settings.

        Raises
        ------
        ScenarioError
            With everything that is wrong with the first that cannot be used.
        """
        return [load_with(name, self.settings) for name in self.scenarios]

    def command(self, plan: Plan) -> str:
        """Return the command that makes it again, with nothing left to defaults."""
        words = ["makersim", "compare", *self.scenarios]
        if not folders_among(self.scenarios):
            words += ["--seed", str(plan.replicates[0].seed), "--parameters", plan.source]
            words += ["--replicates", str(len(plan.replicates))]
        if self.precision:  # part of what a comparison is; no further doublings
            words += ["--precision", self.precision, "--most", str(len(plan.replicates))]
        for option, values in (("--set", self.settings), ("--indicator", self.indicators)):
            words += [word for value in values for word in (option, value)]
        return shlex.join(words)


def compare_command(request: CompareRequest, screen: Console, log: Console) -> int:
    """Compare scenarios, or run folders, with the first of them.

    Parameters
    ----------
    screen : Console
        For the tables: standard output.
    log : Console
        For progress and complaints: standard error.

    Returns
    -------
    int
        Exit code: 0 done, 2 bad input, 130 interrupted.

    Raises
    ------
    ScenarioError
        With everything that is wrong with a scenario.
    """
    session = _Session(request, screen, log)
    try:
        return exit_code(session.run, log, request.language, request.out, session.stopped)
    finally:
        if session.apart:
            session.apart.close()


@dataclass
class _Session:
    """One run of the command."""

    request: CompareRequest
    screen: Console
    log: Console
    rounds: Rounds | None = field(default=None)
    notices: list[dict[str, Any]] = field(default_factory=list)
    apart: DrawingApart | None = field(default=None)

    def run(self) -> None:
        """Run what is not there, compare, write and show."""
        try:
            self._do()
        except Damaged as error:
            raise damaged(error) from None

    def stopped(self) -> str:
        """Say what has been kept after an interruption."""
        if not self.rounds:
            return ""
        done, every = self.rounds.kept()
        return self._run_text("stopped", done=done, all=every)

    def _do(self) -> None:
        request = self.request
        indicators = indicators_from(request.indicators or MAIN)
        precision = precision_from(request.precision) if request.precision else PRECISION
        folders = folders_among(request.scenarios)
        if folders:
            for option, given in request.for_scenarios.items():
                if given:
                    raise Refusal("for_scenarios", option=option)
            studies = [study_in(folder) for folder in folders]
            comparison = Comparison(studies, indicators, precision)
        else:
            comparison = self._run(indicators, precision)
        self._finish(comparison)

    def _run(self, indicators: tuple[str, ...], precision: float) -> Comparison:
        """Run the scenarios, in doublings if a precision is asked for."""
        request, scenarios = self.request, self.request.load()
        plan = planned(scenarios[0], request.replicates, request.seed, request.parameters)
        check_alike([Study(each, plan) for each in scenarios], labels_of(scenarios))
        self.notices = say_notices(scenarios, request.language, self.log, request.quiet)
        self.rounds = Rounds(
            scenarios, request.out, request.language, self.log, request.workers, request.quiet
        )
        if (request.workers or default_workers()) > 1:
            self.apart = DrawingApart()
        while True:
            number, studies = len(plan.replicates), self.rounds.run(plan)
            comparison = Comparison(studies, indicators, precision)
            enough = request.precision is None or number >= request.most
            if enough or not imprecise(comparison.rows, indicators, precision):
                return comparison
            more = min(2 * number, request.most)
            if not request.quiet:
                share = PERCENT.text(request.language).format(number=f"{100 * precision:g}")
                self.log.print(self._text("next", n=number, precision=share, more=more))
            plan = planned(scenarios[0], more, request.seed, request.parameters)

    def _finish(self, comparison: Comparison) -> None:
        request, plan = self.request, comparison.studies[0].plan
        shown = CompareScreen(comparison, request.language, self.screen.width)
        if not (request.quiet or request.as_json):
            names = names_of(comparison.members, request.language)
            for line in changed_lines(comparison.studies, names, request.language):
                self.screen.print(Text(line, style="bold"))
            for name in defined_names(comparison.members, request.language):
                self.screen.print(Text(name, style="bold"))
            self.screen.print()
            self.screen.print(shown.shown())
            if request.precision:
                self.screen.print(Text(shown.reached(request.most)))
            self.log.print(self._text("comparing"))
        command = request.command(plan)
        found = write(
            comparison,
            request.out,
            request.language,
            command,
            lambda: None if request.quiet else self.log.print(self._run_text("waiting")),
            self.apart,
        )
        self._show_end(comparison, found)

    def _show_end(self, comparison: Comparison, found: bool) -> None:
        path = comparison.folder(self.request.out).path
        if self.request.as_json:
            data = _as_data(comparison, path, found) | {"notices": self.notices}
            self.screen.print_json(json.dumps(data, ensure_ascii=False))
        elif self.request.quiet:
            self.screen.print(str(path), soft_wrap=True)
        else:
            if found:
                self.screen.print(self._text("there"))
            report = report_path(path, self.request.language)
            self.screen.print(self._text("folder", path=path), soft_wrap=True)
            self.screen.print(self._run_text("report", path=report), soft_wrap=True)
        warn_of_font(self.request.language, self.log)

    def _run_text(self, key: str, **values: object) -> str:
        return RUN_TEXTS[key].text(self.request.language).format(**values)

    def _text(self, key: str, **values: object) -> str:
        return TEXTS[key].text(self.request.language).format(**values)


def _as_data(comparison: Comparison, path: Path, found: bool) -> dict[str, Any]:
    lacking = imprecise(comparison.rows, comparison.indicators, comparison.precision)
    return {
        "comparison_id": comparison.id,
        "folder": str(path),
        "found": found,
        "members": members_as_data(comparison),
        "replicates": len(comparison.studies[0].plan.replicates),
        "precision": comparison.precision,
        "not_reached": [list(row[:5]) for row in lacking],
        "differences": [row._asdict() for row in comparison.all_rows],
    }

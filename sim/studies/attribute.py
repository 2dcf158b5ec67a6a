"""What ``makersim attribute`` does: runs in all coalitions, then parts that add up."""

import json
import shlex
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import Console

from sim.calibration.draws import Source
from sim.experiments.kernels import is_compiled
from sim.experiments.switched import COALITIONS
from sim.scenario.language import Language
from sim.scenario.load import load_with
from sim.studies.attribute_api import Attribution
from sim.studies.attribute_checks import plan_for
from sim.studies.attribute_folder import cells, page_name, write
from sim.studies.attribute_screen import AttributeScreen
from sim.studies.attribute_texts import TEXTS
from sim.studies.progress import replicates_bar
from sim.studies.terminal import exit_code, warn_of_font
from sim.studies.texts import TEXTS as RUN_TEXTS


class AttributeRequest(NamedTuple):
    """An attribution as asked for on the command line."""

    scenario: str
    language: Language
    against: str | None = None
    replicates: int | None = None
    seed: int | None = None
    settings: Sequence[str] = ()
    parameters: Source | None = None
    outcomes: Sequence[str] = ()
    switches: bool = True
    workers: int | None = None
    dask: str | None = None
    out: Path = Path("outputs")
    quiet: bool = False
    as_json: bool = False

    def attribution(self) -> Attribution:
        """Return what was asked for, not yet run.

        Raises
        ------
        ScenarioError
            With everything that is wrong with a scenario.
        AttributeRefusal
            If nothing can be attributed.
        """
        one = load_with(self.scenario, self.settings)
        other = load_with(self.against, self.settings) if self.against else None
        plan = plan_for(one, other, self.replicates, self.seed, self.parameters)
        return Attribution(one, other, plan, self.outcomes, self.switches, self.out)

    def command(self, attribution: Attribution) -> str:
        """Return the command that makes it again, with nothing left to defaults."""
        plan = attribution.plan
        words = ["makersim", "attribute", self.scenario]
        words += ["--against", self.against] if self.against else []
        words += ["--seed", str(plan.replicates[0].seed), "--parameters", plan.source]
        words += ["--replicates", str(len(plan.replicates))]
        for option, values in (("--set", self.settings), ("--outcome", attribution.outcomes)):
            words += [word for value in values for word in (option, value)]
        words += [] if self.switches else ["--no-switches"]
        return shlex.join(words)


def attribute_command(request: AttributeRequest, screen: Console, log: Console) -> int:
    """Split a gap, or a policy's effect, over mechanisms.

    Parameters
    ----------
    screen, log : Console
        For the tables: standard output; for progress and complaints: standard error.

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
    where = request.dask or request.out
    return exit_code(session.run, log, request.language, where, session.stopped)


@dataclass
class _Session:
    """One run of the command."""

    request: AttributeRequest
    screen: Console
    log: Console
    attribution: Attribution | None = field(default=None)

    def run(self) -> None:
        """Run what is not there, split, write and show."""
        request = self.request
        attribution = self.attribution = request.attribution()
        self._run(attribution)
        if not (request.quiet or request.as_json):
            shown = AttributeScreen(attribution, request.language, self.screen.width)
            self.screen.print(shown.shown())
            self.log.print(self._text("drawing"))
        found = write(
            attribution,
            request.language,
            request.command(attribution),
            lambda: self._say(self._run_text("waiting")),
        )
        self._show_end(attribution, found)

    def stopped(self) -> str:
        """Say what has been kept after an interruption."""
        if not self.attribution:
            return ""
        done, every = self.attribution.runs
        return self._text("stopped", done=done, all=every)

    def _run(self, attribution: Attribution) -> None:
        request = self.request
        done, every = attribution.runs
        if done < every:
            self._say_before(attribution, done, every)
        quiet, label = request.quiet or request.as_json or done == every, TEXTS["runs"]
        with replicates_bar(self.log, request.language, done, every, quiet, label) as bar:
            attribution.run(bar.tick, request.workers, request.dask)

    def _say_before(self, attribution: Attribution, done: int, every: int) -> None:
        replicates = len(attribution.plan.replicates)
        switches = self._text("plan_switches") if attribution.switches else ""
        each = f"{every // replicates}"
        plan = {"replicates": replicates, "each": each, "switches": switches}
        self._say(self._text("plan", all=f"{every:,}", **plan))
        if done:
            self._say(self._text("resuming", done=done, all=every))
        if not is_compiled():
            self._say(self._run_text("compiling"))

    def _show_end(self, attribution: Attribution, found: bool) -> None:
        path, request = attribution.folder.path, self.request
        if request.as_json:
            data = _as_data(attribution, found)
            self.screen.print_json(json.dumps(data, ensure_ascii=False))
        elif request.quiet:
            self.screen.print(str(path), soft_wrap=True)
        else:
            if found:
                self.screen.print(self._text("there"))
            self.screen.print(self._text("folder", path=path), soft_wrap=True)
            page = path / page_name(request.language)
            self.screen.print(self._text("page", path=page), soft_wrap=True)
        warn_of_font(request.language, self.log)

    def _say(self, text: str) -> None:
        if not self.request.quiet:
            self.log.print(text)

    def _text(self, key: str, **values: object) -> str:
        return TEXTS[key].text(self.request.language).format(**values)

    def _run_text(self, key: str, **values: object) -> str:
        return RUN_TEXTS[key].text(self.request.language).format(**values)


def _as_data(attribution: Attribution, found: bool) -> dict[str, Any]:
    header, rows = cells(attribution)
    return {
        "attribution_id": attribution.id,
        "of": attribution.mode,
        "folder": str(attribution.folder.path),
        "found": found,
        "scenarios": [each.name for each in attribution.scenarios],
        "replicates": len(attribution.plan.replicates),
        "coalitions": COALITIONS,
        "parts": [dict(zip(header, row, strict=True)) for row in rows],
    }

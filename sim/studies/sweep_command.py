"""What ``makersim sweep`` does: a plan in, runs in a store, an exit code."""

import shlex
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import Console

from sim.analysis.run_outcomes import catalogue
from sim.experiments.engines import Engine, NoScheduler
from sim.experiments.jobs import OtherVersion
from sim.experiments.kernels import is_compiled
from sim.scenario.language import NAMED, Language
from sim.studies.progress import replicates_bar
from sim.studies.sweep_api import Count, Sweep
from sim.studies.sweep_file import read_plan
from sim.studies.sweep_screen import SweepScreen, outcomes_table
from sim.studies.sweep_texts import TEXTS
from sim.studies.terminal import BAD_INPUT, DONE, INTERRUPTED
from sim.studies.texts import TEXTS as RUN_TEXTS


class SweepRequest(NamedTuple):
    """A sweep as asked for on the command line."""

    plan: str
    language: Language
    workers: int | None = None
    processes: bool = False
    dask: str | None = None
    status: bool = False
    retry_failed: bool = False
    anew: bool = False
    out: Path = Path("outputs")
    quiet: bool = False
    as_json: bool = False

    @property
    def command(self) -> str:
        """The command that repeats it, or goes on with it."""
        words = ["makersim", "sweep", self.plan]
        words += ["--out", str(self.out)] if self.out != Path("outputs") else []
        words += ["--workers", str(self.workers)] if self.workers else []
        words += ["--processes"] if self.processes else []
        words += ["--dask", self.dask] if self.dask else []
        return shlex.join(words)


def sweep_command(request: SweepRequest, screen: Console, log: Console) -> int:
    """Make the runs of a plan, or say how far they are.

    Parameters
    ----------
    screen : Console
        For what was found: standard output.
    log : Console
        For progress and complaints: standard error.

    Returns
    -------
    int
        Exit code: 0 done, whether or not runs failed; 2 bad input; 130 interrupted.

    Raises
    ------
    ScenarioError
        With everything that is wrong with the plan.
    """
    if not request.plan:
        log.print(TEXTS["no_plan"].text(request.language))
        return BAD_INPUT
    session = _Session(request, screen, log)
    if refusal := session.refusal():
        log.print(refusal)
        return BAD_INPUT
    if request.status:
        session.show(session.sweep.read().count())
        return DONE
    with session.told() as code:
        session.run()
    return code[0]


def list_outcomes(language: Language, screen: Console, as_json: bool) -> None:
    """List every outcome that a sweep keeps."""
    if not as_json:
        screen.print(outcomes_table(language))
        return
    listed = {
        name: {key: each._asdict() for key, each in about._asdict().items()}
        for name, about in catalogue().items()
    }
    screen.print_json(data=listed)


class _Session:
    """One run of the command."""

    def __init__(self, request: SweepRequest, screen: Console, log: Console) -> None:
        self.request, self.screen, self.log = request, screen, log
        self.sweep = Sweep(read_plan(request.plan), request.out)
        self.seconds, self.made = 0.0, 0

    def refusal(self) -> str | None:
        """Why nothing can be run, or None."""
        request, folder = self.request, self.sweep.folder
        if request.processes and request.dask:
            return self.text("one_engine")
        if request.dask and find_spec("distributed") is None:
            return self.text("no_dask")
        others = folder.others()
        if others and not (request.anew or request.status or folder.runs.parts()):
            said = {"home": folder.home, "others": ", ".join(others)}
            return self.text("of_other_version", here=folder.version.text, **said)
        if factors := folder.of_another_plan():
            return self.text("of_another_plan", path=folder.path, factors=", ".join(factors))
        return None

    def run(self) -> None:
        """Make the runs that are not there, and show what came of them."""
        before = self.sweep.count(self.request.retry_failed)
        if before.todo:
            self._make(before)
        self.show(self.sweep.count())

    def _make(self, before: Count) -> None:
        request, began = self.request, time.perf_counter()
        total, there = before.runs, before.runs - before.todo
        if there and not request.quiet:
            self.say("resuming", done=there, runs=total)
        if not is_compiled() and not request.quiet:
            self.log.print(RUN_TEXTS["compiling"].text(request.language))
        engine = Engine.of(request.workers, request.dask, request.processes)
        label = TEXTS["runs"]
        with replicates_bar(self.log, request.language, there, total, request.quiet, label) as bar:

            def tick(runs: int) -> None:
                self.made += runs
                bar.tick(runs)

            self.sweep.make(
                engine,
                retry_failed=request.retry_failed,
                command=request.command,
                tick=tick,
                on_wait=lambda: self.say("waiting"),
                on_aside=self._tell_aside,
                on_no_workers=lambda: self.say("no_workers", address=request.dask),
            )
        self.seconds = time.perf_counter() - began

    def _tell_aside(self, parts: list[Path]) -> None:
        for part in parts:
            self.say("aside", file=part)

    @contextmanager
    def told(self) -> Iterator[list[int]]:
        """Turn what may go wrong into one sentence and an exit code."""
        code = [DONE]
        try:
            yield code
        except KeyboardInterrupt:
            self.say("stopped", **self._kept())
            code[0] = INTERRUPTED
        except NoScheduler as error:
            said = {"address": self.request.dask, "reason": error.strerror or error}
            self.say("scheduler", **said, **self._kept())
            code[0] = BAD_INPUT
        except OtherVersion as error:
            version = self.sweep.folder.version
            self.say("other_version", worker=error, here=f"{version.rules}, {version.measures}")
            code[0] = BAD_INPUT
        except ImportError as error:
            self.say("not_installed", reason=error)
            code[0] = BAD_INPUT
        except OSError as error:
            where, reason = error.filename or self.sweep.path, error.strerror or error
            self.say("cannot_write", where=where, reason=reason, **self._kept())
            code[0] = BAD_INPUT

    def show(self, count: Count) -> None:
        """Show how far the sweep is and what it found."""
        shown = SweepScreen(self.sweep, count, self.request.language)
        if self.request.as_json:
            self.screen.print_json(data=shown.as_data())
        elif self.request.quiet:
            self.screen.print(str(self.sweep.path), soft_wrap=True)
        else:
            if self.made:
                self.say("took", made=self.made, seconds=self.seconds)
            self.screen.print(shown.shown(), soft_wrap=False)
            said = {"name": self.text("folder"), "text": self.sweep.path}
            self.screen.print(NAMED.text(self.request.language).format(**said), soft_wrap=True)

    def say(self, key: str, **values: Any) -> None:
        """Say something on standard error."""
        self.log.print(self.text(key, **values))

    def text(self, key: str, **values: Any) -> str:
        """Return a text of the sweep."""
        return TEXTS[key].text(self.request.language).format(**values)

    def _kept(self) -> dict[str, int]:
        try:
            count = self.sweep.count()
        except OSError:
            return {"done": 0, "runs": self.sweep.plan.size}
        return {"done": count.done + count.failed, "runs": count.runs}

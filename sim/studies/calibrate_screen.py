"""The command line around a calibration: what it refuses, says and returns."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np
from rich.console import Console

from sim.analysis.fit import TargetRow
from sim.calibration.best import CANDIDATES, REPEATS
from sim.experiments.kernels import is_compiled
from sim.studies import trust
from sim.studies.adopt import Adopted, adopt, finish_earlier
from sim.studies.calibrate import Request, calibrated, checked, prepared
from sim.studies.progress import replicates_bar
from sim.studies.sweep_texts import TEXTS as SWEEP_TEXTS
from sim.studies.terminal import BAD_INPUT, exit_code
from sim.studies.texts import TEXTS

STOPPED = "Stopped. What has been run is kept; the same command goes on from there."
NEXT = """Adopted. Now:
  make docs                                  # defaults in docs/parameters.md and docs/ODD.md
  python -m tests.golden --update --reason "..."   # the numbers of a default run
  makersim validate --page calibration/validation.md   # its score on figures never used
  makersim findings                          # docs/findings.md with the new posterior
and a line under "Results change" in CHANGELOG.md."""
FINISHED = "This was an earlier --adopt, stopped half way and now finished. Nothing else was done."
OLDER = "Trust checks of an earlier fit are still in place; make them again: {names}"
QUICK_ADOPT = "--adopt: a quick fit is for trying things out; leave --quick away."
NO_DASK = "--dask: the package distributed is missing; install makersim[dask]."


def run_calibrate(request: Request, screen: Console, log: Console) -> int:
    """Run the command; returns its exit code."""
    if refusal := _refusal(request):
        log.print(refusal)
        return BAD_INPUT

    def work() -> None:
        if request.adopt and (places := finish_earlier()):
            _show_adopted(Adopted(places, []), screen)
            screen.print(FINISHED)
            return
        if request.check:
            _check(request, screen, log)
        else:
            _calibrate(request, screen, log)
        if request.adopt:
            _show_adopted(adopt(request.folder(prepared(request))), screen)

    return exit_code(work, log, "en", request.dask or request.out, lambda: STOPPED)


def _calibrate(request: Request, screen: Console, log: Console) -> None:
    with _progress(request, log, request.size.runs + CANDIDATES * REPEATS) as tick:
        made = calibrated(request, tick)
    if not request.quiet:
        _show(made.rows, screen)
    screen.print(str(made.folder), soft_wrap=True)


def _show_adopted(done: Adopted, screen: Console) -> None:
    for path in done.written:
        screen.print(str(path), soft_wrap=True)
    if done.older_checks:
        screen.print(OLDER.format(names=", ".join(done.older_checks)), soft_wrap=True)
    screen.print(NEXT)


def _check(request: Request, screen: Console, log: Console) -> None:
    total = trust.runs_of(request.check or "ranks", request.size, request.fits)
    with _progress(request, log, total) as tick:
        path, page = checked(request, tick)
    if not request.quiet:
        screen.print(page, markup=False)
    screen.print(str(path), soft_wrap=True)


def _show(rows: list[TargetRow], screen: Console) -> None:
    from rich.table import Table

    table = Table(title="Figures of the record: prior and posterior predictive medians", box=None)
    for name in ("figure", "recorded", "prior", "posterior", "in 90 % range", "as near as asked"):
        table.add_column(name, justify="left" if name == "figure" else "right")
    for row in rows:
        ends = sorted({row.target.low, row.target.high} - {np.inf, -np.inf})
        recorded = " to ".join(f"{end:,g}" for end in ends)
        met = {None: "", True: "yes", False: "no"}[row.met]
        inside = "yes" if row.inside else "no"
        medians = f"{row.prior[1]:,.4g}", f"{row.posterior[1]:,.4g}"
        table.add_row(row.target.label.en, recorded, *medians, inside, met)
    screen.print(table)


@contextmanager
def _progress(request: Request, log: Console, total: int) -> Iterator[Callable[[int], None]]:
    if request.quiet:
        yield lambda runs: None
        return
    if not is_compiled():
        log.print(TEXTS["compiling"].en)
    with replicates_bar(log, "en", 0, total, False, SWEEP_TEXTS["runs"]) as bar:
        yield bar.tick


def _refusal(request: Request) -> str | None:
    from importlib.util import find_spec

    if request.adopt and request.quick:
        return QUICK_ADOPT
    if request.adopt and request.check:
        return "--adopt: a check writes no posterior; leave --check away."
    if request.dask and find_spec("distributed") is None:
        return NO_DASK
    return None

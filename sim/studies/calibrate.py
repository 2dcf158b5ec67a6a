"""What ``makersim calibrate`` does: rounds of runs, the posterior, the page, trust checks."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np
import yaml
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from sim.analysis.check_2017 import MEASURES
from sim.analysis.fit import TargetRow, target_rows
from sim.analysis.statistics import statistics_of
from sim.calibration.best import CANDIDATES, REPEATS, best_point
from sim.calibration.draws import BEST, POSTERIOR
from sim.calibration.fit import FULL, QUICK, Fit, Size, fit
from sim.calibration.priors import priors, values_of
from sim.calibration.rounds import Calibration, Runs, design_id
from sim.calibration.targets import require_measures
from sim.experiments.calibration_files import calibration_file
from sim.experiments.ensemble import default_workers, is_compiled
from sim.model.compiled import source_hash
from sim.results.files import write_bytes, write_text
from sim.results.manifest import file_hash, git_state, machine, to_json, versions
from sim.results.point_store import write_columns
from sim.scenario import Scenario, load_scenario
from sim.studies import trust
from sim.studies.fit_page import Made, fit_page

UNTIL = "2024-12"  # the last month that a figure needs
MANIFEST, PAGE, DESIGN = "manifest.json", "fit.md", "design.parquet"
INPUTS = ("jiangsu_2017.yaml", "priors.yaml", "evidence.yaml")


class Request(NamedTuple):
    """A calibration as asked for on the command line."""

    scenario: str = "baseline"
    quick: bool = False
    seed: int = 1
    workers: int | None = None
    dask: str | None = None
    out: Path = Path("outputs")
    check: trust.Check | None = None
    fits: int = 5
    quiet: bool = False
    adopt: bool = False

    @property
    def size(self) -> Size:
        """How much work it is."""
        return QUICK if self.quick else FULL

    @property
    def command(self) -> str:
        """The command that repeats it."""
        words = ["makersim", "calibrate"]
        words += ["--scenario", self.scenario] if self.scenario != "baseline" else []
        words += ["--quick"] if self.quick else []
        return " ".join([*words, "--seed", str(self.seed)])

    def calibration(self, scenario: Scenario) -> Calibration:
        """What is run, and where its rows go."""
        folder = self.out / "calibration" / design_id(scenario)
        return Calibration(scenario, statistics_of, folder, self.seed, self.workers, self.dask)

    def folder(self, calibration: Calibration) -> Path:
        """Where the posterior goes."""
        return calibration.folder / f"{'quick' if self.quick else 'full'}-seed{self.seed}"


def calibrate_command(request: Request, screen: Console, log: Console) -> Path:
    """Calibrate, or check a calibration; returns the folder with what was written.

    Raises
    ------
    ScenarioError
        With everything that is wrong with the scenario.
    KeyboardInterrupt
        After what has been run was kept.
    """
    require_measures(MEASURES)
    scenario = load_scenario(request.scenario).with_horizon(UNTIL)
    calibration = request.calibration(scenario)
    folder = request.folder(calibration)
    if not request.quiet and not is_compiled():
        log.print("Compiling the model (once per version, about half a minute) ...")
    if request.check:
        total = trust.runs_of(request.check, request.size, request.fits)
        with _progress(request, log, total) as tick:
            page = trust.check(request.check, calibration, request.size, request.fits, tick)
        folder.mkdir(parents=True, exist_ok=True)
        write_text(folder / f"trust_{request.check}.md", page)
        screen.print(page, markup=False)
        return folder
    began = time.perf_counter()
    with _progress(request, log, request.size.runs + CANDIDATES * REPEATS) as tick:
        found = fit(calibration, request.size, tick)
        predictive = calibration.run("predictive", values_of(found.posterior), tick)
        best = best_point(calibration, found, predictive, tick)
    made = Made(request.command, scenario.name, UNTIL, request.size, request.seed, source_hash())
    _write(folder, found, predictive, best, made, time.perf_counter() - began)
    if not request.quiet:
        _show(target_rows(found.prior, predictive), screen)
    screen.print(str(folder), soft_wrap=True)
    return folder


def _write(
    folder: Path, found: Fit, predictive: Runs, best: dict[str, float], made: Made, seconds: float
) -> None:
    from sim.analysis.figures.fit_figures import rendered_fit

    (folder / "figures").mkdir(parents=True, exist_ok=True)
    write_columns(folder / POSTERIOR, _compact(predictive))
    write_columns(folder / DESIGN, _compact(found.prior))
    write_text(folder / BEST, _best_text(best, made))
    write_text(folder / PAGE, fit_page(found, predictive, best, made))
    rows = target_rows(found.prior, predictive)
    footer = f"{made.command} · rules {made.rules}"
    for name, content in rendered_fit(found, predictive, rows, footer):
        write_bytes(folder / "figures" / name, content)
    about = {
        "command": made.command,
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
        "seconds": round(seconds, 1),
        "workers": default_workers(),
        "rules": made.rules,
        "scenario": made.scenario,
        "until": made.until,
        "rounds": list(made.size.rounds),
        "draws": made.size.draws,
        "seed": made.seed,
        "runs_in_last_region": found.pool.size,
        "accepted": int(found.sample.kept.size),
        "inputs": {f"calibration/{name}": file_hash(calibration_file(name)) for name in INPUTS},
        "git": git_state(),
        "versions": versions(),
        "machine": machine(),
    }
    write_text(folder / MANIFEST, to_json(about))


def _compact(runs: Runs) -> dict[str, np.ndarray]:
    """Parameters as they were run, everything measured in single precision."""
    keys = set(priors())
    return {
        name: column if name in keys else column.astype(np.float32)
        for name, column in runs.columns.items()
        if name != "repeat"
    }


def _best_text(best: dict[str, float], made: Made) -> str:
    head = (
        f"# The best point, made by `{made.command}` (fit.md says how). The defaults of\n"
        "# sim/model/parameters.py are the same: `makersim calibrate --adopt` writes both.\n"
    )
    return head + yaml.safe_dump(best, sort_keys=False)


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
    bar = Progress(
        TextColumn("Runs"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("left"),
        console=log,
        transient=True,
    )
    with bar:
        task = bar.add_task("", total=total)
        yield lambda runs: bar.advance(task, runs)


def manifest_of(folder: Path) -> dict[str, object]:
    """Read the manifest of a calibration."""
    about: dict[str, object] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return about

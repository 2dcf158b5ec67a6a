"""A calibration as a study: rounds of runs, the posterior, the page, trust checks."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import yaml

from sim.analysis.check_2017 import MEASURES
from sim.analysis.fit import TargetRow, target_rows
from sim.analysis.statistics import statistics_of
from sim.calibration.best import best_point
from sim.calibration.draws import BEST, POSTERIOR
from sim.calibration.fit import FULL, QUICK, Fit, Size, fit
from sim.calibration.priors import priors, values_of
from sim.calibration.rounds import Calibration, Runs, design_id
from sim.calibration.targets import require_measures
from sim.experiments.calibration_files import calibration_file
from sim.experiments.ensemble import default_workers
from sim.model.compiled import source_hash
from sim.results.files import write_bytes, write_columns, write_text
from sim.results.manifest import file_hash, git_state, machine, to_json, versions
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


class Calibrated(NamedTuple):
    """A calibration that has been made.

    Attributes
    ----------
    folder : Path
        Where it was written.
    rows : list of TargetRow
        Every figure of the record before and after.
    fit : Fit
    predictive : Runs
        One run for each posterior draw.
    best : dict of str to float
    """

    folder: Path
    rows: list[TargetRow]
    fit: Fit
    predictive: Runs
    best: dict[str, float]

    @property
    def posterior(self) -> pd.DataFrame:
        """Posterior draws and the figures of one run for each, a row a draw."""
        return pd.DataFrame(_compact(self.predictive))

    @property
    def targets(self) -> pd.DataFrame:
        """Figures of the record, 90 % predictive ranges, and whether they were met."""
        return pd.DataFrame(
            [
                {
                    "target": row.key,
                    "low": row.target.low,
                    "high": row.target.high,
                    **_columns("prior", row.prior),
                    **_columns("posterior", row.posterior),
                    "inside": row.inside,
                    "met": row.met,
                }
                for row in self.rows
            ]
        )


def prepared(request: Request) -> Calibration:
    """Check the files and the scenario of a request; returns what will be run.

    Raises
    ------
    ScenarioError
        With everything that is wrong with them.
    """
    require_measures(MEASURES)
    return request.calibration(load_scenario(request.scenario).with_horizon(UNTIL))


def calibrated(request: Request, tick: Callable[[int], None] = lambda runs: None) -> Calibrated:
    """Calibrate as asked and write what came of it.

    Raises
    ------
    KeyboardInterrupt
        After what has been run was kept.
    """
    calibration = prepared(request)
    folder, began = request.folder(calibration), time.perf_counter()
    found = fit(calibration, request.size, tick)
    predictive = calibration.run(values_of(found.posterior), tick)
    best = best_point(calibration, found, predictive, tick)
    name = calibration.scenario.name
    made = Made(request.command, name, UNTIL, request.size, request.seed, source_hash())
    _write(folder, found, predictive, best, made, time.perf_counter() - began)
    return Calibrated(folder, target_rows(found.prior, predictive), found, predictive, best)


def checked(request: Request, tick: Callable[[int], None] = lambda runs: None) -> tuple[Path, str]:
    """Make the trust check asked for; returns its page and where it was written."""
    calibration = prepared(request)
    folder = request.folder(calibration)
    page = trust.check(request.check or "ranks", calibration, request.size, request.fits, tick)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"trust_{request.check}.md"
    write_text(path, page)
    return path, page


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
        "seconds_of_last_pass": round(seconds, 1),  # what was there already is not in it
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


def _columns(name: str, found: tuple[float, float, float]) -> dict[str, float]:
    return dict(zip((f"{name}_low", f"{name}_median", f"{name}_high"), found, strict=True))

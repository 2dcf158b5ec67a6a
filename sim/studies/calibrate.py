"""A calibration as a study: rounds of runs, the posterior, the page, trust checks."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from sim.analysis.check_2017 import MEASURES
from sim.analysis.fit import TargetRow, target_rows
from sim.analysis.statistics import statistics_of
from sim.calibration.best import best_point
from sim.calibration.fit import FULL, QUICK, Fit, NothingToLearn, Size, fit
from sim.calibration.priors import values_of
from sim.calibration.rounds import Calibration, Runs, design_id
from sim.calibration.targets import FILE as TARGETS
from sim.calibration.targets import fitted, require_measures
from sim.experiments.calibration_files import calibration_file
from sim.model.compiled import source_hash
from sim.results.files import write_text
from sim.results.run_store import RunStore
from sim.scenario import Scenario, load_scenario
from sim.studies import trust
from sim.studies.fit_folder import MANIFEST, MEASURED_BY, PASSES, Result, compact, write_fit
from sim.studies.fit_page import Made
from sim.studies.passes import Passes
from sim.studies.terminal import BadInput

UNTIL = "2024-12"  # the last month that a figure needs
NOTHING_FITTED = "{file}: no row has an `error`, so that there is nothing to fit to."
NO_VALUES = (
    "{file}: of {runs} runs too few have a value for every fitted figure. Without one: {without}. "
    "What has been run is kept; take the `error` from a row that is not to be fitted."
)


class Request(NamedTuple):
    """A calibration as asked for on the command line."""

    scenario: str = "baseline"
    quick: bool = False
    seed: int = 1
    workers: int | None = None
    dask: str | None = None
    out: Path = Path("outputs")
    check: trust.Check | None = None
    fits: int = trust.FITS
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

    def made(self, scenario: Scenario) -> Made:
        """How what it makes comes about."""
        return Made(self.command, scenario.name, UNTIL, self.size, self.seed, source_hash())

    def calibration(self, scenario: Scenario) -> Calibration:
        """What is run, and where its rows go."""
        folder = self.out / "calibration" / design_id(scenario, MEASURED_BY)
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
        return pd.DataFrame(compact(self.predictive))

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
    BadInput
        If no figure is fitted.
    """
    require_measures(MEASURES)
    if not fitted():
        raise BadInput(NOTHING_FITTED.format(file=calibration_file(TARGETS)))
    return request.calibration(load_scenario(request.scenario).with_horizon(UNTIL))


def calibrated(request: Request, tick: Callable[[int], None] = lambda runs: None) -> Calibrated:
    """Calibrate as asked and write what came of it.

    Raises
    ------
    BadInput
        If no figure is fitted, or one has no value in nearly all runs.
    KeyboardInterrupt
        After what has been run was kept.
    """
    calibration = prepared(request)
    folder, scenario = request.folder(calibration), calibration.scenario
    store = RunStore(calibration.folder / "runs")
    passes = Passes(folder / PASSES, lambda: len(store.finished()))

    def on_runs(runs: int) -> None:
        passes.tick()
        tick(runs)

    try:
        with _figures_have_values():
            found = fit(calibration, request.size, on_runs)
        predictive = calibration.run(values_of(found.posterior), on_runs)
        best = best_point(calibration, found, predictive, on_runs)
        result = Result(found, predictive, best)
        write_fit(folder, result, request.made(scenario), scenario, passes, request.workers)
    except KeyboardInterrupt:
        passes.note()
        raise
    return Calibrated(folder, target_rows(found.prior, predictive), found, predictive, best)


def checked(request: Request, tick: Callable[[int], None] = lambda runs: None) -> tuple[Path, str]:
    """Make the trust check asked for; returns its page and where it was written."""
    calibration = prepared(request)
    folder = request.folder(calibration)
    made, anew = request.made(calibration.scenario), (folder / MANIFEST).is_file()
    with _figures_have_values():
        page = trust.check(request.check or "ranks", calibration, made, request.fits, tick, anew)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"trust_{request.check}.md"
    write_text(path, page)
    return path, page


@contextmanager
def _figures_have_values() -> Iterator[None]:
    try:
        yield
    except NothingToLearn as found:
        without = ", ".join(f"{key} ({number})" for key, number in found.without.items())
        said = {"file": calibration_file(TARGETS), "runs": found.runs, "without": without}
        raise BadInput(NO_VALUES.format(**said)) from found


def _columns(name: str, found: tuple[float, float, float]) -> dict[str, float]:
    return dict(zip((f"{name}_low", f"{name}_median", f"{name}_high"), found, strict=True))

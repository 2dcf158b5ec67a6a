"""The folder of a calibration: all that goes there is made first, then written."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import yaml

from sim.analysis.fit import target_rows
from sim.calibration.best import CANDIDATES, REPEATS
from sim.calibration.draws import BEST, POSTERIOR
from sim.calibration.fit import Fit
from sim.calibration.priors import priors
from sim.calibration.rounds import Runs
from sim.experiments.calibration_files import calibration_file
from sim.experiments.ensemble import default_workers
from sim.results.files import write_bytes, write_columns, write_text
from sim.results.manifest import (
    FORMAT,
    file_hash,
    git_state,
    machine,
    sources_hash,
    to_json,
    versions,
)
from sim.scenario import Scenario
from sim.studies.fit_page import Made, fit_page
from sim.studies.passes import Passes

MANIFEST, PAGE, DESIGN, PASSES = "manifest.json", "fit.md", "design.parquet", "passes.json"
FIGURES = "figures"
INPUTS = ("jiangsu_2017.yaml", "priors.yaml", "evidence.yaml")
_MEASURES = ("check_2017", "funding", "observed", "shakeout", "statistics", "survival")
MEASURED_BY = ("results", *(f"analysis/{name}.py" for name in _MEASURES))


class Result(NamedTuple):
    """What a calibration found."""

    fit: Fit
    predictive: Runs
    best: dict[str, float]


def write_fit(
    folder: Path, found: Result, made: Made, scenario: Scenario, passes: Passes, workers: int | None
) -> None:
    """Make the page and the figures, then write everything."""
    from sim.analysis.figures.fit_figures import rendered_fit

    fit, predictive, best = found
    rows = target_rows(fit.prior, predictive)
    page = fit_page(fit, predictive, best, made)
    footer = f"{made.command} · rules {made.rules}"
    figures = rendered_fit(fit, predictive, rows, footer)
    (folder / FIGURES).mkdir(parents=True, exist_ok=True)
    write_columns(folder / POSTERIOR, compact(predictive))
    write_columns(folder / DESIGN, compact(fit.prior))
    write_text(folder / BEST, _best_text(best, made))
    write_text(folder / PAGE, page)
    for name, content in figures:
        write_bytes(folder / FIGURES / name, content)
    about = manifest(fit, made, scenario, passes.note(), workers)
    write_text(folder / MANIFEST, to_json(about))


def manifest(
    fit: Fit,
    made: Made,
    scenario: Scenario,
    passes: Sequence[dict[str, Any]],
    workers: int | None = None,
) -> dict[str, Any]:
    """Gather what must be known to repeat a calibration, as the manifest of a run does."""
    resolved = scenario.resolved()
    text = json.dumps(resolved, sort_keys=True, ensure_ascii=False)
    return {
        "format": FORMAT,
        "scenario": made.scenario,
        "until": made.until,
        "command": made.command,
        "started": passes[0]["started"],
        "seconds": round(sum(each["seconds"] for each in passes), 1),  # of all passes
        "passes": list(passes),
        "workers": workers or default_workers(),
        "rounds": list(made.size.rounds),
        "draws": made.size.draws,
        "runs": made.size.runs + CANDIDATES * REPEATS,
        "seed": made.seed,
        "runs_in_last_region": fit.pool.size,
        "accepted": int(fit.sample.kept.size),
        "resolved": resolved,
        "resolved_hash": hashlib.sha256(text.encode()).hexdigest(),
        "rules": made.rules,
        "inference": sources_hash(("calibration",)),
        "measures": sources_hash(MEASURED_BY),
        "inputs": {f"calibration/{name}": file_hash(calibration_file(name)) for name in INPUTS},
        "git": git_state(),
        "versions": versions(),
        "machine": machine(),
    }


def compact(runs: Runs) -> dict[str, np.ndarray]:
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

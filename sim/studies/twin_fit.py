"""What ``makersim twin --fit`` does: ensembles of all that the fit is made of, then the fit."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
import yaml

from sim.calibration.draws import posterior
from sim.dynamics.twin.design import FITTED_TO, SHIFTED, WEIGHT_SHIFTED, fitted_to, kept_from
from sim.dynamics.twin.fitted import FILE, stored
from sim.dynamics.twin.fitting import Fit, Problem
from sim.dynamics.twin.observed import QUARTER, Observed, mean_of_runs
from sim.dynamics.twin.tracking import BESIDE, STOCKS
from sim.results.files import write_csv, write_text
from sim.studies.study import planned
from sim.studies.twin_runs import TwinStudy, counted

ENSEMBLE = FILE.with_name("ensemble.csv")
STEPS, DIGITS = 40, 6
HEAD = "# Written by `makersim twin --fit`; do not edit by hand.\n"


def runs_of_fit(replicates: int) -> int:
    """How many runs a fit needs."""
    return replicates * (len(fitted_to()) + len(kept_from()))


def refit(replicates: int, seed: int, workers: int | None, tick: Callable[[], None]) -> Fit:
    """Count the agents of every scenario of the design, fit, and write both files of the twin."""
    means: dict[str, Observed] = {}
    for name, scenario in {**fitted_to(), **kept_from()}.items():
        study = TwinStudy(scenario, planned(scenario, replicates, seed, "posterior"))
        means[name] = mean_of_runs(counted(study, workers, tick))
    point = posterior_mean()
    fit = fitted_at(point, means)
    keep(fit, point, means, {"replicates": replicates, "seed": seed, "parameters": "posterior"})
    return fit


def keep(
    fit: Fit,
    point: Mapping[str, float],
    means: Mapping[str, Observed],
    ensembles: Mapping[str, Any],
) -> None:
    """Write the constants that were found, and the means that they were held against."""
    said = {
        "fitted_to": {"scenarios": FITTED_TO, "shifted": SHIFTED},
        "ensembles": ensembles,
        "steps": fit.steps,
        "finished": fit.finished,
        "cost": _rounded(fit.cost),
        "parameters": point,
        "values": {name: _rounded(value) for name, value in fit.values.items()},
    }
    text = yaml.safe_dump(_plain(said), sort_keys=False)
    write_csv(ENSEMBLE, ["scenario", "month", *STOCKS, *BESIDE], list(_rows(means)), ends="\n")
    write_text(FILE, HEAD + text)
    stored.cache_clear()


def fitted_at(point: Mapping[str, float], means: Mapping[str, Observed]) -> Fit:
    """Fit at a point of the parameters, from where the last fit ended."""
    scenarios = {name: each.with_parameters(point) for name, each in fitted_to().items()}
    weights = [WEIGHT_SHIFTED if name in SHIFTED else 1.0 for name in scenarios]
    problem = Problem([*scenarios.values()], [means[name] for name in scenarios], weights)
    return problem.solve(stored()["values"], STEPS)


def posterior_mean() -> dict[str, float]:
    """Mean of the posterior by parameter: the point at which the twin stands."""
    draws = posterior()
    return {key: _rounded(np.mean([each[key] for each in draws])) for key in draws[0]}


def _rows(means: Mapping[str, Observed]) -> Iterator[list[object]]:
    for scenario, mean in means.items():
        if scenario in SHIFTED:
            continue
        for quarter in range(len(mean["spaces"])):
            values = (round(float(mean[name][quarter]), 2) for name in (*STOCKS, *BESIDE))
            yield [scenario, QUARTER * (quarter + 1) - 1, *values]


def _rounded(value: Any) -> float:
    return float(f"{float(value):.{DIGITS}g}")


def _plain(data: Any) -> Any:
    if isinstance(data, Mapping):
        return {key: _plain(value) for key, value in data.items()}
    return [*data] if isinstance(data, tuple) else data

"""Fitting the constants of the twin to the means of ensembles, by least squares."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.dynamics.equations import EquationModel, Stock
from sim.dynamics.equations.many import simulate_many
from sim.dynamics.twin.fitted import FITTED
from sim.dynamics.twin.model import equations
from sim.dynamics.twin.models import PAIRS
from sim.dynamics.twin.observed import QUARTER, Observed
from sim.model.categories import MODELS
from sim.scenario import Scenario

Values = NDArray[np.float64]
STEP, FIRM, WIDEST = 1e-4, 0.02, 7.0  # of the slopes; weight of the starts; bound of the logits
LEAST_SCALE = 0.3  # of the first scenario's level, where a scenario has hardly any
# Weight of each variable's relative error; what the twin is held to weighs most.
WEIGHTS: dict[str, float] = {
    "spaces": 3.0, "tenants": 3.0, "funded_cumulative": 3.0, "slots": 1.0,
    "funded": 0.7, "unfunded": 0.7, "progress": 0.4, "price": 0.5, "recorded": 0.5,
    "seekers": 0.4, "foundings": 0.3, "cash": 0.2, "capital": 0.2, "seed_funds": 0.2,
    "seed_means": 0.2, "closed_listed": 0.2, "gave_up": 0.2, "commitments": 0.1,
    "seed_spent": 0.1,
    **{f"{one}_to_{other}": 0.15 for one, other in PAIRS},
}  # fmt: skip
OF_MODELS = {
    "spaces": 2.0, "tenants": 2.0, "slots": 1.0, "service": 0.5, "commitment": 0.3,
    "listed": 0.3, "fundings": 0.3, "failures": 0.3, "graduations": 0.3, "closures": 0.3,
    "reputation": 0.2, "moved_out": 0.2, "displaced": 0.2, "acquired": 0.1,
}  # fmt: skip
WEIGHTS |= {f"{name}_{model}": weight for name, weight in OF_MODELS.items() for model in MODELS}


class Fit(NamedTuple):
    """What a fit has found."""

    values: dict[str, float]  # by constant
    cost: float  # half the sum of squares
    steps: int
    finished: bool


class _Target(NamedTuple):
    values: Values  # (quarters,)
    weight: Values  # over its scale; 0 where there is nothing to compare with


class Problem:
    """Residuals of the twin of several scenarios at once.

    Parameters
    ----------
    scenarios : sequence of Scenario
        With the parameters at which the twin stands; the first is the yardstick of scales.
    means : sequence of Observed
        The mean of the ensemble of each.
    weights : sequence of float
        Of each.
    """

    def __init__(
        self, scenarios: Sequence[Scenario], means: Sequence[Observed], weights: Sequence[float]
    ) -> None:
        starts = {each.name: each.start for each in FITTED}
        models = [equations(each, starts) for each in scenarios]
        self.base, self.number = models[0], len(models)
        chosen = {*starts}
        self.constants = _differing(models, lambda each: each.constants, {*chosen})
        self.series = _differing(models, lambda each: each.series, set())
        self.targets = [
            {name: _target(mean[name], means[0][name], heavy * WEIGHTS[name]) for name in WEIGHTS}
            for mean, heavy in zip(means, weights, strict=True)
        ]
        self.low = np.array([each.low for each in FITTED])
        self.high = np.array([each.high for each in FITTED])
        self.start = self.logits(np.array([each.start for each in FITTED]))

    def logits(self, values: Values) -> Values:
        """Values of constants as places between their bounds, from minus to plus infinity."""
        share = np.clip((values - self.low) / (self.high - self.low), 1e-3, 1 - 1e-3)
        logits: Values = np.log(share / (1 - share))
        return logits

    def values(self, logits: Values) -> Values:
        """The same back, shape (constants, columns)."""
        low, high = self.low[:, None], self.high[:, None]
        values: Values = low + (high - low) / (1 + np.exp(-logits))
        return values

    def residuals(self, logits: Values) -> Values:
        """Residuals of several sets of constants, shape (residuals, columns)."""
        values, columns = self.values(logits), logits.shape[1]
        constants = {each.name: np.tile(values[i], self.number) for i, each in enumerate(FITTED)}
        constants |= {name: np.repeat(each, columns) for name, each in self.constants.items()}
        series = {name: np.repeat(each.T, columns, axis=1) for name, each in self.series.items()}
        runs = simulate_many(self.base, constants, series, WEIGHTS)
        parts = []
        for place, targets in enumerate(self.targets):
            here = slice(place * columns, (place + 1) * columns)
            for name, target in targets.items():
                found = self._quarterly(name, runs[name][:, here])
                parts.append((found - target.values[:, None]) * target.weight[:, None])
        parts.append(FIRM * (logits - self.start[:, None]))
        return np.nan_to_num(np.clip(np.concatenate(parts), -5.0, 5.0), nan=5.0)

    def _quarterly(self, name: str, run: Values) -> Values:
        variable = self.base.by_name[name]
        if variable.unit.endswith("/month") and not isinstance(variable, Stock):
            months = run[: len(run) // QUARTER * QUARTER]
            return months.reshape(-1, QUARTER, run.shape[1]).mean(axis=1)
        return run[QUARTER::QUARTER]

    def solve(self, begin: Mapping[str, float], most: int) -> Fit:
        """Find the constants.

        Parameters
        ----------
        begin : mapping of str to float
            Where to begin; missing constants begin at their start.
        most : int
            Steps after which the fit ends anyway.
        """
        from scipy.optimize import least_squares  # takes its time

        first = np.array([begin.get(each.name, each.start) for each in FITTED])

        def residuals(logits: Values) -> Values:
            found: Values = self.residuals(logits[:, None])[:, 0]
            return found

        def slopes(logits: Values) -> Values:
            moved = logits[:, None] + STEP * np.eye(len(logits))
            found = self.residuals(np.column_stack([logits, moved]))
            slope: Values = (found[:, 1:] - found[:, :1]) / STEP
            return slope

        found: Any = least_squares(
            residuals, self.logits(first), slopes, bounds=(-WIDEST, WIDEST), max_nfev=most
        )
        values = self.values(found.x[:, None])[:, 0]
        named = {each.name: float(value) for each, value in zip(FITTED, values, strict=True)}
        return Fit(named, float(found.cost), int(found.nfev), bool(found.status > 0))


def _differing(
    models: Sequence[EquationModel],
    of: Callable[[EquationModel], Mapping[str, Any]],
    but: set[str],
) -> dict[str, Values]:
    """Constants or series that are not the same in all models."""
    return {
        name: np.array([of(each)[name] for each in models])
        for name, first in of(models[0]).items()
        if name not in but and any(of(each)[name] != first for each in models[1:])
    }


def _target(mean: Values, first: Values, weight: float) -> _Target:
    known = np.isfinite(mean)
    scale = max(_level(mean), LEAST_SCALE * _level(first))
    if scale == 0.0:  # it never happens
        return _Target(np.zeros(len(mean)), np.zeros(len(mean)))
    return _Target(np.where(known, mean, 0.0), known * weight / scale / np.sqrt(len(mean)))


def _level(mean: Values) -> float:
    known = mean[np.isfinite(mean)]
    return float(np.abs(known).mean()) if known.size else 0.0

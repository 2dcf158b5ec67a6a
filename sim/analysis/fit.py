"""What a calibration says: figures met or missed, parameters learnt or not, and the gaps."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.analysis.gaps import ASKED
from sim.analysis.intervals import HIGH, LOW
from sim.calibration.fit import Fit
from sim.calibration.priors import Scores, priors, values_of
from sim.calibration.rounds import Runs
from sim.calibration.targets import Target, targets

STRONG = 0.35  # correlation of two parameters that is worth naming
LEARNT_ENOUGH = 0.5  # share of its prior variance from which on a direction counts as identified
LOADING = 0.3  # of a parameter in a direction that is worth naming
UNLEARNT = 0.1  # contraction below which figures do not move a parameter
HARDLY = 0.1  # of what parameters explain of a gap: less than that is next to nothing
MOVERS = 3  # parameters named for each gap
FEWEST = 50  # runs that have a gap, for a regression on it
GAPS = {  # columns of runs, by what docs/findings.md asks
    "survival": "gap:survival_mean_60_raw",
    "funding": "gap:funded_24_raw",
    "shakeout": "gap:closure_rate",
    "tenants": "ratio:tenant_failures_per_100_tenant_years",
}
# Slots a space of these operators were set by hand from the very figures (decision 0015).
SET_BY_HAND = ("institute_tenants", "university_tenants")


class TargetRow(NamedTuple):
    """A figure before and after the fit."""

    key: str
    target: Target
    prior: tuple[float, float, float]  # low, median, high of the 90 % predictive range
    posterior: tuple[float, float, float]
    below: float | None = None  # share of posterior runs below the figure or the lower bound

    @property
    def by_hand(self) -> bool:
        """Whether a quantity was set by hand so that the figure comes out."""
        return self.key in SET_BY_HAND

    @property
    def inside(self) -> bool:
        """Whether the posterior predictive range holds the figure."""
        return self.target.overlaps(self.posterior[0], self.posterior[2])

    @property
    def met(self) -> bool | None:
        """Whether the posterior median comes as near as asked."""
        return self.target.met(self.posterior[1])


class ParameterRow(NamedTuple):
    """A parameter before and after the fit."""

    key: str
    low: float
    median: float
    high: float
    shift: float  # of the mean, in prior standard deviations
    contraction: float  # share of the prior variance that is gone, in normal scores

    @property
    def learnt(self) -> bool:
        """Whether the figures moved it."""
        return self.contraction >= UNLEARNT


class Distinct(NamedTuple):
    """How many points the draws of a posterior are, and how many draws they are worth."""

    points: int
    worth: float  # draws, each another point, that know a mean as well


class Direction(NamedTuple):
    """A combination of parameters that the figures say something about."""

    learnt: float  # share of its prior variance
    loadings: tuple[tuple[str, float], ...]  # the parameters that matter most in it


class GapSplit(NamedTuple):
    """How much of a gap's variance in the prior a linear regression on the scores explains."""

    label: str
    all: float
    learnt: float  # by the learnt directions alone
    before: tuple[float, float, float]  # 90 % range of runs and median, in the prior
    after: tuple[float, float, float]  # in the posterior
    below_before: float  # share of runs below zero
    below_after: float
    movers: tuple[tuple[str, float], ...]  # parameters that go with it most, and correlations

    @property
    def held(self) -> float:
        """Share that the learnt directions have in what parameters explain, 1 at most."""
        return min(self.learnt / self.all, 1.0) if self.all > 0 else 0.0


def target_rows(prior: Runs, predictive: Runs) -> list[TargetRow]:
    """Compare every measured figure with its predictive ranges."""
    rows = []
    for key, target in targets().items():
        if key in predictive.columns and np.isfinite(predictive.columns[key]).any():
            ranges = _range(prior.columns[key]), _range(predictive.columns[key])
            rows.append(TargetRow(key, target, *ranges, _below(target, predictive.columns[key])))
    return rows


def parameter_rows(fit: Fit) -> list[ParameterRow]:
    """Compare priors and posterior of every parameter."""
    draws, means = values_of(fit.posterior), fit.posterior.mean(axis=0)
    gone = contractions(fit.posterior)
    rows = []
    for key, mean in zip(priors(), means.tolist(), strict=True):
        ends = _range(np.array([draw[key] for draw in draws]))
        rows.append(ParameterRow(key, *ends, mean, gone[key]))
    return rows


def contractions(posterior: Scores) -> dict[str, float]:
    """Share of the prior variance of each parameter that is gone, in normal scores."""
    return dict(zip(priors(), (1 - posterior.var(axis=0)).tolist(), strict=True))


def distinct(posterior: Scores) -> Distinct:
    """Count points, of which the likelier come more than once.

    >>> distinct(np.array([[0.0, 1.0], [0.0, 1.0], [1.0, 1.0], [2.0, 1.0]])).points
    3
    """
    _, times = np.unique(posterior, axis=0, return_counts=True)
    return Distinct(times.size, float(times.sum() ** 2 / (times**2).sum()))


def directions(fit: Fit) -> list[Direction]:
    """Return the learnt directions of the first round's prior, best learnt first."""
    keys, found = list(priors()), []
    summaries = fit.first_summaries
    for row, share in zip(summaries.directions, summaries.shares, strict=True):
        if share <= LEARNT_ENOUGH:
            continue
        order = [place for place in np.argsort(-np.abs(row)) if abs(row[place]) >= LOADING]
        sign = np.sign(row[order[0]]) if order else 1.0
        named = tuple((keys[place], float(sign * row[place])) for place in order)
        found.append(Direction(float(share), named))
    return sorted(found, key=lambda each: -each.learnt)


def correlations(fit: Fit) -> list[tuple[str, str, float]]:
    """Return pairs of parameters that the posterior ties together, strongest first."""
    keys, matrix = list(priors()), np.asarray(np.corrcoef(fit.posterior, rowvar=False))
    pairs = [
        (keys[i], keys[j], float(matrix[i, j]))
        for i in range(len(keys))
        for j in range(i + 1, len(keys))
        if abs(matrix[i, j]) >= STRONG
    ]
    return sorted(pairs, key=lambda pair: -abs(pair[2]))


def gap_splits(fit: Fit, predictive: Runs) -> list[GapSplit]:
    """Ask whether what the figures fix is also what moves the gaps between the models."""
    summaries = fit.first_summaries
    learnt = summaries.directions[summaries.shares > LEARNT_ENOUGH]
    rows = []
    for asked, name in GAPS.items():
        gap, after = fit.prior.columns[name], predictive.columns[name]
        there, after = np.isfinite(gap), after[np.isfinite(after)]
        if min(there.sum(), after.size) < FEWEST:
            continue
        scores, gap = fit.prior.scores[there], gap[there]
        rows.append(
            GapSplit(
                _gap_label(asked, name),
                _explained(scores, gap),
                _explained(scores @ learnt.T, gap) if learnt.size else 0.0,
                _range(gap),
                _range(after),
                float((gap < 0).mean()),
                float((after < 0).mean()),
                _movers(scores, gap),
            )
        )
    return rows


def _movers(scores: Scores, gap: NDArray[np.float64]) -> tuple[tuple[str, float], ...]:
    found = np.asarray(np.corrcoef(scores, gap, rowvar=False))[-1, :-1]
    keys = list(priors())
    order = np.argsort(-np.abs(found))[:MOVERS]
    return tuple((keys[place], float(found[place])) for place in order)


def _gap_label(asked: str, name: str) -> str:
    about = ASKED[asked]
    unit = "logarithm of the ratio" if name.startswith("ratio:") else about.unit.en
    return f"{about.label.en}, {unit}"


def _below(target: Target, values: NDArray[np.float64]) -> float | None:
    known = values[np.isfinite(values)]
    if not known.size or target.high not in (target.low, np.inf):
        return None
    return float((known < target.low).mean())


def _explained(features: NDArray[np.float64], values: NDArray[np.float64]) -> float:
    """Cross-validated share of variance that a linear regression explains."""
    from sklearn.linear_model import LinearRegression
    from sklearn.model_selection import KFold, cross_val_predict

    folds = KFold(5, shuffle=True, random_state=0)
    expected = cross_val_predict(LinearRegression(), features, values, cv=folds)
    return float(max(0.0, 1 - np.var(values - expected) / np.var(values)))


def _range(values: NDArray[np.float64]) -> tuple[float, float, float]:
    known = values[np.isfinite(values)]
    if not known.size:
        return float("nan"), float("nan"), float("nan")
    low, median, high = np.quantile(known, (LOW, 0.5, HIGH))
    return float(low), float(median), float(high)

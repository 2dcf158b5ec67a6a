"""Scores of the model on figures that it never saw, beside two naive forecasts.

A figure is hit if the 90 % predictive interval holds it, or part of its range. The interval is
that of replicates; where the record is a share of a few cases, the chance of so few is in it.
The naive forecasts are made of earlier figures of the same record: the last one, and a straight
line through all of them. A change is forecast as what they make of its level, less its base.
"""

import csv
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from sim.analysis.intervals import FEWEST, LEVEL, QUANTILES
from sim.analysis.observed import Values
from sim.calibration.validation import CHECK, VALIDATION, Row
from sim.calibration.validation_measures import NotRecorded, OfSeries
from sim.experiments.calibration_files import calibration_file

INSIDE, MISS, KEPT, BROKEN = "inside", "miss", "bound kept", "bound broken"
TOO_FEW, NO_VALUE, UNMEASURED = "too few replicates", "no value", "not measurable"
TABLE = "validation.csv"  # of calibration/, made by makersim validate --page


class Score(NamedTuple):
    """A row of ``validation.csv``."""

    row: Row
    verdict: str
    last_value: float | None  # naive forecasts
    linear_trend: float | None
    replicates: int = 0  # that have the figure
    median: float | None = None
    low_90: float | None = None
    high_90: float | None = None
    below: float | None = None  # % of replicates below the figure, or the middle of its range
    off: float | None = None  # of the median from the figure or the nearer end, in its unit
    against_last: float | None = None  # error of the median over that of the naive forecast
    against_trend: float | None = None


class Coverage(NamedTuple):
    """How many figures lie in their intervals; bounds do not count."""

    inside: int
    figures: int
    low: float  # 90 % interval of the share that intervals like these hold (Clopper-Pearson)
    high: float

    @property
    def too_narrow(self) -> bool:
        """Whether intervals are shown to hold less than they promise."""
        return self.figures > 0 and self.high < LEVEL


class Race(NamedTuple):
    """How often the median comes nearer to the record than a naive forecast."""

    nearer: int
    ties: int
    forecasts: int


def score(row: Row, values: Values | None) -> Score:
    """Score one row.

    Parameters
    ----------
    values : ndarray, shape (replicates,), optional
        The model's side; None where it is not recorded.
    """
    last, trend = naive_forecasts(row)
    if values is None or isinstance(row.measure, NotRecorded):
        return Score(row, UNMEASURED, last, trend)
    known = values[np.isfinite(values)]
    if not known.size:
        return Score(row, NO_VALUE, last, trend)
    median = float(np.median(known))
    interval = _interval(row, known) if known.size >= FEWEST else None
    middle = min(max(median, row.low), row.high) if row.is_bound else (row.low + row.high) / 2
    return Score(
        row,
        _verdict(row, interval),
        last,
        trend,
        known.size,
        median,
        interval[0] if interval else None,
        interval[1] if interval else None,
        100 * float((known < middle).mean()),
        row.off(median),
        _relative(row, median, last),
        _relative(row, median, trend),
    )


def scores(rows: Sequence[Row], values: Mapping[str, Values]) -> list[Score]:
    """Score all rows: those never used first."""
    found = [score(row, values.get(row.key)) for row in rows]
    return [each for kind in (VALIDATION, CHECK) for each in found if each.row.kind == kind]


def naive_forecasts(row: Row) -> tuple[float | None, float | None]:
    """Forecast a figure from earlier ones: the last value, and a straight line through all."""
    if not row.earlier:
        return None, None
    years = np.array([span.year for span in row.earlier])
    levels = np.array(list(row.earlier.values()))
    target = row.when.year
    if isinstance(row.measure, OfSeries):
        target = row.measure.when.year
    last, trend = float(levels[-1]), None
    if levels.size > 1:
        trend = float(np.polyfit(years - target, levels, 1)[1])  # where the line meets the target
    return _as_figure(row, last), None if trend is None else _as_figure(row, trend)


def _as_figure(row: Row, level: float) -> float:
    """A level, or the change that it makes where the figure is a change."""
    if not isinstance(row.measure, OfSeries) or row.measure.base is None:
        return level
    span = row.measure.base[:2]
    base = next(value for at, value in row.earlier.items() if at[:2] == span)
    return 100 * (level / base - 1) if row.measure.growth else level - base


def _interval(row: Row, values: Values) -> tuple[float, float]:
    """90 % predictive interval, with the chance of few cases where the record is a share."""
    if row.out_of is None:
        low, high = np.quantile(values, QUANTILES)
        return float(low), float(high)
    from scipy.stats import binom

    shares = np.clip(values / 100, 0.0, 1.0)
    cases = np.arange(row.out_of + 1)
    odds = binom.cdf(cases[:, None], row.out_of, shares[None]).mean(axis=1)
    low, high = (int(np.searchsorted(odds, end)) for end in QUANTILES)
    return 100 * low / row.out_of, 100 * high / row.out_of


def _verdict(row: Row, interval: tuple[float, float] | None) -> str:
    if interval is None:
        return TOO_FEW
    holds = interval[0] <= row.high and interval[1] >= row.low
    if row.is_bound:
        return KEPT if holds else BROKEN
    return INSIDE if holds else MISS


def _relative(row: Row, median: float, forecast: float | None) -> float | None:
    """Error of the model over that of a naive forecast; 1 where both are nought."""
    if forecast is None:
        return None
    model, naive = abs(row.off(median)), abs(row.off(forecast))
    if naive == 0:
        return 1.0 if model == 0 else float("inf")
    return model / naive


def coverage(found: Sequence[Score], kind: str = VALIDATION) -> Coverage:
    """Count the figures inside their intervals.

    The interval of the share takes figures as independent, which those of one place are not.
    """
    return _coverage([each.verdict for each in found if each.row.kind == kind])


def published_coverage() -> Coverage:
    """Read the score of the table that comes with the model, ``calibration/validation.csv``."""
    with calibration_file(TABLE).open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        return _coverage([row["verdict"] for row in rows if row["kind"] == VALIDATION])


def _coverage(verdicts: Sequence[str]) -> Coverage:
    inside = verdicts.count(INSIDE)
    figures = inside + verdicts.count(MISS)
    return Coverage(inside, figures, *binomial_interval(inside, figures))


def binomial_interval(hits: int, trials: int) -> tuple[float, float]:
    """Exact 90 % interval of a share (Clopper and Pearson 1934).

    >>> [round(end, 3) for end in binomial_interval(9, 10)], binomial_interval(0, 0)
    ([0.606, 0.995], (0.0, 1.0))
    """
    from scipy.stats import beta

    tail = (1 - LEVEL) / 2
    low = beta.ppf(tail, hits, trials - hits + 1) if hits else 0.0
    high = beta.ppf(1 - tail, hits + 1, trials - hits) if hits < trials else 1.0
    return float(low), float(high)


def race(found: Sequence[Score], forecast: str, kind: str = VALIDATION) -> Race:
    """Count how often the model is nearer than a naive forecast: against_last or against_trend.

    Bounds do not count: whatever keeps them has no error.
    """
    counted = [each for each in found if each.row.kind == kind and not each.row.is_bound]
    errors = [getattr(each, forecast) for each in counted]
    there = [error for error in errors if error is not None]
    nearer = sum(error < 1 for error in there)
    return Race(nearer, sum(error == 1 for error in there), len(there))

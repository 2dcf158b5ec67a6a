"""Values of an outcome at the points of a sweep, and how much of their variance is luck."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Values = NDArray[np.float64]
MOST_RANGES = 3  # parameters named where an outcome has no value
CHANCE = 0.05  # that any is named where none decides


class PointValues(NamedTuple):
    """An outcome at the points of a design.

    Attributes
    ----------
    values : ndarray, shape (points, replicates)
        NaN where a run has no value, or is not there.
    there : ndarray of bool, shape (points,)
        Whether all replicates of a point have been run.
    """

    values: Values
    there: NDArray[np.bool_]


class Luck(NamedTuple):
    """How much of the variance over points is the luck of single runs.

    Attributes
    ----------
    variance : float
        Over points, of the mean over replicates.
    luck : float
        Part of it that other seeds would give anew; NaN with one replicate.
    """

    variance: float
    luck: float

    @property
    def share(self) -> float:
        """Share of luck, between 0 and 1."""
        return min(self.luck / self.variance, 1.0) if self.variance > 0 else float("nan")


def point_values(
    runs: pd.DataFrame,
    outcome: str,
    points: pd.Index,
    replicates: int,
    scenario: str,
    against: str | None = None,
) -> PointValues:
    """Put the values of an outcome in the order of a design.

    Parameters
    ----------
    runs : DataFrame
        A row a run: ``point``, ``replicate``, ``scenario`` and outcomes.
    points : Index
        Numbers of the points, in the order of the design.
    against : str, optional
        Another scenario: values are differences from it at the same point and replicate.
    """
    one = _table(runs[runs["scenario"] == scenario], outcome, points, replicates)
    if against is None:
        return one
    other = _table(runs[runs["scenario"] == against], outcome, points, replicates)
    return PointValues(one.values - other.values, one.there & other.there)


def _table(runs: pd.DataFrame, outcome: str, points: pd.Index, replicates: int) -> PointValues:
    row = points.get_indexer(pd.Index(runs["point"]))
    column = runs["replicate"].to_numpy()
    wanted = (row >= 0) & (column < replicates)
    values = np.full((len(points), replicates), np.nan)
    there = np.zeros(values.shape, dtype=bool)
    values[row[wanted], column[wanted]] = runs[outcome].to_numpy(dtype=float)[wanted]
    there[row[wanted], column[wanted]] = True
    return PointValues(values, np.asarray(there.all(axis=1)))


def luck_of(values: Values, common_seeds: bool) -> Luck:
    """Split the variance over points of the mean over replicates.

    With common seeds the luck that is the same at all points moves no difference between them:
    what counts is how far replicates disagree about those differences.

    Parameters
    ----------
    values : ndarray, shape (points, replicates)

    Examples
    --------
    >>> luck_of(np.array([[0.0, 10.0], [2.0, 12.0], [4.0, 14.0]]), common_seeds=True)
    Luck(variance=4.0, luck=0.0)
    """
    points, replicates = values.shape
    variance = float(values.mean(axis=1).var(ddof=1))
    if replicates < 2:
        return Luck(variance, float("nan"))
    rest = values - values.mean(axis=1, keepdims=True)
    freedom = points * (replicates - 1)
    if common_seeds:
        rest = rest - rest.mean(axis=0)
        freedom = (points - 1) * (replicates - 1)
    return Luck(variance, float((rest**2).sum() / freedom / replicates))


def undefined_where(factors: pd.DataFrame, undefined: NDArray[np.bool_]) -> Mapping[str, str]:
    """Say in which part of the parameter space an outcome has no value.

    Parameters
    ----------
    factors : DataFrame
        A row a point, a column a parameter.
    undefined : ndarray of bool, shape (points,)

    Returns
    -------
    dict of str to str
        Ranges of the few parameters that lie closer together there than chance would have it.

    Examples
    --------
    >>> near = pd.DataFrame({"a": np.arange(100.0), "b": np.arange(100.0) * 37 % 100})
    >>> undefined_where(near, (near["a"] < 12).to_numpy())
    {'a': '0 to 11'}
    """
    ranks = factors.rank(pct=True)[undefined]
    number, width = len(ranks), ranks.max() - ranks.min()
    # How likely so many independent points lie within a range as narrow as theirs.
    chance = number * width ** (number - 1) - (number - 1) * width**number
    chance = chance[chance < CHANCE / factors.shape[1]].sort_values(kind="stable")
    some = factors[undefined]
    return {
        str(name): f"{some[name].min():.4g} to {some[name].max():.4g}"
        for name in chance.index[:MOST_RANGES]
    }

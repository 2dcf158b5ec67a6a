"""Survival of spaces from founding to closure, by the class that they had at founding.

Spaces alive at the start are left out. The class at the end is never used: whoever lives
longer has more time to become something (immortal time).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.analysis.observed import OPEN, Observed, Values
from sim.model.categories import CELLS, MODELS

RESTRICTED = 60  # months to which the mean is restricted
LONGEST = 120  # months that curves show


class Spells(NamedTuple):
    """Lives of spaces founded in the run."""

    duration: NDArray[np.int64]  # months from founding to closure or to the horizon
    closed: NDArray[np.bool_]
    year: NDArray[np.int64]  # of founding, from 0
    model: NDArray[np.int64]  # at founding
    cell: NDArray[np.int64]  # at founding


def spells(observed: Observed) -> Spells:
    """Lives of all spaces founded in the run."""
    spaces, last = observed.spaces, observed.months - 1
    there = spaces.founded >= 0
    closed = spaces.closed[there] != OPEN
    end = np.where(closed, spaces.closed[there], last)
    founded = spaces.founded[there]
    return Spells(end - founded, closed, founded // 12, spaces.model[there], spaces.cell[there])


def kaplan_meier(duration: NDArray[np.int64], closed: NDArray[np.bool_], longest: int) -> Values:
    """Share that survives each month of age.

    Returns
    -------
    ndarray, shape (longest + 1,)
        At 0, 1, ... months; NaN beyond the longest observation, unless none survived it.

    Examples
    --------
    >>> kaplan_meier(np.array([1, 1, 2]), np.array([True, False, False]), 3)
    array([1.        , 0.66666667, 0.66666667,        nan])
    """
    together = np.zeros(duration.size, np.int64)
    return kaplan_meier_by(together, 1, duration, closed, longest)[0]


def kaplan_meier_by(
    group: NDArray[np.int64],
    groups: int,
    duration: NDArray[np.int64],
    closed: NDArray[np.bool_],
    longest: int,
) -> Values:
    """Kaplan-Meier curves of several groups, to the bit those of ``scipy.stats.ecdf``.

    From counts by month and all groups at once: a replicate has fifty curves.

    Parameters
    ----------
    group : ndarray of int
        Number of the group that each life belongs to.

    Returns
    -------
    ndarray, shape (groups, longest + 1)
        NaN in a group without lives.
    """
    months = max(longest, int(duration.max(initial=0))) + 1
    place, shape = group * months + duration, (groups, months)
    left = np.bincount(place, minlength=groups * months).reshape(shape)
    closures = np.bincount(place[closed], minlength=groups * months).reshape(shape)
    at_risk = left[:, ::-1].cumsum(axis=1)[:, ::-1]
    someone = np.maximum(at_risk, 1)
    share = ((someone - closures) / someone).cumprod(axis=1)
    gone = closures.cumsum(axis=1)
    # If all are seen to close, the product is a plain share; so rounded, it ends in 0.
    whole = gone[:, -1] == at_risk[:, 0]
    share[whole] = 1 - gone[whole] / someone[whole, :1]
    return np.where((at_risk > 0) | (share == 0), share, np.nan)[:, : longest + 1]


def restricted_mean(share: Values) -> float:
    """Mean months lived of the first ones: the area under a survival curve.

    >>> restricted_mean(np.array([1.0, 0.5, 0.25]))
    1.5
    """
    return float(share[:-1].sum())


def standardised(
    lives: Spells, months: int, longest: int = RESTRICTED, mix: Values | None = None
) -> Values:
    """Survival by model as if all models had been founded in the same years.

    Curves of founding years are averaged with one mix for all models. Only years that are
    followed for ``longest`` months count, and of those only years in which every model was
    founded.

    Parameters
    ----------
    months : int
        Length of the run.
    mix : ndarray, shape (years,), optional
        Weights of founding years; by default the number of spaces founded.

    Returns
    -------
    ndarray, shape (models, longest + 1)
        NaN where no year is followed that long.
    """
    weights = np.bincount(lives.year).astype(float) if mix is None else mix
    years = max(0, (months - longest) // 12)
    early = lives.year < years
    number = lives.year[early] * len(MODELS) + lives.model[early]
    groups = years * len(MODELS)
    each = kaplan_meier_by(number, groups, lives.duration[early], lives.closed[early], longest)
    by_year = each.reshape(years, len(MODELS), longest + 1)
    total, curves = 0.0, np.zeros((len(MODELS), longest + 1))
    for year in range(years):
        if not np.isnan(by_year[year, :, 0]).any():  # every model was founded
            total += weights[year]
            curves += weights[year] * by_year[year]
    return curves / total if total > 0 else np.full_like(curves, np.nan)


def outcomes(observed: Observed) -> dict[tuple[str, str], float]:
    """Survival figures of a replicate, by indicator and group."""
    lives = spells(observed)
    found: dict[tuple[str, str], float] = {}
    curves = standardised(lives, observed.months)
    for name, curve in zip(MODELS, curves, strict=True):
        found["survival_mean_60", name] = restricted_mean(curve)
        found["survival_share_36", name] = 100 * curve[36]
        found["survival_share_60", name] = 100 * curve[60]
    for names, classes in ((MODELS, lives.model), (CELLS, lives.cell)):
        raw = kaplan_meier_by(classes, len(names), lives.duration, lives.closed, RESTRICTED)
        for name, curve in zip(names, raw, strict=True):
            found["survival_mean_60_raw", name] = restricted_mean(curve)
    return found


def curves(observed: Observed) -> dict[str, Values]:
    """Raw Kaplan-Meier curves by model and by cell at founding, shape (LONGEST + 1,) each."""
    lives = spells(observed)
    found: dict[str, Values] = {}
    for names, classes in ((MODELS, lives.model), (CELLS, lives.cell)):
        raw = kaplan_meier_by(classes, len(names), lives.duration, lives.closed, LONGEST)
        found |= {f"survival:{name}": curve for name, curve in zip(names, raw, strict=True)}
    return found

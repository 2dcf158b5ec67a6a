"""Survival of spaces from founding to closure, by the class that they had at founding.

Spaces alive at the start are left out. The class at the end is never used: whoever lives
longer has more time to become something (immortal time). Kaplan-Meier is scipy's.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.stats import CensoredData, ecdf

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
    """
    ages = np.arange(longest + 1)
    if duration.size == 0:
        return np.full(ages.size, np.nan)
    sample = CensoredData.right_censored(duration, ~closed)
    share = ecdf(sample).sf.evaluate(ages)
    return np.where((ages <= duration.max()) | (share == 0), share, np.nan)


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
    years = -(-months // 12)
    weights = np.bincount(lives.year, minlength=years).astype(float) if mix is None else mix
    total, curves = 0.0, np.zeros((len(MODELS), longest + 1))
    for year in range(years):
        of_year = lives.year == year
        followed = 12 * year + 11 + longest <= months - 1
        if not followed or np.unique(lives.model[of_year]).size < len(MODELS):
            continue
        total += weights[year]
        for model in range(len(MODELS)):
            chosen = of_year & (lives.model == model)
            curve = kaplan_meier(lives.duration[chosen], lives.closed[chosen], longest)
            curves[model] += weights[year] * curve
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
        for code, name in enumerate(names):
            chosen = classes == code
            curve = kaplan_meier(lives.duration[chosen], lives.closed[chosen], RESTRICTED)
            found["survival_mean_60_raw", name] = restricted_mean(curve)
    return found


def curves(observed: Observed) -> dict[str, Values]:
    """Raw Kaplan-Meier curves by model and by cell at founding, shape (LONGEST + 1,) each."""
    lives = spells(observed)
    return {
        f"survival:{name}": kaplan_meier(
            lives.duration[classes == code], lives.closed[classes == code], LONGEST
        )
        for names, classes in ((MODELS, lives.model), (CELLS, lives.cell))
        for code, name in enumerate(names)
    }

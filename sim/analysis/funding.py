"""Funding of startups: cumulative incidence of first money from first admission.

First outside or seed-fund money; failure, graduation, acquisition and leaving compete with it.
The class is that of the first space at its founding, and is kept after displacement.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from sim.analysis.observed import Observed, Values, by_model, over_ends
from sim.model.categories import CELLS, MODELS
from sim.model.quantities import END_FUNDED, END_OPEN

HORIZONS = (12, 24, 36)  # months since first admission
WINDOW = 12  # months over which rates are taken


def cumulative_incidence(counts: Values, end: int = END_FUNDED) -> Values:
    """Aalen-Johansen estimate from a life table.

    Parameters
    ----------
    counts : ndarray, shape (..., durations, ends)
        Cases by duration and end; those open at the horizon leave after the events of
        their last month.
    end : int
        The end whose incidence is wanted; all others but "open" compete with it.

    Returns
    -------
    ndarray, shape (..., durations)
        Share with that end within 0, 1, ... months; NaN without cases.
    """
    totals = over_ends(counts)
    at_risk = totals[..., ::-1].cumsum(axis=-1)[..., ::-1]
    safe = np.where(at_risk > 0, at_risk, 1.0)
    hazard = (totals - counts[..., END_OPEN]) / safe
    staying = np.cumprod(1.0 - hazard, axis=-1)
    before = np.concatenate([np.ones_like(staying[..., :1]), staying[..., :-1]], axis=-1)
    incidence = (before * counts[..., end] / safe).cumsum(axis=-1)
    return np.where(at_risk[..., :1] > 0, incidence, np.nan)


def standardised(cases: Values, incidence: Values, month: int) -> Values:
    """Incidence by class as if all classes had the same startups.

    Strata are averaged with one mix for all classes, the number of startups; strata that
    some class lacks are left out.

    Parameters
    ----------
    cases : ndarray, shape (classes, strata)
        Number of startups.
    incidence : ndarray, shape (classes, strata, durations)
    month : int
        Months since first admission.

    Returns
    -------
    ndarray, shape (classes,)
    """
    shared = (cases > 0).all(axis=0)
    weights = cases.sum(axis=0)[shared]
    if weights.sum() == 0:
        return np.full(cases.shape[0], np.nan)
    return incidence[:, shared][:, :, month] @ weights / weights.sum()


def entered_early_enough(months: int, horizon: int) -> int:
    """Number of entry years that are followed for a horizon.

    >>> entered_early_enough(192, 12)
    15
    """
    return max(0, (months - horizon) // 12)


def outcomes(observed: Observed) -> dict[tuple[str, str], float]:
    """Funding figures of a replicate, by indicator and group."""
    found: dict[tuple[str, str], float] = {}
    models = by_model(observed.funding)  # models, years, talents, fields, durations, ends
    strata = cumulative_incidence(models)
    cases = by_model(observed.funding_cases).sum(axis=-1)
    of_years = observed.funding.sum(axis=(2, 3))
    for horizon in HORIZONS:
        years = entered_early_enough(observed.months, horizon)
        same = standardised(
            cases[:, :years].reshape(len(MODELS), -1),
            strata[:, :years].reshape(len(MODELS), -1, strata.shape[-1]),
            horizon,
        )
        by_cell = of_years[:, :years].sum(axis=1)
        for names, counts in ((MODELS, by_model(by_cell)), (CELLS, by_cell)):
            raw = cumulative_incidence(counts)[:, horizon]
            for name, value in zip(names, raw, strict=True):
                found[f"funded_{horizon}_raw", name] = 100 * value
        for name, value in zip(MODELS, same, strict=True):
            found[f"funded_{horizon}", name] = 100 * value
    for name in MODELS:
        money, tenants = _of_founded_as(observed, name)
        failures = observed.series("failed", f"founded_as:{name}")
        found["fundings_per_100_tenant_years", name] = _rate(money.sum(), tenants.sum())
        found["tenant_failures_per_100_tenant_years", name] = _rate(failures.sum(), tenants.sum())
    return found


def curves(observed: Observed) -> dict[str, Values]:
    """First fundings per 100 tenant-years by month, and incidence by months since entry."""
    found: dict[str, Values] = {}
    incidence = cumulative_incidence(by_model(observed.funding.sum(axis=(1, 2, 3))))
    for code, name in enumerate(MODELS):
        money, tenants = _of_founded_as(observed, name)
        found[f"funding_rate:{name}"] = centred_rate(money, tenants / 12) * 100
        # The last duration holds all longer ones.
        found[f"incidence:{name}"] = 100 * incidence[code, :-1]
    return found


def centred_rate(events: Values, exposure: Values) -> Values:
    """Events over exposure in the twelve months around the start of each month.

    Returns
    -------
    ndarray, shape (months,)
        From six months before a month to five after it; NaN where the window is not whole
        or nobody was exposed.
    """
    half = WINDOW // 2
    rate = np.full(events.size, np.nan)
    if events.size < WINDOW:
        return rate
    months = slice(half, events.size - half + 1)
    happened, exposed = (
        sliding_window_view(each, WINDOW).sum(axis=1) for each in (events, exposure)
    )
    rate[months] = np.divide(happened, exposed, out=rate[months].copy(), where=exposed > 0)
    return rate


def _of_founded_as(observed: Observed, name: str) -> tuple[Values, Values]:
    group = f"founded_as:{name}"
    return observed.series("newly_funded", group), observed.series("tenants", group)


def _rate(events: float, tenant_months: float) -> float:
    return 1200 * events / tenant_months if tenant_months > 0 else float("nan")

"""Shakeout: when closures rise above what they were, how far, and on whom they fall.

Rates are closures over space-months in the twelve months around a date. The class is the one
that a space has at the start of the month: it is at risk in that class.
"""

import numpy as np

from sim.analysis.funding import centred_rate
from sim.analysis.observed import Observed, Values, over
from sim.model.categories import MODELS
from sim.model.conditions import FIRST_YEAR
from sim.scenario.months import month_number

SINCE_YEAR = 2018  # onset and peak are looked for after the reference
REFERENCE = (month_number(2016), month_number(SINCE_YEAR))  # 2016-17, the last month excluded
ABOVE, LASTING = 1.5, 6  # onset: so many times the reference for so many months
LEAST_DEPTH = 5.0  # %; a smaller drawdown is called none
# Depth is looked for once there is more than a handful. The list moves in batches within a year,
# so that its depth is taken at the ends of years.
SINCE, DEPTH_SINCE = REFERENCE[1], month_number(2016)
# What closures and exposure are made of.
_COUNTED = (
    "spaces_closed",
    "spaces",
    "spaces_founded",
    "spaces_relabelled_in",
    "spaces_relabelled_out",
)


def closures_and_exposure(observed: Observed, group: str) -> tuple[Values, Values]:
    """Closures of each month, and spaces at risk at its start; shape (months,) each."""
    observed.read_together(_COUNTED)
    closed = observed.series("spaces_closed", group)
    # Alive at the end, with this month's newcomers taken out and its leavers put back.
    at_risk = observed.series("spaces", group) + closed
    at_risk = at_risk - observed.series("spaces_founded", group)
    moved_in = observed.series("spaces_relabelled_in", group)
    moved_out = observed.series("spaces_relabelled_out", group)
    if group.startswith("founded_as:"):
        return closed, at_risk
    return closed, at_risk - moved_in + moved_out


def onset(rate: Values, reference: float) -> float:
    """First month from 2018 on from which the rate stays high; NaN if there is none.

    Parameters
    ----------
    rate : ndarray, shape (months,)
        Centred rate, NaN where it has no full window.
    reference : float
        Rate of 2016-17.

    Examples
    --------
    >>> rate = np.full(60, 0.01)
    >>> rate[40:47] = 0.02
    >>> onset(rate, 0.01)  # May 2018
    40.0
    """
    high = rate > ABOVE * reference
    for month in range(SINCE, rate.size - LASTING + 1):
        if high[month : month + LASTING].all():
            return float(month)
    return float("nan")


def drawdown(stock: Values) -> float:
    """Largest fall of a stock from an earlier peak, %.

    >>> drawdown(np.array([10.0, 20.0, 15.0, 30.0, 27.0]))
    25.0
    """
    peak = np.maximum.accumulate(stock)
    return float(100 * np.max((peak - stock) / np.where(peak > 0, peak, 1)))


def relative_closure(closures: Values, exposure: Values) -> Values:
    """Each class's share of closures over its share of exposure.

    Parameters
    ----------
    closures, exposure : ndarray, shape (classes,)
        Of classes that together are all.

    Examples
    --------
    >>> relative_closure(np.array([30.0, 10.0]), np.array([100.0, 100.0]))
    array([1.5, 0.5])
    """
    if closures.sum() == 0:
        return np.full(closures.size, np.nan)
    shares = exposure / exposure.sum()
    safe = np.where(shares > 0, shares, np.nan)
    return closures / closures.sum() / safe


def outcomes(observed: Observed) -> dict[tuple[str, str], float]:
    """Shakeout figures of a replicate, by indicator and group."""
    if observed.months < SINCE + 12:
        return {}
    alive, recorded = observed.series("spaces"), observed.series("spaces_recorded")
    found = {
        ("shakeout_depth_alive", "all"): drawdown(alive[DEPTH_SINCE:]),
        ("shakeout_depth_recorded", "all"): drawdown(recorded[11::12][1:]),
    }
    after = slice(SINCE, None)
    closed, at_risk = closures_and_exposure(observed, "all")
    found |= _course(closed, at_risk)
    found["closure_rate", "all"] = over(1200 * closed[after].sum(), at_risk[after].sum())
    sums = [_sums(observed, name) for name in MODELS]
    closures, exposure = np.array(sums).T
    relative = relative_closure(closures, exposure)
    for code, name in enumerate(MODELS):
        found["closure_rate", name] = over(1200 * closures[code], exposure[code])
        found["closure_share_over_exposure", name] = float(relative[code])
    return found


def _course(closed: Values, at_risk: Values) -> dict[tuple[str, str], float]:
    rate = centred_rate(closed, at_risk)
    past = slice(*REFERENCE)
    reference = over(closed[past].sum(), at_risk[past].sum())
    there = np.isfinite(rate[SINCE:]).any()  # not where the last space closed before
    peak = SINCE + int(np.nanargmax(rate[SINCE:])) if there else float("nan")
    start = onset(rate, reference)
    return {
        ("shakeout_onset", "all"): _year(start),
        ("shakeout_peak", "all"): _year(peak),
        ("shakeout_peak_rate", "all"): 1200 * float(rate[int(peak)]) if there else peak,
        ("closure_rate_2016_17", "all"): 1200 * reference,
    }


def curves(observed: Observed) -> dict[str, Values]:
    """Closures per 100 spaces and year, and stocks, by present model; shape (months,) each."""
    found = {
        "stock:alive": observed.series("spaces"),
        "stock:recorded": observed.series("spaces_recorded"),
    }
    for name in ("all", *MODELS):
        group = "all" if name == "all" else f"model:{name}"
        found[f"closure_rate:{name}"] = 1200 * centred_rate(*closures_and_exposure(observed, group))
        if name != "all":
            found[f"stock:{name}"] = observed.series("spaces", group)
    return found


def _sums(observed: Observed, model: str) -> tuple[float, float]:
    closed, at_risk = closures_and_exposure(observed, f"model:{model}")
    return closed[SINCE:].sum(), at_risk[SINCE:].sum()


def _year(month: float) -> float:
    """Date of the start of a month as a year with its fraction."""
    return FIRST_YEAR + month / 12

"""What a further million yuan goes with: differences of outcomes over differences of cost.

Both differences are taken in pairs of the same parameters and seed, and of both the mean is
taken before they are divided: a mean of ratios would be ruled by pairs that cost about the same.
The interval of the ratio is Fieller's (1954), with Student's t over independent draws. It is
bounded exactly where the interval of the cost difference leaves out zero; elsewhere there is no
ratio to be told, and none is given, nor where one scenario is better in both.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.analysis.comparison import Member
from sim.analysis.comparison_statistics import monte_carlo, ranges, student
from sim.analysis.intervals import HIGH, standard_error
from sim.analysis.money import OUTCOMES
from sim.analysis.observed import Values
from sim.analysis.totals import TOTALS

COST = "public_cost_cumulative"
_Ends = Mapping[str, float | None]
Sign = Literal["more", "less", "unclear"]
Verdict = Literal[
    "same_cost",  # no pair differs in cost
    "dominates",  # costs less and gains more
    "dominated",  # costs more and loses
    "buys",  # costs more and gains more
    "saves",  # costs less and loses
    "costs_more",  # no clear change of the outcome
    "costs_less",
    "gains",  # no clear difference of cost
    "loses",
    "unclear",
    "unknown",  # too few draws or seeds for an interval
]
_VERDICTS: dict[tuple[Sign, Sign], Verdict] = {
    ("less", "more"): "dominates",
    ("more", "less"): "dominated",
    ("more", "more"): "buys",
    ("less", "less"): "saves",
    ("more", "unclear"): "costs_more",
    ("less", "unclear"): "costs_less",
    ("unclear", "more"): "gains",
    ("unclear", "less"): "loses",
    ("unclear", "unclear"): "unclear",
}
WITH_RATIO = frozenset({"buys", "saves", "costs_more", "costs_less"})


class Gain(NamedTuple):
    """One row of ``money.csv`` of a comparison: cost and one outcome against another scenario.

    Costs in million CNY, summed since January 2015 and not discounted; outcomes at the last
    month. Intervals of the means are Monte Carlo intervals; ranges are of replicates.
    """

    scenario: str
    against: str
    outcome: str
    label_en: str
    label_zh: str
    pairs: int
    cost_difference: float
    cost_low_90: float | None
    cost_high_90: float | None
    cost_replicates_low_90: float | None
    cost_replicates_high_90: float | None
    outcome_difference: float
    outcome_low_90: float | None
    outcome_high_90: float | None
    outcome_replicates_low_90: float | None
    outcome_replicates_high_90: float | None
    verdict: Verdict
    per_million: float | None
    per_million_low_90: float | None
    per_million_high_90: float | None


GAIN_COLUMNS = {
    "scenario": "the scenario that is compared",
    "against": "the scenario that it is held against: the first one, or another with three or four",
    "outcome": "spaces (alive), spaces_recorded, funded_cumulative, graduated_cumulative",
    "label_en": "the outcome in English",
    "label_zh": "the outcome in Chinese",
    "pairs": "pairs of replicates, same draw and same seed",
    "cost_difference": "mean difference of public cost since January 2015, million CNY, not "
    "discounted",
    "cost_low_90": "lower end of its 90 % Monte Carlo interval",
    "cost_high_90": "upper end of its 90 % Monte Carlo interval",
    "cost_replicates_low_90": "lower end of the 90 % range of replicates",
    "cost_replicates_high_90": "upper end of the 90 % range of replicates",
    "outcome_difference": "mean difference of the outcome at the last month",
    "outcome_low_90": "lower end of its 90 % Monte Carlo interval",
    "outcome_high_90": "upper end of its 90 % Monte Carlo interval",
    "outcome_replicates_low_90": "lower end of the 90 % range of replicates",
    "outcome_replicates_high_90": "upper end of the 90 % range of replicates",
    "verdict": "dominates: costs less and gains more; dominated: the reverse; buys, saves: more "
    "or less of both; costs_more, costs_less: no clear change of the outcome; gains, loses, "
    "unclear: no clear difference of cost; same_cost: none; unknown: too few draws or seeds",
    "per_million": "mean difference of the outcome over that of cost: gained for each million "
    "CNY more, or lost for each one less (reports give one over it, the money for one outcome); "
    "empty where cost is not clearly different or one scenario is better in both",
    "per_million_low_90": "lower end of its 90 % Monte Carlo interval (Fieller)",
    "per_million_high_90": "upper end of its 90 % Monte Carlo interval (Fieller)",
}


def gains(members: Sequence[Member]) -> list[Gain]:
    """Hold every member's cost and outcomes against those of the first."""
    first, *others = members
    return [_gain(first, other, outcome) for other in others for outcome in OUTCOMES]


def fieller(
    numerator: Values, denominator: Values, draws: NDArray[np.int64]
) -> tuple[float, float]:
    """90 % interval of the ratio of two means.

    Parameters
    ----------
    numerator, denominator : ndarray, shape (replicates,)
        Pairs; those of one draw are not independent of each other.
    draws : ndarray, shape (replicates,)

    Returns
    -------
    tuple of float
        NaN where it would not be bounded: the denominator's own interval includes zero.

    Examples
    --------
    >>> alone, cost = np.full(4, -1), np.array([1.0, 2.0, 3.0, 4.0])
    >>> low, high = fieller(np.array([2.0, 4.0, 7.0, 8.0]), cost, alone)
    >>> round(low, 2), round(high, 2)
    (1.81, 2.39)
    >>> fieller(cost, cost - 2.5, alone)
    (nan, nan)
    """
    reach = student(draws, HIGH)
    above, below = float(numerator.mean()), float(denominator.mean())
    spread, narrow = standard_error(numerator, draws), standard_error(denominator, draws)
    bounded = below**2 - (reach * narrow) ** 2
    if not bounded > 0:
        return math.nan, math.nan
    together = _covariance(numerator, denominator, draws, spread, narrow)
    # Ratios r with |above - r below| within reach of the standard error of that difference.
    middle = above * below - reach**2 * together
    rest = middle**2 - bounded * (above**2 - (reach * spread) ** 2)
    root = math.sqrt(max(rest, 0.0))
    return (middle - root) / bounded, (middle + root) / bounded


def efficient(points: Sequence[tuple[float, float]]) -> list[int]:
    """Places of the points (cost, outcome) that no other beats in both, the cheapest first.

    >>> efficient([(0.0, 0.0), (2.0, 5.0), (3.0, 4.0), (-1.0, -2.0)])
    [3, 0, 1]
    """
    order = sorted(range(len(points)), key=lambda place: (points[place][0], -points[place][1]))
    best, found = -math.inf, []
    for place in order:
        if points[place][1] > best:
            best = points[place][1]
            found.append(place)
    return found


def _gain(first: Member, other: Member, outcome: str) -> Gain:
    cost = _difference(first, other, COST)
    change = _difference(first, other, outcome)
    draws, label = first.draws, TOTALS[outcome].about.label
    costs, changes = _intervals(cost, draws), _intervals(change, draws)
    verdict = _verdict(cost, costs, changes)
    ratio, low, high = math.nan, math.nan, math.nan
    if verdict in WITH_RATIO:
        ratio = float(change.mean() / cost.mean())
        low, high = fieller(change, cost, draws)
    numbers: dict[str, Any] = {
        **{f"cost_{name}": end for name, end in costs.items()},
        **{f"outcome_{name}": end for name, end in changes.items()},
    }
    return Gain(
        scenario=other.label,
        against=first.label,
        outcome=outcome,
        label_en=label.en,
        label_zh=label.zh,
        pairs=cost.size,
        cost_difference=float(cost.mean()),
        outcome_difference=float(change.mean()),
        verdict=verdict,
        per_million=_known(ratio),
        per_million_low_90=_known(low),
        per_million_high_90=_known(high),
        **numbers,
    )


def _difference(first: Member, other: Member, name: str) -> Values:
    changed: Values = other.curves[name][:, -1] - first.curves[name][:, -1]
    return changed


def _intervals(difference: Values, draws: NDArray[np.int64]) -> dict[str, float | None]:
    found = dict(ranges(difference)) | dict(monte_carlo(difference, draws))
    names = {
        "low_90": "monte_carlo_low_90",
        "high_90": "monte_carlo_high_90",
        "replicates_low_90": "replicates_low_90",
        "replicates_high_90": "replicates_high_90",
    }
    return {short: _known(found[name]) for short, name in names.items()}


def _verdict(cost: Values, costs: _Ends, changes: _Ends) -> Verdict:
    if not cost.any():
        return "same_cost"
    dearer, more = _sign(costs), _sign(changes)
    return "unknown" if dearer is None or more is None else _VERDICTS[dearer, more]


def _sign(ends: _Ends) -> Sign | None:
    low, high = ends["low_90"], ends["high_90"]
    if low is None or high is None:
        return None
    return "more" if low > 0 else "less" if high < 0 else "unclear"


def _covariance(
    one: Values, two: Values, draws: NDArray[np.int64], spread: float, narrow: float
) -> float:
    """Covariance of two means, from the errors of their sum and difference in like units."""
    if spread == 0 or narrow == 0:
        return 0.0
    alike, unlike = one / spread + two / narrow, one / spread - two / narrow
    both = standard_error(alike, draws) ** 2 - standard_error(unlike, draws) ** 2
    return both / 4 * spread * narrow


def _known(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None

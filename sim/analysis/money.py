"""What policies cost by year, and what a space, a funded startup or a graduate costs on average.

Everything about money that readers see starts here: ``yearly_costs`` and ``average_costs`` of a
run; ``sim.analysis.money_compared.gains`` of a comparison, what a further million yuan goes with;
``sim.analysis.figures.money_figures`` draws them; ``sim.analysis.reading_units`` words numbers.
Sums are plain: prices of no year are named in the model, and nothing is discounted.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.analysis.evidence import Evidence
from sim.analysis.intervals import Summary, standard_error, summary
from sim.analysis.observed import Values
from sim.analysis.public_cost import Payer, payers
from sim.analysis.reading_units import KCNY_PER_MILLION
from sim.analysis.totals import TOTALS
from sim.model.conditions import FIRST_YEAR
from sim.scenario.declared import LEVERS
from sim.scenario.language import Bilingual, phrase
from sim.scenario.months import month_name
from sim.scenario.schema import Policy

# What money is held against: totals at the last month, and how one of them is called.
OUTCOMES = {
    "spaces": phrase("surviving space"),
    "spaces_recorded": phrase("space on the recorded list"),
    "funded_cumulative": phrase("funded startup"),
    "graduated_cumulative": phrase("graduate"),
}
ALL_POLICIES = phrase("All policies")
_TOGETHER = phrase("{lever}, all policies")
_FROM = phrase("{lever}, from {month}")
ALL_YEARS = "all"


class YearCost(NamedTuple):
    """One row of ``public_cost.csv``: what a policy costs in a year, million CNY."""

    scenario: str
    year: str  # or "all": the whole run
    lever: str  # or "all"
    policy: str  # empty: all policies on the lever together, or all policies
    label_en: str
    label_zh: str
    replicates: int
    mean: float  # means add up, medians do not
    monte_carlo_error_of_mean: float | None
    median: float
    low_90: float | None  # 90 % range of replicates
    high_90: float | None


COST_COLUMNS = {
    "scenario": "the scenario",
    "year": "calendar year, or all: the whole run",
    "lever": "the policy lever, or all",
    "policy": "name of the policy in the scenario; empty: all policies on the lever together",
    "label_en": "the policy in English",
    "label_zh": "the policy in Chinese",
    "replicates": "number of replicates",
    "mean": "mean public cost, million CNY; rows of policies add up to the row of all",
    "monte_carlo_error_of_mean": "standard error of that mean, from independent draws or seeds",
    "median": "middle of the replicates, million CNY",
    "low_90": "lower end of the 90 % range of replicates; empty with fewer than ten",
    "high_90": "upper end of the 90 % range of replicates; empty with fewer than ten",
}


class AverageCost(NamedTuple):
    """One row of ``money.csv`` of a run: public cost of the run over an outcome at its end.

    An average and nothing more: most of these outcomes would be there without any policy. What
    money brings about, only a comparison with another scenario says.
    """

    scenario: str
    outcome: str
    label_en: str
    label_zh: str
    replicates: int  # that have the outcome
    cost_million_cny: float  # mean
    outcome_mean: float
    average_million_cny: float | None  # mean cost over mean outcome
    monte_carlo_error: float | None
    median: float | None
    low_90: float | None  # 90 % range of replicates
    high_90: float | None


AVERAGE_COLUMNS = {
    "scenario": "the scenario",
    "outcome": "spaces (alive), spaces_recorded, funded_cumulative, graduated_cumulative",
    "label_en": "what it is the average cost of, in English",
    "label_zh": "what it is the average cost of, in Chinese",
    "replicates": "replicates that have the outcome at all",
    "cost_million_cny": "mean public cost since January 2015, not discounted",
    "outcome_mean": "mean of the outcome at the last month",
    "average_million_cny": "the one over the other: an average, not what one more would cost",
    "monte_carlo_error": "standard error of that average, from independent draws or seeds",
    "median": "middle of the replicates' own averages, million CNY",
    "low_90": "lower end of the 90 % range of replicates; empty with fewer than ten",
    "high_90": "upper end of the 90 % range of replicates; empty with fewer than ten",
}


def yearly_costs(
    scenario: str, evidence: Evidence, policies: Mapping[str, Policy]
) -> list[YearCost]:
    """Public cost by policy and year, a row for each that ever pays, then that of all policies.

    Parameters
    ----------
    scenario : str
        Name that goes into the rows.
    policies : mapping of str to Policy
        Of the scenario.
    """
    paying = [each for each in payers(evidence.curves, policies) if each.cost.any()]
    several = [each.lever for each in paying]
    rows: list[YearCost] = []
    for payer in paying:
        shared = several.count(payer.lever) > 1
        rows += _years(scenario, payer, label(payer, policies, shared), evidence.draws)
    whole = np.zeros_like(evidence.curves[next(iter(TOTALS))])
    together = Payer(ALL_YEARS, "", sum((each.cost for each in paying), whole))
    return [*rows, *_years(scenario, together, ALL_POLICIES, evidence.draws)]


def label(payer: Payer, policies: Mapping[str, Policy], shared: bool) -> Bilingual:
    """Name of a policy for readers: its lever, and since when if others share the lever."""
    lever = _name_of(payer.lever)
    if payer.policy and shared:
        return _FROM.filled(lever=lever, month=month_name(policies[payer.policy].start or 0))
    on_lever = [each for each in policies.values() if each.lever == payer.lever and each.value > 0]
    return together(payer.lever) if not payer.policy and len(on_lever) > 1 else lever


def together(lever: str) -> Bilingual:
    """Name of all policies on a lever."""
    return _TOGETHER.filled(lever=_name_of(lever))


def _name_of(lever: str) -> Bilingual:
    declared = LEVERS[lever].label
    if declared is None:
        raise ValueError(f"the lever {lever} has no label")
    return Bilingual(declared.en, declared.zh)


def by_year(monthly: Values) -> Values:
    """Sum months into calendar years, the last perhaps not whole; the last axis is time.

    >>> by_year(np.ones((1, 14))).tolist()
    [[12.0, 2.0]]
    """
    return np.add.reduceat(monthly, np.arange(0, monthly.shape[-1], 12), axis=-1)


def average_costs(scenario: str, evidence: Evidence) -> list[AverageCost]:
    """Public cost of the whole run over each outcome at its end."""
    cost = evidence.curves["public_cost_cumulative"][:, -1]
    return [
        _average(scenario, name, cost, evidence.curves[name][:, -1], evidence.draws)
        for name in OUTCOMES
    ]


def _years(
    scenario: str, payer: Payer, named: Bilingual, draws: NDArray[np.int64]
) -> Iterator[YearCost]:
    yearly = by_year(payer.cost) / KCNY_PER_MILLION
    years = [str(FIRST_YEAR + place) for place in range(yearly.shape[1])]
    for year, values in zip((*years, ALL_YEARS), (*yearly.T, yearly.sum(axis=1)), strict=True):
        found = summary(values, draws)
        if year != ALL_YEARS and not values.any():
            continue
        yield YearCost(
            scenario,
            year,
            payer.lever,
            payer.policy,
            *named,
            found.replicates,
            found.mean,
            _known(found.error),
            found.median,
            _known(found.low),
            _known(found.high),
        )


def _average(
    scenario: str, name: str, cost: Values, outcome: Values, draws: NDArray[np.int64]
) -> AverageCost:
    there = outcome > 0
    own: Summary = summary(cost[there] / outcome[there], draws[there])
    ratio = float(cost.mean() / outcome.mean()) if there.any() else math.nan
    # To first order the error of a ratio of means is that of the mean of its residuals.
    error = standard_error(cost - ratio * outcome, draws) / outcome.mean() if there.any() else ratio
    return AverageCost(
        scenario,
        name,
        *OUTCOMES[name],
        own.replicates,
        float(cost.mean()),
        float(outcome.mean()),
        *map(_known, (ratio, error, own.median, own.low, own.high)),
    )


def totals_of(rows: Iterable[YearCost]) -> list[YearCost]:
    """Rows of the whole run, one a policy and the last of all policies."""
    return [row for row in rows if row.year == ALL_YEARS]


def _known(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None

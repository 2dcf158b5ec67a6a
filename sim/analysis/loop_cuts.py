"""Loops cut among the agents: paired differences of stocks at the ends of years."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sim.analysis.comparison import Member
from sim.analysis.comparison_statistics import mean, monte_carlo, ranges
from sim.model.categories import MODELS
from sim.model.conditions import FIRST_YEAR

STOCKS = {  # what is looked at, by the name of its curve
    "spaces": "spaces",
    **{f"spaces_{model}": f"stock:{model}" for model in MODELS},
    "tenants": "tenants",
}
MATTERS = 0.02  # of the level, that a mean difference must reach
SHIFT = 0.10  # the same of a single model, between which spaces also move


class CutEffect(NamedTuple):
    """A stock at the end of a year without a loop less with it, replicate by replicate."""

    cut: str
    stock: str
    year: int
    pairs: int
    level: float  # mean with the loop
    mean_difference: float
    monte_carlo_low_90: float
    monte_carlo_high_90: float
    replicates_low_90: float
    replicates_high_90: float

    @property
    def relative(self) -> float:
        """Mean difference over the level."""
        return self.mean_difference / self.level if self.level else 0.0

    @property
    def certain(self) -> bool:
        """Whether the 90 % Monte Carlo interval of the mean leaves zero out."""
        return self.monte_carlo_low_90 > 0.0 or self.monte_carlo_high_90 < 0.0


def cut_effects(members: Sequence[Member], cuts: Sequence[str]) -> list[CutEffect]:
    """Compare stocks year by year.

    Parameters
    ----------
    members : sequence of Member
        The baseline, then one without each loop.
    cuts : sequence of str
        What was turned off in each but the first.
    """
    first, *others = members
    found = []
    for cut, other in zip(cuts, others, strict=True):
        for stock, curve in STOCKS.items():
            ends = slice(11, None, 12)
            one, two = first.curves[curve][:, ends], other.curves[curve][:, ends]
            for number in range(one.shape[1]):
                difference = two[:, number] - one[:, number]
                spread = dict(ranges(difference)) | dict(monte_carlo(difference, first.draws))
                found.append(
                    CutEffect(
                        cut,
                        stock,
                        FIRST_YEAR + number,
                        first.replicates,
                        mean(one[:, number]),
                        spread["mean_difference"],
                        spread["monte_carlo_low_90"],
                        spread["monte_carlo_high_90"],
                        spread["replicates_low_90"],
                        spread["replicates_high_90"],
                    )
                )
    return found


def largest(effects: Sequence[CutEffect], cut: str, stocks: Sequence[str]) -> CutEffect:
    """Return the largest relative change that a cut makes, of those that are certain if any is.

    Years in which a stock has less than a fifth of its largest level are left out.
    """
    rows = [each for each in effects if each.cut == cut and each.stock in stocks]
    most = {stock: max(each.level for each in rows if each.stock == stock) for stock in stocks}
    large = [each for each in rows if each.level >= most[each.stock] / 5]
    return max(large, key=lambda each: (each.certain, abs(each.relative)))


def matters(effect: CutEffect) -> bool:
    """Whether a cut changes a stock beyond its error and by more than a little."""
    return effect.certain and bool(np.abs(effect.relative) >= MATTERS)

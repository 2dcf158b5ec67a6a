"""What one more of an outcome costs: differences of public cost over those of the outcome."""

from typing import NamedTuple

from sim.analysis.money_compared import Gain
from sim.analysis.reading_units import KCNY_PER_MILLION

TOLD = ("buys", "saves")  # both differences leave out zero and have one sign


class Each(NamedTuple):
    """Public cost of one more, kCNY, with Fieller's 90 % interval."""

    mean: float
    low: float
    high: float


def each_of(gain: Gain) -> Each | None:
    """Turn outcomes for a million into money for one; none where it cannot be told.

    The set of ratios that Fieller's interval holds does not depend on which mean is divided by
    which. Where both differences leave out zero it holds no zero, and its ends change places.
    """
    mean, low, high = gain.per_million, gain.per_million_high_90, gain.per_million_low_90
    if gain.verdict not in TOLD or not mean or not low or not high:
        return None
    return Each(*(KCNY_PER_MILLION / end for end in (mean, low, high)))

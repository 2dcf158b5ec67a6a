"""Distributions of what a sweep varies, each as its values by quantile.

A design names a quantile for each factor of each point, so that a distribution can be changed
without moving the others, and every value keeps six significant digits: it reads the same
wherever it is written.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple, Protocol

DIGITS = 6  # significant ones of a value


class Distribution(Protocol):
    """What is thought of a factor."""

    def value(self, quantile: float) -> float:
        """Value at a quantile, which lies in [0, 1]."""

    @property
    def ends(self) -> tuple[float, float]:
        """Lowest and highest value."""


def rounded(value: float) -> float:
    """Value with six significant digits.

    >>> rounded(2 / 3), rounded(12345678.0)
    (0.666667, 12345700.0)
    """
    return float(f"{value:.{DIGITS}g}")


class Uniform(NamedTuple):
    """Even over a range, in the value or in its logarithm.

    >>> Uniform(1.0, 100.0).value(0.5), Uniform(1.0, 100.0, log=True).value(0.5)
    (50.5, 10.0)
    """

    low: float
    high: float
    log: bool = False

    def value(self, quantile: float) -> float:
        """Value at a quantile."""
        if self.log:
            return rounded(self.low * (self.high / self.low) ** quantile)
        return rounded(self.low + (self.high - self.low) * quantile)

    @property
    def ends(self) -> tuple[float, float]:
        """Lowest and highest value."""
        return self.low, self.high


class Values(NamedTuple):
    """Some values, each as likely as the others.

    >>> [Values((3.0, 6.0, 9.0)).value(u) for u in (0.0, 0.4, 1.0)]
    [3.0, 6.0, 9.0]
    """

    values: Sequence[float]

    def value(self, quantile: float) -> float:
        """Value at a quantile."""
        return self.values[min(int(quantile * len(self.values)), len(self.values) - 1)]

    @property
    def ends(self) -> tuple[float, float]:
        """Lowest and highest value."""
        return min(self.values), max(self.values)


class Triangular(NamedTuple):
    """Triangular: most likely at the mode, impossible beyond the ends.

    >>> Triangular(0.0, 1.0, 2.0).value(0.5)
    1.0
    """

    low: float
    mode: float
    high: float

    def value(self, quantile: float) -> float:
        """Value at a quantile."""
        width = self.high - self.low
        if quantile < (self.mode - self.low) / width:
            return rounded(self.low + math.sqrt(quantile * width * (self.mode - self.low)))
        return rounded(self.high - math.sqrt((1 - quantile) * width * (self.high - self.mode)))

    @property
    def ends(self) -> tuple[float, float]:
        """Lowest and highest value."""
        return self.low, self.high


class Normal(NamedTuple):
    """Normal, in the value or in its logarithm, cut at both ends of a range.

    >>> Normal(1.0, 0.1, 0.0, 2.0).value(0.5), Normal(1.0, 0.1, 0.9, 2.0).value(0.0)
    (1.0, 0.9)
    >>> Normal(10.0, 0.5, 1.0, 100.0, log=True).value(0.5)
    10.0
    """

    middle: float  # the mean, or the median where the logarithm is normal
    spread: float  # the standard deviation, of the logarithm there
    low: float
    high: float
    log: bool = False

    def value(self, quantile: float) -> float:
        """Value at a quantile."""
        from scipy.special import ndtr, ndtri

        scores = [(self._plain(end) - self._plain(self.middle)) / self.spread for end in self.ends]
        below, above = (float(ndtr(score)) for score in scores)
        score = float(ndtri(below + quantile * (above - below)))
        found = self._plain(self.middle) + self.spread * score
        found = math.exp(found) if self.log else found
        return rounded(min(max(found, self.low), self.high))

    @property
    def ends(self) -> tuple[float, float]:
        """Lowest and highest value."""
        return self.low, self.high

    def _plain(self, value: float) -> float:
        if not self.log:
            return value
        return math.log(value) if value > 0 else -math.inf


class Whole(NamedTuple):
    """Whole numbers of a range, each as likely as the others.

    >>> [Whole(3, 5).value(u) for u in (0.0, 0.5, 1.0)]
    [3.0, 4.0, 5.0]
    """

    low: int
    high: int

    def value(self, quantile: float) -> float:
        """Value at a quantile."""
        return float(min(self.low + int(quantile * (self.high - self.low + 1)), self.high))

    @property
    def ends(self) -> tuple[float, float]:
        """Lowest and highest value."""
        return float(self.low), float(self.high)

"""What a trust check says: which intervals hold truths too seldom or too often, which stand off.

All tests of a sample of truths are judged together: of what is named, one in twenty may be by
chance (Benjamini and Hochberg 1995).
"""

from typing import Literal, NamedTuple

import numpy as np

from sim.calibration.priors import priors
from sim.calibration.trust import LEVELS, Coverage

FALSE = 0.05  # of what is named

Kind = Literal["narrow", "wide", "uneven"]


class Alarm(NamedTuple):
    """A test that a sample of truths fails."""

    parameter: str | None  # None: all parameters together
    kind: Kind
    level: float | None  # of the interval; None for ranks
    found: float  # share held; for ranks how far posteriors stand above truths
    p: float  # of the test alone


def alarms(found: Coverage) -> list[Alarm]:
    """Test coverage, for each parameter and together, and ranks; returns what fails.

    Returns
    -------
    list of Alarm
        Most surprising first.
    """
    from scipy.stats import false_discovery_control

    tests = [*_of_shares(found), *_of_ranks(found)]
    adjusted = false_discovery_control([test.p for test in tests])
    failed = [test for test, p in zip(tests, adjusted, strict=True) if p < FALSE]
    return sorted(failed, key=lambda test: test.p)


def tests_of(found: Coverage) -> int:
    """How many tests a sample of truths is put to."""
    return len(_of_shares(found)) + len(_of_ranks(found))


def named_for_sure(found: Coverage, level: float) -> int:
    """Most truths of one parameter that an interval may hold and still be named too narrow.

    Returns
    -------
    int
        -1 if the truths are so few that none would be.
    """
    from scipy.stats import binomtest

    limit = FALSE / tests_of(found)  # what is below it is named whatever the other tests say
    for held in range(int(level * found.truths), -1, -1):
        if binomtest(held, found.truths, level).pvalue < limit:
            return held
    return -1


def chance_of_least(found: Coverage, level: float) -> float:
    """Chance that at least one parameter is held as seldom as the one held least, or less.

    If intervals are right and parameters independent of each other.
    """
    from scipy.stats import binom

    least = found.held[level].sum(axis=0).min()
    return float(1 - (1 - binom.cdf(least, found.truths, level)) ** len(priors()))


def _of_shares(found: Coverage) -> list[Alarm]:
    from scipy.stats import binomtest, ttest_1samp

    tests = []
    for level in LEVELS:
        counts = found.held[level].sum(axis=0)
        for key, held in zip(priors(), counts.tolist(), strict=True):
            p = float(binomtest(held, found.truths, level).pvalue)
            tests.append(_share(key, level, held / found.truths, p))
        shares = found.held[level].mean(axis=1)
        if np.ptp(shares) > 0:  # the parameters of one truth hang together: truths are counted
            p = float(ttest_1samp(shares, level).pvalue)
            tests.append(_share(None, level, found.share(level), p))
    return tests


def _share(key: str | None, level: float, share: float, p: float) -> Alarm:
    return Alarm(key, "narrow" if share < level else "wide", level, share, p)


def _of_ranks(found: Coverage) -> list[Alarm]:
    displaced = found.displaced()
    return [Alarm(key, "uneven", None, displaced[key], p) for key, p in found.uniform().items()]

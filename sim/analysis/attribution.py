"""A gap, or a policy's effect, split exactly over the six groups of mechanisms.

The groups play a game in each replicate: a coalition is worth the outcome of the run in which its
groups are on and the others off, with the same parameters and seed. Shapley values split what the
full scenario has more than the run with all off; both kinds of interval are over replicates.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.analysis.comparison_statistics import monte_carlo, ranges
from sim.analysis.observed import Values
from sim.analysis.shapley import additions, shapley
from sim.model.mechanisms import GROUPS

Kind = Literal["off", "group", "full", "switch"]
Reading = Literal["nothing", "more", "less", "untold", "unknown"]


class Played(NamedTuple):
    """Worth of every coalition and of every switch, in each replicate.

    Attributes
    ----------
    coalitions : ndarray, shape (replicates, 64)
        Bit i of a coalition's number is that of ``GROUPS[i]``.
    without : mapping of str to ndarray, shape (replicates,)
        Worth with one switch off, by switch; those that are on in the scenario.
    draws : ndarray, shape (replicates,)
        Number of each replicate's parameter draw: equal for equal parameters.
    """

    coalitions: Values
    without: Mapping[str, Values]
    draws: NDArray[np.int64]

    @property
    def whole(self) -> NDArray[np.bool_]:
        """Replicates in which everything has a value."""
        every = np.column_stack([self.coalitions, *self.without.values()])
        return np.logical_and.reduce(np.isfinite(every), axis=1)


class Share(NamedTuple):
    """One part of what is split, over the replicates that have all parts.

    ``monte_carlo`` says how well the mean is known and shrinks with more replicates; the range
    of replicates says how different they are and does not. NaN where they cannot be known.
    """

    outcome: str
    kind: Kind
    mechanism: str  # group or switch; empty for "off" and "full"
    replicates: int
    left_out: int  # replicates without a value in some coalition
    mean: float
    error: float  # Monte Carlo standard error of the mean
    monte_carlo_low_90: float
    monte_carlo_high_90: float
    median: float
    replicates_low_90: float
    replicates_high_90: float
    above_zero: float  # % of replicates
    mean_alone: float  # of groups: what it adds with all others off
    mean_last: float  # of groups: what it adds with all others on
    moves: bool  # whether it changes anything in any replicate

    @property
    def reading(self) -> Reading:
        """What may be said of the sign of the mean, chosen by its Monte Carlo interval."""
        if not self.moves:
            return "nothing"
        if not np.isfinite(self.monte_carlo_low_90):
            return "unknown"
        if self.monte_carlo_low_90 > 0:
            return "more"
        return "less" if self.monte_carlo_high_90 < 0 else "untold"


def shares(outcome: str, played: Played) -> list[Share]:
    """Split an outcome: all off, the six groups, all as in the scenario, then each switch.

    Replicates without a value in some coalition are left out of all parts, and counted.

    Raises
    ------
    DoesNotAddUp
        If parts miss the whole.
    """
    there = played.whole
    values, draws = played.coalitions[there], played.draws[there]
    if not there.any():
        return []
    left_out, parts = int((~there).sum()), shapley(values)
    found = [_share(outcome, "off", "", values[:, 0], draws)]
    for place, group in enumerate(GROUPS):
        added, _ = additions(values, place)
        of_group = _share(outcome, "group", group, parts[:, place], draws)
        alone, last = map(float, added[:, [0, -1]].mean(axis=0))
        moves = bool(added.any())
        found.append(of_group._replace(mean_alone=alone, mean_last=last, moves=moves))
    found.append(_share(outcome, "full", "", values[:, -1], draws))
    for switch, without in played.without.items():
        found.append(_share(outcome, "switch", switch, values[:, -1] - without[there], draws))
    return [share._replace(left_out=left_out) for share in found]


def _share(
    outcome: str, kind: Kind, mechanism: str, values: Values, draws: NDArray[np.int64]
) -> Share:
    spread = dict(ranges(values)) | dict(monte_carlo(values, draws))
    return Share(
        outcome=outcome,
        kind=kind,
        mechanism=mechanism,
        replicates=values.size,
        left_out=0,
        mean=spread["mean_difference"],
        error=spread["monte_carlo_error"],
        monte_carlo_low_90=spread["monte_carlo_low_90"],
        monte_carlo_high_90=spread["monte_carlo_high_90"],
        median=spread["median_difference"],
        replicates_low_90=spread["replicates_low_90"],
        replicates_high_90=spread["replicates_high_90"],
        above_zero=100 * float((values > 0).mean()),
        mean_alone=np.nan,
        mean_last=np.nan,
        moves=bool(values.any()),
    )

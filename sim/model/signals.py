"""What investors see of a tenant and expect of it (ODD 7.6)."""

import math

from sim.model.compiled import compiled, inlined
from sim.model.kinds import Agents, Record
from sim.model.mechanisms import Mechanisms
from sim.model.parameters import Parameters
from sim.model.randomness import normal_at_most, standard_normal
from sim.model.state import Lists

QUALITY_MEAN, QUALITY_VARIANCE = 0.7, 1.3  # of z + 2 x among tenants, as investors believe
PROGRESS_WEIGHT = 2.0


@compiled
def signal_sd(service: float) -> float:
    """Noise of a signal about a tenant; service sharpens it.

    >>> round(signal_sd(0.5), 3)
    1.0
    """
    return 1.0 / (0.7 + 0.6 * service)


@compiled
def signal_cut(threshold: float, noise: float) -> float:
    """Signal at which the expected quality mu + k (y - mu) equals the threshold.

    >>> signal_cut(2.0, 0.0)
    2.0
    """
    k = QUALITY_VARIANCE / (QUALITY_VARIANCE + noise * noise)
    return QUALITY_MEAN + (threshold - QUALITY_MEAN) / k


@compiled
def post_signals(
    spaces: Agents,
    signals: Agents,
    lists: Lists,
    book: Record,
    p: Parameters,
    mechanisms: Mechanisms,
) -> None:
    """Set each open space's noise, cuts and chance to be taken up by a screen."""
    for row in lists.open_spaces[: book.open_spaces]:
        space, signal = spaces[row], signals[row]
        signal.noise = noise = signal_sd(space.service)
        signal.cut[0] = signal_cut(p.invest.early_threshold, noise)
        signal.cut[1] = signal_cut(p.invest.venture_threshold, noise)
        renown = space.reputation if mechanisms.reputation else p.reference.reputation
        lists.draws[row + 1] = math.exp(p.invest.reputation_pull * (renown - 1.0))


@inlined
def convinces(startup: Record, signal: Record, bar: int, u: float) -> bool:
    """Whether a tenant's signal reaches the bar (0 early, 1 venture) of its space."""
    quality = startup.talent + PROGRESS_WEIGHT * startup.progress
    noise, cut = signal.noise, signal.cut[bar]
    if quality + noise * normal_at_most(u) < cut:  # most are turned down: spare their quantile
        return False
    return quality + noise * standard_normal(u) >= cut

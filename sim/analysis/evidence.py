"""Figures and curves of every replicate, before anything is said about them together."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.analysis import check_2017, funding, public_cost, shakeout, survival, totals
from sim.analysis.catalogue import OUTCOMES
from sim.analysis.observed import Observed, Values
from sim.results.tables import Part

GAP = "specialised - rent_dependent"


class Key(NamedTuple):
    """What a figure is of."""

    section: str  # check_2017, outcomes or gap
    indicator: str
    group: str


class Measured(NamedTuple):
    """Figures and curves of one replicate, and the number of its parameter draw."""

    draw: int
    values: dict[Key, float]
    curves: dict[str, Values]


class Evidence(NamedTuple):
    """Figures by key and curves by name, each with a row a replicate."""

    draws: NDArray[np.int64]  # number of each replicate's parameter draw; equal for equal draws
    values: dict[Key, Values]  # shape (replicates,), NaN where a replicate has none
    curves: dict[str, Values]  # shape (replicates, points)

    @property
    def replicates(self) -> int:
        """Number of replicates."""
        return self.draws.size


def measured(part: Part, scale: float = 1.0) -> Measured:
    """Analyse one replicate.

    Parameters
    ----------
    scale : float
        Size of the province over Jiangsu's.
    """
    observed = Observed(part, scale)
    return Measured(_draw(part), figures_of(observed), curves_of(observed))


def together(replicates: Sequence[Measured]) -> Evidence:
    """Put replicates side by side."""
    keys = list(dict.fromkeys(key for each in replicates for key in each.values))
    values = {key: np.array([each.values.get(key, np.nan) for each in replicates]) for key in keys}
    names = replicates[0].curves
    curves = {name: np.stack([each.curves[name] for each in replicates]) for name in names}
    return Evidence(np.array([each.draw for each in replicates]), values, curves)


def figures_of(observed: Observed) -> dict[Key, float]:
    """All figures of a replicate: the check, the outcomes, and the gap within the replicate."""
    checks = check_2017.outcomes(observed)
    found = {Key("check_2017", *name): value for name, value in checks.items()}
    outcomes = survival.outcomes(observed) | funding.outcomes(observed)
    outcomes |= shakeout.outcomes(observed)
    for name, declared in OUTCOMES.items():
        of_groups = {group: v for (indicator, group), v in outcomes.items() if indicator == name}
        found |= {Key("outcomes", name, group): value for group, value in of_groups.items()}
        if declared.gap and of_groups:
            gap = of_groups["specialised"] - of_groups["rent_dependent"]
            found[Key("gap", name, GAP)] = gap
    return found


def curves_of(observed: Observed) -> dict[str, Values]:
    """All curves of a replicate."""
    found = survival.curves(observed) | funding.curves(observed) | shakeout.curves(observed)
    return found | totals.curves(observed) | public_cost.curves(observed)


def _draw(part: Part) -> int:
    return int(part.table("ledger", ["draw"])["draw"][0].as_py())

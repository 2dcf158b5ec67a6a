"""Figures and curves of every replicate, before anything is said about them together."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.analysis import check_2017, funding, public_cost, shakeout, survival, totals
from sim.analysis.catalogue import OUTCOMES
from sim.analysis.observed import Observed, Values
from sim.results.tables import Part, RunTables

GAP = "specialised - rent_dependent"


class Key(NamedTuple):
    """What a figure is of."""

    section: str  # check_2017, outcomes or gap
    indicator: str
    group: str


class Evidence(NamedTuple):
    """Figures by key and curves by name, each with a row a replicate."""

    draws: NDArray[np.int64]  # number of each replicate's parameter draw
    values: dict[Key, Values]  # shape (replicates,), NaN where a replicate has none
    curves: dict[str, Values]  # shape (replicates, points)

    @property
    def replicates(self) -> int:
        """Number of replicates."""
        return self.draws.size


def gather(tables: RunTables, scale: float = 1.0) -> Evidence:
    """Analyse a run, replicate by replicate.

    Parameters
    ----------
    scale : float
        Size of the province over Jiangsu's.
    """
    found, lines, draws = [], [], []
    for part in tables:
        observed = Observed(part, scale)
        found.append(figures_of(observed))
        lines.append(curves_of(observed))
        draws.append(_draw(part))
    keys = list(dict.fromkeys(key for each in found for key in each))
    values = {key: np.array([each.get(key, np.nan) for each in found]) for key in keys}
    curves = {name: np.stack([each[name] for each in lines]) for name in lines[0]}
    return Evidence(np.array(draws), values, curves)


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

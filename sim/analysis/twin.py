"""The twin beside the ensemble of the agents: what the table and the figure are made of."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.analysis.intervals import QUANTILES
from sim.dynamics.equations import Trajectories
from sim.dynamics.twin.observed import QUARTER, Observed, mean_of_runs
from sim.dynamics.twin.tracking import BESIDE, STOCKS, errors

Values = NDArray[np.float64]
COLUMNS = {
    "scenario": "Name of the scenario.",
    "fitted": "Whether constants of the twin were fitted to it; if not, the error is a forecast's.",
    "replicates": "Runs of the agents.",
    "stock": "Stock of the twin.",
    "mean_level": "Mean over the period of the ensemble's mean.",
    "error": "Root of the mean squared difference between twin and ensemble's mean at the ends of "
    "quarters, over that level; empty where the level is below five.",
}


class TwinBeside(NamedTuple):
    """A run of the twin and the agents' ensemble, at the ends of quarters."""

    run: Trajectories
    mean: Observed
    low: Mapping[str, Values]  # end of the 90 % range of the runs
    high: Mapping[str, Values]
    replicates: int

    @property
    def months(self) -> range:
        """Months, from 0, at whose ends the agents were counted."""
        return range(QUARTER - 1, QUARTER * len(self.mean["spaces"]), QUARTER)

    @property
    def errors(self) -> dict[str, float]:
        """Normalised errors by stock."""
        return errors(self.run, self.mean, self.months)


def beside(run: Trajectories, runs: Sequence[Observed]) -> TwinBeside:
    """Put the twin beside the runs of an ensemble."""
    names = (*STOCKS, *BESIDE)
    ends = {name: np.quantile([each[name] for each in runs], QUANTILES, axis=0) for name in names}
    return TwinBeside(
        run,
        mean_of_runs(runs),
        {name: low for name, (low, _) in ends.items()},
        {name: high for name, (_, high) in ends.items()},
        len(runs),
    )


def rows_of(scenario: str, fitted: bool, found: TwinBeside) -> Iterator[tuple[object, ...]]:
    """Rows of ``errors.csv``, in the order of ``COLUMNS``."""
    for name, error in found.errors.items():
        level = round(float(found.mean[name].mean()), 3)
        told = round(error, 5) if np.isfinite(error) else None
        yield scenario, fitted, found.replicates, name, level, told

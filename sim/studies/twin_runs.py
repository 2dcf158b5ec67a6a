"""Ensembles of agents counted for the twin, and the twin's own run beside them."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from sim.analysis.twin import TwinBeside, beside
from sim.dynamics.equations import EquationModel, simulate
from sim.dynamics.twin import twin
from sim.dynamics.twin.observed import Observed, observe
from sim.experiments.engines import Engine, pool, run_batches
from sim.experiments.plan import Plan
from sim.experiments.switched import draw_of
from sim.results.columns import Replicate
from sim.scenario import Scenario


class TwinStudy(NamedTuple):
    """A scenario, its twin and the plan of its ensemble."""

    scenario: Scenario
    plan: Plan

    @property
    def model(self) -> EquationModel:
        """The twin at the mean of the parameters that the ensemble draws from."""
        if self.plan.source == "posterior":
            return twin(self.scenario)
        draws = self.plan.draws  # none for default parameters
        keys = draws[0] if draws else ()
        return twin(
            self.scenario, {key: float(np.mean([each[key] for each in draws])) for key in keys}
        )


def counted(study: TwinStudy, workers: int | None, tick: Callable[[], None]) -> list[Observed]:
    """Live every replicate and count its agents at the ends of quarters, in order."""
    replicates = study.plan.replicates
    kept: dict[int, Observed] = {}

    def work(replicate: Replicate) -> Observed:
        draw = draw_of(study.plan, replicate)
        drawn = study.scenario.with_parameters(draw) if draw else study.scenario
        return observe(drawn, replicate.seed)

    def keep(number: int, found: Observed) -> None:
        kept[number] = found
        tick()

    with pool(study.scenario, Engine.of(workers)) as threads:
        run_batches(work, [(each.number, each) for each in replicates], keep, threads)
    return [kept[each.number] for each in replicates]


def compared(study: TwinStudy, workers: int | None, tick: Callable[[], None]) -> TwinBeside:
    """Run the twin and the agents."""
    return beside(simulate(study.model), counted(study, workers, tick))

"""A scenario as a Mesa model. The engine does the work.

Agents are made when somebody looks at them: a run that nobody looks into costs little more.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import mesa
import numpy as np
from mesa.agent import AgentSet

from sim.experiments.kernels import compile_model
from sim.mesa_model.agents import EcosystemAgent, InvestorAgent, SpaceAgent
from sim.mesa_model.collected import COLLECTED, checked, named, value_of
from sim.model import categories as c
from sim.model.initialise import create_world
from sim.model.schedule import live
from sim.scenario import Scenario, load_scenario
from sim.scenario.months import month_name

SEED_BITS = 52


class MakerspaceModel(mesa.Model):
    """A scenario as a Mesa model.

    Making it lives the first month, so that row ``s`` of the collector is month ``s``; each
    step lives one month more, and the step after the last finds nothing left and stops.

    Parameters
    ----------
    scenario : str, Path or Scenario
        A built-in name, a file, or a scenario.
    seed : int, optional
        The same seed gives the bits of ``makersim run``; by default one at random, as in Mesa.
    rng : optional
        As in Mesa, in place of a seed.
    collected : sequence of str
        What the collector keeps: an indicator of the whole province, ``spaces``, or of a
        group, ``spaces[model:specialised]``; see docs/outputs.md.
    agent_reporters : mapping, optional
        As in Mesa's ``DataCollector``, by names of attributes.
    **kwargs
        Values of the scenario by their keys, with ``__`` or ``.`` between the parts:
        ``close__grace_months=9``, ``scale=0.1``.

    Raises
    ------
    ScenarioError
        If a setting is unknown or out of range.
    ValueError
        If something to be collected is unknown.

    Examples
    --------
    >>> model = MakerspaceModel(seed=1, scale=0.02, horizon__end="2015-06")
    >>> model.run_model()
    >>> model.datacollector.get_model_vars_dataframe()["tenants"].size
    6
    """

    def __init__(
        self,
        scenario: str | Path | Scenario = "baseline",
        seed: int | None = None,
        rng: Any = None,
        collected: Sequence[str] = COLLECTED,
        agent_reporters: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        seed = None if seed is None else int(seed)
        super().__init__(seed=seed, rng=rng)
        self.seed = self.random.getrandbits(SEED_BITS) if seed is None else seed
        self.scenario = _scenario_of(scenario, kwargs)
        reported = {name: named(name) for name in collected}
        self._groups = tuple(dict.fromkeys(each.group for each in reported.values())) or ("all",)
        compile_model(self.scenario)
        parts = self.scenario
        self._schedule = parts.schedule
        self.world = create_world(
            parts.parameters, parts.mechanisms, self._schedule, self.seed, parts.scale
        )
        self.months_lived = 0
        self._looked_at: dict[tuple[type, int], EcosystemAgent] = {}
        self.datacollector = mesa.DataCollector(
            {name: partial(value_of, each) for name, each in reported.items()},
            agent_reporters=dict(agent_reporters) if agent_reporters else None,
        )
        self._live_month()

    def step(self) -> None:
        """Live a month and collect; stop when the scenario has no further one."""
        if self.months_lived < len(self._schedule):
            self._live_month()
        else:
            self.running = False

    @property
    def month(self) -> str:
        """Month lived last, as 2015-01."""
        return month_name(self.months_lived - 1)

    def value(self, indicator: str, group: str = "all") -> float:
        """Value of an indicator in the month lived last.

        Parameters
        ----------
        indicator, group : str
            Of series.parquet.
        """
        return value_of(checked(indicator, group), self)

    @property
    def agents(self) -> AgentSet:
        """Open spaces and investors, as they are now."""
        self._look()
        return super().agents

    @property
    def agents_by_type(self) -> dict[type[mesa.Agent], AgentSet]:
        """Open spaces and investors by their class."""
        self._look()
        return super().agents_by_type

    @property
    def agent_types(self) -> list[type]:
        """Classes of agents."""
        self._look()
        return super().agent_types

    def _live_month(self) -> None:
        self.world = live(self.world, self.months_lived, self.months_lived + 1)
        self.months_lived += 1
        self.datacollector.collect(self)

    def _look(self) -> None:
        """Bring the agents up to date with the arrays."""
        spaces = self.world.spaces[: int(self.world.book[0]["spaces_used"])]
        wanted = {(SpaceAgent, int(row)) for row in np.nonzero(spaces["closed"] == c.NONE)[0]}
        wanted |= {(InvestorAgent, row) for row in range(len(self.world.investors))}
        for gone in self._looked_at.keys() - wanted:
            self._looked_at.pop(gone).remove()
        for kind, row in sorted(wanted - self._looked_at.keys(), key=_order):
            self._looked_at[kind, row] = kind(self, row)


def _order(agent: tuple[type, int]) -> tuple[str, int]:
    return agent[0].__name__, agent[1]


def _scenario_of(scenario: str | Path | Scenario, settings: Mapping[str, Any]) -> Scenario:
    chosen = scenario if isinstance(scenario, Scenario) else load_scenario(scenario)
    if not settings:
        return chosen
    keys = {key.replace("__", "."): value for key, value in settings.items()}
    return chosen.with_set(keys, via="MakerspaceModel")

"""Small ensembles that several tests look at; each is run once."""

from dataclasses import replace
from functools import lru_cache

from sim.dynamics.equations import EquationModel
from sim.model.state import World
from sim.scenario import Scenario, load_scenario
from sim.studies.results import Results

SMALL = 0.05  # of Jiangsu: about thirty spaces and thirteen hundred startups


@lru_cache
def small_scenario(until: str = "2023-12", scale: float = SMALL) -> Scenario:
    """Return a small baseline with a short horizon."""
    return load_scenario("baseline").with_set({"scale": scale, "run.until": until})


@lru_cache
def small_results(replicates: int = 4, until: str = "2023-12", scale: float = SMALL) -> Results:
    """Run a small baseline with posterior draws."""
    from sim.studies.api import ensemble

    return ensemble(small_scenario(until, scale), replicates=replicates, seed=3)


@lru_cache
def small_world(until: str = "2023-12", scale: float = SMALL) -> World:
    """Return the world of one small run at its horizon."""
    from sim.model.schedule import simulate

    small = small_scenario(until, scale)
    return simulate(small.parameters, small.mechanisms, small.schedule, 3, scale)


def with_constant(model: EquationModel, name: str, value: float) -> EquationModel:
    """Return a model with another value of one constant."""
    variables = (
        replace(each, value=value) if each.name == name else each for each in model.variables
    )
    return replace(model, variables=tuple(variables))

"""The twin of a scenario as one model of equations."""

from collections.abc import Mapping

from sim.dynamics.equations import EquationModel
from sim.dynamics.twin.capital import capital
from sim.dynamics.twin.constants import constants
from sim.dynamics.twin.fitted import stored
from sim.dynamics.twin.inputs import inputs
from sim.dynamics.twin.labels import labelled
from sim.dynamics.twin.listing import listing
from sim.dynamics.twin.service import service
from sim.dynamics.twin.spaces import spaces
from sim.dynamics.twin.startups import startups
from sim.scenario import Scenario


def twin(scenario: Scenario, parameters: Mapping[str, float] | None = None) -> EquationModel:
    """Make the mean-field twin of the agents of a scenario.

    Parameters
    ----------
    scenario : Scenario
        Its conditions and policies become series, its mechanisms and parameters constants.
    parameters : mapping of str to float, optional
        Values by the keys of parameters, weaker than what the scenario itself sets; by default
        the mean of the posterior, at which the fitted constants were fitted.

    Returns
    -------
    EquationModel
        Month ``t`` of a run is the state at the beginning of month ``t``: the end of month
        ``t - 1`` of the agents.
    """
    found = stored()
    point = found["parameters"] if parameters is None else parameters
    drawn = scenario.with_parameters(point) if point else scenario
    return equations(drawn, found["values"])


def equations(scenario: Scenario, fitted: Mapping[str, float]) -> EquationModel:
    """Make the twin at the scenario's own parameters, with given fitted constants."""
    variables = (
        *spaces(),
        *service(),
        *listing(),
        *startups(),
        *capital(),
        *inputs(scenario),
        *constants(scenario, fitted),
    )
    return EquationModel(scenario.name, tuple(map(labelled, variables)), scenario.months)

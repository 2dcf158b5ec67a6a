"""makersim: an agent-based model of how the makerspaces of a province evolve.

>>> from sim import load_scenario
>>> load_scenario("baseline").months
192
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.mesa_model import MakerspaceModel
    from sim.model.schedule import simulate
    from sim.scenario import Scenario, ScenarioError, load_scenario
    from sim.studies.api import calibrate, ensemble, run
    from sim.studies.results import Results

_HOMES = {
    "Attribution": "sim.studies.attribute_api",
    "Comparison": "sim.studies.compare_api",
    "MakerspaceModel": "sim.mesa_model",
    "Results": "sim.studies.results",
    "Scenario": "sim.scenario",
    "ScenarioError": "sim.scenario",
    "Sweep": "sim.studies.sweep_api",
    "attribute": "sim.studies.attribute_api",
    "calibrate": "sim.studies.api",
    "compare": "sim.studies.compare_api",
    "discover": "sim.studies.discover_api",
    "ensemble": "sim.studies.api",
    "load_scenario": "sim.scenario",
    "run": "sim.studies.api",
    "sensitivity": "sim.studies.sensitivity_api",
    "simulate": "sim.model.schedule",
    "sweep": "sim.studies.sweep_api",
}

__all__ = [
    "Attribution",
    "Comparison",
    "MakerspaceModel",
    "Results",
    "Scenario",
    "ScenarioError",
    "Sweep",
    "attribute",
    "calibrate",
    "compare",
    "discover",
    "ensemble",
    "load_scenario",
    "run",
    "sensitivity",
    "simulate",
    "sweep",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that ``import sim`` is fast."""
    if name not in _HOMES:
        raise AttributeError(f"module 'sim' has no attribute '{name}'")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

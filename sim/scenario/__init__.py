"""Scenario files: strict reading, inheritance, and where each value came from."""

from sim.scenario.load import load_scenario
from sim.scenario.locate import builtin_names
from sim.scenario.problems import Problem, ScenarioError
from sim.scenario.scenario import Scenario

__all__ = ["Problem", "Scenario", "ScenarioError", "builtin_names", "load_scenario"]

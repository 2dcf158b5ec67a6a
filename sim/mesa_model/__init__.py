"""The Mesa face: a makerspace ecosystem as a Mesa model, a month a step."""

from sim.mesa_model.agents import InvestorAgent, SpaceAgent
from sim.mesa_model.collected import COLLECTED
from sim.mesa_model.model import MakerspaceModel

__all__ = ["COLLECTED", "InvestorAgent", "MakerspaceModel", "SpaceAgent"]

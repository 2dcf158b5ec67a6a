"""The twin: a mean-field system-dynamics model of what the agents do."""

from sim.dynamics.twin.model import twin

__all__ = ["twin"]

"""System-dynamics models as equations: declared as text, checked, and run.

Nothing here knows makerspaces: :mod:`sim.dynamics.twin` declares the model that does.
"""

from sim.dynamics.equations.model import (
    Auxiliary,
    Constant,
    EquationModel,
    Fault,
    Flow,
    ModelError,
    Series,
    Stock,
    Variable,
)
from sim.dynamics.equations.simulate import Trajectories, simulate

__all__ = [
    "Auxiliary",
    "Constant",
    "EquationModel",
    "Fault",
    "Flow",
    "ModelError",
    "Series",
    "Stock",
    "Trajectories",
    "Variable",
    "simulate",
]

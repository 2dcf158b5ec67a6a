"""The feedback structure as data: variables, signed links, loops, and how each link is checked."""

from sim.dynamics.structure.link import Link
from sim.dynamics.structure.links import LINKS, link
from sim.dynamics.structure.loops import LOOPS, Loop
from sim.dynamics.structure.variables import VARIABLES, Variable

__all__ = ["LINKS", "LOOPS", "VARIABLES", "Link", "Loop", "Variable", "link"]

"""Which feedback loops drive the change of a model, and when: the Loops that Matter method.

Schoenberg, Davidsen and Eberlein (2020), System Dynamics Review 36(2), 158-190, with the score of
links from flows to stocks of Schoenberg, Hayward and Eberlein (2023), 39(2), 140-151.
"""

from sim.dynamics.dominance.cycles import Loop, find_loops
from sim.dynamics.dominance.links import CausalLink, LinkScores, link_scores
from sim.dynamics.dominance.loops import LoopScores, loop_scores

__all__ = [
    "CausalLink",
    "LinkScores",
    "Loop",
    "LoopScores",
    "find_loops",
    "link_scores",
    "loop_scores",
]

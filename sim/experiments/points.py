"""Running a scenario at some points of the parameter space, one run after another.

The seed of a run comes from its parameter values, so that the same values give the same
numbers wherever and whenever they are run.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence

from sim.model.schedule import simulate
from sim.results.columns import Replicate
from sim.results.of_world import OfWorld
from sim.results.tables import Part
from sim.scenario import Scenario

Draw = Mapping[str, float]
Measure = Callable[[Part, float], dict[str, float]]  # of a run's tables and its scale
Rows = list[dict[str, float]]
SEED_BITS = 52


def seed_of(draw: Draw, repeat: int = 0) -> int:
    """Seed of a run: a hash of its parameter values and of which repeat it is."""
    text = json.dumps([dict(sorted(draw.items())), repeat], allow_nan=False)
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]) >> (64 - SEED_BITS)


def run_points(
    scenario: Scenario, draws: Sequence[Draw], measure: Measure, repeats: int = 1
) -> Rows:
    """Run a scenario once or more at each point and measure each run.

    Returns
    -------
    list of dict
        Parameters, ``repeat`` and what ``measure`` gives, a row a run.
    """
    schedule, rows = scenario.schedule, []
    for draw in draws:
        variant = scenario.with_parameters(draw)
        for repeat in range(repeats):
            seed = seed_of(draw, repeat)
            world = simulate(variant.parameters, variant.mechanisms, schedule, seed, variant.scale)
            part = OfWorld(world, scenario.name, Replicate(repeat, 0, seed))
            rows.append({**draw, "repeat": float(repeat), **measure(part, scenario.scale)})
    return rows

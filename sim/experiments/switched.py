"""Running a scenario with some of its mechanisms switched off, on unchanged draws and seeds.

Which switches are on is one number: bit i is that of field i of ``Mechanisms``.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple, get_args, get_type_hints

from sim.experiments.plan import NO_DRAW, Plan
from sim.experiments.points import Measure, Rows
from sim.model.mechanisms import GROUPS, Group, Mechanisms
from sim.model.schedule import simulate
from sim.results.columns import Replicate
from sim.results.of_world import OfWorld
from sim.scenario import Scenario

SWITCHES = Mechanisms._fields
COALITIONS = 2 ** len(GROUPS)
SWITCHED = "switches"  # column of the number


def _group_of(switch: str) -> str:
    hint = get_type_hints(Mechanisms, include_extras=True)[switch]
    return next(note.name for note in get_args(hint) if isinstance(note, Group))


GROUP_OF: Mapping[str, str] = {switch: _group_of(switch) for switch in SWITCHES}


class Batch(NamedTuple):
    """Runs of one replicate with several sets of switches."""

    scenario: Scenario
    replicate: Replicate
    draw: Mapping[str, float]  # empty for default parameters
    switched: Sequence[int]

    @property
    def keys(self) -> list[str]:
        """Names of the runs: draw, seed and switches."""
        text = json.dumps([dict(sorted(self.draw.items())), self.replicate.seed])
        stream = hashlib.sha256(text.encode()).hexdigest()[:12]
        return [f"{stream}-{number}" for number in self.switched]


def number_of(mechanisms: Mechanisms) -> int:
    """Number of a set of switches.

    >>> mechanisms_of(number_of(Mechanisms(peers=False))).peers
    False
    """
    return sum(1 << place for place, on in enumerate(mechanisms) if on)


def mechanisms_of(number: int) -> Mechanisms:
    """Set of switches with a number."""
    return Mechanisms(*(bool(number >> place & 1) for place in range(len(SWITCHES))))


def coalition(mechanisms: Mechanisms, number: int) -> int:
    """Switches of a coalition of groups: those of its groups as they are, all others off.

    Parameters
    ----------
    number : int
        Of the coalition: bit i is that of ``GROUPS[i]``.
    """
    inside = {group for place, group in enumerate(GROUPS) if number >> place & 1}
    kept = (on and GROUP_OF[name] in inside for name, on in zip(SWITCHES, mechanisms, strict=True))
    return number_of(Mechanisms(*kept))


def without(mechanisms: Mechanisms, switch: str) -> int:
    """Switches with one of them off."""
    return number_of(mechanisms._replace(**{switch: False}))


def draw_of(plan: Plan, replicate: Replicate) -> Mapping[str, float]:
    """Parameter values of a replicate; none for the default ones."""
    return {} if replicate.draw == NO_DRAW else plan.draws[replicate.draw]


def run_switched(batch: Batch, measure: Measure) -> Rows:
    """Run a batch and measure each run.

    Returns
    -------
    list of dict
        The number of the switches and what ``measure`` gives, a row a run.
    """
    scenario, replicate, draw, switched = batch
    variant = scenario.with_parameters(draw) if draw else scenario
    schedule, rows = scenario.schedule, []
    for number in switched:
        mechanisms = mechanisms_of(number)
        world = simulate(variant.parameters, mechanisms, schedule, replicate.seed, variant.scale)
        part = OfWorld(world, scenario.name, replicate)
        rows.append({SWITCHED: float(number), **measure(part, scenario.scale)})
    return rows

"""The runs of an attribution: every coalition of every replicate, kept in parts.

Runs are kept by what decides their numbers: rules, measures, scenario, draw and seed. More
replicates, single switches or another scenario to compare with add to what is there.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sim.analysis import (
    attribution_outcomes,
    funding,
    gaps_measured,
    observed,
    shakeout,
    survival,
)
from sim.analysis.attribution import Played
from sim.analysis.attribution_outcomes import Attributed, measured
from sim.analysis.intervals import distinct_draws
from sim.analysis.observed import Values
from sim.experiments.engines import Engine, pool, run_batches
from sim.experiments.plan import Plan
from sim.experiments.points import Rows
from sim.experiments.switched import (
    COALITIONS,
    SWITCHES,
    Batch,
    coalition,
    draw_of,
    run_switched,
    without,
)
from sim.model.compiled import source_hash
from sim.model.mechanisms import Mechanisms
from sim.results.manifest import file_hash, sources_hash
from sim.results.run_store import RunStore, keyed_table
from sim.scenario import Scenario

MEASURES = (attribution_outcomes, funding, gaps_measured, observed, shakeout, survival)
STORE = Path("attribute", ".runs")  # in the folder of all outputs
RUNS_A_PART = 8  # between two writes: a second or two of work
WORDS = ("run", "title", "question", "look_for")  # of a scenario, without effect on numbers


def design_id(scenario: Scenario) -> str:
    """Twelve hexadecimal digits of what decides the numbers, but for draws and seeds."""
    said = {key: value for key, value in scenario.resolved().items() if key not in WORDS}
    measures = [file_hash(Path(str(module.__file__))) for module in MEASURES]
    content = [source_hash(), sources_hash(("results",)), measures, scenario.months, said]
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


class CoalitionRuns:
    """Runs of one scenario in all coalitions.

    Parameters
    ----------
    scenario : Scenario
    plan : Plan
    out : Path
        Folder of all outputs.
    switches : sequence of str
        Those that are also switched off alone.
    """

    def __init__(
        self, scenario: Scenario, plan: Plan, out: Path, switches: Sequence[str] = ()
    ) -> None:
        self.scenario, self.plan, self.switches = scenario, plan, switches
        self.design = design_id(scenario)
        self.store = RunStore(out / STORE / self.design)

    @cached_property
    def switched(self) -> list[int]:
        """Sets of switches that a replicate is run with; none comes twice."""
        on = self.scenario.mechanisms
        together = {coalition(on, number) for number in range(COALITIONS)}
        return sorted(together | {without(on, switch) for switch in self.switches})

    @property
    def kept(self) -> int:
        """Runs that are there already."""
        there = self.store.finished()
        return sum(key in there for batch in self._replicates() for key in batch.keys)

    def batches(self) -> Iterator[Batch]:
        """Go through what is yet to be run."""
        there = self.store.finished()
        for batch in self._replicates():
            runs = zip(batch.switched, batch.keys, strict=True)
            todo = [number for number, key in runs if key not in there]
            for at in range(0, len(todo), RUNS_A_PART):
                yield batch._replace(switched=todo[at : at + RUNS_A_PART])

    def level(self, outcome: Attributed, mechanisms: Callable[[Mechanisms], int]) -> Values:
        """Outcome in every replicate with the switches that a rule gives; (replicates,)."""
        at = self.switched.index(mechanisms(self.scenario.mechanisms))
        found = self._columns[outcome.one][:, at]
        return found if outcome.less is None else found - self._columns[outcome.less][:, at]

    def read(self) -> None:
        """Read all runs, once they have been made."""
        columns = self.store.numbers([key for batch in self._replicates() for key in batch.keys])
        shape = len(self.plan.replicates), len(self.switched)
        self._columns = {name: column.reshape(shape) for name, column in columns.items()}

    def _replicates(self) -> Iterator[Batch]:
        for replicate in self.plan.replicates:
            yield Batch(self.scenario, replicate, draw_of(self.plan, replicate), self.switched)


def run_missing(
    games: Sequence[CoalitionRuns],
    tick: Callable[[int], None],
    workers: int | None = None,
    dask: str | None = None,
) -> None:
    """Run what is not there yet, part by part, and read everything.

    Raises
    ------
    KeyboardInterrupt
        After the parts that were under way have been kept.
    """
    missing = [(game.store, batch) for game in games for batch in game.batches()]

    def keep(place: int, rows: Rows) -> None:
        store, batch = missing[place]
        store.append(keyed_table(batch.keys, rows))
        tick(len(rows))

    if missing:
        work = partial(run_switched, measure=measured)
        batches = enumerate(batch for _, batch in missing)
        with pool(games[0].scenario, Engine.of(workers, dask)) as engine:
            run_batches(work, batches, keep, engine)
    for game in games:
        game.read()


def played(games: Sequence[CoalitionRuns], outcome: Attributed) -> Played:
    """Worth of all coalitions: of the scenario, less that of the one it is held against."""

    def worth(mechanisms: Callable[[Mechanisms], int]) -> Values:
        levels = [game.level(outcome, mechanisms) for game in games]
        return levels[0] if len(levels) == 1 else levels[0] - levels[1]

    numbers = range(COALITIONS)
    coalitions = [worth(partial(coalition, number=number)) for number in numbers]
    alone = {switch: worth(partial(without, switch=switch)) for switch in games[0].switches}
    return Played(np.stack(coalitions, axis=1), alone, draws_of(games[0].plan))


def draws_of(plan: Plan) -> NDArray[np.int64]:
    """Number of each replicate's draw, equal for equal parameters."""
    numbers = np.array([each.draw for each in plan.replicates])
    return distinct_draws(numbers, plan.draws)


def switches_on(scenarios: Sequence[Scenario]) -> Mechanisms:
    """Switches that are on in any of the scenarios."""
    return Mechanisms(*map(any, zip(*(each.mechanisms for each in scenarios), strict=True)))


def names_on(on: Mechanisms) -> tuple[str, ...]:
    """Names of the switches that are on."""
    return tuple(name for name in SWITCHES if getattr(on, name))

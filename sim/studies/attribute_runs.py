"""The runs of an attribution: every coalition of every replicate, kept in parts.

Runs are kept by what decides their numbers: rules, measures, scenario, draw and seed. More
replicates, single switches or another scenario to compare with add to what is there.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
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
from sim.experiments.plan import Plan
from sim.experiments.points import executor, run_batches
from sim.experiments.switched import (
    COALITIONS,
    SWITCHED,
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
from sim.results.point_store import PointStore
from sim.scenario import Scenario

MEASURES = (attribution_outcomes, funding, gaps_measured, observed, shakeout, survival)
STORE = Path("attribute", ".runs")  # in the folder of all outputs
RUNS_A_PART = 8  # between two writes: a second or two of work
WORDS = ("run", "title", "question", "look_for")  # of a scenario, without effect on numbers
SINGLE = 100  # number of the first part with single switches off


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
        self.folder = out / STORE / self.design

    @property
    def parts(self) -> dict[int, list[int]]:
        """Sets of switches that a replicate is run with, by part; none comes twice."""
        on = self.scenario.mechanisms
        together = sorted({coalition(on, number) for number in range(COALITIONS)})
        alone = {without(on, switch) for switch in self.switches} - set(together)
        found = {}
        for first, numbers in ((0, together), (SINGLE, sorted(alone))):
            for at in range(0, len(numbers), RUNS_A_PART):
                found[first + at // RUNS_A_PART] = numbers[at : at + RUNS_A_PART]
        return found

    @property
    def each(self) -> int:
        """Runs of a replicate."""
        return sum(map(len, self.parts.values()))

    @property
    def kept(self) -> int:
        """Runs that are there already."""
        parts = self.parts
        finished = (parts.keys() & store.finished() for store, _ in self._replicates())
        return sum(len(parts[number]) for numbers in finished for number in numbers)

    def batches(self) -> Iterator[tuple[PointStore, int, Batch]]:
        """Go through what is yet to be run, with where it is to be kept."""
        parts = self.parts
        for store, batch in self._replicates():
            there = store.finished()
            for number in parts.keys() - there:
                yield store, number, batch._replace(switched=parts[number])

    def level(self, outcome: Attributed, mechanisms: Callable[[Mechanisms], int]) -> Values:
        """Outcome in every replicate with the switches that a rule gives; (replicates,)."""
        number = mechanisms(self.scenario.mechanisms)
        rows = [rows[number] for rows in self._rows]
        found = np.array([row[outcome.one] for row in rows])
        return found if outcome.less is None else found - [row[outcome.less] for row in rows]

    def read(self) -> None:
        """Read all runs, once they have been made."""
        parts = self.parts
        self._rows: list[dict[int, Mapping[str, float]]] = []
        for store, _ in self._replicates():
            columns = store.read(parts)
            rows = (
                dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)
            )
            self._rows.append({int(row[SWITCHED]): row for row in rows})

    def _replicates(self) -> Iterator[tuple[PointStore, Batch]]:
        for replicate in self.plan.replicates:
            batch = Batch(self.scenario, replicate, draw_of(self.plan, replicate), ())
            yield PointStore(self.folder / batch.stream), batch


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
    missing = [each for game in games for each in game.batches()]
    if missing:
        work = partial(run_switched, measure=measured)
        batches = {place: batch for place, (_, _, batch) in enumerate(missing)}

        def keep(place: int, rows: list[dict[str, float]]) -> None:
            store, number, _ = missing[place]
            store.write(number, rows)

        with executor(games[0].scenario, workers, dask) as pool:
            run_batches(work, batches, keep, pool, tick)
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

"""Rounds of runs: the stored design of a calibration, gone on with after any stop.

The first round draws the whole prior; each later one the region that is still plausible. A
point keeps its numbers in the same folder for ever: a fit to other figures starts from them.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.calibration.priors import Scores, priors, scores_of, values_of
from sim.calibration.region import Region, points
from sim.calibration.targets import fitted
from sim.experiments.engines import Engine, pool, run_batches
from sim.experiments.points import Measure, Rows, run_points
from sim.model.compiled import source_hash
from sim.results.manifest import sources_hash
from sim.results.run_store import Columns, RunStore, keyed_table
from sim.scenario import Scenario

BATCH = 32  # runs between two writes: some seconds of work


class Runs(NamedTuple):
    """Runs of one or several rounds."""

    scores: Scores
    columns: Columns  # parameters and everything measured

    @property
    def size(self) -> int:
        """Number of runs."""
        return int(self.scores.shape[0])

    def within(self, region: Region) -> "Runs":
        """Return the runs in a region."""
        return self.chosen(region.holds(self.scores))

    def chosen(self, which: NDArray[np.bool_] | NDArray[np.int64]) -> "Runs":
        """Return some of the runs."""
        return Runs(self.scores[which], {k: v[which] for k, v in self.columns.items()})

    def residuals(self, seed: int) -> NDArray[np.float64]:
        """Residuals of the fitted targets with an error of the record for each run.

        Returns
        -------
        ndarray, shape (runs, targets)
        """
        off = [target.residual(self.columns[key]) for key, target in fitted().items()]
        errors = np.random.default_rng(seed).standard_normal((self.size, len(off)))
        return np.stack(off, axis=1) + errors


class Calibration(NamedTuple):
    """What is run, and where its rows are kept."""

    scenario: Scenario
    measure: Measure
    folder: Path
    seed: int
    workers: int | None = None
    dask: str | None = None

    def round(self, region: Region, size: int, seed: int, tick: Callable[[int], None]) -> Runs:
        """Run points of a region, those that are not there yet, and return all."""
        return self.run(values_of(points(region, size, seed)), tick)

    def run(
        self,
        draws: list[dict[str, float]],
        tick: Callable[[int], None],
        repeats: int = 1,
    ) -> Runs:
        """Run given points that are not there yet; rows come point by point, repeat by repeat."""
        store = RunStore(self.folder / "runs")
        keys = [[_key(draw, repeat) for repeat in range(repeats)] for draw in draws]
        there = store.finished()
        todo = [place for place, of in enumerate(keys) if not there.issuperset(of)]
        tick((len(draws) - len(todo)) * repeats)
        places = {at: todo[at : at + BATCH] for at in range(0, len(todo), BATCH)}

        def keep(batch: int, rows: Rows) -> None:
            store.append(keyed_table([key for at in places[batch] for key in keys[at]], rows))
            tick(len(rows))

        if todo:
            batches = ((batch, [draws[at] for at in of]) for batch, of in places.items())
            work = partial(run_points, self.scenario, measure=self.measure, repeats=repeats)
            with pool(self.scenario, Engine.of(self.workers, self.dask)) as engine:
                run_batches(work, batches, keep, engine)
        columns = store.numbers([key for of in keys for key in of])
        return Runs(scores_in(columns), columns)


def _key(draw: Mapping[str, float], repeat: int) -> str:
    text = json.dumps([dict(sorted(draw.items())), repeat])
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def scores_in(columns: Columns) -> Scores:
    """Normal scores of the points that rows are of."""
    keys = list(priors())
    values = zip(*(columns[key] for key in keys), strict=True)
    return scores_of([dict(zip(keys, row, strict=True)) for row in values])


def pooled(runs: list[Runs]) -> Runs:
    """All runs of several rounds."""
    names = runs[0].columns
    return Runs(
        np.concatenate([each.scores for each in runs]),
        {name: np.concatenate([each.columns[name] for each in runs]) for name in names},
    )


def design_id(scenario: Scenario, measured_by: Iterable[str]) -> str:
    """Name of the folder that a design's rows go to: what decides their numbers decides it.

    Parameters
    ----------
    measured_by : iterable of str
        Rooms or files of ``sim`` that measure runs; rules, scenario and priors count as well.
    """
    measures = sources_hash(measured_by)
    bounds = [list(prior) for prior in priors().values()]
    said = [source_hash(), measures, scenario.resolved(), bounds]
    text = json.dumps(said, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:12]

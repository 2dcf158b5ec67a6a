"""Making the runs of a sweep: a batch of jobs in, a row for each out, whatever happens to it."""

import hashlib
import json
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sim.experiments.factors import SeriesWanted
from sim.experiments.memory import keep_freed_memory
from sim.experiments.sweep_plan import Job
from sim.model.compiled import source_hash
from sim.model.schedule import simulate
from sim.results.chosen_series import Table, chosen_series
from sim.results.columns import Replicate
from sim.results.manifest import machine, sources_hash, versions
from sim.results.of_world import OfWorld
from sim.results.run_store import KEY, OK, STATUS
from sim.results.tables import Part
from sim.scenario import Scenario

FAILED = "failed"
LONGEST_REASON = 400  # letters
Measure = Callable[[Part, float], Mapping[str, float]]  # of a run's tables and its scale


class Version(NamedTuple):
    """What numbers depend on beside the plan.

    Attributes
    ----------
    rules : str
        Hash of ``sim/model``.
    measures : str
        Hash of the sources that measure outcomes.
    sources : tuple of str
        Those sources.
    """

    rules: str
    measures: str
    sources: tuple[str, ...]

    @classmethod
    def here(cls, sources: tuple[str, ...]) -> "Version":
        """Version of the sources of this process."""
        return cls(source_hash(), _hash_of(sources), sources)

    @property
    def text(self) -> str:
        """Twelve hexadecimal digits."""
        return hashlib.sha256(f"{self.rules} {self.measures}".encode()).hexdigest()[:12]


@lru_cache
def _hash_of(sources: tuple[str, ...]) -> str:
    return sources_hash(sources)


class Batch(NamedTuple):
    """Jobs that go to a worker together, with everything it needs for them."""

    jobs: Sequence[Job]
    scenarios: Mapping[str, Scenario]
    measure: Measure
    series: SeriesWanted
    version: Version


class Made(NamedTuple):
    """What a batch gave.

    Attributes
    ----------
    rows : list of dict
        One for each job, failed or not.
    series : list of Table
        One for each job that did well, if series are wanted.
    machine : dict
        What decides bits on the worker, with its ``id``.
    """

    rows: list[dict[str, Any]]
    series: list[Table]
    machine: dict[str, Any]


class OtherVersion(RuntimeError):
    """A worker that has other sources: its runs would not belong here."""


def run_jobs(batch: Batch) -> Made:
    """Make runs; one that fails is a row that says why.

    Raises
    ------
    OtherVersion
        If the sources here are not those of the plan.
    """
    here, about = Version.here(batch.version.sources), this_machine()
    if here != batch.version:
        raise OtherVersion(f"{about['host']}: {here.rules}, {here.measures}")
    keep_freed_memory()
    rows, series = [], []
    for job in batch.jobs:
        began = time.perf_counter()
        try:
            measured, cut = _run(job, batch)
            said: dict[str, Any] = {STATUS: OK, **measured}
            series += cut
        except Exception as error:  # whatever it is: a failed point is a row
            said = {STATUS: FAILED, "reason": reason_of(error)}
        rows.append(row_of(job, time.perf_counter() - began, about["id"]) | said)
    return Made(rows, series, about)


def row_of(job: Job, seconds: float, machine_id: str) -> dict[str, Any]:
    """What a row says of any run."""
    return {
        KEY: job.key,
        "scenario": job.scenario,
        "point": job.point,
        "replicate": job.replicate,
        "seed": job.seed,
        **job.values,
        "seconds": seconds,
        "finished": datetime.now(UTC),
        "machine": machine_id,
    }


def reason_of(error: BaseException) -> str:
    """Name of an error and its first line."""
    first = (str(error).splitlines() or [""])[0]
    return f"{type(error).__name__}: {first}"[:LONGEST_REASON].rstrip(": ")


def _run(job: Job, batch: Batch) -> tuple[Mapping[str, float], list[Table]]:
    scenario = batch.scenarios[job.scenario]
    if job.draw:
        scenario = scenario.with_parameters(job.draw)
    scenario = scenario.with_set(job.settings, via="plan") if job.settings else scenario
    world = simulate(
        scenario.parameters, scenario.mechanisms, scenario.schedule, job.seed, scenario.scale
    )
    part = OfWorld(world, scenario.name, Replicate(job.replicate, 0, job.seed))
    measured, wanted = batch.measure(part, scenario.scale), batch.series
    if not wanted.indicators:
        return measured, []
    keys = {name: getattr(job, name) for name in (KEY, "scenario", "point", "replicate")}
    yearly = wanted.every == "year"
    return measured, [chosen_series(part, keys, wanted.indicators, wanted.groups, yearly)]


@lru_cache(maxsize=1)
def this_machine() -> dict[str, Any]:
    """What decides bits on this machine, with an ``id`` that is the same where all that is."""
    import socket

    about = {**machine(), "versions": versions()}
    same = {key: about[key] for key in ("machine", "cpu_features", "byte_order", "versions")}
    same["system"] = about["system"].partition("-")[0]
    digest = hashlib.sha256(json.dumps(same, sort_keys=True).encode()).hexdigest()[:8]
    return {"id": digest, "host": socket.gethostname(), **about}

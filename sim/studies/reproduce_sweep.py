"""A sweep once more from its folder: every run that did well, outcome against outcome."""

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from sim.experiments.engines import Engine
from sim.experiments.sweep_plan import SweepPlan
from sim.results.agreement import agreements_of_frames
from sim.results.run_store import KEY, OK, STATUS, RunStore
from sim.scenario import ScenarioError
from sim.studies.reproduce import NotARun, Reproduction, differences_to
from sim.studies.sweep_api import Sweep
from sim.studies.sweep_file import read_plan

PLAN, RUNS, TABLE = "plan.yaml", "runs", "runs"
WHICH = ["scenario", "point", "replicate", "seed"]
OF_THE_MAKING = {KEY, STATUS, "reason", "seconds", "finished", "machine"}


def opened_sweep(folder: Path, about: Mapping[str, Any]) -> SweepPlan:
    """Open the plan of a sweep's folder.

    Raises
    ------
    NotARun
        If the plan or the runs are not beside the manifest, or the plan cannot be read any more.
    """
    for name in (PLAN, RUNS):
        if not (folder / name).exists():
            raise NotARun(f"{folder}: not the folder of a sweep: it lacks {name}")
    try:
        return replace(read_plan(folder / PLAN), name=about["sweep"])
    except ScenarioError as error:
        raise NotARun(f"{error}") from None


def reproduced_sweep(
    folder: Path,
    about: Mapping[str, Any],
    plan: SweepPlan,
    workers: int | None = None,
    tick: Callable[[int], None] = lambda runs: None,
) -> Reproduction:
    """Make all runs of a sweep again, elsewhere, and hold their outcomes against those kept.

    Raises
    ------
    NotARun
        If no run of the plan is in the folder.
    """
    then = RunStore(folder / RUNS).table().to_pandas()
    if STATUS not in then or not (then[STATUS] == OK).any():
        raise NotARun(f"{folder}: no run that did well is there")
    then = then[then[STATUS] == OK].drop_duplicates(WHICH, keep="last")
    with tempfile.TemporaryDirectory() as scratch:
        sweep = Sweep(plan, Path(scratch))
        sweep.make(Engine.of(workers, None, False), tick=tick)
        now = sweep.frame
    now = now[now[STATUS] == OK]
    both = then[WHICH].merge(now[WHICH], how="inner")
    if both.empty:
        raise NotARun(f"{folder}: its runs are not those of its {PLAN}")
    columns = [name for name in then if name not in OF_THE_MAKING]
    one, other = (both.merge(each, on=WHICH)[columns] for each in (then, now))
    found = agreements_of_frames(TABLE, one, other)
    return Reproduction(folder, str(about["sweep"]), len(both), found, differences_to(about))

"""What comparing takes beyond running: ``makersim compare`` over its bare runs."""

import os
import statistics
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from sim.benchmark.commands import timed
from sim.benchmark.rows import Row, run, seconds
from sim.calibration.draws import draws
from sim.experiments.ensemble import default_workers
from sim.experiments.plan import draws_needed, plan
from sim.scenario import Scenario, load_scenario

SCENARIOS = ("baseline", "specialisation_push", "displacement_support")
REPLICATES = 100  # of each; fixed work weighs more with fewer


class Spent(NamedTuple):
    """Wall and processor time, all threads and processes together (s)."""

    wall: float
    processor: float


def comparison_rows(
    replicates: int = REPLICATES, repeats: int = 1, until: str | None = None
) -> list[Row]:
    """Time of a whole comparison in a fresh folder over that of its runs alone.

    Both with a thread a core, on the same draws and seeds, in turn. The ratio of wall times is
    what a user waits; that of processor times means something on a busy machine, too.

    Parameters
    ----------
    replicates : int
        Of each of three scenarios.
    until : str, optional
        Last month, such as 2018-12; by default that of the scenarios.
    """
    runs = _runs(replicates, until)
    run(*runs[0])
    pairs = [(_run_alone(runs), _compared(replicates, until)) for _ in range(repeats)]
    wall = statistics.median(whole.wall / alone.wall for alone, whole in pairs)
    processor = statistics.median(whole.processor / alone.processor for alone, whole in pairs)
    what = f"3 scenarios, {replicates} replicates each: compare over its runs alone"
    return [
        Row("compare_overhead", wall, "x", "<= 1.15", what),
        Row("compare_processor", processor, "x", "-", "the same in processor time"),
    ]


def _runs(replicates: int, until: str | None = None) -> list[tuple[Scenario, int]]:
    """Scenarios with the draw, and the seed, of every run of the comparison."""
    settings = {"run.until": until} if until else {}
    planned = plan(replicates, 1, draws("posterior", draws_needed(replicates), 1), "posterior")
    return [
        (scenario.with_parameters(planned.draws[each.draw]), each.seed)
        for scenario in (load_scenario(name).with_set(settings) for name in SCENARIOS)
        for each in planned.replicates
    ]


def _run_alone(runs: list[tuple[Scenario, int]]) -> Spent:
    def work() -> None:
        with ThreadPoolExecutor(default_workers()) as pool:
            for _ in pool.map(lambda each: bool(run(*each)), runs):  # worlds are let go
                pass

    begun = time.process_time()
    wall = seconds(work)
    return Spent(wall, time.process_time() - begun)


def _compared(replicates: int, until: str | None = None) -> Spent:
    words = ["--replicates", str(replicates), "--quiet"]
    words += ["--set", f"run.until={until}"] if until else []
    with tempfile.TemporaryDirectory() as folder:
        begun = os.times()
        wall = timed("compare", *SCENARIOS, *words, "--lang", "en", "--out", folder)
        ended = os.times()
    user = ended.children_user - begun.children_user
    return Spent(wall, user + ended.children_system - begun.children_system)

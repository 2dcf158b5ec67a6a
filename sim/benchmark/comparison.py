"""What comparing takes beyond running: ``makersim compare`` over its bare runs."""

import statistics
import tempfile
from concurrent.futures import ThreadPoolExecutor

from sim.benchmark.commands import timed
from sim.benchmark.rows import Row, run, seconds
from sim.calibration.draws import draws
from sim.experiments.ensemble import default_workers
from sim.experiments.plan import draws_needed, plan
from sim.scenario import Scenario, load_scenario

SCENARIOS = ("baseline", "specialisation_push", "displacement_support")
REPLICATES = 100  # of each; fixed work weighs more with fewer


def comparison_row(replicates: int = REPLICATES, repeats: int = 1) -> Row:
    """Wall time of a whole comparison in a fresh folder over that of its runs alone.

    Both with a thread a core, on the same draws and seeds, in turn.
    """
    runs = _runs(replicates)
    run(load_scenario(SCENARIOS[0]))
    ratios = []
    for _ in range(repeats):
        alone = seconds(lambda: _run_alone(runs))
        ratios.append(_compared(replicates) / alone)
    what = f"3 scenarios, {replicates} replicates each: compare over its runs alone"
    return Row("compare_overhead", statistics.median(ratios), "x", "<= 1.15", what)


def _runs(replicates: int) -> list[tuple[Scenario, int]]:
    """Scenarios with the draw, and the seed, of every run of the comparison."""
    planned = plan(replicates, 1, draws("posterior", draws_needed(replicates), 1), "posterior")
    return [
        (scenario.with_parameters(planned.draws[each.draw]), each.seed)
        for scenario in map(load_scenario, SCENARIOS)
        for each in planned.replicates
    ]


def _run_alone(runs: list[tuple[Scenario, int]]) -> None:
    with ThreadPoolExecutor(default_workers()) as pool:
        for _ in pool.map(_run_and_forget, runs):
            pass


def _run_and_forget(each: tuple[Scenario, int]) -> None:
    run(*each)


def _compared(replicates: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        number = str(replicates)
        return timed(
            "compare",
            *SCENARIOS,
            "--replicates",
            number,
            "--quiet",
            "--lang",
            "en",
            "--out",
            folder,
        )

"""The rows of the bench table: each measured several times, reference beside subject."""

import gc
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from sim.benchmark.floor import floor_arrays, live_floor
from sim.benchmark.unobserved import advance_unobserved
from sim.model import quantities as q
from sim.model.growth import enlarged
from sim.model.initialise import create_world
from sim.model.schedule import advance, simulate
from sim.model.state import World
from sim.scenario import Scenario, load_scenario


class Row(NamedTuple):
    """One line of the bench table."""

    name: str
    value: float
    unit: str
    bar: str
    meaning: str


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one call (s)."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def run(scenario: Scenario, seed: int = 1, scale: float = 1.0) -> World:
    """One run of a scenario."""
    return simulate(scenario.parameters, scenario.mechanisms, scenario.schedule, seed, scale)


def startup_months(world: World) -> float:
    """Startups alive at month end, summed over months."""
    return float(world.records.pool[:, q.STARTUPS].sum())


def engine_rows(scenario: Scenario, repeats: int) -> list[Row]:
    """Cost of a startup-month of the whole model against the floor; pairs in turn."""
    world = run(scenario)
    lived = startup_months(world)
    months = len(scenario.schedule)
    startups = round(lived / months)
    arrays = floor_arrays(startups)
    live_floor(*arrays, 1)
    pairs = [
        (seconds(lambda: live_floor(*arrays, months)), seconds(lambda: run(scenario)))
        for _ in range(repeats)
    ]
    floor = min(pair[0] for pair in pairs) / (startups * months)
    model = min(pair[1] for pair in pairs) / lived
    return [
        Row("floor_ns", 1e9 * floor, "ns", "-", "two draws, one logarithm, three columns"),
        Row("ns_per_startup_month", 1e9 * model, "ns", "-", "whole model, one thread"),
        Row("floor_ratio", model / floor, "x", "<= 5", "model over floor, least of each"),
        Row(
            "floor_ratio_median",
            statistics.median(pair[1] / lived / (pair[0] / (startups * months)) for pair in pairs),
            "x",
            "-",
            "the same, median of pairs",
        ),
    ]


def thread_row(scenario: Scenario, repeats: int) -> Row:
    """Work of two threads over that of one, on four runs."""

    def on(workers: int) -> float:
        def work() -> None:
            with ThreadPoolExecutor(workers) as pool:
                list(pool.map(lambda seed: run(scenario, seed), range(4)))

        return seconds(work)

    ratios = [on(1) / on(2) for _ in range(repeats)]
    return Row("thread_speedup", max(ratios), "x", ">= 1.7", "four runs, two threads over one")


def scale_row(scenario: Scenario, repeats: int) -> Row:
    """Cost of a startup-month at ten times Jiangsu's size over that at its own size."""

    def cost(scale: float) -> float:
        lived = startup_months(run(scenario, 1, scale))
        return min(seconds(lambda: run(scenario, 1, scale)) for _ in range(repeats)) / lived

    return Row("scale_cost_ratio", cost(10.0) / cost(1.0), "x", "<= 1.2", "10 times the size")


def observe_row(scenario: Scenario, repeats: int) -> Row:
    """Share of a run's time that observation takes."""

    def lived(kernel: Callable[[World, int, int], int]) -> float:
        world = create_world(
            scenario.parameters, scenario.mechanisms, scenario.schedule, seed=1, scale=1.0
        )
        while len(world.startups) < 60_000:  # room enough, so that the kernel never stops
            world = enlarged(world)
        return seconds(lambda: kernel(world, 0, len(scenario.schedule)))

    lived(advance_unobserved)
    pairs = [(lived(advance), lived(advance_unobserved)) for _ in range(repeats)]
    share = min(pair[0] for pair in pairs) / min(pair[1] for pair in pairs) - 1.0
    return Row("observe_share", 100.0 * share, "%", "<= 15", "time that observation adds")


def measure(repeats: int) -> list[Row]:
    """Measure the engine's rows on the baseline."""
    scenario = load_scenario("baseline")
    run(scenario)
    return [
        *engine_rows(scenario, repeats),
        thread_row(scenario, max(2, repeats // 2)),
        observe_row(scenario, repeats),
        scale_row(scenario, max(2, repeats // 4)),
    ]

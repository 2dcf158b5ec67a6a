"""Time a run of the reference: ``python -m benchmarks.reference baseline --months 36``."""

import argparse
import json
import time

from benchmarks.reference.model import Province
from sim.scenario import load_scenario


def main() -> None:
    """Run a scenario and print the seconds that it took and the startup-months that it lived."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reference", description=__doc__)
    parser.add_argument("scenario", nargs="?", default="baseline", help="name or file")
    parser.add_argument("--months", type=int, default=36, help="from January 2015 on")
    parser.add_argument("--scale", type=float, default=0.1, help="size over Jiangsu's")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    scenario = load_scenario(asked.scenario)
    schedule = scenario.schedule[: asked.months]
    start = time.perf_counter()
    province = Province(scenario.parameters, scenario.mechanisms, schedule, asked.seed, asked.scale)
    books = province.live()
    seconds = time.perf_counter() - start
    lived = sum(pool["startups"] for pool in books.pools)
    print(json.dumps({"seconds": seconds, "startup_months": lived}))


if __name__ == "__main__":
    main()

"""The engine against the same rules as plain Mesa agents, which a checkout has beside ``sim``.

The agents live in ``benchmarks/reference``, outside the package, and are run by path in a
process of their own: an installed wheel has no reference, and no bar for it.
"""

import json
import subprocess
import sys
from pathlib import Path

from sim.benchmark.rows import Row, seconds, startup_months
from sim.model.schedule import simulate
from sim.scenario import load_scenario

CHECKOUT = Path(__file__).resolve().parents[2]
SCENARIO, MONTHS, SCALE, SEED = "baseline", 120, 0.1, 1


def timed_reference(checkout: Path) -> tuple[float, float]:
    """Seconds and startup-months of one run of the reference, without its imports.

    Raises
    ------
    subprocess.CalledProcessError
        If the run fails.
    """
    size = ("--months", str(MONTHS), "--scale", str(SCALE), "--seed", str(SEED))
    answer = subprocess.run(
        [sys.executable, "-m", "benchmarks.reference", SCENARIO, *size],
        check=True,
        capture_output=True,
        text=True,
        cwd=checkout,
    )
    told = json.loads(answer.stdout)
    return told["seconds"], told["startup_months"]


def reference_row(repeats: int, checkout: Path = CHECKOUT) -> Row | None:
    """Cost of a startup-month of the reference over the engine's; none without a checkout.

    Scenario, months, scale and seed are the same for both, in turn; the least of each counts.

    Raises
    ------
    RuntimeError
        If the two did not live the same startup-months, so that the work was not the same.
    """
    if not (checkout / "benchmarks" / "reference" / "__main__.py").exists():
        return None
    scenario = load_scenario(SCENARIO)
    schedule = scenario.schedule[:MONTHS]

    def engine() -> float:
        return startup_months(
            simulate(scenario.parameters, scenario.mechanisms, schedule, SEED, SCALE)
        )

    lived = engine()
    pairs = []
    for _ in range(repeats):
        reference, same = timed_reference(checkout)
        if same != lived:
            raise RuntimeError(
                f"the reference lived {same:,.0f} startup-months and the engine {lived:,.0f}: "
                "they do not do the same work, see tests/reference"
            )
        pairs.append((reference, min(seconds(engine) for _ in range(5))))
    ratio = min(pair[0] for pair in pairs) / min(pair[1] for pair in pairs)
    what = f"Mesa agents over the engine, {MONTHS} months at {SCALE:g} of Jiangsu"
    return Row("reference_ratio", ratio, "x", ">= 100", what)

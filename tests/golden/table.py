"""The golden numbers: yearly indicators of the baseline at a tenth of Jiangsu's size.

They are written by ``python -m tests.golden --update --reason "..."`` and by nothing else.
"""

import hashlib
import json
import platform
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numba
import numpy as np
from llvmlite import binding

from sim.model import accounting as flow
from sim.model import quantities as q
from sim.model.schedule import simulate
from sim.model.state import World
from sim.scenario import load_scenario

FOLDER = Path(__file__).resolve().parent
TABLE, LOG = FOLDER / "baseline.json", FOLDER / "LOG.md"
SCALE, SEED = 0.1, 2015

STOCKS = {
    "spaces": q.SPACES,
    "spaces_recorded": q.SPACES_RECORDED,
    "national_level": q.NATIONAL_LEVEL,
    "tenants": q.TENANTS,
    "slots": q.SLOTS,
    "service_level_sum": q.SERVICE_SUM,
    "specialisation_sum": q.SPECIALISATION_SUM,
    "rent_dependence_sum": q.RENT_DEPENDENCE_SUM,
    "profitable": q.PROFITABLE,
}
FLOWS = {
    "spaces_founded": q.SPACES_FOUNDED,
    "spaces_closed": q.SPACES_CLOSED,
    "spaces_delisted": q.SPACES_DELISTED,
    "served": q.SERVED,
    "admitted": q.ADMITTED,
    "graduated": q.GRADUATED,
    "failed": q.FAILED,
    "displaced": q.DISPLACED,
    "newly_funded": q.NEWLY_FUNDED,
    "invested_kcny": q.INVESTED,
    "revenue_rent": q.REVENUE_RENT,
    "revenue_service": q.REVENUE_SERVICE,
    "cost": q.COST,
    "public_cost_kcny": q.PUBLIC_COST,
}


def platform_key() -> str:
    """What bits are promised for: operating system, processor's features, versions."""
    features = sorted(name for name, on in binding.get_host_cpu_features().items() if on)
    told = hashlib.sha256(",".join(features).encode()).hexdigest()[:12]
    parts = (platform.system(), platform.machine(), told, *platform.libc_ver())
    versions = f"python {platform.python_version()}, numba {numba.__version__}"
    return f"{' '.join(parts)}, {versions}, numpy {np.__version__}"


def world() -> World:
    """The baseline at the golden scale and seed."""
    baseline = load_scenario("baseline")
    return simulate(baseline.parameters, baseline.mechanisms, baseline.schedule, SEED, SCALE)


def numbers(of: World) -> dict[str, list[float]]:
    """Yearly numbers: stocks at the end of the year, flows over it."""
    totals = of.records.totals[:, : q.FROM_CELL_FOUNDED].sum(axis=1)
    table = {name: totals[11::12, quantity] for name, quantity in STOCKS.items()}
    yearly = totals.reshape(-1, 12, q.N_QUANTITIES).sum(axis=1)
    table |= {name: yearly[:, quantity] for name, quantity in FLOWS.items()}
    specialised = of.records.totals[:, q.FROM_CELL_NOW + 2 : q.FROM_CELL_NOW + 4].sum(axis=1)
    table["spaces_specialised"] = specialised[11::12, q.SPACES]
    table["seekers"] = of.records.pool[11::12, q.SEEKERS]
    tickets = of.records.ledger[:, [flow.TICKETS, flow.CO_TICKETS]].sum(axis=1)
    table["tickets_kcny"] = tickets.reshape(-1, 12).sum(axis=1)
    return {name: [float(value) for value in column] for name, column in table.items()}


def read() -> dict[str, Any]:
    """The golden numbers as they were written last."""
    held: dict[str, Any] = json.loads(TABLE.read_text(encoding="utf-8"))
    return held


def write(reason: str) -> None:
    """Write the golden numbers and say why."""
    held = {"platform": platform_key(), "scale": SCALE, "seed": SEED, "numbers": numbers(world())}
    TABLE.write_text(json.dumps(held, indent=1) + "\n", encoding="utf-8")
    if not LOG.exists():
        LOG.write_text("# Why the golden numbers changed\n\n", encoding="utf-8")
    with LOG.open("a", encoding="utf-8") as log:
        log.write(f"- {datetime.now(UTC):%Y-%m-%d}: {reason}\n")

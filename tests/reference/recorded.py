"""What the engine and the reference record of one run, in one form each, to be compared."""

from collections import Counter
from types import SimpleNamespace
from typing import Any

import mesa
import numpy as np
import pyarrow as pa

from benchmarks.reference.books import LIFE_TABLES, Amounts, Books
from benchmarks.reference.model import Province
from sim.model.accounting import FLOWS
from sim.model.categories import (
    CELLS,
    FIELDS,
    MODEL_OF_CELL,
    MODELS,
    OPERATORS,
    RECOGNITIONS,
    SERVICE_TYPES,
    STAGES,
)
from sim.model.quantities import AGE_CLASSES, COST_LEVERS, POOL_QUANTITIES, QUANTITIES
from sim.results.columns import Replicate
from sim.results.life_tables import TALENTS
from sim.results.reduce import reduced
from sim.results.series import series_table
from tests.properties.worlds import Run

REPLICATE = Replicate(0, -1, 0)
KEYS = ["scenario", "draw", "seed"]
GROUPS = (
    *(("cell_now", i) for i in range(len(CELLS))),
    *(("cell_founded", i) for i in range(len(CELLS))),
    *(("operator", i) for i in range(len(OPERATORS))),
    *(("type", i) for i in range(len(SERVICE_TYPES))),
)
NAMES = {
    "cell": CELLS,
    "talent": TALENTS,
    "field": FIELDS,
    "age_class": AGE_CLASSES,
    "stage": STAGES,
}
Recording = SimpleNamespace  # arrays, ``series`` (a table), ``spaces`` (rows), ``life`` (counts)


def of_engine(run: Run) -> Recording:
    world = run.world()
    tables = reduced(world, "", REPLICATE)
    life = tables["life_tables"].drop(KEYS).to_pylist()
    records = world.records
    return Recording(
        totals=records.totals,
        pool=records.pool,
        ledger=records.ledger,
        public_cost=records.public_cost,
        cash=records.cash,
        opening=records.opening,
        series=tables["series"],
        spaces=tables["spaces"].drop(KEYS).to_pylist(),
        life={_case(row): row["count"] for row in life},
    )


def of_reference(run: Run) -> Recording:
    province = Province(*run)
    books = province.live()
    totals = [_array([month[group] for group in GROUPS], QUANTITIES) for month in books.totals]
    records = Recording(
        totals=np.array(totals),
        pool=_array(books.pools, POOL_QUANTITIES),
        ledger=_array(books.ledgers, FLOWS),
        public_cost=_array(books.public_costs, COST_LEVERS),
        cash=np.array(books.cash),
        opening=np.array(books.opening),
    )
    records.series = series_table(records, "", REPLICATE)
    records.spaces = [_row(space) for space in sorted(province.spaces, key=_place)]
    records.life = dict(_cases(books))
    # Mesa 3 keeps every model for ever in its counter of ids; later ones need not.
    getattr(mesa.Agent, "_ids", {}).pop(province, None)
    return records


def _array(rows: list[Amounts], names: Any) -> Any:
    return np.array([[row.get(name, 0.0) for name in names] for row in rows], float)


def _place(space: Any) -> tuple[int, int]:
    return space.founded, space.ident


def _row(space: Any) -> dict[str, Any]:
    """A space as a row of ``spaces.parquet``."""
    return {
        "space": space.ident,
        "operator": OPERATORS[space.operator],
        "service_type": SERVICE_TYPES[space.service_type],
        "field": FIELDS[space.field],
        "district": space.district,
        "founded": _date(space.founded),
        "closed": None if space.closed is None else _date(space.closed),
        "model_at_founding": MODELS[MODEL_OF_CELL[space.cell_founded]],
        "model_at_end": MODELS[MODEL_OF_CELL[space.cell_now]],
        "cell_at_founding": CELLS[space.cell_founded],
        "cell_at_end": CELLS[space.cell_now],
        "slots": space.slots,
        "recognition": RECOGNITIONS[space.recognition],
        "enterprise": space.enterprise,
        "private": space.private,
        "specialisation": space.specialisation,
        "rent_dependence": space.rent_dependence,
        "tenant_months": space.tenant_months_ever,
        "tenant_failures": space.failures_ever,
    }


def _date(month: int) -> Any:
    day = np.datetime64("2015-01", "M") + month
    return pa.scalar(day.astype("datetime64[us]"), pa.timestamp("us")).as_py()


def _cases(books: Books) -> Counter[frozenset[tuple[str, Any]]]:
    """Life tables by what is said of a case in ``life_tables.parquet``."""
    cases: Counter[frozenset[tuple[str, Any]]] = Counter()
    for table, axes in LIFE_TABLES.items():
        for key, count in books.life[table].items():
            said = dict(zip(axes, key, strict=True))
            said = {axis: NAMES[axis][i] if axis in NAMES else i for axis, i in said.items()}
            cases[_case({"table": table, **said})] = count
    return cases


def _case(row: dict[str, Any]) -> frozenset[tuple[str, Any]]:
    return frozenset((k, v) for k, v in row.items() if k != "count" and v is not None)

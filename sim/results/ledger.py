"""``ledger.parquet``: every flow of money in every month, and the cash that it moves."""

import numpy as np
import pyarrow as pa

from sim.model.accounting import FLOWS, SECTORS_WITH_CASH
from sim.model.quantities import COST_LEVERS
from sim.model.state import Records
from sim.results.columns import MONTH, REAL, Column, Replicate, month, table

_MONEY, _CASH = "kCNY/month", "kCNY"
COLUMNS = (
    Column("month", MONTH, "", "First day of the month; the first row opens the books."),
    *(
        Column(name, REAL, _MONEY, f"{flow.payer} pay {flow.payee}: {flow.meaning}.")
        for name, flow in FLOWS.items()
    ),
    *(
        Column(f"cash_{sector}", REAL, _CASH, f"Cash of {sector} at the end of the month.")
        for sector in SECTORS_WITH_CASH
    ),
    *(
        Column(f"public_cost_{lever}", REAL, _MONEY, f"Public cost of {lever}.")
        for lever in COST_LEVERS
    ),
)


def ledger_table(records: Records, scenario: str, replicate: Replicate) -> pa.Table:
    """Write out the books of a run: a row for December 2014 with the opening cash, then months."""
    months = records.ledger.shape[0]
    cash = np.vstack([records.opening, records.cash])
    opened = np.zeros((1, records.ledger.shape[1]))
    flows = np.vstack([opened, records.ledger])
    costs = np.vstack([np.zeros((1, records.public_cost.shape[1])), records.public_cost])
    numbers = np.hstack([flows, cash, costs])
    names = [column.name for column in COLUMNS[1:]]
    values = {name: numbers[:, i] for i, name in enumerate(names)}
    return table(COLUMNS, {"month": month(np.arange(-1, months)), **values}, scenario, replicate)

"""``series.parquet``: one row a month and group, one column an indicator."""

import numpy as np
import pyarrow as pa

from sim.model.state import Records
from sim.results.columns import (
    COUNT,
    MONTH,
    REAL,
    WORD,
    Column,
    Replicate,
    count,
    month,
    real,
    table,
    word,
)
from sim.results.groups import GROUPS
from sim.results.indicators import INDICATORS, Indicator, Recorded


def _column(indicator: Indicator) -> Column:
    kind = COUNT if indicator.whole else REAL
    return Column(indicator.name, kind, indicator.unit, indicator.definition)


COLUMNS = (
    Column("month", MONTH, "", "First day of the month; stocks are those at its end."),
    Column("group", WORD, "", "Group of spaces."),
    *(_column(indicator) for indicator in INDICATORS.values()),
)


def series_table(records: Records, scenario: str, replicate: Replicate) -> pa.Table:
    """Compute all indicators of a run.

    Returns
    -------
    Table
        Months one after the other, in each all groups in the order of ``GROUPS``.
    """
    recorded = Recorded(records)
    months = recorded.totals.shape[0]
    values = {
        "month": month(np.repeat(np.arange(months), len(GROUPS))),
        "group": word(np.tile(np.arange(len(GROUPS)), months), GROUPS),
    }
    for name, indicator in INDICATORS.items():
        numbers = indicator.kind.values(recorded).ravel()
        values[name] = count(numbers).cast(COUNT) if indicator.whole else real(numbers)
    return table(COLUMNS, values, scenario, replicate)

"""Series of one run as a sweep keeps them: some indicators and groups, by month or by year."""

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from sim.results.indicators import INDICATORS
from sim.results.tables import Part

Table = pa.Table


def chosen_series(
    part: Part,
    keys: Mapping[str, Any],
    indicators: Sequence[str],
    groups: Sequence[str],
    yearly: bool,
) -> pa.Table:
    """Cut series out of the tables of a run.

    Parameters
    ----------
    keys : mapping of str to text or number
        Columns that say which run it is.
    yearly : bool
        One row a year: flows are summed over it, stocks are those of its last month. The unit
        ``.../month`` of a flow is then ``.../year``; an unfinished year has what there is of it.

    Returns
    -------
    Table
        The keys, month (the first month of a year), group, and a column an indicator.
    """
    table = part.table("series", ["month", "group", *indicators])
    words = table["group"].combine_chunks().cast(pa.string())
    table = table.set_column(1, "group", words)
    table = table.filter(pc.is_in(words, value_set=pa.array(list(groups))))
    if yearly:
        table = _by_year(table, indicators)
    columns = {name: pa.array([value] * table.num_rows) for name, value in keys.items()}
    return pa.table({**columns, **{name: table[name] for name in table.column_names}})


def _by_year(table: pa.Table, indicators: Sequence[str]) -> pa.Table:
    year = pc.floor_temporal(table["month"], unit="year")
    last = pc.ScalarAggregateOptions(skip_nulls=False)  # December's gap, not November's value
    flows = {name: is_flow(name) for name in indicators}
    how = [
        (name, "sum" if flow else "last", None if flow else last) for name, flow in flows.items()
    ]
    grouped = table.set_column(0, "month", year).group_by(["month", "group"], use_threads=False)
    found = grouped.aggregate(how)
    names = ["month", "group", *indicators]
    return found.select(["month", "group", *(f"{n}_{of}" for n, of, _ in how)]).rename_columns(
        names
    )


def is_flow(indicator: str) -> bool:
    """Whether an indicator counts what happens in a month, and so adds up.

    >>> is_flow("deals"), is_flow("tenants"), is_flow("funded_cumulative")
    (True, False, False)
    """
    return "/month" in INDICATORS[indicator].unit

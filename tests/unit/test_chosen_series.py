"""Series of a sweep by year: flows are summed, a stock is that of its last month."""

from datetime import datetime

import pyarrow as pa

from sim.results.chosen_series import chosen_series
from sim.results.tables import InMemory


def test_a_stock_that_is_gone_in_december_is_gone_in_that_year():
    months = [datetime(2015 + each // 12, each % 12 + 1, 1) for each in range(24)]
    shares = [0.5] * 11 + [None] + [0.25] * 12
    table = pa.table(
        {
            "month": pa.array(months, pa.timestamp("s")),
            "group": pa.array(["all"] * 24).dictionary_encode(),
            "profitable_share": pa.array(shares, pa.float64()),
            "deals": pa.array([1.0] * 24),
        }
    )
    found = chosen_series(
        InMemory({"series": table}), {}, ("profitable_share", "deals"), ("all",), yearly=True
    )
    assert found["profitable_share"].to_pylist() == [None, 0.25]
    assert found["deals"].to_pylist() == [12.0, 12.0]

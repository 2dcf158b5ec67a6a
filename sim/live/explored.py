"""What has been explored, as the page reads it: curves of one run, or bands of an ensemble."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.analysis.intervals import HIGH, LOW
from sim.live.charts import SERIES
from sim.live.explore import Explored, Future


def bands(futures: list[Future]) -> dict[str, NDArray[np.float64] | None]:
    """Median, low and high of every series, shape (series, months) each."""
    every = np.stack([each.series for each in futures])
    if len(futures) == 1:
        return {"median": every[0], "low": None, "high": None}
    known = np.isfinite(every).all(axis=0)  # a month in which some run has no value has no band
    low, median, high = np.quantile(every, (LOW, 0.5, HIGH), axis=0)
    return {
        name: np.where(known, values, np.nan)
        for name, values in (("median", median), ("low", low), ("high", high))
    }


def as_reply(explored: Explored) -> dict[str, Any]:
    """Return what has been explored as the page reads it."""
    both = {"a": bands(explored.a), "b": bands(explored.b)}
    return {
        "type": "explored",
        "of": explored.touch.number,
        "stage": explored.stage,
        "from": 0,
        "until": explored.until,
        "series": {
            name: {
                branch: {
                    key: None if values is None else numbers(values[place])
                    for key, values in found.items()
                }
                for branch, found in both.items()
            }
            for place, name in enumerate(SERIES)
        },
        "replicates": len(explored.b),
        "milliseconds": round(1000 * explored.seconds),
    }


def numbers(values: NDArray[np.float64]) -> list[float | None]:
    """Return numbers for JSON, which knows no NaN.

    >>> numbers(np.array([1.23456, np.nan]))
    [1.235, None]
    """
    rounded: list[float | None] = np.round(values, 3).tolist()
    if not np.isfinite(values).all():
        rounded = [
            each if known else None
            for each, known in zip(rounded, np.isfinite(values), strict=True)
        ]
    return rounded

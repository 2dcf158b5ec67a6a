"""Rows of a plan's runs out of its store, and what they come to, scenario by scenario."""

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from sim.analysis.intervals import HIGH, LOW
from sim.results.run_store import KEY, OK, STATUS, RunStore

OF_JOB = ("scenario", "point", "replicate")


def rows_of(
    store: RunStore, jobs: pd.DataFrame, columns: Collection[str] | None = None
) -> pd.DataFrame:
    """Read what is there of some jobs, a row for each in their order.

    A run may be there twice: failed and then well, or again for its series. Then the last that
    did well is taken, or the last. Two points of a design, or two scenarios, may be the same and
    share a run.

    Parameters
    ----------
    jobs : DataFrame
        Key, scenario, point and replicate.
    columns : collection of str, optional
        Beside those of the jobs; all by default. Few are read much sooner.
    """
    wanted = None if columns is None else [*columns, STATUS]
    table = store.table(columns=wanted)
    if STATUS not in table.column_names:
        return jobs.iloc[:0]
    well = table[STATUS].to_numpy() == OK
    order = np.argsort(well, kind="stable")
    place = pd.Series(order, index=table[KEY].to_numpy()[order])
    place = place[~place.index.duplicated(keep="last")].reindex(jobs[KEY])
    there = place.notna().to_numpy()
    names = [name for name in table.column_names if name not in (KEY, *OF_JOB)]
    rows = table.select(names).take(place[there].to_numpy(np.int64))
    found = jobs[there].reset_index(drop=True)
    return pd.concat([found, rows.to_pandas(split_blocks=True)], axis=1)


def summary_of(runs: pd.DataFrame, outcomes: Sequence[str], by: Sequence[str]) -> pd.DataFrame:
    """How far outcomes reach over runs, a row for each outcome and group of runs.

    Returns
    -------
    DataFrame
        Columns outcome, those of ``by``, runs (that have the outcome), mean, sd, low, median
        and high: 90 % of the runs lie between low and high.

    Examples
    --------
    >>> runs = pd.DataFrame({"scenario": ["a", "a", "b"], "tenants": [1.0, 3.0, 5.0]})
    >>> found = summary_of(runs, ["tenants"], ["scenario"])
    >>> found[["scenario", "runs", "mean"]].to_numpy().tolist()
    [['a', 2, 2.0], ['b', 1, 5.0]]
    """
    groups, found = runs.groupby(list(by), sort=False), {}
    for name in outcomes:
        of = groups[name]
        found[name] = pd.DataFrame(
            {
                "runs": of.count(),
                "mean": of.mean(),
                "sd": of.std(),
                "low": of.quantile(LOW),
                "median": of.median(),
                "high": of.quantile(HIGH),
            }
        )
    return pd.concat(found, names=["outcome"]).reset_index()

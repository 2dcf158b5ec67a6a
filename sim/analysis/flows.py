"""Stocks and flows of calendar years, by business model: what a year's accounts are made of."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from sim.analysis.observed import Values
from sim.model.categories import MODELS
from sim.results.arrays import numbers
from sim.results.groups import GROUPS
from sim.results.tables import RunTables

STOCKS = ("spaces", "tenants")
SPACE_FLOWS = ("spaces_founded", "spaces_closed", "spaces_relabelled_in", "spaces_relabelled_out")
TENANT_FLOWS = ("admitted", "graduated", "acquired", "failed", "moved_out", "displaced")
REVENUES = ("revenue_rent", "revenue_service", "revenue_stakes", "revenue_subsidy")
OTHERS = ("newly_funded", "invested_kcny", "pivots", "cost", "owner_support", "public_cost_kcny")
COLUMNS = (*STOCKS, *SPACE_FLOWS, *TENANT_FLOWS, *REVENUES, *OTHERS)
FOUNDED_AS = tuple(f"founded_as:{model}" for model in MODELS)
PRESENT = tuple(f"model:{model}" for model in MODELS)
GROUPS_READ = ("all", *FOUNDED_AS, *PRESENT)
BEFORE = "_before"  # after the name of a stock: at the start of the year


class Year(NamedTuple):
    """Means over replicates in one calendar year, so that accounts add up."""

    year: int
    values: Mapping[tuple[str, str], float]  # by indicator and group

    def of(self, indicator: str, group: str) -> float:
        """Sum of a flow over the year, or a stock at its end."""
        return self.values[indicator, group]


class Yearly(NamedTuple):
    """Whole calendar years of every replicate."""

    first: int
    values: Mapping[tuple[str, str], Values]  # shape (replicates, years)

    @property
    def years(self) -> int:
        """Number of whole years."""
        return next(iter(self.values.values())).shape[1]

    def year(self, place: int) -> Year:
        """Return the accounts of a year."""
        found = {key: float(each[:, place].mean()) for key, each in self.values.items()}
        for group in GROUPS_READ:
            came, left = found["spaces_founded", group], found["spaces_closed", group]
            if group in PRESENT:
                came += found["spaces_relabelled_in", group]
                left += found["spaces_relabelled_out", group]
            found["spaces" + BEFORE, group] = found["spaces", group] - came + left
            gone = sum(found[flow, group] for flow in TENANT_FLOWS[1:])
            found["tenants" + BEFORE, group] = (
                found["tenants", group] - found["admitted", group] + gone
            )
        return Year(self.first + place, found)


def yearly(tables: RunTables, first: int) -> Yearly:
    """Add up flows by calendar year, and read stocks at its end.

    Parameters
    ----------
    first : int
        Calendar year in which runs start.
    """
    columns = [GROUPS.index(group) for group in GROUPS_READ]
    found: dict[str, list[Values]] = {name: [] for name in COLUMNS}
    for part in tables:
        table = part.table("series", COLUMNS)
        for name in COLUMNS:
            months = numbers(table, name).reshape(-1, len(GROUPS))[:, columns]
            whole = months[: months.shape[0] // 12 * 12].reshape(-1, 12, len(columns))
            found[name].append(whole[:, -1] if name in STOCKS else whole.sum(axis=1))
    stacked = {name: np.stack(each) for name, each in found.items()}
    return Yearly(
        first,
        {
            (name, group): each[:, :, place]
            for name, each in stacked.items()
            for place, group in enumerate(GROUPS_READ)
        },
    )


def revenue_mix(flows: Yearly, since: int) -> dict[str, Values]:
    """Shares of each kind of revenue, by business model at founding, over years from a place on.

    Returns
    -------
    dict of str to ndarray, shape (replicates, kinds)
        By model; NaN where it has no revenue.
    """
    found = {}
    for model, group in zip(MODELS, FOUNDED_AS, strict=True):
        kinds = [flows.values[name, group][:, since:].sum(axis=1) for name in REVENUES]
        parts = np.stack(kinds, axis=1)
        total = parts.sum(axis=1, keepdims=True)
        found[model] = np.where(total > 0, parts / np.where(total > 0, total, 1.0), np.nan)
    return found

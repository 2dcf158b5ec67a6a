"""How an indicator is computed from the raw record: a few kinds, each a line of arithmetic."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from sim.model import quantities as q
from sim.model.declaration import Label
from sim.model.state import Records
from sim.results.groups import PARTS

Values = NDArray[np.float64]
_POSITION = {name: position for position, name in enumerate(q.QUANTITIES)}
_IN_POOL = {name: position for position, name in enumerate(q.POOL_QUANTITIES)}


class Recorded:
    """Raw record of a run by the groups that tables speak of.

    Parameters
    ----------
    records : Records
        As ``simulate`` leaves them: shape (months, 18 groups, quantities).
    groups : sequence of str
        Those wanted; all by default.
    """

    def __init__(self, records: Records, groups: Sequence[str] = tuple(PARTS)) -> None:
        self.groups = groups
        sums = [records.totals[:, list(PARTS[group])].sum(axis=1) for group in groups]
        self.totals = np.stack(sums, axis=1)
        self.pool, self.public_cost = records.pool, records.public_cost

    def sum(self, quantity: str) -> Values:
        """Sum of a quantity, shape (months, groups)."""
        return self.totals[:, :, _POSITION[quantity]]

    def province(self, quantity: str) -> Values:
        """Quantity of the province, shape (months, groups); NaN in all groups but ``all``."""
        values = np.full(self.totals.shape[:2], np.nan)
        values[:, self.whole] = self.pool[:, _IN_POOL[quantity], np.newaxis]
        return values

    @property
    def whole(self) -> list[bool]:
        """Which of the groups is the whole province."""
        return [group == "all" for group in self.groups]


class Kind(Protocol):
    """A way of computing an indicator."""

    @property
    def how(self) -> str:
        """The computation in words."""

    def values(self, recorded: Recorded) -> Values:
        """Compute the indicator, shape (months, groups)."""


@dataclass(frozen=True)
class Sum:
    """Sum over the group's spaces."""

    quantity: str

    @property
    def how(self) -> str:
        """The computation in words."""
        flow = self.quantity in q.FLOWS_OF_SPACES
        return f"sum over the group's spaces {'in the month' if flow else 'at its end'}"

    def values(self, recorded: Recorded) -> Values:
        """Compute the indicator."""
        return recorded.sum(self.quantity)


@dataclass(frozen=True)
class Moves:
    """Moves between present classes; missing in groups that spaces never leave."""

    quantity: str

    @property
    def how(self) -> str:
        """The computation in words."""
        return "moves between cells in the month; only in the groups all, model and cell"

    def values(self, recorded: Recorded) -> Values:
        """Compute the indicator."""
        present = [group.startswith(("all", "model:", "cell:")) for group in recorded.groups]
        return np.where(present, recorded.sum(self.quantity), np.nan)


@dataclass(frozen=True)
class Ratio:
    """One sum over another; missing where the other is zero."""

    over: str
    under: str

    @property
    def how(self) -> str:
        """The computation in words."""
        return f"sum of {self.over} / sum of {self.under}".replace("_sum /", " /")

    def values(self, recorded: Recorded) -> Values:
        """Compute the indicator."""
        over, under = recorded.sum(self.over), recorded.sum(self.under)
        return np.divide(over, under, out=np.full_like(over, np.nan), where=under > 0)


@dataclass(frozen=True)
class Cumulative:
    """Running sum since January 2015."""

    quantity: str

    @property
    def how(self) -> str:
        """The computation in words."""
        return f"sum of {self.quantity} since January 2015"

    def values(self, recorded: Recorded) -> Values:
        """Compute the indicator."""
        return recorded.sum(self.quantity).cumsum(axis=0)


@dataclass(frozen=True)
class YearToDate:
    """Running sum since January of the same year."""

    quantity: str

    @property
    def how(self) -> str:
        """The computation in words."""
        return f"sum of {self.quantity} since January of the year"

    def values(self, recorded: Recorded) -> Values:
        """Compute the indicator."""
        flow = recorded.sum(self.quantity)
        since_start = flow.cumsum(axis=0)
        before = np.vstack([np.zeros_like(flow[:1]), since_start[11::12]])
        return since_start - before[np.arange(flow.shape[0]) // 12]


@dataclass(frozen=True)
class Scaled:
    """A quantity times a constant: right in the baseline's 2017 by construction."""

    quantity: str
    factor: float
    source: str

    @property
    def how(self) -> str:
        """The computation in words."""
        return f"{self.factor:g} x sum of {self.quantity}; by construction from {self.source}"

    def values(self, recorded: Recorded) -> Values:
        """Compute the indicator."""
        return self.factor * recorded.sum(self.quantity)


@dataclass(frozen=True)
class OfProvince:
    """A quantity of the province as a whole; missing for all other groups."""

    quantity: str

    @property
    def how(self) -> str:
        """The computation in words."""
        return "of the province as a whole; only in the group all"

    def values(self, recorded: Recorded) -> Values:
        """Compute the indicator."""
        return recorded.province(self.quantity)


@dataclass(frozen=True)
class PublicCost:
    """Public money: all of it in the group ``all``, what spaces received in the others."""

    @property
    def how(self) -> str:
        """The computation in words."""
        return "all levers in the group all; in the others what is paid for their spaces"

    def values(self, recorded: Recorded) -> Values:
        """Compute the indicator."""
        values = recorded.sum("public_cost_kcny").copy()
        values[:, recorded.whole] = recorded.public_cost.sum(axis=1, keepdims=True)
        return values


LOOKING_BACK = (Cumulative, YearToDate)  # a month's value needs the months before


class Indicator(NamedTuple):
    """A column of ``series.parquet``, declared once."""

    name: str
    unit: str
    kind: Kind
    label: Label
    definition: str

    @property
    def whole(self) -> bool:
        """Whether it is a count, a whole number in the files."""
        summed = isinstance(self.kind, (Sum, Moves, Cumulative, YearToDate, OfProvince))
        return summed and not self.unit.startswith(("kCNY", "index", "share"))

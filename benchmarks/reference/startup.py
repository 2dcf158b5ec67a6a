"""A startup as an agent: its state (ODD, section 2), and coming and going (7.0)."""

import math
from typing import TYPE_CHECKING

import mesa

from benchmarks.reference.books import MAX_DURATION
from benchmarks.reference.space import Space
from sim.model.categories import UNFUNDED
from sim.model.conditions import FIRST_YEAR

if TYPE_CHECKING:
    from benchmarks.reference.model import Province

TERCILE = 0.4307
# How a tenancy ends, and what that is to somebody who waits for a first funding.
FUNDING_END = {
    "failed": "failed",
    "graduated": "graduated",
    "acquired": "acquired",
    "moved_out": "left",
}


class Startup(mesa.Agent):
    """One venture, from its first search to its end."""

    model: "Province"

    def __init__(
        self,
        province: "Province",
        ident: int,
        key: int,
        field: int,
        talent: float,
        cash: float,
        host: Space | None,
    ) -> None:
        super().__init__(province)
        p = province.parameters.incubate
        self.ident, self.key = ident, key
        self.founded = province.month
        self.field, self.talent, self.cash = field, talent, cash
        self.tercile = (talent > -TERCILE) + (talent > TERCILE)
        self.pace = p.growth * math.exp(p.talent_gain * talent)
        self.progress = 0.0
        self.registered: int | None = None
        self.stage = UNFUNDED
        self.last_round: int | None = None
        self.space: Space | None = None
        self.entered: int | None = None
        self.first_space: Space | None = None
        self.admitted: int | None = None
        self.stratum: tuple[int, ...] = ()
        self.host = host
        self.waited = 0
        self.raised = 0.0
        self.seed_raised = 0.0
        self.seed_space: Space | None = None
        self.rounds: list[tuple[int, int]] = []  # month, and the stage that it led to
        self.served_year: int | None = None
        self.address: int | None = None
        self.row = province.take_row(self)

    def enter(self, space: Space) -> None:
        month, year = self.model.month, self.model.year
        space.tenants += 1
        space.tenants_by_field[self.field] += 1
        space.tenants_by_talent[self.tercile] += 1
        space.tally["admitted"] += 1
        if self.served_year != year:
            space.tally["served"] += 1
        self.space, self.entered = space, month
        self.waited = 0
        if self.first_space is None:
            self.first_space, self.admitted = space, month
            self.stratum = (space.cell_founded, year, self.tercile, self.field)
            space.admitted_ever += 1
        self.model.directory.take(self)

    def leave_space(self, end: str) -> None:
        """End the tenancy: in one of the ways of ``FUNDING_END``, or "displaced"."""
        space, life = self.space, self.model.books.life
        space.tenants -= 1
        space.tenants_by_field[self.field] -= 1
        space.tenants_by_talent[self.tercile] -= 1
        space.tally[end] += 1
        life["tenancy"][space.cell_founded, self.months_since(self.entered), end] += 1
        if end in FUNDING_END:
            self.await_funding_no_longer(FUNDING_END[end])
        self.model.directory.give_back(self)
        self.space = None

    def months_since(self, month: int) -> int:
        """Duration as life tables count it."""
        return min(self.model.month - month, MAX_DURATION)

    def await_funding_no_longer(self, end: str) -> None:
        """Enter the spell from first admission to first funding, if it still lasts."""
        if self.stage == UNFUNDED and self.admitted is not None:
            key = (*self.stratum, self.months_since(self.admitted), end)
            self.model.books.life["funding"][key] += 1

    def end_financings(self, end: str) -> None:
        """Enter every round's duration and what became of it."""
        for month, stage in self.rounds:
            key = (FIRST_YEAR + month // 12, stage, self.months_since(month), end)
            self.model.books.life["returns"][key] += 1

    def wind_up(self, end: str) -> None:
        """Leave the model without a future: "failed", or "left" for who gave up the search."""
        if self.cash >= 0.0:
            self.model.books.ledger["startup_liquidation"] += self.cash
        else:
            self.model.books.ledger["unpaid_bills"] -= self.cash
        self.leave_model(end)

    def move_on(self, end: str) -> None:
        """Leave the model with its cash: grown, acquired or merely too old a tenant."""
        self.model.books.ledger["taken_along"] += self.cash
        self.leave_model(end)

    def leave_model(self, end: str) -> None:
        self.end_financings(end)
        self.model.free_row(self.row)
        self.remove()

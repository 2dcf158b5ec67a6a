"""The province as a Mesa model: the month as a list of submodels (ODD, section 3)."""

from collections.abc import Iterator

import mesa

from benchmarks.reference.adapt import adapt
from benchmarks.reference.addresses import Directory, Vacancies
from benchmarks.reference.books import Books
from benchmarks.reference.close import close
from benchmarks.reference.draws import ident_of, key_of, seed_word
from benchmarks.reference.found_spaces import found_spaces
from benchmarks.reference.found_startups import found_startups
from benchmarks.reference.incubate import incubate
from benchmarks.reference.initialise import (
    found_initial_spaces,
    found_investors,
    luck_of_fields,
)
from benchmarks.reference.invest import invest
from benchmarks.reference.investor import Investor
from benchmarks.reference.match import match
from benchmarks.reference.observe import observe
from benchmarks.reference.operate import operate
from benchmarks.reference.policy import policy
from benchmarks.reference.space import Space
from benchmarks.reference.startup import Startup
from benchmarks.reference.supervise import supervise
from sim.model.conditions import FIRST_YEAR, Conditions, Schedule
from sim.model.mechanisms import Mechanisms
from sim.model.parameters import Parameters
from sim.model.randomness import ENVIRONMENT

SUBMODELS = (
    policy,
    found_spaces,
    found_startups,
    match,
    incubate,
    invest,
    operate,
    adapt,
    supervise,
    close,
    observe,
)


class Province(mesa.Model):
    """All agents, in the orders that the ODD states, and the month's books.

    Mesa's own generator and its scheduler's shuffles are not used: draws are addressed, and
    the order of agents is stated.
    """

    def __init__(
        self,
        parameters: Parameters,
        mechanisms: Mechanisms,
        schedule: Schedule,
        seed: int,
        scale: float = 1.0,
        label_seed: int | None = None,
    ) -> None:
        super().__init__(seed=seed)
        self.parameters, self.mechanisms, self.schedule = parameters, mechanisms, schedule
        self.scale = scale
        self.seed = seed_word(seed)
        self.label_seed = self.seed if label_seed is None else seed_word(label_seed)
        self.key = key_of(self.seed, ident_of(ENVIRONMENT, 0, -1, 0))
        self.month = -1
        self.now: Conditions | None = None
        self.books = Books()
        self.spaces: list[Space] = []  # by row, that is in the order of founding
        self.open_spaces: list[Space] = []
        self.rows: list[Startup | None] = []
        self.free_rows: list[int] = []  # a stack
        self.seekers: list[Startup] = []  # those who have searched longest first
        self.pitches: list[Startup] = []
        self.investors: list[Investor] = []
        self.vacancies = Vacancies(scale)
        self.directory = Directory(scale)
        found_investors(self)
        self.luck = luck_of_fields(self)
        found_initial_spaces(self)

    @property
    def year(self) -> int:
        return FIRST_YEAR + self.month // 12

    def step(self) -> None:
        """Live one month."""
        self.month += 1
        for submodel in SUBMODELS:
            submodel(self)

    def live(self) -> Books:
        """Live all months of the schedule; returns what was recorded."""
        while self.month + 1 < len(self.schedule):
            self.step()
        self.count_open_spells()
        return self.books

    def tenants(self) -> Iterator[Startup]:
        """Startups that have a space, by row."""
        return (who for who in list(self.rows) if who is not None and who.space is not None)

    def take_row(self, startup: Startup) -> int:
        """A row for a newcomer: that freed last, or the next unused one."""
        if self.free_rows:
            row = self.free_rows.pop()
            self.rows[row] = startup
        else:
            row = len(self.rows)
            self.rows.append(startup)
        return row

    def free_row(self, row: int) -> None:
        self.rows[row] = None
        self.free_rows.append(row)

    def spend(self, lever: str, amount: float, space: Space | None = None) -> None:
        """Count public money for a lever, and for the space that it was paid for."""
        self.books.public_cost[lever] += amount
        if space is not None:
            space.tally["public_cost_kcny"] += amount

    def count_open_spells(self) -> None:
        """Enter startups that are still at risk at the horizon in the life tables."""
        for startup in self.rows:
            if startup is None:
                continue
            startup.await_funding_no_longer("open")
            startup.end_financings("open")
            if startup.space is not None:
                key = (startup.space.cell_founded, startup.months_since(startup.entered), "open")
                self.books.life["tenancy"][key] += 1

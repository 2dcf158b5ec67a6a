"""A space as an agent: its state (ODD, section 2) and what others ask of it."""

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import mesa

from benchmarks.reference import rules
from sim.model.categories import N_FIELDS, NOT_RECOGNISED

if TYPE_CHECKING:
    from benchmarks.reference.model import Province

TERCILES = 3


class Labels(NamedTuple):
    """What kind of space it is founded as."""

    operator: int
    service_type: int
    field: int
    district: int
    enterprise: bool
    private: bool
    specialisation: float
    service_orientation: float


class Means(NamedTuple):
    """What it is founded with; money in kCNY, commitment in kCNY/slot/month."""

    slots: int
    owner_commitment: float
    service_level: float
    cash: float
    seed_fund: float
    rent_dependence: float


class Space(mesa.Agent):
    """One makerspace. Others know it by its row, which is its place in ``province.spaces``."""

    model: "Province"

    def __init__(
        self, province: "Province", ident: int, key: int, labels: Labels, means: Means
    ) -> None:
        super().__init__(province)
        self.ident, self.key = ident, key
        self.founded = province.month
        self.closed: int | None = None
        self.operator, self.service_type, self.field, self.district = labels[:4]
        self.enterprise, self.private = labels.enterprise, labels.private
        self.specialisation = labels.specialisation
        self.service_orientation = labels.service_orientation
        self.slots, self.owner_commitment, self.service_level = means[:3]
        self.cash, self.seed_fund, self.rent_dependence = means[3:]
        self.price_level = 1.0
        self.reputation = province.parameters.reference.reputation
        self.lease_until = province.month + province.parameters.adapt.lease_term
        self.tenants = 0
        self.tenants_by_field = [0] * N_FIELDS
        self.tenants_by_talent = [0] * TERCILES
        self.admitted_ever = self.successes_ever = 0
        self.tenant_months_ever = self.failures_ever = 0
        self.owner_gains = 0.0
        self.recognition = NOT_RECOGNISED
        self.delisted = False
        self.missed_reports = self.months_insolvent = 0
        self.rent_year, self.fees_year, self.earnings_year = [0.0] * 12, [0.0] * 12, [0.0] * 12
        self.cell_founded = rules.cell_of(self.specialisation, self.rent_dependence)
        self.cell_now = self.cell_founded
        # Terms of the month, which match and incubate set before anybody asks for them.
        self.service_seen = self.rent = self.fee = self.charge = 0.0
        self.repulsion = (0.0, 0.0)  # of seekers of other fields, of its own
        self.payers = 0
        self.speed = [0.0] * N_FIELDS
        self.risk = (0.0, 0.0, 0.0)  # by third of talent
        self.tally: defaultdict[str, float] = defaultdict(float)

    @property
    def open(self) -> bool:
        return self.closed is None

    @property
    def listed(self) -> bool:
        return self.recognition != NOT_RECOGNISED

    @property
    def occupancy(self) -> float:
        return self.tenants / self.slots

    @property
    def open_slots(self) -> int:
        return max(0, self.slots - self.tenants)

    def age(self, month: int) -> int:
        return month - self.founded

    def in_anniversary_month(self, month: int) -> bool:
        age = self.age(month)
        return age > 0 and age % 12 == 0

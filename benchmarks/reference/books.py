"""The month's books and the run's record (ODD, 7.11 and 8): plain dictionaries by name."""

from collections import Counter, defaultdict

Amounts = defaultdict[str, float]
MAX_DURATION = 60
# Life tables and the parts of their keys, in order: what cases are counted by.
LIFE_TABLES = {
    "funding": ("cell", "year", "talent", "field", "duration", "end"),
    "tenancy": ("cell", "duration", "end"),
    "returns": ("year", "stage", "duration", "end"),
    "space_by_model_now": ("cell", "duration", "end"),
    "space_by_model_at_founding": ("cell", "duration", "end"),
    "startup_age": ("year", "age_class", "end"),
    "tenant_hazard": ("specialisation_bin", "service_bin", "talent", "end"),
}


class Books:
    """What happened this month, beside what each space has tallied; and what was recorded.

    ``totals[month][group][quantity]`` with groups such as ("operator", 2); ``pool``, ``ledger``,
    ``public_cost`` and ``cash`` by month and name; ``life`` counts cases as ``LIFE_TABLES`` says.
    """

    def __init__(self) -> None:
        self.open_month()
        self.totals: list[dict[tuple[str, int], Amounts]] = []
        self.pools: list[Amounts] = []
        self.ledgers: list[Amounts] = []
        self.public_costs: list[Amounts] = []
        self.cash: list[tuple[float, float, float]] = []
        self.opening = (0.0, 0.0, 0.0)
        self.life: dict[str, Counter[tuple]] = {name: Counter() for name in LIFE_TABLES}

    def open_month(self) -> None:
        self.pool: Amounts = defaultdict(float)
        self.ledger: Amounts = defaultdict(float)
        self.public_cost: Amounts = defaultdict(float)

    def close_month(self, totals: dict[tuple[str, int], Amounts]) -> None:
        """Keep the month's record and begin the next one."""
        self.totals.append(totals)
        self.pools.append(self.pool)
        self.ledgers.append(self.ledger)
        self.public_costs.append(self.public_cost)
        self.open_month()

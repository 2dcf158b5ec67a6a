"""What a row of ``validation.yaml`` may measure of a run: a small vocabulary over its tables.

``{end: spaces_recorded}`` is the stock at the end of the row's time, ``{sum: cost, over: {sum:
revenue_rent}, less: 2016}`` the change of a ratio. calibration/VALIDATION.md has the list.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sim.calibration.reading import Period
from sim.model.categories import CELLS, FIELDS, MODELS, OPERATORS, RECOGNITIONS, SERVICE_TYPES
from sim.model.quantities import AGE_CLASSES
from sim.results import ledger
from sim.results.indicators import INDICATORS
from sim.results.life_tables import ENDS, FUNDED_STAGES, TALENTS
from sim.scenario.language import Bilingual

TAKES = ("sum", "mean", "end", "highest", "lowest")
FORMS = (*TAKES, "spaces", "life_table", "special", "not_recorded")
STATISTICS = ("count", "share", "mean", "median", "lowest", "highest", "p10", "p90")
LEDGER = "ledger."
FLOWS = tuple(f"{LEDGER}{column.name}" for column in ledger.COLUMNS[1:])
NAMES = (*INDICATORS, *FLOWS)
NUMBERS = (
    "slots",
    "specialisation",
    "rent_dependence",
    "enterprise",
    "private",
    "tenant_months",
    "tenant_failures",
)
YES_NO = ("true", "false")
WORDS = {  # columns of words of spaces.parquet, and what they may hold
    "operator": OPERATORS,
    "service_type": SERVICE_TYPES,
    "field": FIELDS,
    "model_at_founding": MODELS,
    "model_at_end": MODELS,
    "cell_at_founding": CELLS,
    "cell_at_end": CELLS,
    "recognition": RECOGNITIONS,
    "enterprise": YES_NO,
    "private": YES_NO,
}
STRATA = {  # columns of life_tables.parquet; None for whole numbers
    "cell": CELLS,
    "year": None,
    "talent": TALENTS,
    "field": FIELDS,
    "age_class": AGE_CLASSES,
    "stage": FUNDED_STAGES,
    "specialisation_bin": None,
    "service_bin": None,
    "duration": None,
    "end": ENDS,
}
SPECIAL = {"survival_in_best_spaces": ("mean", "tenant_months", "best")}
Filter = Mapping[str, tuple[str, ...]]  # a row is in if each column holds one of the values
NOTHING: Filter = MappingProxyType({})


@dataclass(frozen=True)
class Term:
    """A number over a period: one indicator, or several added up."""

    take: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class OfSeries:
    """A term of the monthly series, perhaps over another, perhaps less the same before."""

    term: Term
    when: Period
    over: Term | None = None
    group: str = "all"
    base: Period | None = None
    growth: bool = False  # in % of the base, not less it
    times: float = 1.0


@dataclass(frozen=True)
class OfSpaces:
    """A statistic over the spaces of a run."""

    statistic: str
    column: str
    open: Period | None  # open at its end
    founded: Period | None
    where: Filter
    that: Filter  # of share: those counted
    times: float


@dataclass(frozen=True)
class OfLifeTable:
    """Counts over counts of a life table."""

    table: str
    where: Filter
    that: Filter  # above the line
    over: Filter  # below the line
    times: float


@dataclass(frozen=True)
class Special:
    """A measure with a rule of its own."""

    name: str
    values: Mapping[str, float]


@dataclass(frozen=True)
class NotRecorded:
    """What the tables of a run do not hold."""

    reason: Bilingual


Measure = OfSeries | OfSpaces | OfLifeTable | Special | NotRecorded

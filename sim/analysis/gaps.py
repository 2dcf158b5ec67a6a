"""Does specialisation matter? What is asked, of which ensembles, and how a gap is read.

A gap is taken within a replicate, between two classes of spaces as they were founded. Its range
over replicates holds chance and parameters; whether it has a sign is read off that range alone.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.analysis.evidence import Evidence
from sim.analysis.gaps_measured import CLOSURES, FOUNDED, TENANTS, measured
from sim.analysis.gaps_spread import end_errors
from sim.analysis.intervals import FEWEST, HIGH, LOW, LOWER, UPPER, standard_error
from sim.analysis.observed import Values
from sim.results.tables import RunTables
from sim.scenario.language import Bilingual, phrase

# Founded in a run: one with fewer of a class has no gap, and a class with fewer at the median is
# not spoken of. A rate of a handful of spaces would outweigh all other runs in a mean or variance.
FEWEST_SPACES = 20
HAZARD = "focus_hazard_ratio"
Reading = Literal["above", "mostly_above", "untold", "mostly_below", "below", "none"]


class Asked(NamedTuple):
    """An outcome of the question."""

    by_model: str  # indicator by business model, standardised where it can be
    by_cell: str  # indicator by cell of the 2 x 2
    raw: str | None  # indicator by business model, not standardised
    label: Bilingual
    level: Bilingual  # unit of a level
    unit: Bilingual  # unit of a gap
    digits: int = 1


ASKED = {
    "survival": Asked(
        "survival_mean_60",
        "survival_mean_60_raw",
        "survival_mean_60_raw",
        phrase("Mean survival within 60 months of founding"),
        phrase("months"),
        phrase("months"),
    ),
    "funding": Asked(
        "funded_24",
        "funded_24_raw",
        "funded_24_raw",
        phrase("Startups funded within 24 months"),
        phrase("%"),
        phrase("percentage points"),
    ),
    "shakeout": Asked(
        CLOSURES,
        CLOSURES,
        None,
        phrase("Yearly closures since 2018"),
        phrase("% a year"),
        phrase("percentage points a year"),
    ),
    "tenants": Asked(
        "tenant_failures_per_100_tenant_years",
        TENANTS,
        None,
        phrase("Tenants' failures"),
        phrase("per 100 tenant-years"),
        phrase("per 100 tenant-years"),
    ),
}


class Contrast(NamedTuple):
    """Two classes of spaces: the gap is the first less the second."""

    one: str
    other: str


MODELS_GAP = Contrast("specialised", "rent_dependent")
FOCUS = (Contrast("focused_mixed", "broad_mixed"), Contrast("focused_rent", "broad_rent"))
RENT = (Contrast("broad_rent", "broad_mixed"), Contrast("focused_rent", "focused_mixed"))


class Ensemble(NamedTuple):
    """Replicates of a scenario with draws from one source."""

    draws: NDArray[np.int64]  # of each replicate: equal for equal parameters
    parameters: Sequence[Mapping[str, float]]  # by number of the draw
    values: Mapping[tuple[str, str], Values]  # by indicator and group, a value a replicate

    @property
    def replicates(self) -> int:
        """Number of replicates."""
        return self.draws.size

    @property
    def distinct(self) -> int:
        """Number of draws that differ from each other."""
        return np.unique(self.draws).size

    def level(self, indicator: str, group: str) -> Values:
        """Value of a class in each replicate; NaN where it has none."""
        missing = np.full(self.replicates, np.nan)
        return self.values.get((indicator, group), missing)

    def gap(self, indicator: str, contrast: Contrast) -> Values:
        """First class less the second in each replicate; NaN where one is too small."""
        gap = self.level(indicator, contrast.one) - self.level(indicator, contrast.other)
        return np.where(self.compared(contrast), gap, np.nan)

    def compared(self, contrast: Contrast) -> NDArray[np.bool_]:
        """Whether a replicate founded enough spaces of both classes."""
        small = [self.level(FOUNDED, group) < FEWEST_SPACES for group in contrast]
        return ~np.logical_or(*small)

    def too_few(self, contrast: Contrast) -> bool:
        """Whether half of the replicates founded hardly any space of one of the classes."""
        return any(np.median(self.level(FOUNDED, group)) < FEWEST_SPACES for group in contrast)


def ensemble_of(
    tables: RunTables, evidence: Evidence, parameters: Sequence[Mapping[str, float]]
) -> Ensemble:
    """Gather what the question needs from a run that has been analysed."""
    values = {
        (key.indicator, key.group): column
        for key, column in evidence.values.items()
        if key.section == "outcomes" or key.indicator == HAZARD
    }
    return Ensemble(evidence.draws, parameters, values | measured(tables))


class Spread(NamedTuple):
    """A figure over replicates: their range, and apart from it how well their mean is known."""

    replicates: int  # that have it
    median: float
    half: tuple[float, float]  # 50 % range of replicates
    most: tuple[float, float]  # 90 % range of replicates
    above: float  # share of replicates in which it is positive
    mean: float
    error: float  # Monte Carlo standard error of the mean
    errors: tuple[float, float] = (0.0, 0.0)  # of the ends of the 90 % range, if it has a sign

    @property
    def reading(self) -> Reading:
        """What may be said of the sign; an end within its own error of zero says less.

        >>> values = np.linspace(-1.0, 9.0, 21)
        >>> spread_of(values, np.arange(21)).reading
        'mostly_above'
        """
        if self.replicates < FEWEST:
            return "none"
        if self.most[0] > self.errors[0]:
            return "above"
        if self.most[1] < -self.errors[1]:
            return "below"
        if self.half[0] > 0:
            return "mostly_above"
        return "mostly_below" if self.half[1] < 0 else "untold"

    @property
    def end_in_doubt(self) -> float | None:
        """Error of the end nearest to zero where it keeps the range's sign from being told."""
        if self.most[0] > 0 and self.reading == "mostly_above":
            return self.errors[0]
        return self.errors[1] if self.most[1] < 0 and self.reading == "mostly_below" else None


def spread_of(values: Values, draws: NDArray[np.int64]) -> Spread:
    """Summarise a figure; ranges are NaN with fewer than ten replicates that have it."""
    there = np.isfinite(values)
    known, nothing = values[there], (np.nan, np.nan)
    if known.size == 0:
        return Spread(0, np.nan, nothing, nothing, np.nan, np.nan, np.nan)
    low, lower, median, upper, high = np.quantile(known, (LOW, LOWER, 0.5, UPPER, HIGH)).tolist()
    enough = known.size >= FEWEST
    signed_range = enough and (low > 0 or high < 0)
    return Spread(
        known.size,
        median,
        (lower, upper) if enough else nothing,
        (low, high) if enough else nothing,
        float((known > 0).mean()),
        float(known.mean()),
        standard_error(known, draws[there]),
        end_errors(known, draws[there]) if signed_range else (0.0, 0.0),
    )


def signed(value: float, digits: int) -> str:
    """A difference with its sign; one too small for the digits keeps its first one.

    >>> signed(1.26, 1), signed(-0.03, 1), signed(0.0, 1)
    ('+1.3', '-0.03', '0')
    """
    if value == 0:
        return "0"
    text = f"{value:+.{digits}f}"
    return text if float(text) else f"{value:+.1g}"


def percent(share: float) -> str:
    """A share in whole per cent; only none is 0 and only all is 100.

    >>> percent(0.523), percent(0.998), percent(1.0)
    ('52', '99', '100')
    """
    return f"{100 * share:.0f}" if share in (0.0, 1.0) else f"{min(max(100 * share, 1), 99):.0f}"

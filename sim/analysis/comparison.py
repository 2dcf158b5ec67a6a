"""Scenarios against the first of them, replicate by replicate on the same draw and seed.

A difference has two kinds of interval, never mixed. The range of replicates says how different
the effect is from one course of events to another: it does not shrink with more of them. The
Monte Carlo interval says how well the mean effect is known: it does.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.analysis.comparison_indicators import (
    DATE,
    HORIZON,
    chosen,
    compared,
    group_label,
    unit_of_difference,
)
from sim.analysis.comparison_statistics import chances, mean, monte_carlo, narrower, needed, ranges
from sim.analysis.comparison_variance import variance
from sim.analysis.evidence import Evidence, Key
from sim.analysis.gaps import signed
from sim.analysis.observed import Values
from sim.analysis.totals import TOTALS, Better
from sim.scenario.language import Bilingual

SECTIONS = (HORIZON, "outcomes", "gap")
PRECISION = 0.01  # of the level, of the mean difference


class Member(NamedTuple):
    """A scenario of a comparison."""

    label: str  # apart from those of all other members
    title: Bilingual
    run_id: str
    draws: NDArray[np.int64]  # of each replicate: equal for equal parameters
    values: Mapping[Key, Values]  # shape (replicates,)
    curves: Mapping[str, Values]  # shape (replicates, points)

    @property
    def replicates(self) -> int:
        """Number of replicates."""
        return self.draws.size


class Difference(NamedTuple):
    """One row of ``differences.csv``: a figure in a scenario and in the one it is held against."""

    scenario: str
    against: str
    section: str
    indicator: str
    group: str
    period: str  # first and last month; empty: the whole run, as the label says
    label_en: str
    label_zh: str
    group_en: str
    group_zh: str
    unit_en: str
    unit_zh: str
    difference_unit_en: str
    difference_unit_zh: str
    better: Better
    pairs: int
    level_against: float | None
    level: float | None
    mean_difference: float | None
    monte_carlo_error: float | None
    monte_carlo_low_50: float | None
    monte_carlo_high_50: float | None
    monte_carlo_low_90: float | None
    monte_carlo_high_90: float | None
    median_difference: float | None
    replicates_low_50: float | None
    replicates_high_50: float | None
    replicates_low_90: float | None
    replicates_high_90: float | None
    chance_more: float | None
    chance_better: float | None
    chance_unchanged: float | None
    half_width_90_percent_of_level: float | None
    replicates_needed: int | None
    paired_over_unpaired_error: float | None
    variance_scenario: float | None
    variance_calibration: float | None
    variance_chance: float | None
    effect_variance_calibration: float | None
    variance_floored: bool

    @property
    def key(self) -> Key:
        """What it is of."""
        return Key(self.section, self.indicator, self.group)

    @property
    def half_width(self) -> float | None:
        """Half of the 90 % Monte Carlo interval of the mean difference."""
        if self.monte_carlo_high_90 is None or self.mean_difference is None:
            return None
        return self.monte_carlo_high_90 - self.mean_difference

    @property
    def digits(self) -> int:
        """Digits after the point of its differences: one more where all are below 1."""
        sizes = [abs(each) for each in (self.mean_difference, self.half_width) if each is not None]
        return compared(self.key).digits + (max(sizes, default=1.0) < 1)

    @property
    def mean_in_words(self) -> str:
        """Mean difference with half of its 90 % Monte Carlo interval."""
        if self.mean_difference is None:
            return "–"
        text = signed(self.mean_difference, self.digits)
        half = self.half_width
        return text if half is None else f"{text} ± {signed(half, self.digits).lstrip('+')}"


def member_of(label: str, title: Bilingual, run_id: str, evidence: Evidence) -> Member:
    """Gather what is compared of a run that has been analysed."""
    values = {Key(HORIZON, name, "all"): evidence.curves[name][:, -1] for name in TOTALS}
    values |= {key: each for key, each in evidence.values.items() if key.section != "check_2017"}
    return Member(label, title, run_id, evidence.draws, values, evidence.curves)


def differences(members: Sequence[Member], precision: float = PRECISION) -> list[Difference]:
    """Compare every member but the first with the first, figure by figure.

    Parameters
    ----------
    precision : float
        For the replicates needed: half-width of the 90 % Monte Carlo interval over the level.
    """
    first, *others = members
    keys = sorted(first.values, key=lambda key: SECTIONS.index(key.section))
    return [
        _difference(first, other, key, precision)
        for other in others
        for key in keys
        if key in other.values
    ]


def imprecise(
    rows: Sequence[Difference], indicators: tuple[str, ...], precision: float
) -> list[Difference]:
    """Rows that are asked for and not yet as precise, or of unknown precision.

    Left out are dates and figures whose level is zero: they have no relative precision.
    """

    def lacks(row: Difference) -> bool:
        width = row.half_width_90_percent_of_level
        if width is not None:
            return width > 100 * precision
        unknown = row.half_width is None and row.unit_en != DATE
        return unknown and row.pairs > 0 and row.level_against != 0

    return [row for row in rows if chosen(row.key, indicators) and lacks(row)]


def _difference(first: Member, other: Member, key: Key, precision: float) -> Difference:
    one, two = first.values[key], other.values[key]
    there = np.isfinite(one) & np.isfinite(two)
    one, two, draws = one[there], two[there], first.draws[there]
    about, group, unit = compared(key), group_label(key), unit_of_difference(key)
    spread = dict(ranges(two - one)) | dict(monte_carlo(two - one, draws))
    half = spread["monte_carlo_high_90"] - spread["mean_difference"]
    relative = half / _yardstick(first, key)
    parts = variance(one, two, draws)
    scenario, calibration, chance = (100 * share for share in parts.shares)
    numbers: dict[str, float] = {
        "level_against": mean(one),
        "level": mean(two),
        **spread,
        **chances(two - one, about.better),
        "half_width_90_percent_of_level": 100 * relative,
        "paired_over_unpaired_error": narrower(one, two, draws),
        "variance_scenario": scenario,
        "variance_calibration": calibration,
        "variance_chance": chance,
        "effect_variance_calibration": 100 * parts.calibration_of_effect,
    }
    said: dict[str, Any] = {name: _number(value) for name, value in numbers.items()}
    return Difference(
        scenario=other.label,
        against=first.label,
        **key._asdict(),
        period="",
        label_en=about.label.en,
        label_zh=about.label.zh,
        group_en=group.en,
        group_zh=group.zh,
        unit_en=about.unit.en,
        unit_zh=about.unit.zh,
        difference_unit_en=unit.en,
        difference_unit_zh=unit.zh,
        better=about.better,
        pairs=int(there.sum()),
        replicates_needed=needed(int(there.sum()), relative, precision),
        variance_floored=parts.floored,
        **said,
    )


def _yardstick(first: Member, key: Key) -> float:
    """Level that a precision is relative to; NaN for dates, whose zero means nothing.

    A gap may be near zero: its yardstick is the mean level of the two models.
    """
    if compared(key).unit.en == DATE:
        return math.nan
    keys = [key]
    if key.section == "gap":
        keys = [Key("outcomes", key.indicator, of) for of in ("specialised", "rent_dependent")]
    known = [values[np.isfinite(values)] for values in (first.values[each] for each in keys)]
    level = abs(float(np.mean([mean(values) for values in known])))
    return level if level > 0 else math.nan


def _number(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None

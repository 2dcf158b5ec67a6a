"""What a comparison looks at, each declared once: label, unit, and which way is better."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

import numpy as np

from sim.analysis.catalogue import OUTCOMES
from sim.analysis.evidence import Key
from sim.analysis.observed import Observed, Values
from sim.results.groups import LABELS
from sim.results.tables import RunTables
from sim.scenario.language import Bilingual

Better = Literal["more", "less", "neither"]
HORIZON = "horizon"  # section of the figures at the last month
DATE = "year"  # unit of outcomes that are dates


class Compared(NamedTuple):
    """An indicator as comparisons speak of it."""

    label: Bilingual
    unit: Bilingual
    better: Better
    digits: int


class Total(NamedTuple):
    """A series of the whole province, read at the last month."""

    column: str  # of series.parquet
    about: Compared
    summed: bool = False  # a flow, summed since January 2015
    factor: float = 1.0
    per_year: bool = False  # over the years of the run


_SPACES, _STARTUPS = Bilingual("spaces", "家"), Bilingual("startups", "家")
_MILLION = Bilingual("million CNY", "百万元")
_A_YEAR = Bilingual("million CNY a year", "百万元/年")
TOTALS = {
    "spaces": Total(
        "spaces", Compared(Bilingual("Spaces alive", "存续空间数"), _SPACES, "neither", 1)
    ),
    "spaces_recorded": Total(
        "spaces_recorded",
        Compared(Bilingual("Spaces on the recorded list", "备案空间数"), _SPACES, "neither", 1),
    ),
    "tenants": Total(
        "tenants",
        Compared(Bilingual("Startups hosted", "在孵企业和团队数"), _STARTUPS, "more", 0),
    ),
    "funded_cumulative": Total(
        "funded_cumulative",
        Compared(Bilingual("Startups ever funded", "累计获投企业数"), _STARTUPS, "more", 0),
    ),
    "invested_cumulative": Total(
        "invested_cumulative_kcny",
        Compared(Bilingual("Invested so far", "累计投资额"), _MILLION, "more", 0),
        factor=1e-3,
    ),
    "graduated_cumulative": Total(
        "graduated",
        Compared(Bilingual("Graduated so far", "累计毕业企业数"), _STARTUPS, "more", 0),
        summed=True,
    ),
    "public_cost_cumulative": Total(
        "public_cost_kcny",
        Compared(Bilingual("Public cost so far", "累计财政支出"), _MILLION, "less", 0),
        summed=True,
        factor=1e-3,
    ),
    "public_cost_per_year": Total(
        "public_cost_kcny",
        Compared(Bilingual("Public cost per year", "年均财政支出"), _A_YEAR, "less", 1),
        summed=True,
        factor=1e-3,
        per_year=True,
    ),
}
# A longer list of spaces, a date or a ratio between models is no aim in itself.
BETTER: Mapping[str, Better] = {
    **{name: "more" for name in OUTCOMES if name.startswith(("survival", "funded", "fundings"))},
    "tenant_failures_per_100_tenant_years": "less",
    "closure_rate": "less",
    "closure_rate_2016_17": "less",
    "shakeout_peak_rate": "less",
    "shakeout_depth_alive": "less",
}
INDICATORS = (*TOTALS, *OUTCOMES)
MAIN = (*TOTALS, "survival_mean_60", "funded_24", "closure_rate", "shakeout_peak_rate")
SHOWN_GROUPS = ("all", "specialised", "rent_dependent")
_GAP = Bilingual("Specialised less rent-dependent", "专业化型减租金依赖型")


def compared(key: Key) -> Compared:
    """Return how comparisons speak of a figure; of a gap no direction is better.

    >>> compared(Key("gap", "funded_24", "")).unit.en
    'percentage points'
    """
    if key.section == HORIZON:
        return TOTALS[key.indicator].about
    outcome, gap = OUTCOMES[key.indicator], key.section == "gap"
    better: Better = "neither" if gap else BETTER.get(key.indicator, "neither")
    unit = _of_difference(outcome.unit) if gap else outcome.unit
    return Compared(outcome.label, unit, better, outcome.digits)


def unit_of_difference(key: Key) -> Bilingual:
    """Unit of a difference between scenarios: of two shares it is percentage points."""
    return _of_difference(compared(key).unit)


def _of_difference(unit: Bilingual) -> Bilingual:
    points = Bilingual("percentage points", "个百分点")
    if unit.en == DATE:
        return Bilingual("years", "年")
    if not unit.en.startswith("%"):
        return unit
    return Bilingual(unit.en.replace("%", points.en), unit.zh.replace("%", points.zh))


def group_label(key: Key) -> Bilingual:
    """Label of the group of spaces that a figure is of."""
    label = LABELS.get(key.group)
    return Bilingual(label.en, label.zh) if label else _GAP


def chosen(key: Key, indicators: tuple[str, ...]) -> bool:
    """Whether a figure is shown and held to a precision when these indicators are asked for."""
    return key.indicator in indicators and (key.section == "gap" or key.group in SHOWN_GROUPS)


def totals(tables: RunTables) -> dict[str, Values]:
    """Series of ``TOTALS`` of every replicate, each of shape (replicates, months)."""
    found: dict[str, list[Values]] = {name: [] for name in TOTALS}
    for part in tables:
        observed = Observed(part)
        for name, total in TOTALS.items():
            values = total.factor * observed.series(total.column)
            found[name].append(values.cumsum() if total.summed else values)
    curves = {name: np.stack(each) for name, each in found.items()}
    for name, total in TOTALS.items():
        if total.per_year:
            curves[name] = curves[name] / (np.arange(1, curves[name].shape[1] + 1) / 12)
    return curves

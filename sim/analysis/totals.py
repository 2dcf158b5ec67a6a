"""Series of the whole province, read at the last month: stocks, and flows summed."""

from typing import Literal, NamedTuple

import numpy as np

from sim.analysis.observed import Observed, Values
from sim.model.categories import MODELS
from sim.results.groups import LABELS
from sim.results.indicators import INDICATORS
from sim.scenario.language import Bilingual, phrase

Better = Literal["more", "less", "neither"]


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
    group: str = "all"


_SPACES, _STARTUPS = phrase("spaces"), phrase("startups")
_MILLION = phrase("million CNY")
_A_YEAR = phrase("million CNY a year")
HEADLINE_TOTALS = {
    "spaces": Total("spaces", Compared(phrase("Spaces alive"), _SPACES, "neither", 1)),
    "spaces_recorded": Total(
        "spaces_recorded",
        Compared(phrase("Spaces on the recorded list"), _SPACES, "neither", 1),
    ),
    "tenants": Total(
        "tenants",
        Compared(phrase("Startups hosted"), _STARTUPS, "more", 0),
    ),
    "funded_cumulative": Total(
        "funded_cumulative",
        Compared(phrase("Startups ever funded"), _STARTUPS, "more", 0),
    ),
    "invested_cumulative": Total(
        "invested_cumulative_kcny",
        Compared(phrase("Invested, total"), _MILLION, "more", 0),
        factor=1e-3,
    ),
    "graduated_cumulative": Total(
        "graduated",
        Compared(phrase("Startups graduated"), _STARTUPS, "more", 0),
        summed=True,
    ),
    "public_cost_cumulative": Total(
        "public_cost_kcny",
        Compared(phrase("Public cost, total"), _MILLION, "less", 0),
        summed=True,
        factor=1e-3,
    ),
    "public_cost_per_year": Total(
        "public_cost_kcny",
        Compared(phrase("Public cost per year since 2015"), _A_YEAR, "less", 1),
        summed=True,
        factor=1e-3,
        per_year=True,
    ),
}

_SINCE = phrase("{label}, since January 2015")
_INDEX, _SHARE, _TIMES = phrase("index"), phrase("%"), phrase("times")


def _label(indicator: str) -> Bilingual:
    label = INDICATORS[indicator].label
    return Bilingual(label.en, label.zh)


def _level(indicator: str, unit: Bilingual, digits: int = 3, factor: float = 1.0) -> Total:
    return Total(indicator, Compared(_label(indicator), unit, "neither", digits), factor=factor)


def _flow(indicator: str, unit: Bilingual, factor: float = 1.0, digits: int = 0) -> Total:
    label = _SINCE.filled(label=_label(indicator))
    return Total(indicator, Compared(label, unit, "neither", digits), True, factor)


def _of_model(model: str) -> Total:
    label = phrase("Spaces alive, {model}").filled(
        model=Bilingual(LABELS[model].en.lower(), LABELS[model].zh)
    )
    return Total("spaces", Compared(label, _SPACES, "neither", 1), group=f"model:{model}")


# What can be asked for beside the headline, named as in series.parquet (docs/scenarios.md).
ON_REQUEST = {
    **{f"spaces_{model}": _of_model(model) for model in MODELS},
    **{name: _level(name, _INDEX) for name in ("specialisation", "service_level", "price_level")},
    **{name: _level(name, _SHARE, 1, factor=100.0) for name in ("rent_dependence", "occupancy")},
    **{
        name: _flow(name, _SPACES)
        for name in ("spaces_founded", "spaces_closed", "spaces_listed", "spaces_delisted")
    },
    **{name: _flow(name, _TIMES) for name in ("pivots", "deals")},
    **{
        name: _flow(name, _STARTUPS)
        for name in (
            "startups_founded",
            "admitted",
            "gave_up",
            "newly_funded",
            "acquired",
            "displaced",
            "displaced_failed",
            "displaced_seeking",
        )
    },
    **{
        name: _flow(name, _MILLION, factor=1e-3, digits=1)
        for name in ("owner_support", "revenue_subsidy")
    },
}
TOTALS = {**HEADLINE_TOTALS, **ON_REQUEST}


def curves(observed: Observed) -> dict[str, Values]:
    """Series of ``TOTALS`` of a replicate, each of shape (months,)."""
    observed.read_together([total.column for total in TOTALS.values()])
    found = {}
    for name, total in TOTALS.items():
        values = total.factor * observed.series(total.column, total.group)
        found[name] = values.cumsum() if total.summed else values
        if total.per_year:
            found[name] = found[name] / (np.arange(1, values.size + 1) / 12)
    return found

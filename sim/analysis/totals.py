"""Series of the whole province, read at the last month: stocks, and flows summed."""

from typing import Literal, NamedTuple

import numpy as np

from sim.analysis.observed import Observed, Values
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


_SPACES, _STARTUPS = phrase("spaces"), phrase("startups")
_MILLION = phrase("million CNY")
_A_YEAR = phrase("million CNY a year")
TOTALS = {
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
        Compared(phrase("Invested so far"), _MILLION, "more", 0),
        factor=1e-3,
    ),
    "graduated_cumulative": Total(
        "graduated",
        Compared(phrase("Graduated so far"), _STARTUPS, "more", 0),
        summed=True,
    ),
    "public_cost_cumulative": Total(
        "public_cost_kcny",
        Compared(phrase("Public cost so far"), _MILLION, "less", 0),
        summed=True,
        factor=1e-3,
    ),
    "public_cost_per_year": Total(
        "public_cost_kcny",
        Compared(phrase("Public cost per year"), _A_YEAR, "less", 1),
        summed=True,
        factor=1e-3,
        per_year=True,
    ),
}


def curves(observed: Observed) -> dict[str, Values]:
    """Series of ``TOTALS`` of a replicate, each of shape (months,)."""
    found = {}
    for name, total in TOTALS.items():
        values = total.factor * observed.series(total.column)
        found[name] = values.cumsum() if total.summed else values
        if total.per_year:
            found[name] = found[name] / (np.arange(1, values.size + 1) / 12)
    return found

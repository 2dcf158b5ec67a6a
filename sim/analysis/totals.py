"""Series of the whole province, read at the last month: stocks, and flows summed."""

from typing import Literal, NamedTuple

import numpy as np

from sim.analysis.observed import Observed, Values
from sim.scenario.language import Bilingual

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


def curves(observed: Observed) -> dict[str, Values]:
    """Series of ``TOTALS`` of a replicate, each of shape (months,)."""
    found = {}
    for name, total in TOTALS.items():
        values = total.factor * observed.series(total.column)
        found[name] = values.cumsum() if total.summed else values
        if total.per_year:
            found[name] = found[name] / (np.arange(1, values.size + 1) / 12)
    return found

"""The four charts of the live page: what they show, reckoned from the raw record of a run."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.model import quantities as q
from sim.model.categories import CELLS, MODEL_OF_CELL, MODELS
from sim.model.state import Records
from sim.scenario.language import Bilingual, phrase, phrase_in

Values = NDArray[np.float64]
YEAR = 12
_NOW, _FOUNDED = q.FROM_CELL_NOW, q.FROM_CELL_FOUNDED


class Chart(NamedTuple):
    """A chart with a series for each business model."""

    id: str
    label: Bilingual
    unit: Bilingual
    note: Bilingual  # how it is reckoned


CHARTS = (
    Chart(
        "stock",
        phrase("Makerspaces open"),
        phrase_in("unit", "spaces"),
        phrase("Spaces open at the end of the month, by their business model of that month."),
    ),
    Chart(
        "open_share",
        phrase("Still open, of all founded so far"),
        phrase_in("unit", "%"),
        phrase(
            "Of all spaces that began with a business model, the share that is open: "
            "a space is counted in the model that it was founded with, whatever it became."
        ),
    ),
    Chart(
        "funding_rate",
        phrase("First fundings of startups"),
        phrase_in("unit", "per 100 tenants and year"),
        phrase(
            "First fundings of tenants in the last twelve months, for each 100 tenants of spaces "
            "of that business model."
        ),
    ),
    Chart(
        "closures",
        phrase("Makerspaces closed"),
        phrase_in("unit", "spaces in 12 months"),
        phrase("Spaces closed in the last twelve months, by the business model they had then."),
    ),
)
SERIES = tuple(f"{chart.id}.{model}" for chart in CHARTS for model in MODELS)


def series(records: Records, until: int) -> Values:
    """Reckon all series.

    Parameters
    ----------
    until : int
        Last month wanted.

    Returns
    -------
    ndarray, shape (series, until + 1)
        In the order of ``SERIES``; NaN where there is nothing to divide by.
    """
    totals = records.totals[: until + 1]
    alive = _by_model(totals, _FOUNDED, q.SPACES)
    gone = _by_model(totals, _FOUNDED, q.SPACES_CLOSED).cumsum(axis=1)
    funded = _last_year(_by_model(totals, _NOW, q.NEWLY_FUNDED))
    tenants = _last_year(_by_model(totals, _NOW, q.TENANTS))
    return np.concatenate(
        [
            _by_model(totals, _NOW, q.SPACES),
            _over(100 * alive, alive + gone),
            _over(100 * YEAR * funded, tenants),
            _last_year(_by_model(totals, _NOW, q.SPACES_CLOSED)),
        ]
    )


def _by_model(totals: Values, first: int, quantity: int) -> Values:
    """Sum a quantity over the cells of each business model, shape (models, months)."""
    found = np.zeros((len(MODELS), len(totals)))
    for cell in range(len(CELLS)):
        found[MODEL_OF_CELL[cell]] += totals[:, first + cell, quantity]
    return found


def _last_year(flows: Values) -> Values:
    """Sum the last twelve months, or as many as there are.

    >>> _last_year(np.ones((1, 14)))[0, [0, 10, 11, 13]].tolist()
    [1.0, 11.0, 12.0, 12.0]
    """
    summed = flows.cumsum(axis=1)
    summed[:, YEAR:] -= summed[:, :-YEAR].copy()
    return summed


def _over(above: Values, below: Values) -> Values:
    return np.divide(above, below, out=np.full_like(above, np.nan), where=below > 0)

"""What the findings' figures lack: closures, tenants' failures and numbers by class at founding.

The class of the month would not do here: a space that loses money cuts its service, and so
comes to live on rent before it closes. The class at founding is there before anything happens.
"""

from collections.abc import Iterable

import numpy as np

from sim.analysis.observed import OPEN, Observed, Values, by_model
from sim.analysis.shakeout import SINCE
from sim.model.categories import (
    CELLS,
    LEADING_ENTERPRISE,
    MODELS,
    RESEARCH_INSTITUTE,
    UNIVERSITY,
)
from sim.model.quantities import MAX_DURATION, TENANCY_ENDS
from sim.results.tables import Part

CLOSURES = "closures_by_founding_class"
TENANTS = "tenant_failures_by_cell"
FOUNDED = "spaces_founded"
HOSTED = "spaces_of_hosts"  # %, run by a leading enterprise, an institute or a university
HOSTS = (LEADING_ENTERPRISE, RESEARCH_INSTITUTE, UNIVERSITY)
Figures = dict[tuple[str, str], float]


def measured(parts: Iterable[Part]) -> dict[tuple[str, str], Values]:
    """Measure every replicate; a value each, by indicator and group."""
    found = [figures_of(Observed(part)) for part in parts]
    return {key: np.array([each[key] for each in found]) for key in found[0]}


def figures_of(observed: Observed) -> Figures:
    """Figures of one replicate; NaN where a class has nobody at risk."""
    closed, at_risk = closures_and_exposure(observed)
    failed, tenant_months = failures_and_exposure(observed)
    spaces = observed.spaces
    number = np.bincount(spaces.cell, minlength=len(CELLS)).astype(np.float64)
    hosted = np.bincount(spaces.cell[np.isin(spaces.operator, HOSTS)], minlength=len(CELLS))
    of_models = {
        CLOSURES: 1200 * rate(by_model(closed), by_model(at_risk)),
        FOUNDED: by_model(number),
    }
    of_cells = {
        CLOSURES: 1200 * rate(closed, at_risk),
        TENANTS: 1200 * rate(failed, tenant_months),
        FOUNDED: number,
        HOSTED: 100 * rate(hosted.astype(np.float64), number),
    }
    found: Figures = {}
    for names, figures in ((MODELS, of_models), (CELLS, of_cells)):
        for indicator, values in figures.items():
            found |= {(indicator, name): float(v) for name, v in zip(names, values, strict=True)}
    return found


def closures_and_exposure(observed: Observed) -> tuple[Values, Values]:
    """Closures since 2018, and space-months at risk then, by cell at founding; (cells,) each.

    Spaces of all founding years are pooled: rates of single years, of a dozen spaces each,
    would be the higher the earlier these close, and most so for the smallest class.
    """
    spaces, last = observed.spaces, observed.months - 1
    end = np.where(spaces.closed == OPEN, last, spaces.closed)
    # At risk from the month after its founding.
    months = np.maximum(0, end - np.maximum(spaces.founded + 1, SINCE) + 1)
    closes = (spaces.closed != OPEN) & (spaces.closed >= SINCE)
    closed = np.bincount(spaces.cell, closes, len(CELLS)).astype(np.float64)
    return closed, np.bincount(spaces.cell, months, len(CELLS)).astype(np.float64)


def failures_and_exposure(observed: Observed) -> tuple[Values, Values]:
    """Failures of tenants and tenant-months, by cell of the space at founding; (cells,) each."""
    axes = {"cell": CELLS, "duration": (0, MAX_DURATION + 1), "end": TENANCY_ENDS}
    tenancies = observed.part.life_table("tenancy", axes)
    months = tenancies.sum(axis=2) @ np.arange(MAX_DURATION + 1.0)
    return tenancies[:, :, TENANCY_ENDS.index("failed")].sum(axis=1), months


def rate(events: Values, exposure: Values) -> Values:
    """Events over exposure; NaN where there is none."""
    return np.where(exposure > 0, events / np.where(exposure > 0, exposure, 1.0), np.nan)

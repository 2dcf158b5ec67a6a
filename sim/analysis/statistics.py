"""What calibration measures of a run: every figure of the record, and the gaps that it implies."""

import math

from sim.analysis import check_2017, funding, shakeout, survival
from sim.analysis.observed import Observed
from sim.results.tables import Part

GAPS = (
    "survival_mean_60",
    "survival_mean_60_raw",
    "funded_24",
    "funded_24_raw",
    "closure_rate",
    "tenant_failures_per_100_tenant_years",
)
SPECIALISED, RENT = "specialised", "rent_dependent"


def statistics_of(part: Part, scale: float = 1.0) -> dict[str, float]:
    """Measure one run.

    Returns
    -------
    dict of str to float
        Figures by the names of targets; ``gap:NAME`` is specialised less rent-dependent, and
        ``ratio:NAME`` the logarithm of their ratio. NaN where a class is empty.
    """
    observed = Observed(part, scale)
    found = {name: value for (name, _), value in check_2017.outcomes(observed).items()}
    outcomes = survival.outcomes(observed) | funding.outcomes(observed)
    outcomes |= shakeout.outcomes(observed)
    for name in GAPS:
        high = outcomes.get((name, SPECIALISED), math.nan)
        low = outcomes.get((name, RENT), math.nan)
        found[f"gap:{name}"] = high - low
        both = high > 0 and low > 0
        found[f"ratio:{name}"] = math.log(high / low) if both else math.nan
    return found

"""What a scenario sets from outside, month by month: series of the twin."""

import numpy as np
from numpy.typing import NDArray

from sim.dynamics.equations import Series
from sim.model.conditions import turned
from sim.model.submodels.found_spaces import JULY_2018
from sim.model.submodels.found_startups import JULY_2020
from sim.scenario import Scenario

LEVERS = {  # taken as they are, with the unit of the twin
    "operating_subsidy": "kCNY/slot/month",
    "subsidy_tied": "1",
    "recognition_grant": "kCNY/space",
    "specialisation_grant": "kCNY/space",
    "specialisation_guidance": "1",
    "lease_relief": "1",
    "mentor_vouchers": "kCNY/startup/month",
    "co_investment": "1",
    "entry_standard": "1",
    "displaced_support": "1",
}


def inputs(scenario: Scenario) -> tuple[Series, ...]:
    """Return the series of a scenario.

    The value at month ``t`` drives the flows of that month, which lead from the state at its
    beginning to that at its end. The last one stands for the moment after the horizon too.
    """
    row = scenario.schedule
    months = range(scenario.months)
    rent = row["rent_index"] * row["rent_multiplier"]
    demand = row["startup_mood"] * row["demand_multiplier"] * (1.0 + row["startup_campaign"])
    values: dict[str, tuple[str, NDArray[np.float64]]] = {
        "month": ("month", np.array(months, dtype=float)),
        "founding_push": ("1", row["founding_push"]),
        "since_2018": ("1", np.array([turned(month, JULY_2018, 2.0) - 1.0 for month in months])),
        "startup_demand": ("1", demand),
        "since_2020": ("1", np.array([turned(month, JULY_2020, 2.0) - 1.0 for month in months])),
        "capital_supply": ("1", row["capital_supply"] * row["capital_multiplier"]),
        "market_rent": ("1", rent if scenario.mechanisms.rent_exposure else np.ones(len(months))),
        "audit": ("1", row["audit"]),
        "anchor_recruitment": ("space/month", scenario.scale * row["anchor_recruitment"] / 12.0),
        **{name: (unit, row[name]) for name, unit in LEVERS.items()},
    }
    return tuple(
        Series(name, unit, (*map(float, given), float(given[-1])))
        for name, (unit, given) in values.items()
    )

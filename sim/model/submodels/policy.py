"""Policy (ODD 7.1): the first submodel of the month.

1. The month's exogenous series and levers are read off the scenario's schedule.
2. Levers that scale a series multiply it.
3. With ``rent_exposure`` off the market rent stays at its reference of 1.
"""

from typing import NamedTuple

from sim.model.compiled import compiled

READS = ("schedule",)
WRITES = ()


class Conditions(NamedTuple):
    """What holds this month, as the other submodels see it."""

    month: int
    founding_push: float
    startup_demand: float  # founding of startups over startup_rate
    campaign_share: float  # part of the demand that the campaign adds
    capital_supply: float
    market_rent: float
    operating_subsidy: float
    subsidy_tied: float
    recognition_grant: float
    specialisation_grant: float
    specialisation_guidance: float
    lease_relief: float
    mentor_vouchers: float
    co_investment: float
    entry_standard: float
    audit: float
    national_quota: float
    anchor_recruitment: float
    displaced_support: float


@compiled
def policy(schedule, mechanisms, month):
    """Read this month's conditions."""
    row = schedule[month]
    mood = row.startup_mood * row.demand_multiplier
    return Conditions(
        month,
        row.founding_push,
        mood * (1.0 + row.startup_campaign),
        row.startup_campaign / (1.0 + row.startup_campaign),
        row.capital_supply * row.capital_multiplier,
        row.rent_index * row.rent_multiplier if mechanisms.rent_exposure else 1.0,
        row.operating_subsidy,
        row.subsidy_tied,
        row.recognition_grant,
        row.specialisation_grant,
        row.specialisation_guidance,
        row.lease_relief,
        row.mentor_vouchers,
        row.co_investment,
        row.entry_standard,
        row.audit,
        row.national_quota,
        row.anchor_recruitment,
        row.displaced_support,
    )

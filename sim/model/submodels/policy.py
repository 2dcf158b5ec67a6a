"""Policy (ODD 7.1): the first submodel of the month.

1. The month's exogenous series and levers are read off the scenario's schedule.
2. Levers that scale a series multiply it.
3. With ``rent_exposure`` off the market rent stays at its reference of 1.
"""

from sim.model.compiled import compiled
from sim.model.conditions import Schedule
from sim.model.kinds import Record
from sim.model.mechanisms import Mechanisms

READS = (
    "schedule: anchor_recruitment audit capital_multiplier capital_supply co_investment",
    "schedule: demand_multiplier displaced_support entry_standard founding_push lease_relief",
    "schedule: mentor_vouchers national_quota operating_subsidy recognition_grant rent_index",
    "schedule: rent_multiplier specialisation_grant specialisation_guidance startup_campaign",
    "schedule: startup_mood subsidy_tied",
)
WRITES = (
    "now: anchor_recruitment audit campaign_share capital_supply co_investment displaced_support",
    "now: entry_standard founding_push lease_relief market_rent mentor_vouchers month",
    "now: national_quota operating_subsidy recognition_grant specialisation_grant",
    "now: specialisation_guidance startup_demand subsidy_tied",
)


@compiled
def policy(schedule: Schedule, now: Record, mechanisms: Mechanisms, month: int) -> None:
    """Read this month's conditions into ``now``."""
    row = schedule[month]
    now.month = month
    now.founding_push = row.founding_push
    now.startup_demand = row.startup_mood * row.demand_multiplier * (1.0 + row.startup_campaign)
    now.campaign_share = row.startup_campaign / (1.0 + row.startup_campaign)
    now.capital_supply = row.capital_supply * row.capital_multiplier
    now.market_rent = row.rent_index * row.rent_multiplier if mechanisms.rent_exposure else 1.0
    now.operating_subsidy = row.operating_subsidy
    now.subsidy_tied = row.subsidy_tied
    now.recognition_grant = row.recognition_grant
    now.specialisation_grant = row.specialisation_grant
    now.specialisation_guidance = row.specialisation_guidance
    now.lease_relief = row.lease_relief
    now.mentor_vouchers = row.mentor_vouchers
    now.co_investment = row.co_investment
    now.entry_standard = row.entry_standard
    now.audit = row.audit
    now.national_quota = row.national_quota
    now.anchor_recruitment = row.anchor_recruitment
    now.displaced_support = row.displaced_support

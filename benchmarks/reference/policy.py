"""What holds this month (ODD, 7.1)."""

from typing import TYPE_CHECKING

from sim.model.conditions import Conditions

if TYPE_CHECKING:
    from benchmarks.reference.model import Province

PASSED_ON = (
    "founding_push",
    "operating_subsidy",
    "subsidy_tied",
    "recognition_grant",
    "specialisation_grant",
    "specialisation_guidance",
    "lease_relief",
    "mentor_vouchers",
    "co_investment",
    "entry_standard",
    "audit",
    "displaced_support",
)


def policy(province: "Province") -> None:
    row = province.schedule[province.month]
    campaign = float(row["startup_campaign"])
    demand = float(row["startup_mood"]) * float(row["demand_multiplier"]) * (1.0 + campaign)
    rent = float(row["rent_index"]) * float(row["rent_multiplier"])
    province.now = Conditions(
        month=province.month,
        startup_demand=demand,
        campaign_share=campaign / (1.0 + campaign),
        capital_supply=float(row["capital_supply"]) * float(row["capital_multiplier"]),
        market_rent=rent if province.mechanisms.rent_exposure else 1.0,
        national_quota=float(row["national_quota"]) * province.scale,
        anchor_recruitment=float(row["anchor_recruitment"]) * province.scale,
        **{name: float(row[name]) for name in PASSED_ON},
    )

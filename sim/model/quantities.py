"""What is recorded of each space in each month, and of the pool of seekers.

Sums over spaces by group are the raw record; the indicators that users see are made of
them in ``sim.results``. Flows are counted where they happen; stocks are filled by ``observe``.
"""

FLOWS_OF_SPACES = (
    "spaces_founded",
    "spaces_closed",
    "spaces_listed",
    "spaces_delisted",
    "pivots",
    "admitted",
    "graduated",
    "acquired",
    "failed",
    "moved_out",
    "displaced",
    "deals",
    "newly_funded",
    "served",
    "invested_kcny",
    "revenue_rent",
    "revenue_service",
    "revenue_stakes",
    "revenue_subsidy",
    "cost",
    "owner_support",
    "public_cost_kcny",
)
STOCKS_OF_SPACES = (
    "spaces",
    "spaces_recorded",
    "national_level",
    "tenants",
    "slots",
    "service_level_sum",
    "price_level_sum",
    "rent_dependence_sum",
    "specialisation_sum",
    "reputation_sum",
    "profitable",
    "service_capacity_recorded",
    "spaces_relabelled_in",
    "spaces_relabelled_out",
    "tenants_relabelled_in",
    "tenants_relabelled_out",
    "recorded_relabelled_in",
    "recorded_relabelled_out",
)
QUANTITIES = FLOWS_OF_SPACES + STOCKS_OF_SPACES
N_FLOWS, N_QUANTITIES = len(FLOWS_OF_SPACES), len(QUANTITIES)
(
    SPACES_FOUNDED,
    SPACES_CLOSED,
    SPACES_LISTED,
    SPACES_DELISTED,
    PIVOTS,
    ADMITTED,
    GRADUATED,
    ACQUIRED,
    FAILED,
    MOVED_OUT,
    DISPLACED,
    DEALS,
    NEWLY_FUNDED,
    SERVED,
    INVESTED,
    REVENUE_RENT,
    REVENUE_SERVICE,
    REVENUE_STAKES,
    REVENUE_SUBSIDY,
    COST,
    OWNER_SUPPORT,
    PUBLIC_COST,
) = range(N_FLOWS)
(
    SPACES,
    SPACES_RECORDED,
    NATIONAL_LEVEL,
    TENANTS,
    SLOTS,
    SERVICE_SUM,
    PRICE_SUM,
    RENT_DEPENDENCE_SUM,
    SPECIALISATION_SUM,
    REPUTATION_SUM,
    PROFITABLE,
    SERVICE_CAPACITY,
    RELABELLED_IN,
    RELABELLED_OUT,
    TENANTS_RELABELLED_IN,
    TENANTS_RELABELLED_OUT,
    RECORDED_RELABELLED_IN,
    RECORDED_RELABELLED_OUT,
) = range(N_FLOWS, N_QUANTITIES)

# Of the whole province, not of a space.
POOL_QUANTITIES = (
    "startups_founded",
    "gave_up",
    "displaced_failed",
    "displaced_seeking",
    "seekers",
    "startups",
    "homogenisation",
    "tenant_concentration",
)
(
    STARTUPS_FOUNDED,
    GAVE_UP,
    DISPLACED_FAILED,
    DISPLACED_SEEKING,
    SEEKERS,
    STARTUPS,
    HOMOGENISATION,
    TENANT_CONCENTRATION,
) = range(len(POOL_QUANTITIES))

# Public cost is kept by lever.
COST_LEVERS = (
    "operating_subsidy",
    "recognition_grant",
    "specialisation_grant",
    "lease_relief",
    "mentor_vouchers",
    "co_investment",
    "startup_campaign",
    "anchor_recruitment",
    "displaced_support",
)
(
    COST_SUBSIDY,
    COST_RECOGNITION,
    COST_SPECIALISATION,
    COST_LEASE_RELIEF,
    COST_VOUCHERS,
    COST_CO_INVESTMENT,
    COST_CAMPAIGN,
    COST_ANCHOR,
    COST_DISPLACED,
) = range(len(COST_LEVERS))

# Ways out of a life table of startups; "open" means still at risk at the horizon.
FUNDING_ENDS = ("funded", "failed", "graduated", "acquired", "left", "open")
END_FUNDED, END_FAILED, END_GRADUATED, END_ACQUIRED, END_LEFT, END_OPEN = range(6)
TENANCY_ENDS = ("failed", "graduated", "acquired", "moved_out", "displaced", "open")
TENANCY_DISPLACED, TENANCY_OPEN = 4, 5
TALLY_OF_END = (FAILED, GRADUATED, ACQUIRED, MOVED_OUT, DISPLACED)  # tally of each end
FUNDING_END_OF = (END_FAILED, END_GRADUATED, END_ACQUIRED, END_LEFT, END_LEFT)
# What became of a financing, by what came back over what was put in; "kept": graduated and not
# sold, so that nothing has come back yet.
RETURN_ENDS = (
    "failed",
    "sold_below_1",
    "sold_1_to_5",
    "sold_5_to_10",
    "sold_10_or_more",
    "kept",
    "left",
    "open",
)
(
    RETURN_FAILED,
    SOLD_BELOW_1,
    SOLD_1_TO_5,
    SOLD_5_TO_10,
    SOLD_10_OR_MORE,
    RETURN_KEPT,
    RETURN_LEFT,
    RETURN_OPEN,
) = range(len(RETURN_ENDS))
MAX_DURATION = 60  # months; longer spells are counted in the last row

# Groups of the raw record: offsets into its second axis.
FROM_CELL_NOW, FROM_CELL_FOUNDED, FROM_OPERATOR, FROM_TYPE, N_GROUPS = 0, 4, 8, 13, 18

HAZARD_BINS = 5  # of specialisation and of service, each of width 0.2
TALENT_TERCILES = 3
AGE_CLASSES = ("team", "firm_year_1", "firm_year_2", "firm_year_3", "firm_later")

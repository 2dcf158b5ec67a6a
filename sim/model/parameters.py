"""Every parameter once: type, default, range, unit, one sentence, source.

Groups are named after the submodel that reads them first; a scenario file names a parameter
``group.name``, for example ``close.grace_months``. Money is in thousand yuan (kCNY), rates
are per month unless the name ends in ``_per_year``.
"""

from typing import Annotated, NamedTuple

from sim.model.declaration import Meaning, Unit, assumption, calibrated, statistic, within


class ByOperator(NamedTuple):
    """One number for each kind of operator, in the order of ``categories.OPERATORS``."""

    private_company: float
    leading_enterprise: float
    research_institute: float
    university: float
    public_platform: float


class FoundSpaces(NamedTuple):
    """Founding of spaces."""

    founding_rate: Annotated[
        float,
        within(0.0, 60.0),
        Unit("spaces/month"),
        Meaning("Spaces founded where founding_push is 1."),
        calibrated("jiangsu_2017.spaces_provincial_or_above"),
    ] = 19.2
    push_since_2018: Annotated[
        float,
        within(0.1, 5.0),
        Unit("1"),
        Meaning("Factor on founding_push, in full from July 2018; a line leads there in a year."),
        calibrated("jiangsu_2017.spaces_provincial_or_above_2018"),
    ] = 0.653
    herding: Annotated[
        float,
        within(0.0, 2.0),
        Unit("1"),
        Meaning("Power with which mean occupancy over its reference moves founding."),
        assumption("doubling of occupancy raises founding by two fifths"),
    ] = 0.5
    reference_occupancy: Annotated[
        float,
        within(0.3, 0.9),
        Unit("share"),
        Meaning("Occupancy at which herding neither adds nor takes."),
        assumption("set by hand to the occupancy of 2016-17"),
    ] = 0.55
    operator_share: Annotated[
        ByOperator,
        within(0.0, 1.0),
        Unit("share"),
        Meaning("Shares of operators among new spaces; scaled to sum to one."),
        statistic("jiangsu_2017 (private, institute- and university-hosted spaces)"),
    ] = ByOperator(0.66, 0.115, 0.046, 0.039, 0.14)
    specialisation_logit: Annotated[
        ByOperator,
        within(-4.0, 4.0),
        Unit("logit"),
        Meaning("Mean logit of specialisation at founding."),
        assumption("hosts found in their own field; starting values of the design"),
    ] = ByOperator(-1.8, 1.0, 1.5, 1.3, -1.0)
    orientation_logit: Annotated[
        ByOperator,
        within(-4.0, 4.0),
        Unit("logit"),
        Meaning("Mean logit of service orientation at founding."),
        assumption("set by hand to the service share of revenue"),
    ] = ByOperator(-1.1, 0.9, 1.2, 1.0, 0.0)
    logit_sd: Annotated[
        float,
        within(0.0, 2.0),
        Unit("logit"),
        Meaning("Spread of both logits about their means."),
        assumption("operators overlap widely"),
    ] = 0.7
    slots_median: Annotated[
        ByOperator,
        within(5.0, 200.0),
        Unit("slots"),
        Meaning("Median number of slots at founding."),
        assumption("set by hand; scale_and_money: workstations and tenants a space"),
    ] = ByOperator(44.0, 36.0, 40.0, 82.0, 56.0)
    slots_log_sd: Annotated[
        float,
        within(0.0, 1.0),
        Unit("log"),
        Meaning("Spread of the logarithm of slots."),
        assumption("largest tenth about three times the smallest"),
    ] = 0.45
    owner_commitment: Annotated[
        float,
        within(0.0, 2.0),
        Unit("kCNY/slot/month"),
        Meaning("Median loss a slot that a private owner bears."),
        calibrated("profitable share and yearly closures"),
    ] = 0.173
    owner_commitment_sd: Annotated[
        float,
        within(0.2, 2.0),
        Unit("log"),
        Meaning("Spread of the logarithm of owners' commitment; prior 0.6 to 1.4."),
        assumption("owners' purses differ by more than their costs"),
    ] = 0.623
    host_premium: Annotated[
        float,
        within(0.0, 6.0),
        Unit("1"),
        Meaning("Commitment of a host over a private company's; prior 0 to 4."),
        assumption("no figure: drawn from its prior in every ensemble"),
    ] = 1.74
    runway_months: Annotated[
        float,
        within(1.0, 120.0),
        Unit("months"),
        Meaning("Median cash at founding beyond the filling of the space, in months of net cost."),
        calibrated("yearly closures"),
    ] = 15.3
    seed_fund_start: Annotated[
        float,
        within(0.0, 20000.0),
        Unit("kCNY"),
        Meaning("Seed fund of a space at founding."),
        assumption("set by hand; that all have one: jiangsu_2017.spaces_with_seed_fund_share"),
    ] = 1500.0
    seed_fund_promotion: Annotated[
        float,
        within(0.5, 10.0),
        Unit("1"),
        Meaning("Seed fund of a space of the type investment promotion over the others'."),
        assumption("investment is what that type does"),
    ] = 3.0


class FoundStartups(NamedTuple):
    """Founding of startups."""

    startup_rate: Annotated[
        float,
        within(0.0, 20000.0),
        Unit("startups/month"),
        Meaning("Startups that begin to look for a space where startup_mood is 1."),
        calibrated("jiangsu_2017.startups_served_in_2017"),
    ] = 1010.0
    mood_since_2020: Annotated[
        float,
        within(0.1, 5.0),
        Unit("1"),
        Meaning("Factor on startup_mood, in full from July 2020; a line leads there in a year."),
        calibrated("assumed growth of the list 2021-24"),
    ] = 1.09
    own_cash: Annotated[
        float,
        within(10.0, 2000.0),
        Unit("kCNY"),
        Meaning("Scale of founders' own money: times (0.4 + 0.6 Exp(1))."),
        calibrated("yearly hazard of teams"),
    ] = 321.0
    spinoff_rate: Annotated[
        float,
        within(0.0, 0.2),
        Unit("startups/slot/month"),
        Meaning("Same-field ventures that a firm, institute or university brings."),
        assumption("a few a year for a space of 36 slots"),
    ] = 0.008


class Match(NamedTuple):
    """Meeting of startups and spaces."""

    search_size: Annotated[
        int,
        within(1, 20),
        Unit("looks"),
        Meaning("Looks that a seeker takes in a month."),
        assumption("founders visit a handful"),
    ] = 6
    directed_looks: Annotated[
        int,
        within(0, 20),
        Unit("looks"),
        Meaning("How many of the looks favour spaces focused on the seeker's field."),
        assumption("a third of the looks"),
    ] = 2
    patience: Annotated[
        int,
        within(1, 24),
        Unit("months"),
        Meaning("Months after which a seeker without a space gives up."),
        assumption("a quarter"),
    ] = 3
    weight_fit: Annotated[
        float,
        within(0.0, 3.0),
        Unit("utility"),
        Meaning("Weight of the fit of field; prior 0.3 to 2."),
        assumption("no figure: drawn from its prior in every ensemble"),
    ] = 1.34
    weight_reputation: Annotated[
        float,
        within(0.0, 3.0),
        Unit("utility"),
        Meaning("Weight of reputation over its reference; prior 0 to 1."),
        assumption("no figure: drawn from its prior in every ensemble"),
    ] = 0.722
    weight_service: Annotated[
        float,
        within(0.0, 3.0),
        Unit("utility"),
        Meaning("Weight of the service level; prior 0.3 to 2."),
        assumption("no figure: drawn from its prior in every ensemble"),
    ] = 1.06
    weight_price: Annotated[
        float,
        within(0.0, 3.0),
        Unit("utility"),
        Meaning("Weight of rent and fee, in rents of a bare slot; prior 0.3 to 1.5."),
        assumption("no figure: drawn from its prior in every ensemble"),
    ] = 1.09
    selectivity: Annotated[
        float,
        within(0.0, 2.0),
        Unit("1"),
        Meaning("How choosy a full space is; prior 0.2 to 1.2."),
        assumption("no figure: drawn from its prior in every ensemble"),
    ] = 0.702


class Incubate(NamedTuple):
    """Life of a tenant."""

    growth: Annotated[
        float,
        within(0.0, 0.1),
        Unit("1/month"),
        Meaning("Mean monthly progress of an average venture without help."),
        calibrated("graduates and funded startups"),
    ] = 0.00864
    talent_gain: Annotated[
        float,
        within(0.0, 1.5),
        Unit("log"),
        Meaning("Effect of talent on the logarithm of pace; prior 0.2 to 0.8."),
        assumption("no figure: drawn from its prior in every ensemble"),
    ] = 0.602
    service_gain: Annotated[
        float,
        within(0.0, 3.0),
        Unit("1"),
        Meaning("Gain of pace from full service; prior 0.3 to 1.5."),
        statistic("effects (schooling helps)"),
    ] = 0.932
    peer_gain: Annotated[
        float,
        within(0.0, 2.0),
        Unit("1"),
        Meaning("Gain of pace for one unit of log peers; prior 0 to 1."),
        assumption("no figure: drawn from its prior in every ensemble"),
    ] = 0.224
    peer_focus: Annotated[
        float,
        within(0.0, 1.0),
        Unit("share"),
        Meaning("Weight q of same-field peers; prior 0.3 to 1."),
        statistic("effects (specialised incubators: weaker internal networking)"),
    ] = 0.578
    rent_price: Annotated[
        float,
        within(0.1, 10.0),
        Unit("kCNY/tenant/month"),
        Meaning("Rent of a slot at price level 1."),
        calibrated("scale_and_money (monthly revenue per served startup)"),
    ] = 1.93
    rent_pass_through: Annotated[
        float,
        within(0.0, 1.0),
        Unit("share"),
        Meaning("Share of a change of the market rent that reaches tenants."),
        assumption("half"),
    ] = 0.5
    fee_price: Annotated[
        float,
        within(0.0, 10.0),
        Unit("kCNY/tenant/month"),
        Meaning("Fee for full service."),
        calibrated("scale_and_money (service share of revenue)"),
    ] = 3.84
    burn: Annotated[
        float,
        within(1.0, 100.0),
        Unit("kCNY/month"),
        Meaning("Cost of an unfunded team beside rent and fee."),
        assumption("3.6 founders who pay themselves little"),
    ] = 10.0
    venture_revenue: Annotated[
        float,
        within(0.0, 100.0),
        Unit("kCNY/month"),
        Meaning("Revenue of an unfunded venture at progress 1."),
        assumption("graduates cover three times an unfunded team's burn"),
    ] = 30.0
    base_hazard: Annotated[
        float,
        within(0.0, 0.1),
        Unit("1/month"),
        Meaning("Hazard of teams beside failures for want of cash."),
        statistic("startups (yearly hazard of teams)"),
    ] = 0.01
    firm_hazard: Annotated[
        float,
        within(0.0, 3.0),
        Unit("1"),
        Meaning("Hazard of registered firms over the official hazard at their age."),
        statistic("startups (yearly hazard of registered firms by age)"),
    ] = 1.0
    early_closure: Annotated[
        float,
        within(0.0, 1.0),
        Unit("1"),
        Meaning("Added hazard of weak ventures under full service."),
        statistic("effects (good programmes close weak ventures earlier)"),
    ] = 0.25
    tenure_limit: Annotated[
        int,
        within(6, 120),
        Unit("months"),
        Meaning("Months after which a tenant moves out."),
        assumption("common contracts of incubation"),
    ] = 36
    acquisition_rate: Annotated[
        float,
        within(0.0, 0.1),
        Unit("1/month"),
        Meaning("Hazard that a leading enterprise acquires a registered tenant of its field."),
        assumption("set by hand; that it happens: national_specialised_demonstrations"),
    ] = 0.006
    stake: Annotated[
        float,
        within(0.0, 0.3),
        Unit("share"),
        Meaning("Share of an exit's value that goes to the space."),
        assumption("customary stake of incubators"),
    ] = 0.05


class Invest(NamedTuple):
    """Investors."""

    early_threshold: Annotated[
        float,
        within(-2.0, 6.0),
        Unit("quality"),
        Meaning("Expected quality at which angels and seed funds act."),
        calibrated("jiangsu_2017.funded_cumulative"),
    ] = 1.43
    venture_threshold: Annotated[
        float,
        within(-2.0, 8.0),
        Unit("quality"),
        Meaning("Expected quality at which venture investors act."),
        calibrated("jiangsu_2017.investment_cumulative_cny"),
    ] = 2.16
    screens: Annotated[
        int,
        within(0, 100),
        Unit("startups/investor/month"),
        Meaning("Tenants that an independent investor considers."),
        statistic("capital (startups considered per closed deal)"),
    ] = 14
    reputation_pull: Annotated[
        float,
        within(0.0, 2.0),
        Unit("log"),
        Meaning("How reputation draws investors to a space; prior 0 to 1."),
        assumption("no figure: drawn from its prior in every ensemble"),
    ] = 0.711
    other_field: Annotated[
        float,
        within(0.0, 1.0),
        Unit("1"),
        Meaning("Weight of startups outside the field of a focused investor."),
        assumption("focus is a preference, not a wall"),
    ] = 0.3
    seed_looks: Annotated[
        float,
        within(0.0, 20.0),
        Unit("startups/space/month"),
        Meaning("Own tenants that a seed fund considers."),
        assumption("a few"),
    ] = 2.0
    seed_ticket: Annotated[
        float,
        within(10.0, 3000.0),
        Unit("kCNY"),
        Meaning("Median ticket of a seed fund."),
        assumption("set by hand to jiangsu_2017.investment_cumulative_cny"),
    ] = 262.0
    angel_ticket: Annotated[
        float,
        within(50.0, 10000.0),
        Unit("kCNY"),
        Meaning("Median ticket of an angel."),
        assumption("smaller than the recorded deals, of which two thirds are up to 3,000 kCNY"),
    ] = 900.0
    venture_ticket: Annotated[
        float,
        within(200.0, 50000.0),
        Unit("kCNY"),
        Meaning("Median ticket of a venture investor."),
        assumption("set by hand to jiangsu_2017.investment_cumulative_cny"),
    ] = 8000.0
    ticket_log_sd: Annotated[
        float,
        within(0.0, 2.0),
        Unit("log"),
        Meaning("Spread of the logarithm of tickets."),
        statistic("capital (angel tickets)"),
    ] = 1.0
    angel_inflow: Annotated[
        float,
        within(0.0, 5000.0),
        Unit("kCNY/investor/month"),
        Meaning("New commitments of an angel where capital_supply is 1."),
        assumption("set by hand to jiangsu_2017.investment_cumulative_cny"),
    ] = 900.0
    venture_inflow: Annotated[
        float,
        within(0.0, 20000.0),
        Unit("kCNY/investor/month"),
        Meaning("New commitments of a venture investor where capital_supply is 1."),
        assumption("set by hand to jiangsu_2017.investment_cumulative_cny"),
    ] = 9000.0
    call_delay: Annotated[
        float,
        within(1.0, 36.0),
        Unit("months"),
        Meaning("Mean delay from commitment to callable money."),
        statistic("capital (lag from fundraising to deals)"),
    ] = 9.0


class Operate(NamedTuple):
    """Money and service of spaces."""

    lease: Annotated[
        float,
        within(0.0, 10.0),
        Unit("kCNY/slot/month"),
        Meaning("Lease of a slot at rent index 1."),
        calibrated("scale_and_money (cost over revenue)"),
    ] = 1.7
    service_cost: Annotated[
        float,
        within(0.1, 10.0),
        Unit("kCNY/slot/month"),
        Meaning("Cost of full service."),
        calibrated("scale_and_money (cost over revenue)"),
    ] = 2.98
    service_floor: Annotated[
        float,
        within(0.0, 1.0),
        Unit("service level"),
        Meaning("Service of a space with no service orientation at all."),
        assumption("a desk comes with some advice"),
    ] = 0.10
    service_cut: Annotated[
        float,
        within(0.0, 0.3),
        Unit("1/month"),
        Meaning("Cut of service in a month of uncovered loss."),
        assumption("staff leave slowly"),
    ] = 0.02
    complacency: Annotated[
        float,
        within(0.0, 2.0),
        Unit("1"),
        Meaning("Curvature by which high subsidy lowers the service aimed at."),
        assumption("set by hand; the sign: scale_and_money (subsidy to service)"),
    ] = 0.25


class Adapt(NamedTuple):
    """Imitation and floors."""

    imitation_per_year: Annotated[
        float,
        within(0.0, 1.0),
        Unit("1/year"),
        Meaning("Probability of looking at a peer; prior 0.05 to 0.5."),
        assumption("no figure: drawn from its prior in every ensemble"),
    ] = 0.342
    pivot_cost: Annotated[
        float,
        within(0.0, 5000.0),
        Unit("kCNY"),
        Meaning("Cost of moving all the way from one end of a scale to the other."),
        assumption("a year of service of a mid-sized space"),
    ] = 800.0
    lease_term: Annotated[
        int,
        within(6, 120),
        Unit("months"),
        Meaning("Length of a lease, at whose end floors may be given back."),
        assumption("common leases"),
    ] = 36


class Supervise(NamedTuple):
    """The recorded list and recognition."""

    missed_report_per_year: Annotated[
        float,
        within(0.0, 0.5),
        Unit("1/year"),
        Meaning("Probability that a sound space with tenants misses a report."),
        statistic("supervision (yearly loss of recognition)"),
    ] = 0.03
    empty_missed_per_year: Annotated[
        float,
        within(0.0, 1.0),
        Unit("1/year"),
        Meaning("Added probability of missing a report for an empty or insolvent space."),
        statistic("supervision (yearly loss of recognition)"),
    ] = 0.5


class Close(NamedTuple):
    """Closure of spaces."""

    grace_months: Annotated[
        int,
        within(1, 60),
        Unit("months"),
        Meaning("Months below zero cash after which a space closes."),
        assumption("half a year of arrears"),
    ] = 6
    base_exit: Annotated[
        float,
        within(0.0, 0.05),
        Unit("1/month"),
        Meaning("Closure of any space for reasons outside the model."),
        calibrated("yearly closures"),
    ] = 0.00113
    review: Annotated[
        float,
        within(0.0, 1.0),
        Unit("1/year"),
        Meaning("Probability that an owner cuts commitment to an empty space without benefit."),
        assumption("set by hand to closures after 2018"),
    ] = 0.18
    displacement_loss: Annotated[
        float,
        within(0.0, 1.0),
        Unit("share"),
        Meaning("Share of displaced tenants that fail; sweep 0.1 to 0.6."),
        assumption("no figure"),
    ] = 0.35


class Reference(NamedTuple):
    """Values that take the place of an agent's own where a mechanism is off."""

    service_orientation: Annotated[
        float,
        within(0.0, 1.0),
        Unit("1"),
        Meaning("Service orientation of all with service_orientation off."),
        assumption("set by hand: neutral closes as the baseline does"),
    ] = 0.7
    service_level: Annotated[
        float,
        within(0.05, 1.0),
        Unit("service level"),
        Meaning("Service that tenants and investors see with service off."),
        assumption("set by hand near the mean of an earlier baseline"),
    ] = 0.40
    peers: Annotated[
        float,
        within(0.0, 5.0),
        Unit("log"),
        Meaning("Log peers with peers off."),
        assumption("set by hand near the mean of an earlier baseline"),
    ] = 2.1
    reputation: Annotated[
        float,
        within(0.0, 1.0),
        Unit("share"),
        Meaning("Reputation of a newcomer, and of all with reputation off."),
        assumption("set by hand near the mean of an earlier baseline"),
    ] = 0.25
    occupancy: Annotated[
        float,
        within(0.0, 1.0),
        Unit("share"),
        Meaning("Occupancy that sets admission with selection off."),
        assumption("set by hand near the mean of an earlier baseline"),
    ] = 0.60
    host_share: Annotated[
        float,
        within(0.0, 1.0),
        Unit("1"),
        Meaning("Part of the host premium that all have with host_commitment off."),
        assumption("set by hand: neutral closes as the baseline does"),
    ] = 0.0
    slots: Annotated[
        float,
        within(5.0, 200.0),
        Unit("slots"),
        Meaning("Median slots of all with host_commitment off."),
        assumption("set by hand: neutral closes as the baseline does"),
    ] = 50.0
    benefit: Annotated[
        float,
        within(0.0, 1.0),
        Unit("1"),
        Meaning("Owner's benefit of all with host_benefit off."),
        assumption("set by hand: neutral closes as the baseline does"),
    ] = 0.0


class Parameters(NamedTuple):
    """All parameters of the model, by submodel."""

    found_spaces: FoundSpaces = FoundSpaces()
    found_startups: FoundStartups = FoundStartups()
    match: Match = Match()
    incubate: Incubate = Incubate()
    invest: Invest = Invest()
    operate: Operate = Operate()
    adapt: Adapt = Adapt()
    supervise: Supervise = Supervise()
    close: Close = Close()
    reference: Reference = Reference()

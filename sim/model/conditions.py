"""What the world outside sets in each month: exogenous series and policy levers.

A scenario turns its dated points and policies into one row of numbers a month; the
submodel ``policy`` hands the row to the others. A name is a series or a lever, never both.
"""

from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.model.compiled import compiled
from sim.model.declaration import Label, Meaning, Unit, assumption, statistic, within

FIRST_YEAR = 2015


class Series(NamedTuple):
    """Exogenous series; a default of 1 means "as in the reference year"."""

    founding_push: Annotated[
        float,
        within(0.0, 5.0),
        Unit("1"),
        Meaning("Founding of spaces relative to founding_rate."),
        Label("Push to found spaces", "建设热度"),
        statistic("national_stock (shape of the wave)"),
    ] = 1.0
    startup_mood: Annotated[
        float,
        within(0.0, 5.0),
        Unit("1"),
        Meaning("Founding of startups relative to startup_rate."),
        Label("Mood to start up", "创业热度"),
        statistic("jiangsu_2017.startups_served_in_2017"),
    ] = 1.0
    capital_supply: Annotated[
        float,
        within(0.0, 5.0),
        Unit("1"),
        Meaning("New commitments to investors relative to their reference inflow."),
        Label("Supply of capital", "资本供给"),
        statistic("capital (deals 2015-21; early-stage deals 2019Q3 against 2018Q3)"),
    ] = 1.0
    rent_index: Annotated[
        float,
        within(0.2, 5.0),
        Unit("1"),
        Meaning("Market rent of premises relative to the end of 2017."),
        Label("Market rent", "市场租金"),
        assumption("no series for makerspace premises was found; 1 throughout"),
    ] = 1.0


class Levers(NamedTuple):
    """Policy levers; the default is "no such policy"."""

    operating_subsidy: Annotated[
        float,
        within(0.0, 3.0),
        Unit("kCNY/slot/month"),
        Meaning("Paid to recorded spaces for each slot."),
        Label("Operating subsidy", "运营补贴"),
        statistic("scale_and_money (recognition subsidies of Nanjing and Fuzhou)"),
    ] = 0.0
    subsidy_tied: Annotated[
        float,
        within(0.0, 1.0),
        Unit("share"),
        Meaning("Share of the operating subsidy that scales with the service level."),
        Label("Subsidy tied to service", "补贴与服务挂钩比例"),
        assumption("yearly grading of service is common, its weight unknown"),
    ] = 0.0
    recognition_grant: Annotated[
        float,
        within(0.0, 2000.0),
        Unit("kCNY"),
        Meaning("Paid once when a space enters the recorded list."),
        Label("Recognition grant", "认定奖励"),
        statistic("scale_and_money (recognition subsidies of Nanjing and Fuzhou)"),
    ] = 0.0
    specialisation_grant: Annotated[
        float,
        within(0.0, 2000.0),
        Unit("kCNY"),
        Meaning(
            "Paid in proportion to specialisation on entry to the list, and against the cost "
            "of a move that raises specialisation."
        ),
        Label("Specialisation grant", "专业化补助"),
        assumption("size of recognition subsidies"),
    ] = 0.0
    specialisation_guidance: Annotated[
        float,
        within(-2.0, 3.0),
        Unit("logit"),
        Meaning("Shift of the specialisation at which new spaces are founded."),
        Label("Guidance towards specialisation", "专业化引导"),
        assumption("strength of the guidance of 2016-02; starting value of the design"),
    ] = 0.0
    lease_relief: Annotated[
        float,
        within(0.0, 1.0),
        Unit("share"),
        Meaning("Share of the lease of recorded spaces paid by the government."),
        Label("Lease relief", "场地租金减免"),
        assumption("whole range of reliefs"),
    ] = 0.0
    mentor_vouchers: Annotated[
        float,
        within(0.0, 3.0),
        Unit("kCNY/tenant/month"),
        Meaning("Service bought for each tenant of a recorded space by the government."),
        Label("Mentor vouchers", "导师服务券"),
        assumption("up to the price of full service"),
    ] = 0.0
    co_investment: Annotated[
        float,
        within(0.0, 0.5),
        Unit("share"),
        Meaning("Share of each independent investor's ticket paid by a guidance fund."),
        Label("Guidance-fund co-investment", "引导基金跟投"),
        assumption("guidance funds hold minority shares"),
    ] = 0.0
    entry_standard: Annotated[
        float,
        within(0.0, 1.0),
        Unit("service level"),
        Meaning("Least service level at which a space enters the recorded list."),
        Label("Entry standard", "认定服务标准"),
        assumption("whole range of the service level"),
    ] = 0.0
    audit: Annotated[
        float,
        within(0.0, 1.0),
        Unit("1/year"),
        Meaning("Probability that a recorded space is audited and counted as missing if thin."),
        Label("Audit", "质量抽查"),
        statistic("jiangsu_2017.policy_dates 2018-09"),
    ] = 0.0
    national_quota: Annotated[
        float,
        within(0.0, 400.0),
        Unit("spaces/year"),
        Meaning("Recorded spaces that may become national in a year."),
        Label("National quota", "国家备案名额"),
        statistic("jiangsu_2017.national_level_spaces; supervision (at most 8 % a year)"),
    ] = 0.0
    startup_campaign: Annotated[
        float,
        within(-0.5, 1.0),
        Unit("share"),
        Meaning("Additional founding of startups, at a cost for each."),
        Label("Startup campaign", "创业动员"),
        assumption("range of campaigns"),
    ] = 0.0
    anchor_recruitment: Annotated[
        float,
        within(0.0, 60.0),
        Unit("spaces/year"),
        Meaning("Additional spaces founded by leading enterprises at the government's call."),
        Label("Recruitment of anchor firms", "龙头企业引进"),
        statistic("effects (anchor firm's entry)"),
    ] = 0.0
    displaced_support: Annotated[
        float,
        within(0.0, 1.0),
        Unit("share"),
        Meaning("Share of the loss of displaced startups that support prevents."),
        Label("Support of displaced startups", "清退企业安置"),
        assumption("whole range"),
    ] = 0.0
    capital_multiplier: Annotated[
        float,
        within(0.0, 3.0),
        Unit("1"),
        Meaning("Multiplies the supply of capital."),
        Label("Capital, multiplied by", "资本供给倍数"),
        assumption("a scenario's device"),
    ] = 1.0
    rent_multiplier: Annotated[
        float,
        within(0.3, 3.0),
        Unit("1"),
        Meaning("Multiplies the market rent."),
        Label("Rents, multiplied by", "市场租金倍数"),
        assumption("a scenario's device"),
    ] = 1.0
    demand_multiplier: Annotated[
        float,
        within(0.0, 3.0),
        Unit("1"),
        Meaning("Multiplies the founding of startups."),
        Label("Demand, multiplied by", "创业需求倍数"),
        assumption("a scenario's device"),
    ] = 1.0


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
def turned(month: int, since: int, factor: float) -> float:
    """1 until a year before the month ``since``, then along a line to the factor, which stays.

    >>> turned(0, 42, 0.8), round(turned(36, 42, 0.8), 3), turned(60, 42, 0.8)
    (1.0, 0.9, 0.8)
    """
    return 1.0 + (factor - 1.0) * min(max((month - since) / 12.0 + 1.0, 0.0), 1.0)


NAMES = Series._fields + Levers._fields
DTYPE = np.dtype([(name, np.float64) for name in NAMES])
Schedule = NDArray[np.void]  # record array, one row a month, fields NAMES


def constant_schedule(months: int) -> Schedule:
    """Conditions of a world without policies: defaults in every month.

    Returns
    -------
    ndarray of DTYPE, shape (months,)
    """
    schedule = np.recarray(months, dtype=DTYPE)
    for name, value in zip(NAMES, Series() + Levers(), strict=True):
        schedule[name] = value
    return schedule

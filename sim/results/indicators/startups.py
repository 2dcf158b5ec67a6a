"""Indicators of startups and of the service that spaces give them."""

from sim.model.declaration import Label
from sim.results.indicators.kinds import (
    Cumulative,
    Indicator,
    Moves,
    OfProvince,
    Scaled,
    Sum,
    YearToDate,
)

SOURCE = "jiangsu_2017"
# Per unit of service level times slots of recorded spaces, whose mean over the baseline at
# default parameters is 11,000 in December 2017 and 8,300 a month in 2017: they give about
# 5,000 mentors, 13,000 events and 8,000 trainings there, whatever else the model does.
MENTORS = 5000 / 11_000
EVENTS = 13000 / 12 / 8_300
TRAININGS = 8000 / 12 / 8_300

STARTUPS = (
    Indicator(
        "tenants",
        "startups",
        Sum("tenants"),
        Label("Tenants", "在孵企业和团队数"),
        "Startups in a space at the end of the month.",
    ),
    Indicator(
        "seekers",
        "startups",
        OfProvince("seekers"),
        Label("Seekers", "寻找空间者"),
        "Startups that look for a space at the end of the month.",
    ),
    Indicator(
        "startups",
        "startups",
        OfProvince("startups"),
        Label("Startups alive", "存续创业项目数"),
        "Tenants and seekers at the end of the month.",
    ),
    Indicator(
        "startups_founded",
        "startups/month",
        OfProvince("startups_founded"),
        Label("Startups founded", "新增创业项目数"),
        "Startups that begin to look for a space.",
    ),
    Indicator(
        "gave_up",
        "startups/month",
        OfProvince("gave_up"),
        Label("Gave up the search", "放弃寻找者"),
        "Seekers that left without a space.",
    ),
    Indicator(
        "admitted",
        "startups/month",
        Sum("admitted"),
        Label("Admissions", "入驻数"),
        "Startups that moved into a space; again after displacement.",
    ),
    Indicator(
        "graduated",
        "startups/month",
        Sum("graduated"),
        Label("Graduations", "毕业数"),
        "Tenants that left as grown firms.",
    ),
    Indicator(
        "acquired",
        "startups/month",
        Sum("acquired"),
        Label("Acquisitions", "被并购数"),
        "Tenants acquired by the leading enterprise that runs their space.",
    ),
    Indicator(
        "failed",
        "startups/month",
        Sum("failed"),
        Label("Failures", "失败数"),
        "Tenants that failed, displaced ones aside.",
    ),
    Indicator(
        "moved_out",
        "startups/month",
        Sum("moved_out"),
        Label("Moved out", "期满迁出数"),
        "Tenants that left at the limit of tenure.",
    ),
    Indicator(
        "displaced",
        "startups/month",
        Sum("displaced"),
        Label("Displaced", "被清退数"),
        "Tenants whose space closed.",
    ),
    Indicator(
        "displaced_failed",
        "startups/month",
        OfProvince("displaced_failed"),
        Label("Displaced and failed", "清退后失败数"),
        "Displaced tenants that failed with their space.",
    ),
    Indicator(
        "displaced_seeking",
        "startups/month",
        OfProvince("displaced_seeking"),
        Label("Displaced and seeking", "清退后再寻找数"),
        "Displaced tenants that look for another space.",
    ),
    Indicator(
        "tenants_relabelled_in",
        "startups/month",
        Moves("tenants_relabelled_in"),
        Label("Tenants that changed in", "随空间转入的在孵数"),
        "Tenants of spaces that came into a cell of the 2 x 2 from another.",
    ),
    Indicator(
        "tenants_relabelled_out",
        "startups/month",
        Moves("tenants_relabelled_out"),
        Label("Tenants that changed out", "随空间转出的在孵数"),
        "Tenants of spaces that left a cell of the 2 x 2 for another.",
    ),
    Indicator(
        "served_year_to_date",
        "startups",
        YearToDate("served"),
        Label("Served, year to date", "当年累计服务数"),
        "Distinct startups that were tenants in any month of the year so far; December "
        "holds the year.",
    ),
    Indicator(
        "deals",
        "deals/month",
        Sum("deals"),
        Label("Deals", "融资笔数"),
        "Investments by independent investors and seed funds in tenants.",
    ),
    Indicator(
        "newly_funded",
        "startups/month",
        Sum("newly_funded"),
        Label("First fundings", "首次获投数"),
        "Startups that receive outside or seed-fund money for the first time.",
    ),
    Indicator(
        "funded_cumulative",
        "startups",
        Cumulative("newly_funded"),
        Label("Funded, cumulative", "累计获投数"),
        "Startups ever funded since January 2015.",
    ),
    Indicator(
        "mentors",
        "persons, scaled",
        Scaled("service_capacity_recorded", MENTORS, SOURCE),
        Label("Mentors", "创业导师数"),
        "Mentors of recorded spaces, in proportion to their service level times slots.",
    ),
    Indicator(
        "events",
        "events/month, scaled",
        Scaled("service_capacity_recorded", EVENTS, SOURCE),
        Label("Events", "创新创业活动场次"),
        "Events of recorded spaces, in proportion to their service level times slots.",
    ),
    Indicator(
        "trainings",
        "sessions/month, scaled",
        Scaled("service_capacity_recorded", TRAININGS, SOURCE),
        Label("Trainings", "教育培训场次"),
        "Trainings of recorded spaces, in proportion to their service level times slots.",
    ),
)

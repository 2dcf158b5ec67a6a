"""Indicators of money, in thousand yuan (kCNY)."""

from sim.model.declaration import Label
from sim.results.indicators.kinds import Cumulative, Indicator, PublicCost, Ratio, Sum

MONEY = (
    Indicator(
        "invested_kcny",
        "kCNY/month",
        Sum("invested_kcny"),
        Label("Invested", "投资额"),
        "Money that tenants receive from independent investors, seed funds and the guidance fund.",
    ),
    Indicator(
        "invested_cumulative_kcny",
        "kCNY",
        Cumulative("invested_kcny"),
        Label("Invested, cumulative", "累计投资额"),
        "Money invested in tenants since January 2015.",
    ),
    Indicator(
        "revenue_rent",
        "kCNY/month",
        Sum("revenue_rent"),
        Label("Revenue from rent", "租金收入"),
        "Rents that spaces receive.",
    ),
    Indicator(
        "revenue_service",
        "kCNY/month",
        Sum("revenue_service"),
        Label("Revenue from service", "服务收入"),
        "Service fees that spaces receive.",
    ),
    Indicator(
        "revenue_stakes",
        "kCNY/month",
        Sum("revenue_stakes"),
        Label("Revenue from stakes", "股权收益"),
        "Spaces' share in the exits of their tenants.",
    ),
    Indicator(
        "revenue_subsidy",
        "kCNY/month",
        Sum("revenue_subsidy"),
        Label("Revenue from subsidy", "补贴收入"),
        "Operating subsidies that spaces receive.",
    ),
    Indicator(
        "cost",
        "kCNY/month",
        Sum("cost"),
        Label("Cost of spaces", "运营成本"),
        "Leases less relief, and service.",
    ),
    Indicator(
        "owner_support",
        "kCNY/month",
        Sum("owner_support"),
        Label("Owners' support", "主体投入"),
        "Losses that owners bear.",
    ),
    Indicator(
        "profitable_share",
        "share",
        Ratio("profitable", "spaces"),
        Label("Spaces in profit", "盈利空间占比"),
        "Share of open spaces whose result of the last twelve months, subsidies included, "
        "is not negative.",
    ),
    Indicator(
        "public_cost_kcny",
        "kCNY/month",
        PublicCost(),
        Label("Public cost", "财政支出"),
        "Running cost of all policies.",
    ),
)

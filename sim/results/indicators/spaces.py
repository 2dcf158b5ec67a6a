"""Indicators of spaces: how many, on which list, of what kind."""

from sim.model.declaration import Label
from sim.results.indicators.kinds import Indicator, Moves, OfProvince, Ratio, Sum

SPACES = (
    Indicator(
        "spaces",
        "spaces",
        Sum("spaces"),
        Label("Spaces alive", "存续空间数"),
        "Spaces that are open at the end of the month.",
    ),
    Indicator(
        "spaces_recorded",
        "spaces",
        Sum("spaces_recorded"),
        Label("Spaces on the list", "备案空间数"),
        "Spaces on the recorded list, which is what statistics count; closed ones stay on "
        "it until they are struck off.",
    ),
    Indicator(
        "national_level",
        "spaces",
        Sum("national_level"),
        Label("National-level spaces", "国家级空间数"),
        "Recorded spaces with national recognition.",
    ),
    Indicator(
        "spaces_founded",
        "spaces/month",
        Sum("spaces_founded"),
        Label("Spaces founded", "新建空间数"),
        "Spaces founded in the month.",
    ),
    Indicator(
        "spaces_closed",
        "spaces/month",
        Sum("spaces_closed"),
        Label("Spaces closed", "关闭空间数"),
        "Spaces closed in the month, counted in the class that they had at its start.",
    ),
    Indicator(
        "spaces_listed",
        "spaces/month",
        Sum("spaces_listed"),
        Label("Spaces listed", "新备案空间数"),
        "Spaces entered in the recorded list.",
    ),
    Indicator(
        "spaces_delisted",
        "spaces/month",
        Sum("spaces_delisted"),
        Label("Spaces delisted", "取消备案空间数"),
        "Spaces struck off the recorded list.",
    ),
    Indicator(
        "pivots",
        "spaces/month",
        Sum("pivots"),
        Label("Pivots", "转型次数"),
        "Moves towards the model of a peer.",
    ),
    Indicator(
        "spaces_relabelled_in",
        "spaces/month",
        Moves("spaces_relabelled_in"),
        Label("Spaces that changed in", "类型转入空间数"),
        "Spaces that came into a cell of the 2 x 2 of focus and rent from another; what "
        "balances the stock of present classes.",
    ),
    Indicator(
        "spaces_relabelled_out",
        "spaces/month",
        Moves("spaces_relabelled_out"),
        Label("Spaces that changed out", "类型转出空间数"),
        "Spaces that left a cell of the 2 x 2 of focus and rent for another.",
    ),
    Indicator(
        "recorded_relabelled_in",
        "spaces/month",
        Moves("recorded_relabelled_in"),
        Label("Recorded spaces that changed in", "类型转入的备案空间数"),
        "Spaces of the recorded list that came into a cell from another.",
    ),
    Indicator(
        "recorded_relabelled_out",
        "spaces/month",
        Moves("recorded_relabelled_out"),
        Label("Recorded spaces that changed out", "类型转出的备案空间数"),
        "Spaces of the recorded list that left a cell for another.",
    ),
    Indicator(
        "slots",
        "slots",
        Sum("slots"),
        Label("Slots", "工位单元数"),
        "Slots of open spaces; a slot holds one team of about 3.6 people at 2.5 desks.",
    ),
    Indicator(
        "occupancy",
        "share",
        Ratio("tenants", "slots"),
        Label("Occupancy", "入驻率"),
        "Tenants over slots.",
    ),
    Indicator(
        "service_level",
        "index 0-1",
        Ratio("service_level_sum", "spaces"),
        Label("Service level", "服务水平"),
        "Mean service level of open spaces.",
    ),
    Indicator(
        "price_level",
        "index",
        Ratio("price_level_sum", "spaces"),
        Label("Price level", "价格水平"),
        "Mean price level of open spaces; 1 is the reference, 0.7 and 1.2 the ends.",
    ),
    Indicator(
        "rent_dependence",
        "share",
        Ratio("rent_dependence_sum", "spaces"),
        Label("Rent dependence", "租金依赖度"),
        "Mean of rent over rent and fees of the last twelve months.",
    ),
    Indicator(
        "specialisation",
        "index 0-1",
        Ratio("specialisation_sum", "spaces"),
        Label("Specialisation", "专业化程度"),
        "Mean specialisation of open spaces.",
    ),
    Indicator(
        "reputation",
        "share",
        Ratio("reputation_sum", "spaces"),
        Label("Reputation", "声誉"),
        "Mean of funded and graduated over admitted startups, shrunken.",
    ),
    Indicator(
        "tenant_concentration",
        "index 0-1",
        OfProvince("tenant_concentration"),
        Label("Concentration of tenants", "入驻集中度"),
        "Sum of squared shares of tenants over spaces (Herfindahl).",
    ),
    Indicator(
        "homogenisation",
        "index 0-1",
        OfProvince("homogenisation"),
        Label("Homogenisation", "同质化程度"),
        "Similarity in type, field, specialisation and service of the spaces of two tenants "
        "drawn at random.",
    ),
)

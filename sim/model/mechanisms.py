"""The switches: one for each path by which business models could differ.

Off means that a fixed reference value of ``parameters.reference`` takes the place of the
agent's own, or that the event does not happen; never a current average. With all off
(scenario ``neutral``) no rule reads specialisation, service orientation, operator,
type, field match or district.
"""

from typing import Annotated, NamedTuple

from sim.model.declaration import Label, Meaning

GROUPS = ("reach", "learning", "money", "selection", "owners", "capital")


class Group(NamedTuple):
    """The group of mechanisms that a switch belongs to."""

    name: str


class Mechanisms(NamedTuple):
    """One switch for each mechanism, grouped as in the ODD."""

    directed_search: Annotated[
        bool,
        Group("reach"),
        Label("Directed search", "定向寻找"),
        Meaning("Some looks of a startup favour spaces focused on its own field."),
    ] = True
    spinoffs: Annotated[
        bool,
        Group("reach"),
        Label("Host spin-offs", "主体衍生项目"),
        Meaning("Firms, institutes and universities bring same-field ventures of their own."),
    ] = True
    field_fit: Annotated[
        bool,
        Group("learning"),
        Label("Fit of field", "领域契合"),
        Meaning("A focused space helps ventures of its field more and others less."),
    ] = True
    peers: Annotated[
        bool,
        Group("learning"),
        Label("Peers", "同伴学习"),
        Meaning("Neighbours, above all of the same field, speed progress."),
    ] = True
    service: Annotated[
        bool,
        Group("learning"),
        Label("Service", "孵化服务"),
        Meaning("Service speeds progress, attracts startups and sharpens investors' signals."),
    ] = True
    early_closure: Annotated[
        bool,
        Group("learning"),
        Label("Early closure of the weak", "弱项目早退出"),
        Meaning("Good service makes weak ventures give up earlier."),
    ] = True
    service_orientation: Annotated[
        bool,
        Group("money"),
        Label("Service orientation", "服务导向"),
        Meaning("Spaces differ in the service they aim at and in the seed fund of their type."),
    ] = True
    price_competition: Annotated[
        bool,
        Group("money"),
        Label("Price competition", "价格竞争"),
        Meaning("Empty spaces lower their rent, full ones raise it."),
    ] = True
    service_cutting: Annotated[
        bool,
        Group("money"),
        Label("Service cutting", "削减服务"),
        Meaning("Spaces cut service in months of uncovered loss."),
    ] = True
    rent_exposure: Annotated[
        bool,
        Group("money"),
        Label("Exposure to rents", "租金风险"),
        Meaning("Lease costs and prices move with the market rent."),
    ] = True
    selection: Annotated[
        bool,
        Group("selection"),
        Label("Selection", "入驻筛选"),
        Meaning("Spaces become choosy as they fill."),
    ] = True
    host_commitment: Annotated[
        bool,
        Group("owners"),
        Label("Host commitment", "主体投入"),
        Meaning("Hosts bear larger losses than private companies and bring their own premises."),
    ] = True
    host_benefit: Annotated[
        bool,
        Group("owners"),
        Label("Host benefit", "主体收益"),
        Meaning("Owners who gain projects, spin-offs or graduates keep supporting the space."),
    ] = True
    imitation: Annotated[
        bool,
        Group("owners"),
        Label("Imitation", "模仿"),
        Meaning("Spaces move towards the model of a peer that earns more."),
    ] = True
    reputation: Annotated[
        bool,
        Group("capital"),
        Label("Reputation", "声誉"),
        Meaning("Startups and investors turn to spaces with a record of success."),
    ] = True
    field_shocks: Annotated[
        bool,
        Group("capital"),
        Label("Luck of fields", "行业波动"),
        Meaning("Demand and capital of each field wander, and investors keep to their field."),
    ] = True
    acquisition: Annotated[
        bool,
        Group("capital"),
        Label("Acquisition", "并购吸收"),
        Meaning("Leading enterprises acquire promising tenants of their field."),
    ] = True
    delisting: Annotated[
        bool,
        Group("capital"),
        Label("Delisting", "取消备案"),
        Meaning("Spaces that miss two reports in a row leave the recorded list."),
    ] = True
    herding: Annotated[
        bool,
        Group("capital"),
        Label("Herding", "跟风"),
        Meaning("Full spaces tempt more founders of spaces."),
    ] = True


BASELINE = Mechanisms()
NEUTRAL = Mechanisms(**dict.fromkeys(Mechanisms._fields, False))

"""How a system is drawn: the pipes of each stock, each the sum of some flows.

A channel joins two stocks that are drawn one above the other. All else enters a stock on its
left or leaves it on its right, from or to a cloud or the name of another stock.
"""

from typing import NamedTuple

from sim.dynamics.accounts import System
from sim.dynamics.systems import MONEY, SEEKERS, SPACES, STARTUPS
from sim.model.categories import MODELS, STAGES
from sim.results.groups import LABELS
from sim.scenario.language import Bilingual, phrase


class Port(NamedTuple):
    """A pipe on the side of a stock."""

    stock: str
    inward: bool
    label: Bilingual
    flows: tuple[str, ...]


class Channel(NamedTuple):
    """A pipe between two stocks, the first above the second."""

    source: str
    target: str
    label: Bilingual
    flows: tuple[str, ...]


class Plan(NamedTuple):
    """The picture of a system: its stocks from top to bottom, and its pipes."""

    system: System
    title: Bilingual
    labels: dict[str, Bilingual]  # of stocks, in the order of the picture
    ports: tuple[Port, ...]
    channels: tuple[Channel, ...]


_FAILED, _MOVED_OUT = phrase("fail"), phrase("leave at the end of tenure")
_GRADUATED = phrase("graduate or are acquired")
_SEEK_AGAIN = phrase("lose their space, seek again")
_LABELS = {
    SEEKERS: phrase("Seekers of a space"),
    "unfunded": phrase("Tenants, not funded"),
    "seed": phrase("Tenants, seed round"),
    "series_a": phrase("Tenants, series A"),
    "later": phrase("Tenants, later rounds"),
}
_NAMES = {model: Bilingual(LABELS[model].en.lower(), LABELS[model].zh) for model in MODELS}
_MODELS = {model: Bilingual(LABELS[model].en, LABELS[model].zh) for model in MODELS}


def _of_model(model: str) -> tuple[Port, ...]:
    others = [other for other in MODELS if other != model]
    come = (
        Port(
            model,
            True,
            phrase("were {model}").filled(model=_NAMES[other]),
            (f"{other}_to_{model}",),
        )
        for other in others
    )
    go = (
        Port(
            model,
            False,
            phrase("become {model}").filled(model=_NAMES[other]),
            (f"{model}_to_{other}",),
        )
        for other in others
    )
    return (
        Port(model, True, phrase("founded"), (f"founded_{model}",)),
        *come,
        Port(model, False, phrase("close"), (f"closed_{model}",)),
        *go,
    )


def _of_stage(stage: str) -> tuple[Port, ...]:
    failed = (f"failed_{stage}", f"displaced_failed_{stage}")
    return (
        Port(stage, False, _FAILED, failed),
        Port(stage, False, _GRADUATED, (f"graduated_{stage}", f"acquired_{stage}")),
        Port(stage, False, _MOVED_OUT, (f"moved_out_{stage}",)),
        Port(stage, False, _SEEK_AGAIN, (f"displaced_{stage}",)),
    )


_FUNDED = STAGES[1:]
_READMITTED = phrase("move in again")
PLANS = {
    "spaces": Plan(
        SPACES,
        phrase("Makerspaces by business model"),
        _MODELS,
        tuple(port for model in MODELS for port in _of_model(model)),
        (),
    ),
    "startups": Plan(
        STARTUPS,
        phrase("Startups by stage"),
        _LABELS,
        (
            Port(SEEKERS, True, phrase("founded"), ("founded",)),
            Port(SEEKERS, True, _SEEK_AGAIN, tuple(f"displaced_{stage}" for stage in STAGES)),
            Port(SEEKERS, False, phrase("give up the search"), ("gave_up",)),
            Port(
                SEEKERS,
                False,
                phrase("funded ones move in again"),
                tuple(f"admitted_{stage}" for stage in _FUNDED),
            ),
            *_of_stage("unfunded"),
            Port("unfunded", False, phrase("straight to series A"), ("unfunded_to_series_a",)),
            Port("seed", True, _READMITTED, ("admitted_seed",)),
            *_of_stage("seed"),
            Port("series_a", True, phrase("first round is series A"), ("unfunded_to_series_a",)),
            Port("series_a", True, _READMITTED, ("admitted_series_a",)),
            *_of_stage("series_a"),
            Port("later", True, _READMITTED, ("admitted_later",)),
            *_of_stage("later"),
        ),
        (
            Channel(SEEKERS, "unfunded", phrase("move in"), ("admitted_unfunded",)),
            Channel("unfunded", "seed", phrase("seed round"), ("unfunded_to_seed",)),
            Channel("seed", "series_a", phrase("series A"), ("seed_to_series_a",)),
            Channel("series_a", "later", phrase("later round"), ("series_a_to_later",)),
        ),
    ),
    "money": Plan(
        MONEY,
        phrase("Money by sector"),
        {
            "investors": phrase("Investors' cash"),
            "startups": phrase("Startups' cash"),
            "spaces": phrase("Makerspaces' cash"),
        },
        (
            Port("investors", True, phrase("capital called"), ("capital_calls",)),
            Port("investors", True, phrase("proceeds of exits"), ("exits_market", "exits_host")),
            Port("investors", False, phrase("passed on to their funders"), ("distributions",)),
            Port("startups", True, phrase("founders' own money"), ("own_money",)),
            Port("startups", True, phrase("sales"), ("venture_revenue",)),
            Port("startups", True, phrase("makerspaces' seed funds"), ("seed_tickets",)),
            Port("startups", True, phrase("guidance fund"), ("co_tickets",)),
            Port("startups", True, phrase("debts written off"), ("unpaid_bills",)),
            Port("startups", False, phrase("wages and costs"), ("burn",)),
            Port("startups", False, phrase("taken along by leavers"), ("taken_along",)),
            Port("startups", False, phrase("left over at failure"), ("startup_liquidation",)),
            Port("spaces", True, phrase("owners, at founding"), ("founding_capital",)),
            Port("spaces", True, phrase("losses borne by owners"), ("owner_support",)),
            Port("spaces", True, phrase("stakes sold"), ("stakes_market", "stakes_host")),
            Port("spaces", True, phrase("subsidies and grants"), ("operating_subsidy", "grants")),
            Port("spaces", True, phrase("debts written off"), ("space_write_offs",)),
            Port("spaces", False, phrase("leases"), ("lease",)),
            Port("spaces", False, phrase("staff and services"), ("service_cost",)),
            Port("spaces", False, phrase("cost of changing model"), ("pivot_cost",)),
            Port("spaces", False, phrase("to owners at closure"), ("space_liquidation",)),
            Port("spaces", False, phrase("seed funds invest"), ("seed_tickets",)),
        ),
        (
            Channel("investors", "startups", phrase("tickets"), ("tickets",)),
            Channel("startups", "spaces", phrase("rents and fees"), ("rent", "fees")),
        ),
    ),
}

"""Constants that are fitted to the ensemble: where each may lie, and what was found."""

from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

FILE = Path(__file__).with_name("fitted.yaml")


class Fitted(NamedTuple):
    """A constant whose value the fit chooses."""

    name: str
    unit: str
    start: float
    low: float
    high: float
    meaning: str


FITTED = (
    # spaces
    Fitted("given_up", "1", 0.3, 0.0, 3.0, "Slots given back at the end of a lease, where empty"),
    Fitted("given_up_power", "1", 2.0, 0.3, 8.0, "Power of vacancy in giving back"),
    Fitted("moved_size", "1", 0.9, 0.6, 1.1, "Slots of a space that changes class over the mean"),
    Fitted("leaving_focus", "1", 0.7, 0.0, 5.0, "Imitation that ends focus"),
    Fitted("taking_focus", "1", 0.5, 0.0, 5.0, "Imitation that takes up focus"),
    Fitted("focus_to_thin", "1", 0.2, 0.0, 1.0, "Specialised that turn to rent over to others"),
    Fitted("occupancy_spread", "1", 0.1, 0.005, 0.4, "Spread of occupancy in the moves of prices"),
    Fitted("seasoned_at", "month", 24.0, 4.0, 90.0, "Mean age at which most spaces can fail"),
    Fitted("thin_to_focus", "1", 0.7, 0.0, 3.0, "The same of rent-dependent spaces over others"),
    Fitted("thinning", "1", 1.0, 0.0, 20.0, "Cut service that ends in rent dependence"),
    Fitted("thickening", "1", 0.3, 0.0, 5.0, "Restored service that ends rent dependence"),
    Fitted("border_spread", "1", 0.1, 0.03, 0.4, "Spread of service about the border of classes"),
    Fitted("insolvency", "1", 0.3, 0.02, 5.0, "Closures by uncovered loss"),
    Fitted("thin_insolvency", "1", 1.3, 0.2, 5.0, "The same of rent-dependent spaces over others"),
    Fitted("reserve_power", "1", 0.4, 0.0, 2.0, "Power of cash in insolvency"),
    Fitted("loss_spread", "kCNY/slot/month", 0.4, 0.1, 1.5, "Spread of results over spaces"),
    Fitted("leavers_commitment", "1", 0.5, 0.05, 1.0, "Commitment of owners whose space thins"),
    Fitted("risers_commitment", "1", 1.6, 1.0, 3.0, "Commitment of owners whose space thickens"),
    Fitted("closing_tenants", "1", 0.95, 0.7, 1.1, "Tenants of a closing space over the mean"),
    # list
    Fitted("time_to_list", "month", 9.0, 3.0, 30.0, "Time from founding to the list"),
    Fitted("time_to_strike_off", "month", 18.0, 6.0, 36.0, "Time that closed spaces stay on it"),
    # startups
    Fitted("refused_more", "1", 0.2, 0.0, 4.0, "Refusals that crowding adds"),
    Fitted("choice", "1", 0.8, 0.0, 2.0, "Strength of taste in the choice of a space"),
    Fitted("fit_specialised", "1", 0.3, 0.0, 0.8, "Fit of a tenant in a specialised space"),
    Fitted("reach_specialised", "1", 0.1, -0.5, 1.0, "What directed looks add for focus"),
    Fitted("broke", "1", 0.5, 0.0, 30.0, "Failures over a power of the monthly loss by own cash"),
    Fitted("broke_power", "1", 1.3, 0.5, 4.0, "That power"),
    Fitted("firm_rate", "1/month", 0.004, 0.001, 0.012, "Hazard of unfunded firms"),
    Fitted("firms_at_progress", "1", 1.45, 1.0, 2.0, "Registered firms by mean progress"),
    Fitted("funded_hazard", "1/month", 0.005, 0.001, 0.02, "Hazard of the funded"),
    Fitted("moved_out", "1", 0.8, 0.2, 3.0, "Moves at the limit of tenure over a steady stream"),
    Fitted("moved_out_funded", "1", 1.5, 0.2, 4.0, "Those of the funded over the unfunded"),
    Fitted("first_moves", "month", 24.0, 4.0, 60.0, "Time until first moves are a stream"),
    Fitted("acquired_share", "1", 0.3, 0.02, 1.0, "Tenants of their host's field among firms"),
    Fitted("stayers_talent", "1", 0.1, -0.5, 0.6, "Talent of unfunded tenants in their pace"),
    Fitted("near_the_end", "1", 14.0, 1.0, 300.0, "Unfunded that graduate by progress made"),
    Fitted("end_power", "1", 2.5, 0.8, 5.0, "Power of mean progress in that"),
    Fitted("near_the_end_funded", "1", 14.0, 0.5, 300.0, "Funded that graduate by progress made"),
    Fitted("end_power_funded", "1", 1.0, 0.2, 4.0, "Power of mean progress in that"),
    Fitted("lead_of_funded", "1", 0.8, 0.0, 2.0, "Progress of newly funded over that of others"),
    Fitted("lead_of_moved", "1", 0.2, -0.5, 1.5, "Progress of those who move out over others"),
    # capital
    Fitted("seed_novelty", "1", 0.2, 0.005, 4.0, "Pitches that are decided afresh"),
    Fitted("angel_novelty", "1", 0.3, 0.005, 4.0, "Screens by angels that are decided afresh"),
    Fitted("venture_novelty", "1", 0.2, 0.005, 20.0, "Screens by others that are decided afresh"),
    Fitted("talent_unfunded", "1", 0.0, -2.0, 1.0, "Mean talent of those who ask"),
    Fitted("quality_spread", "1", 0.6, 0.1, 1.5, "Spread of what investors see"),
    Fitted("scarce_capital", "1", 2.0, 0.1, 20.0, "Tickets an angel holds where half are short"),
    Fitted("follow_up", "1", 0.3, 0.0, 2.0, "Angels' later tickets by funded over unfunded"),
    Fitted("scarce_fund", "1", 0.7, 0.2, 1.2, "Seed fund over its start where half are short"),
    Fitted("fund_power", "1", 4.0, 1.0, 8.0, "Power of the fund in that"),
    Fitted("seed_return", "1", 0.15, 0.0, 1.0, "Part of exits that comes back to seed funds"),
)  # fmt: skip


@lru_cache
def stored() -> dict[str, Any]:
    """What the last fit wrote: values, the parameters that it stands at, and how it went."""
    data: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return data

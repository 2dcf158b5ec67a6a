"""Investors and seed funds (ODD, 7.6)."""

import math
from typing import TYPE_CHECKING

from benchmarks.reference.draws import normal, pair_of, proposals, unit_low
from benchmarks.reference.investor import Investor
from benchmarks.reference.space import Space
from benchmarks.reference.startup import Startup
from sim.model.categories import ANGEL, LATER, SEED, SERIES_A, UNFUNDED
from sim.model.randomness import SCREEN, SEED_SIGNAL, SEED_TICKET, SIGNAL, TICKET

if TYPE_CHECKING:
    from benchmarks.reference.model import Province

SCREEN_TRIES = 64
QUALITY_MEAN, QUALITY_VARIANCE, PROGRESS_WEIGHT = 0.7, 1.3, 2.0
ROUND_GAP = 12


def invest(province: "Province") -> None:
    for investor in province.investors:
        call_capital(province, investor)
    for startup in province.pitches:
        hear_pitch(province, startup)
    for round_of_screens in range(province.parameters.invest.screens):
        for investor in province.investors:
            startup = screened(province, investor, round_of_screens)
            if startup is not None:
                consider(province, investor, startup)


def call_capital(province: "Province", investor: Investor) -> None:
    p = province.parameters.invest
    inflow = p.angel_inflow if investor.kind == ANGEL else p.venture_inflow
    luck = 1.0
    if investor.field is not None:
        luck = province.luck.capital[province.month][investor.field]
    investor.commitments += inflow * province.now.capital_supply * luck
    called = investor.commitments / (1.0 + p.call_delay)
    investor.commitments -= called
    investor.capital += called
    province.books.ledger["capital_calls"] += called


def convinced(space: Space, startup: Startup, key: int, decision: int, threshold: float) -> bool:
    """Whether the posterior mean of a venture's quality reaches a threshold."""
    sd = 1.0 / (0.7 + 0.6 * space.service_seen)
    shrinkage = QUALITY_VARIANCE / (QUALITY_VARIANCE + sd * sd)
    cut = QUALITY_MEAN + (threshold - QUALITY_MEAN) / shrinkage
    quality = startup.talent + PROGRESS_WEIGHT * startup.progress
    return quality + sd * normal(key, decision, -1) >= cut


def hear_pitch(province: "Province", startup: Startup) -> None:
    """A tenant's pitch to the seed fund of its space."""
    p, space = province.parameters.invest, startup.space
    pair = pair_of(startup.key, space.key)
    if not convinced(space, startup, pair, SEED_SIGNAL, p.early_threshold):
        return
    size = math.exp(p.ticket_log_sd * normal(startup.key, SEED_TICKET, -1))
    ticket = p.seed_ticket * size
    if ticket > space.seed_fund:
        return
    space.seed_fund -= ticket
    startup.seed_raised += ticket
    startup.seed_space = space
    province.books.ledger["seed_tickets"] += ticket
    close_deal(province, startup, ticket, SEED)


def screened(province: "Province", investor: Investor, k: int) -> Startup | None:
    """The tenant that a screen takes up."""
    p, mechanisms = province.parameters, province.mechanisms
    for bits in proposals(investor.key, SCREEN, province.month, k, SCREEN_TRIES):
        startup = province.directory.at(bits)
        if startup is None:
            continue
        record = startup.space.reputation if mechanisms.reputation else p.reference.reputation
        weight = math.exp(p.invest.reputation_pull * (record - 1.0))
        elsewhere = investor.field is not None and investor.field != startup.field
        if mechanisms.field_shocks and elsewhere:
            weight *= p.invest.other_field
        if unit_low(bits) < weight:
            return startup
    return None


def consider(province: "Province", investor: Investor, startup: Startup) -> None:
    """A screen: a deal if stage, quality and capital allow it."""
    p, month, space = province.parameters.invest, province.month, startup.space
    angel = investor.kind == ANGEL
    if startup.stage > (SEED if angel else SERIES_A):
        return
    if startup.stage != UNFUNDED and month - startup.last_round < ROUND_GAP:
        return
    pair = pair_of(investor.key, startup.key)
    threshold = p.early_threshold if angel else p.venture_threshold
    if not convinced(space, startup, pair, SIGNAL, threshold):
        return
    median = p.angel_ticket if angel else p.venture_ticket
    ticket = median * math.exp(p.ticket_log_sd * normal(pair, TICKET, month))
    own = ticket * (1.0 - province.now.co_investment)
    guided = ticket - own
    if own > investor.capital:
        return
    investor.capital -= own
    startup.raised += ticket
    province.books.ledger["tickets"] += own
    province.books.ledger["co_tickets"] += guided
    province.spend("co_investment", guided, space)
    close_deal(province, startup, ticket, next_stage(angel, startup.stage))


def next_stage(angel: bool, stage: int) -> int:
    if angel:
        return SEED if stage == UNFUNDED else SERIES_A
    return SERIES_A if stage < SERIES_A else LATER


def close_deal(province: "Province", startup: Startup, ticket: float, stage: int) -> None:
    """Pay in the money and count the deal, and the first funding if it is one."""
    space = startup.space
    space.tally["deals"] += 1
    space.tally["invested_kcny"] += ticket
    if startup.stage == UNFUNDED:
        startup.await_funding_no_longer("funded")
        space.tally["newly_funded"] += 1
        space.successes_ever += 1
    startup.cash += ticket
    startup.stage = stage
    startup.last_round = province.month
    startup.rounds.append((province.month, stage))

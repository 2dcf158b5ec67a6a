"""Life of tenants (ODD, 7.5)."""

import math
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.reference import rules
from benchmarks.reference.draws import word
from benchmarks.reference.exits import acquire, graduate
from benchmarks.reference.space import Space
from benchmarks.reference.startup import Startup
from sim.model.categories import LEADING_ENTERPRISE, N_FIELDS, UNFUNDED
from sim.model.randomness import INCUBATE

if TYPE_CHECKING:
    from benchmarks.reference.model import Province

PEER_SCALE = 40
FIRM_FROM = 0.3
REVENUE_LAG = 12
SALES_OF_STAGE = (1.0, 1.8, 4.0, 9.0)
BURN_OF_STAGE = (1.0, 2.0, 5.0, 12.0)
FIRM_HAZARDS = (0.016, 0.063, 0.095, 0.085)  # a year, by year since registration


class Draws(NamedTuple):
    """Three draws of one word, each at the middle of its step."""

    shock: float
    fate: float
    pitch: float


def three_draws(bits: int) -> Draws:
    return Draws(
        ((bits >> 38) + 0.5) * 2.0**-26,
        ((bits >> 16 & 2**22 - 1) + 0.5) * 2.0**-22,
        ((bits & 2**16 - 1) + 0.5) * 2.0**-16,
    )


def incubate(province: "Province") -> None:
    for space in province.open_spaces:
        set_tenants_terms(province, space)
    province.pitches = []
    leavers: list[tuple[Startup, str]] = []
    sales = burn = 0.0
    for startup in province.tenants():
        sold, burnt, end = live_month(province, startup)
        sales += sold
        burn += burnt
        if end is not None:
            leavers.append((startup, end))
    province.books.ledger["venture_revenue"] += sales
    province.books.ledger["burn"] += burn
    for startup, end in leavers:
        conclude(startup, end)


def set_tenants_terms(province: "Province", space: Space) -> None:
    """Pace of tenants of each field and hazard of each third of talent, for this month."""
    p, mechanisms = province.parameters, province.mechanisms
    space.payers = space.tenants
    for field in range(N_FIELDS):
        if space.tenants_by_field[field]:
            space.speed[field] = speed(province, space, field)
    seen = space.service_seen if mechanisms.early_closure else p.reference.service_level
    space.risk = (1.0 + p.incubate.early_closure * seen, 1.0, 1.0)


def speed(province: "Province", space: Space, field: int) -> float:
    p, mechanisms = province.parameters, province.mechanisms
    fit = 0.0
    if mechanisms.field_fit:
        fit = rules.fit(space.specialisation, space.field, field == space.field)
    peers = p.reference.peers
    if mechanisms.peers:
        same = space.tenants_by_field[field]
        focus = p.incubate.peer_focus
        peers = focus * log_peers(space, same - 1) + (1.0 - focus) * log_peers(
            space, space.tenants - same
        )
    return (
        1.0
        + p.incubate.service_gain * space.service_seen * (1.0 + fit)
        + p.incubate.peer_gain * peers
    )


def log_peers(space: Space, neighbours: int) -> float:
    return math.log(space.slots + PEER_SCALE * neighbours) - math.log(space.slots)


def live_month(province: "Province", startup: Startup) -> tuple[float, float, str | None]:
    """One month of a tenant: its sales, its burn (kCNY) and how its tenancy ends, if it does."""
    p, month, space = province.parameters.incubate, province.month, startup.space
    draws = three_draws(word(startup.key, INCUBATE, month))
    progress_before, registered_before = startup.progress, startup.registered
    startup.progress += startup.pace * space.speed[startup.field] * -math.log(draws.shock)
    if registered_before is None and startup.progress >= FIRM_FROM:
        startup.registered = month

    stage = startup.stage
    if stage > UNFUNDED and month - startup.last_round < REVENUE_LAG:
        sales_stage = stage - 1
    else:
        sales_stage = stage
    sales = progress_before * (p.venture_revenue * SALES_OF_STAGE[sales_stage])
    burn = p.burn * BURN_OF_STAGE[stage]
    startup.cash += sales - burn - space.charge

    end = ending(province, startup, draws, registered_before)
    watch(province, startup, registered_before, end == "failed")
    pitches = draws.pitch * space.payers < province.parameters.invest.seed_looks
    if end is None and stage == UNFUNDED and pitches:
        province.pitches.append(startup)
    return sales, burn, end


def age_class(month: int, registered: int | None) -> int:
    """0 for a team, then 1 to 4 for a firm's year since registration."""
    return 0 if registered is None else 1 + min((month - registered) // 12, 3)


def hazard(province: "Province", registered: int | None) -> float:
    p = province.parameters.incubate
    age = age_class(province.month, registered)
    return p.base_hazard if age == 0 else p.firm_hazard * (FIRM_HAZARDS[age - 1] / 12)


def ending(
    province: "Province", startup: Startup, draws: Draws, registered_before: int | None
) -> str | None:
    p, space = province.parameters.incubate, startup.space
    risk = hazard(province, registered_before) * space.risk[startup.tercile]
    if startup.cash < 0.0 or draws.fate < risk:
        return "failed"
    if startup.progress >= 1.0:
        return "graduated"
    if (
        province.mechanisms.acquisition
        and draws.fate > 1.0 - p.acquisition_rate
        and registered_before is not None
        and space.operator == LEADING_ENTERPRISE
        and space.field == startup.field
    ):
        return "acquired"
    if province.month - startup.entered + 1 >= p.tenure_limit:
        return "moved_out"
    return None


def watch(
    province: "Province", startup: Startup, registered_before: int | None, failed: bool
) -> None:
    """Count the month, and the failure, in the life tables."""
    life, space = province.books.life, startup.space
    age = (province.year, age_class(province.month, registered_before))
    strata = (
        min(int(space.specialisation * 5), 4),
        min(int(space.service_level * 5), 4),
        startup.tercile,
    )
    for end in ("at_risk", "failed") if failed else ("at_risk",):
        life["startup_age"][(*age, end)] += 1
        life["tenant_hazard"][(*strata, end)] += 1


def conclude(startup: Startup, end: str) -> None:
    """End a tenancy, with its exit and its settlement."""
    outcome = "left"
    if end == "graduated":
        outcome = graduate(startup, startup.space)
    elif end == "acquired":
        outcome = acquire(startup, startup.space)
    startup.leave_space(end)
    if end == "failed":
        startup.wind_up("failed")
    else:
        startup.move_on(outcome)

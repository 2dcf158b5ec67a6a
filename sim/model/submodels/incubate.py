"""Life of tenants (ODD 7.5): the fifth submodel of the month.

1. Progress grows by pace x [1 + service x (1 + fit) + peers] x Exp(1).
2. A tenant pays rent and fee, burns by stage and earns with progress; revenue lags a round.
3. It fails without cash, or by a hazard: of teams, or of registered firms by age. Weak
   ventures close earlier where service is strong (``early_closure``).
4. It graduates at progress 1, may be acquired by a leading enterprise of its field, and
   moves out at the tenure limit.
5. A funded venture that is acquired, or graduates and is sold (``EXIT_CHANCE``), pays a skewed
   multiple of what it raised: the acquiring owner pays, or the market. The space gets its
   stake, the seed fund its share, investors the rest, which they pass to their funders.

Order: by row, then those who leave by row; tenants do not touch each other within the month.
One word gives the shock to progress, the fate and the chance to pitch to the seed fund.
"""

from sim.model import accounting as flow
from sim.model import quantities as q
from sim.model.agents import MONTH_LINES, TENANCY_LINES
from sim.model.categories import LEADING_ENTERPRISE, N_FIELDS, UNFUNDED
from sim.model.compiled import compiled, inlined
from sim.model.conditions import Conditions
from sim.model.exits import credit_owner, pay_exit
from sim.model.kinds import Agents, Reals, Record, Whole
from sim.model.mechanisms import Mechanisms
from sim.model.parameters import Parameters
from sim.model.prefetch import fetch_soon
from sim.model.randomness import INCUBATE, salt
from sim.model.rules import REGISTRATION_PROGRESS, fit
from sim.model.state import DRAWN_AT_ONCE, TENANT, LifeTables, Lists
from sim.model.transitions import leave, liquidate, vacate
from sim.model.ventures import (
    REVENUE_LAG,
    age_classes,
    draw_months,
    hazards_by_age,
    money_by_stage,
    peers,
    speed,
    weakness,
)

READS = (
    "book: age_classes burns fates free_rows hazard_failures hazard_months hazards ledger",
    "book: open_spaces pitch_draws sales_at_one shocks startups_used tenancies",
    "dossiers: raised rounds seed_raised seed_space",
    "life: age_failures age_months funding returns",
    "lists: ends leavers open_spaces",
    "logs",
    "now: month",
    "spaces: cash cell_founded charge closed field operator owner_gains payers risk seed_fund",
    "spaces: service service_level slots specialisation speed successes_ever tally tenants",
    "spaces: tenants_by_field tenants_by_talent",
    "startups: address admitted cash entered field key last_round pace progress registered space",
    "startups: stage status stratum tercile",
)
WRITES = (
    "book: age_classes burns fates free_rows hazard_failures hazard_months hazards ledger",
    "book: pitch_draws pitches sales_at_one shocks tenancies",
    "life: age_failures age_months funding returns",
    "lists: desks directory ends free_rows leavers pitches",
    "spaces: cash owner_gains payers risk seed_fund speed successes_ever tally tenants",
    "spaces: tenants_by_field tenants_by_talent",
    "startups: cash progress registered space status",
)

AHEAD = 8  # rows whose spaces are fetched early
FAILS, GRADUATES, IS_ACQUIRED, MOVES_OUT, STAYS = 0, 1, 2, 3, -1  # as in TENANCY_ENDS


@compiled
def post_speed(space: Record, logs: Reals, p: Parameters, mechanisms: Mechanisms) -> None:
    """Set a space's risk factors, and its speed for tenants of each field that it hosts."""
    space.payers = space.tenants
    seen = space.service if mechanisms.early_closure else p.reference.service_level
    for tercile in range(q.TALENT_TERCILES):
        space.risk[tercile] = weakness(tercile, p.incubate.early_closure, seen)
    for field in range(N_FIELDS):
        same = space.tenants_by_field[field]
        if same == 0:
            continue
        fitting, learning = 0.0, p.reference.peers
        if mechanisms.field_fit:
            fitting = fit(space.specialisation, field == space.field, space.field)
        if mechanisms.peers:
            others = space.tenants - same
            learning = peers(same - 1, others, space.slots, p.incubate.peer_focus, logs)
        space.speed[field] = speed(space.service, fitting, learning, p.incubate)


@compiled
def hazard_bins(space: Record) -> tuple[int, int]:
    """Bins of specialisation and service level in the hazard table."""
    focus = min(int(space.specialisation * q.HAZARD_BINS), q.HAZARD_BINS - 1)
    return focus, min(int(space.service_level * q.HAZARD_BINS), q.HAZARD_BINS - 1)


@compiled
def prepare(
    spaces: Agents, lists: Lists, book: Record, logs: Reals, p: Parameters, mechanisms: Mechanisms
) -> None:
    """Set every space's speeds and count its tenants' months at risk."""
    for row in lists.open_spaces[: book.open_spaces]:
        space = spaces[row]
        post_speed(space, logs, p, mechanisms)
        focus, service = hazard_bins(space)
        for tercile in range(q.TALENT_TERCILES):
            at_risk = space.tenants_by_talent[tercile]
            book.hazard_months[focus, service, tercile] += at_risk


@compiled
def way_out(
    startup: Record, space: Record, acquisition: bool, tenure_limit: int, month: int
) -> int:
    """How a tenant that did not fail leaves: graduation, acquisition, the limit, or STAYS."""
    if startup.progress >= 1.0:
        return GRADUATES
    if acquisition and space.operator == LEADING_ENTERPRISE and space.field == startup.field:
        return IS_ACQUIRED
    if month - startup.entered + 1 >= tenure_limit:
        return MOVES_OUT
    return STAYS


@compiled
def incubate(
    spaces: Agents,
    startups: Agents,
    dossiers: Agents,
    lists: Lists,
    book: Record,
    logs: Reals,
    life: LifeTables,
    p: Parameters,
    mechanisms: Mechanisms,
    now: Conditions,
) -> None:
    """Live one month of every tenant."""
    month, rules = now.month, p.incubate
    listed, stake = lists.pitches, rules.stake
    prepare(spaces, lists, book, logs, p, mechanisms)
    month_salt = salt(INCUBATE, month, 0)
    shocks, fates, pitch_draws = book.shocks, book.fates, book.pitch_draws
    months_by_age, failures_by_age = life.age_months[month // 12], life.age_failures[month // 12]
    classes, hazards = book.age_classes, book.hazards
    sales_at_one, burns_of = book.sales_at_one, book.burns
    age_classes(month, classes)
    hazards_by_age(rules, hazards)
    money_by_stage(rules, sales_at_one, burns_of)
    last = startups.shape[0] - 1
    leavers, ends = lists.leavers, lists.ends
    sales, burns, pitches, leaving, limit = 0.0, 0.0, 0, 0, rules.tenure_limit
    seed_looks = p.invest.seed_looks
    sold_above = 1.0 - rules.acquisition_rate if mechanisms.acquisition else 1.0
    for first in range(0, book.startups_used, DRAWN_AT_ONCE):
        number = min(DRAWN_AT_ONCE, book.startups_used - first)
        draw_months(startups, first, number, month_salt, book)
        for place in range(number):
            row = first + place
            startup = startups[row]
            for line in MONTH_LINES:
                fetch_soon(spaces, startups[min(row + AHEAD, last)].space, line)
            if startup.status != TENANT:
                continue
            space = spaces[startup.space]
            fate, pitch = fates[place], pitch_draws[place]
            money = 2 * startup.stage + (month - startup.last_round >= REVENUE_LAG)
            sold = startup.progress * sales_at_one[money]
            cash = startup.cash + (sold - burns_of[money] - space.charge)
            progress = startup.progress + startup.pace * space.speed[startup.field] * shocks[place]
            startup.cash, startup.progress = cash, progress
            sales += sold
            burns += burns_of[money]
            age = classes[startup.registered + 1]
            months_by_age[age] += 1
            # Both at once, for whether it is a team is a coin that no processor can foresee.
            if progress * (age == 0) >= REGISTRATION_PROGRESS:
                startup.registered = month

            risk = hazards[age] * space.risk[startup.tercile]
            if (cash < 0.0) | (fate < risk):
                failures_by_age[age] += 1
                end = FAILS
            elif (progress >= 1.0) | (month - startup.entered + 1 >= limit) | (fate > sold_above):
                end = way_out(startup, space, (fate > sold_above) & (age > 0), limit, month)
            else:
                end = STAYS
            if end != STAYS:
                leavers[leaving], ends[leaving] = row, end
                leaving += 1
            else:  # noted whether it pitches or not, and counted if it does: no branch on a coin
                listed[pitches] = row
                pitches += (startup.stage == UNFUNDED) & (pitch * space.payers < seed_looks)
    for place in range(leaving):
        far, near = min(place + 2 * AHEAD, leaving - 1), min(place + AHEAD, leaving - 1)
        fetch_soon(startups, leavers[far])
        fetch_soon(dossiers, leavers[far])
        fetch_tenancy(startups[leavers[near]], spaces, lists, life.funding, month)
        row, end = leavers[place], ends[place]
        space = spaces[startups[row].space]
        conclude(startups, dossiers, row, space, spaces, end, lists, book, life, stake, month)
    book.pitches = pitches
    book.ledger[flow.VENTURE_REVENUE] += sales
    book.ledger[flow.BURN] += burns


@inlined
def fetch_tenancy(
    startup: Record, spaces: Agents, lists: Lists, funding: Whole, month: int
) -> None:
    """Fetch early what the end of a tenancy writes."""
    for line in TENANCY_LINES:
        fetch_soon(spaces, startup.space, line)
    fetch_soon(lists.directory, startup.address)
    fetch_soon(lists.desks, startup.address)
    fetch_soon(funding[startup.stratum], min(month - startup.admitted, q.MAX_DURATION))


@compiled
def conclude(
    startups: Agents,
    dossiers: Agents,
    row: int,
    space: Record,
    spaces: Agents,
    end: int,
    lists: Lists,
    book: Record,
    life: LifeTables,
    stake: float,
    month: int,
) -> None:
    """Let a tenant fail, graduate, be acquired or move out."""
    startup, dossier = startups[row], dossiers[row]
    space.tally[q.TALLY_OF_END[end]] += 1.0
    outcome = q.RETURN_LEFT
    if end == FAILS:
        outcome = q.RETURN_FAILED
        focus, service = hazard_bins(space)
        book.hazard_failures[focus, service, startup.tercile] += 1
        liquidate(startup, book)
    else:
        if end in (GRADUATES, IS_ACQUIRED):
            credit_owner(space, end == IS_ACQUIRED)
            outcome = pay_exit(startup, dossier, space, spaces, book, stake, end == IS_ACQUIRED)
        book.ledger[flow.TAKEN_ALONG] += startup.cash
    vacate(startup, space, end, lists, book, month)
    spell_end = q.FUNDING_END_OF[end]
    leave(startup, dossier, row, spell_end, outcome, lists.free_rows, book, life, month)

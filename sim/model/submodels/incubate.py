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

Order: by row; tenants do not touch each other within the month. One word gives the shock to
progress, the fate and the chance to pitch to the seed fund.
"""

import math

import numpy as np

from sim.model import accounting as flow
from sim.model import quantities as q
from sim.model.categories import (
    LEADING_ENTERPRISE,
    N_FIELDS,
    NONE,
    UNFUNDED,
    UNIVERSITY,
)
from sim.model.compiled import compiled
from sim.model.randomness import (
    EXIT_MULTIPLE,
    INCUBATE,
    exponential,
    salt,
    standard_normal,
    unit,
    word,
)
from sim.model.rules import REGISTRATION_PROGRESS, fit
from sim.model.state import TENANT
from sim.model.transitions import leave, liquidate, vacate

READS = ()
WRITES = ()

PEER_SCALE = 40  # so that one neighbour in 44 slots already counts for 0.65 log units
BURN_OF_STAGE = (1.0, 2.0, 5.0, 12.0)  # over an unfunded team's burn
REVENUE_OF_STAGE = (1.0, 1.8, 4.0, 9.0)  # over an unfunded venture's revenue
REVENUE_LAG = 12  # months after a round
FIRM_HAZARDS = (0.016 / 12, 0.063 / 12, 0.095 / 12, 0.085 / 12)  # official, by year of age
EXIT_CHANCE = 0.3  # that a funded graduate is sold then; others stay with their owners
EXIT_MEDIAN, EXIT_LOG_SD = 2.2, 1.0  # multiple of money raised, given an exit
FAILS, GRADUATES, IS_ACQUIRED, MOVES_OUT, STAYS = 0, 1, 2, 3, -1  # as in TENANCY_ENDS
_PITCH_BITS = np.uint64(16)
_FATE_MASK, _PITCH_MASK = np.uint64((1 << 22) - 1), np.uint64((1 << 16) - 1)
_SHOCK_SHIFT = np.uint64(38)


@compiled
def split(bits):
    """Three draws of one word: 26 bits for the shock, 22 for the fate, 16 for the pitch."""
    shock = (np.float64(bits >> _SHOCK_SHIFT) + 0.5) * (1.0 / (1 << 26))
    fate = (np.float64((bits >> _PITCH_BITS) & _FATE_MASK) + 0.5) * (1.0 / (1 << 22))
    pitch = (np.float64(bits & _PITCH_MASK) + 0.5) * (1.0 / (1 << 16))
    return shock, fate, pitch


@compiled
def peers(same, others, slots, focus, logs):
    """Log peers: neighbours of the same field with weight ``focus``, of others with the rest.

    log(1 + 40 n / slots), read off a table of logarithms of whole numbers.

    >>> peers(0, 0, 44, 0.65, np.log(np.arange(1.0, 100.0)))
    0.0
    """
    alone = logs[slots]
    return focus * (logs[slots + PEER_SCALE * same] - alone) + (1.0 - focus) * (
        logs[slots + PEER_SCALE * others] - alone
    )


@compiled
def speed(service, fitting, learning, p):
    """Pace in a space over a venture's own pace.

    >>> from sim.model.parameters import Incubate
    >>> speed(0.0, 0.0, 0.0, Incubate())
    1.0
    """
    return 1.0 + p.service_gain * service * (1.0 + fitting) + p.peer_gain * learning


@compiled
def hazards_by_age(p, hazards):
    """Fill in the monthly hazards beside want of cash: of teams, then of firms by year of age."""
    hazards[0] = p.base_hazard
    for year in range(len(FIRM_HAZARDS)):
        hazards[year + 1] = p.firm_hazard * FIRM_HAZARDS[year]


@compiled
def age_classes(month, classes):
    """Fill in the age class of a venture registered in month ``index - 1``; 0 is a team."""
    classes[0] = 0
    for registered in range(month + 1):
        classes[registered + 1] = 1 + min((month - registered) // 12, len(FIRM_HAZARDS) - 1)


@compiled
def weakness(talent_tercile, early_closure, service):
    """Factor on the hazard: weak ventures close earlier where service is strong.

    >>> weakness(0, 0.25, 0.8), weakness(1, 0.25, 0.8)
    (1.2, 1.0)
    """
    return 1.0 + early_closure * service * (talent_tercile == 0)


@compiled
def money_by_stage(p, sales, burns):
    """Fill in revenue at progress 1 and burn (kCNY/month) by stage, and whether a year is over.

    Position 2 * stage is the year after the round, 2 * stage + 1 later: revenue lags a round.
    """
    for stage in range(len(BURN_OF_STAGE)):
        sales[2 * stage] = p.venture_revenue * REVENUE_OF_STAGE[max(stage - 1, 0)]
        sales[2 * stage + 1] = p.venture_revenue * REVENUE_OF_STAGE[stage]
        burns[2 * stage] = burns[2 * stage + 1] = p.burn * BURN_OF_STAGE[stage]


@compiled
def exit_multiple(u):
    """Multiple of the money raised that an exit pays: lognormal, so skewed."""
    return EXIT_MEDIAN * math.exp(EXIT_LOG_SD * standard_normal(u))


@compiled
def post_speed(space, logs, p, mechanisms):
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
def hazard_bins(space):
    """Bins of specialisation and service level in the hazard table."""
    focus = min(int(space.specialisation * q.HAZARD_BINS), q.HAZARD_BINS - 1)
    return focus, min(int(space.service_level * q.HAZARD_BINS), q.HAZARD_BINS - 1)


@compiled
def prepare(spaces, lists, book, logs, p, mechanisms):
    """Set every space's speeds and count its tenants' months at risk."""
    for row in lists.open_spaces[: book.open_spaces]:
        space = spaces[row]
        post_speed(space, logs, p, mechanisms)
        focus, service = hazard_bins(space)
        for tercile in range(q.TALENT_TERCILES):
            at_risk = space.tenants_by_talent[tercile]
            book.hazard_months[focus, service, tercile] += at_risk


@compiled
def way_out(startup, space, acquisition, tenure_limit, month):
    """How a tenant that did not fail leaves: graduation, acquisition, the limit, or STAYS."""
    if startup.progress >= 1.0:
        return GRADUATES
    if acquisition and space.operator == LEADING_ENTERPRISE and space.field == startup.field:
        return IS_ACQUIRED
    if month - startup.entered >= tenure_limit:
        return MOVES_OUT
    return STAYS


@compiled
def incubate(spaces, startups, dossiers, lists, book, logs, life, p, mechanisms, now):
    """Live one month of every tenant."""
    month, rules = now.month, p.incubate
    directory, funding, listed, stake = lists.directory, life.funding, lists.pitches, rules.stake
    prepare(spaces, lists, book, logs, p, mechanisms)
    shocks = salt(INCUBATE, month, 0)
    months_by_age, failures_by_age = life.age_months[month // 12], life.age_failures[month // 12]
    classes, hazards = book.age_classes, book.hazards
    sales_at_one, burns_of = book.sales_at_one, book.burns
    age_classes(month, classes)
    hazards_by_age(rules, hazards)
    money_by_stage(rules, sales_at_one, burns_of)
    sales, burns, pitches, limit = 0.0, 0.0, 0, rules.tenure_limit
    seed_looks = p.invest.seed_looks
    acquired_above = 1.0 - rules.acquisition_rate if mechanisms.acquisition else 1.0
    for row in range(book.startups_used):
        startup = startups[row]
        if startup.status != TENANT:
            continue
        space = spaces[startup.space]
        shock, fate, pitch = split(word(startup.key, shocks))
        money = 2 * startup.stage + (month - startup.last_round >= REVENUE_LAG)
        sold = startup.progress * sales_at_one[money]
        cash = startup.cash + (sold - burns_of[money] - space.charge)
        progress = startup.progress + startup.pace * space.speed[startup.field] * exponential(shock)
        startup.cash, startup.progress = cash, progress
        sales += sold
        burns += burns_of[money]
        age = classes[startup.registered + 1]
        months_by_age[age] += 1
        if age == 0 and progress >= REGISTRATION_PROGRESS:
            startup.registered = month

        risk = hazards[age] * space.risk[startup.tercile]
        if (cash < 0.0) | (fate < risk):
            failures_by_age[age] += 1
            end = FAILS
        elif (progress >= 1.0) | (month - startup.entered >= limit) | (fate > acquired_above):
            end = way_out(startup, space, (fate > acquired_above) & (age > 0), limit, month)
        else:
            end = STAYS
        if end != STAYS:
            conclude(
                startups, dossiers, row, space, spaces, end, directory, book, funding, stake, month
            )
        elif (startup.stage == UNFUNDED) & (pitch * space.tenants < seed_looks):
            listed[pitches] = row
            pitches += 1
    book.pitches = pitches
    book.ledger[flow.VENTURE_REVENUE] += sales
    book.ledger[flow.BURN] += burns


@compiled
def conclude(startups, dossiers, row, space, spaces, end, directory, book, funding, stake, month):
    """Let a tenant fail, graduate, be acquired or move out."""
    startup, dossier = startups[row], dossiers[row]
    space.tally[q.TALLY_OF_END[end]] += 1.0
    if end == FAILS:
        focus, service = hazard_bins(space)
        book.hazard_failures[focus, service, startup.tercile] += 1
        liquidate(startup, book)
    else:
        if end == GRADUATES or end == IS_ACQUIRED:
            credit_owner(space, end)
            pay_exit(startup, dossier, space, spaces, book, stake, end == IS_ACQUIRED)
        book.ledger[flow.TAKEN_ALONG] += startup.cash
    vacate(startup, dossier, space, end, directory, book, month)
    leave(startup, dossier, row, q.FUNDING_END_OF[end], book, funding, month)


@compiled
def credit_owner(space, end):
    """Count a graduation or acquisition for the space's record and the owner's gains."""
    if end == GRADUATES:
        space.successes_ever += 1
        if space.operator == UNIVERSITY:
            space.owner_gains += 1.0
    elif space.operator == LEADING_ENTERPRISE:
        space.owner_gains += 1.0


@compiled
def pay_exit(startup, dossier, space, spaces, book, stake, by_host):
    """Divide an exit's value among the space, the seed fund and the investors."""
    raised = dossier.raised + dossier.seed_raised
    sold = by_host or unit(word(startup.key, salt(EXIT_MULTIPLE, -1, 1))) < EXIT_CHANCE
    if raised <= 0.0 or not sold:
        return
    value = raised * exit_multiple(unit(word(startup.key, salt(EXIT_MULTIPLE, -1, 0))))
    to_spaces = stake * value
    space.tally[q.REVENUE_STAKES] += to_spaces
    space.cash += to_spaces
    rest = value - to_spaces
    if dossier.seed_space != NONE and spaces[dossier.seed_space].closed == NONE:
        share = rest * dossier.seed_raised / raised
        spaces[dossier.seed_space].seed_fund += share
        to_spaces += share
        rest -= share
    book.ledger[flow.STAKES_HOST if by_host else flow.STAKES_MARKET] += to_spaces
    book.ledger[flow.EXITS_HOST if by_host else flow.EXITS_MARKET] += rest
    book.ledger[flow.DISTRIBUTIONS] += rest

"""The recorded list and recognition (ODD 7.9): the ninth submodel of the month.

1. Every half year spaces of some age, with tenants and of the entry standard, are listed and
   receive the recognition grant and a specialisation grant in proportion to s.
2. Once a year listed spaces report. Not reporting depends on tenants and solvency; closed
   spaces never report; an audit counts thin service as a missed report.
3. Two missed reports in a row delist a space (``delisting``). Without that mechanism a
   space leaves the list when it closes.
4. Once a year the best scored listed spaces become national, up to the quota.

Statistics count the list; alive is another number. Order: spaces by row, scores from the
best down, ties by an addressed lottery.
"""

from sim.model import accounting as flow
from sim.model import quantities as q
from sim.model.categories import NATIONAL, NONE, NOT_RECOGNISED, PROVINCIAL
from sim.model.compiled import compiled
from sim.model.conditions import Conditions
from sim.model.kinds import Agents, Record, Word
from sim.model.mechanisms import Mechanisms
from sim.model.parameters import Parameters
from sim.model.randomness import AUDIT, NOMINATE, REPORT, salt, unit, word
from sim.model.rules import clip, occupancy
from sim.model.state import Lists

READS = (
    "book: ledger open_spaces public_cost spaces_used",
    "lists: open_spaces",
    "now: audit entry_standard month national_quota recognition_grant specialisation_grant",
    "spaces: admitted_ever cash closed delisted founded key missed_reports months_insolvent",
    "spaces: recognition score service_level slots specialisation successes_ever tally tenants",
)
WRITES = (
    "book: ledger public_cost",
    "spaces: cash delisted missed_reports recognition score tally",
)

LISTING_MONTHS = (5, 11)  # June and December, counted from 0
REPORT_MONTH, NOMINATION_MONTH = 2, 11
LEAST_AGE, LEAST_TENANTS = 6, 5  # months and startups on application
MISSED_TO_DELIST = 2
EVENTS_PER_SLOT = 0.1  # a year at full service; weighs in the score as they do in the lists
TIE = 1e-9  # scale of the lottery added to scores
FUNDED_WEIGHT = 5.0  # of a first funding against a tenant, in the score


@compiled
def eligible(space: Record, month: int, entry_standard: float) -> bool:
    """Whether a space may enter the list: of some age, with tenants, of the standard."""
    return (
        month - space.founded >= LEAST_AGE
        and space.tenants >= LEAST_TENANTS
        and space.service_level >= entry_standard
    )


@compiled
def missed_chance(base: float, added: float, taken: float, insolvent: bool) -> float:
    """Probability of missing the yearly report.

    >>> missed_chance(0.03, 0.5, 0.7, False)
    0.03
    """
    emptiness = clip((0.4 - taken) / 0.4, 0.0, 1.0)
    return clip(base + added * max(emptiness, 0.5 * insolvent), 0.0, 1.0)


@compiled
def score(space: Record) -> float:
    """National score: tenants, their record of success and events, a slot."""
    record = space.successes_ever / max(space.admitted_ever, 1)
    taken = occupancy(space.tenants, space.slots)
    return taken * (1.0 + FUNDED_WEIGHT * record) + EVENTS_PER_SLOT * space.service_level


@compiled
def enlist(space: Record, book: Record, now: Conditions) -> None:
    """Enter a space in the list and pay its grants."""
    space.recognition = PROVINCIAL
    space.tally[q.SPACES_LISTED] += 1.0
    pay_grant(space, book, now.recognition_grant, q.COST_RECOGNITION)
    pay_grant(space, book, now.specialisation_grant * space.specialisation, q.COST_SPECIALISATION)


@compiled
def pay_grant(space: Record, book: Record, amount: float, lever: int) -> None:
    """Pay a grant from public money."""
    space.cash += amount
    space.tally[q.PUBLIC_COST] += amount
    book.ledger[flow.GRANTS] += amount
    book.public_cost[lever] += amount


@compiled
def delist(space: Record) -> None:
    """Strike a space off the list for good."""
    space.recognition, space.delisted = NOT_RECOGNISED, 1
    space.tally[q.SPACES_DELISTED] += 1.0


@compiled
def collect_report(
    space: Record, p: Parameters, now: Conditions, reports: Word, audits: Word
) -> None:
    """Count a missed report, or clear the count."""
    chance = missed_chance(
        p.supervise.missed_report_per_year,
        p.supervise.empty_missed_per_year,
        occupancy(space.tenants, space.slots),
        space.months_insolvent > 0,
    )
    missed = space.closed != NONE or unit(word(space.key, reports)) < chance
    if unit(word(space.key, audits)) < now.audit and space.service_level < now.entry_standard:
        missed = True
    space.missed_reports = space.missed_reports + 1 if missed else 0


@compiled
def nominate(spaces: Agents, lists: Lists, book: Record, quota: int, lottery: Word) -> None:
    """Make the best scored listed spaces national, up to the quota."""
    for row in lists.open_spaces[: book.open_spaces]:
        space = spaces[row]
        space.score = -1.0
        if space.recognition == PROVINCIAL:
            space.score = score(space) + TIE * unit(word(space.key, lottery))
    for _ in range(quota):
        best, highest = NONE, 0.0
        for row in lists.open_spaces[: book.open_spaces]:
            if spaces[row].score > highest:
                best, highest = row, spaces[row].score
        if best == NONE:
            return
        spaces[best].recognition, spaces[best].score = NATIONAL, -1.0


@compiled
def supervise(
    spaces: Agents,
    lists: Lists,
    book: Record,
    p: Parameters,
    mechanisms: Mechanisms,
    now: Conditions,
) -> None:
    """Keep the list: entries, reports, delisting, national recognition."""
    month, calendar = now.month, now.month % 12
    reports, audits = salt(REPORT, month, 0), salt(AUDIT, month, 0)
    for row in range(book.spaces_used):
        space = spaces[row]
        listed, alive = space.recognition != NOT_RECOGNISED, space.closed == NONE
        if listed and not mechanisms.delisting:
            if not alive:
                delist(space)
        elif listed and calendar == REPORT_MONTH:
            collect_report(space, p, now, reports, audits)
            if space.missed_reports >= MISSED_TO_DELIST:
                delist(space)
        elif (
            not listed
            and alive
            and not space.delisted
            and calendar in LISTING_MONTHS
            and eligible(space, month, now.entry_standard)
        ):
            enlist(space, book, now)
    if calendar == NOMINATION_MONTH:
        quota = int(round(now.national_quota))
        nominate(spaces, lists, book, quota, salt(NOMINATE, month, 0))

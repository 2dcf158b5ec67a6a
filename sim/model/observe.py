"""Observation (ODD 7.11): the last submodel of the month. It changes nobody's fate.

1. Each space's tally of flows is completed by its stocks and added to its groups: present
   and founding cell of the 2 x 2 of focus and rent, operator, service type.
   Its own tenant-months and failures of tenants are summed over its life.
2. Exact life tables gain a month: spaces at risk at the start of the month, and closures.
3. Sector cash is summed from the state, to be held against the ledger.
4. Spaces are relabelled for the next month; stocks that change class are counted.
"""

import numpy as np

from sim.model import quantities as q
from sim.model.agents import SPACE_LINES
from sim.model.categories import NATIONAL, NONE, NOT_RECOGNISED, UNFUNDED
from sim.model.compiled import compiled
from sim.model.kinds import Agents, Reals, Record
from sim.model.prefetch import fetch_soon
from sim.model.returns import end_financings
from sim.model.rules import cell_of
from sim.model.state import EMPTY, SIMILARITY_BINS, LifeTables, Lists, Records

READS = (
    "book: fields focus_bins ledger open_spaces pool public_cost seekers service_bins spaces_used",
    "book: startups_used types",
    "investors: capital",
    "life: space_closures space_months",
    "lists: open_spaces",
    "records: cash totals",
    "spaces: cash cell_founded cell_now closed earnings_year failures_ever field founded operator",
    "spaces: price_level recognition rent_dependence reputation seed_fund service_level",
    "spaces: service_type slots specialisation tally tenant_months_ever tenants",
    "startups: cash status",
)
WRITES = (
    "book: fields focus_bins ledger pool public_cost service_bins types",
    "life: space_closures space_months",
    "records: cash ledger pool public_cost totals",
    "spaces: cell_now failures_ever tally tenant_months_ever",
)

AHEAD = 2  # spaces that are fetched early
STOCKS_THAT_MOVE = (
    (q.SPACES, q.RELABELLED_IN, q.RELABELLED_OUT),
    (q.TENANTS, q.TENANTS_RELABELLED_IN, q.TENANTS_RELABELLED_OUT),
    (q.SPACES_RECORDED, q.RECORDED_RELABELLED_IN, q.RECORDED_RELABELLED_OUT),
)


@compiled
def observe(
    spaces: Agents,
    startups: Agents,
    investors: Agents,
    lists: Lists,
    book: Record,
    life: LifeTables,
    records: Records,
    month: int,
) -> None:
    """Record the month and clear the book for the next."""
    totals = records.totals[month]
    for row in range(book.spaces_used):
        for line in range(SPACE_LINES):
            fetch_soon(spaces, min(row + AHEAD, book.spaces_used - 1), line)
        space = spaces[row]
        alive, listed = space.closed == NONE, space.recognition != NOT_RECOGNISED
        if not (alive or listed or space.closed == month or space.tally[q.SPACES_DELISTED] > 0):
            continue
        complete(space, alive, listed)
        space.tenant_months_ever += int(space.tally[q.TENANTS])
        space.failures_ever += int(space.tally[q.FAILED])
        count_life(space, life, month)
        add(totals[q.FROM_CELL_NOW + space.cell_now], space.tally)
        add(totals[q.FROM_CELL_FOUNDED + space.cell_founded], space.tally)
        add(totals[q.FROM_OPERATOR + space.operator], space.tally)
        add(totals[q.FROM_TYPE + space.service_type], space.tally)
        if alive:
            relabel(space, totals)
        clear(space.tally)
    observe_startups(startups, book, records.cash[month])
    observe_money(spaces, investors, lists, book, records.cash[month])
    observe_spread(spaces, lists, book)
    keep(book.pool, records.pool[month])
    keep(book.ledger, records.ledger[month])
    keep(book.public_cost, records.public_cost[month])


@compiled
def complete(space: Record, alive: bool, listed: bool) -> None:
    """Fill in the stocks at the end of the month."""
    tally = space.tally
    tally[q.SPACES_RECORDED] = listed
    tally[q.NATIONAL_LEVEL] = space.recognition == NATIONAL
    if not alive:
        return
    earnings = 0.0
    for month in range(12):
        earnings += space.earnings_year[month]
    tally[q.SPACES] = 1.0
    tally[q.TENANTS] = space.tenants
    tally[q.SLOTS] = space.slots
    tally[q.SERVICE_SUM] = space.service_level
    tally[q.PRICE_SUM] = space.price_level
    tally[q.RENT_DEPENDENCE_SUM] = space.rent_dependence
    tally[q.SPECIALISATION_SUM] = space.specialisation
    tally[q.REPUTATION_SUM] = space.reputation
    tally[q.PROFITABLE] = earnings >= 0.0
    if listed:
        tally[q.SERVICE_CAPACITY] = space.service_level * space.slots


@compiled
def add(total: Reals, tally: Reals) -> None:
    """Add a space's month to a group's."""
    for quantity in range(total.shape[0]):  # a length not known beforehand: added in vectors
        total[quantity] += tally[quantity]


@compiled
def clear(page: Reals) -> None:
    """Set a page to zero."""
    for position in range(page.shape[0]):
        page[position] = 0.0


@compiled
def keep(page: Reals, record: Reals) -> None:
    """Copy a page of the book to the records and clear it."""
    for position in range(page.shape[0]):
        record[position] = page[position]
        page[position] = 0.0


@compiled
def relabel(space: Record, totals: Reals) -> None:
    """Move a space's stocks to its new cell, counting them out of one and into the other."""
    after = cell_of(space.specialisation, space.rent_dependence)
    if after == space.cell_now:
        return
    old, new = totals[q.FROM_CELL_NOW + space.cell_now], totals[q.FROM_CELL_NOW + after]
    for quantity in range(q.SPACES, q.RELABELLED_IN):
        old[quantity] -= space.tally[quantity]
        new[quantity] += space.tally[quantity]
    for stock, inward, outward in STOCKS_THAT_MOVE:
        old[outward] += space.tally[stock]
        new[inward] += space.tally[stock]
    space.cell_now = after


@compiled
def count_life(space: Record, life: LifeTables, month: int) -> None:
    """Add a month at risk to the life tables; spaces alive at the start have no founding row."""
    age, closing = month - space.founded, space.closed == month
    if age <= 0 or (space.closed != NONE and not closing):
        return
    life.space_months[0, space.cell_now, age] += 1
    life.space_closures[0, space.cell_now, age] += closing
    if space.founded >= 0:
        life.space_months[1, space.cell_founded, age] += 1
        life.space_closures[1, space.cell_founded, age] += closing


@compiled
def observe_startups(startups: Agents, book: Record, cash: Reals) -> None:
    """Count seekers and startups; sum their cash from the state."""
    alive, total = 0, 0.0
    for row in range(book.startups_used):
        startup = startups[row]
        if startup.status != EMPTY:
            alive += 1
            total += startup.cash
    cash[0] = total
    book.pool[q.SEEKERS], book.pool[q.STARTUPS] = book.seekers, alive


@compiled
def observe_money(
    spaces: Agents, investors: Agents, lists: Lists, book: Record, cash: Reals
) -> None:
    """Sum the cash of spaces with their seed funds, and of investors, from the state."""
    for row in lists.open_spaces[: book.open_spaces]:
        cash[1] += spaces[row].cash + spaces[row].seed_fund
    for number in range(investors.shape[0]):
        cash[2] += investors[number].capital


@compiled
def observe_spread(spaces: Agents, lists: Lists, book: Record) -> None:
    """Concentration of tenants and tenant-weighted similarity of two spaces."""
    tenants, squares = 0.0, 0.0
    for row in lists.open_spaces[: book.open_spaces]:
        here = np.float64(spaces[row].tenants)
        tenants += here
        squares += here * here
    if tenants > 0.0:
        book.pool[q.TENANT_CONCENTRATION] = squares / (tenants * tenants)
        book.pool[q.HOMOGENISATION] = homogenisation(spaces, lists, book, tenants)


@compiled
def homogenisation(spaces: Agents, lists: Lists, book: Record, tenants: float) -> float:
    """Similarity in type, field, s and v of the spaces of two tenants drawn at random."""
    types, fields, focus, service = book.types, book.fields, book.focus_bins, book.service_bins
    clear(types)
    clear(fields)
    clear(focus)
    clear(service)
    for row in lists.open_spaces[: book.open_spaces]:
        space = spaces[row]
        weight = space.tenants / tenants
        types[space.service_type] += weight
        fields[space.field] += weight
        focus[min(int(space.specialisation * SIMILARITY_BINS), SIMILARITY_BINS - 1)] += weight
        service[min(int(space.service_level * SIMILARITY_BINS), SIMILARITY_BINS - 1)] += weight
    same = sum_of_squares(types) + sum_of_squares(fields)
    return (same + 2.0 - mean_difference(focus) - mean_difference(service)) / 4.0


@compiled
def sum_of_squares(shares: Reals) -> float:
    """Chance that two draws from these shares are of one kind."""
    total = 0.0
    for share in shares:
        total += share * share
    return total


@compiled
def mean_difference(shares: Reals) -> float:
    """Mean absolute difference of two draws from binned shares of a scale from 0 to 1.

    >>> import numpy as np
    >>> mean_difference(np.array([0.5, 0.0, 0.0, 0.5]))
    0.375
    """
    below, total = 0.0, 0.0
    for share in shares:
        below += share
        total += below * (1.0 - below)
    return 2.0 * total / shares.shape[0]


@compiled
def count_open_spells(
    spaces: Agents, startups: Agents, dossiers: Agents, book: Record, life: LifeTables, month: int
) -> None:
    """Enter those still at risk at the horizon in the life tables, as "open"."""
    for row in range(book.startups_used):
        startup, dossier = startups[row], dossiers[row]
        if startup.status == EMPTY:
            continue
        end_financings(dossier, q.RETURN_OPEN, life.returns, month)
        if startup.admitted != NONE and startup.stage == UNFUNDED:
            spell = min(month - startup.admitted, q.MAX_DURATION)
            life.funding[startup.stratum, spell, q.END_OPEN] += 1
        if startup.space != NONE:
            spell = min(month - startup.entered, q.MAX_DURATION)
            book.tenancies[spaces[startup.space].cell_founded, spell, q.TENANCY_OPEN] += 1

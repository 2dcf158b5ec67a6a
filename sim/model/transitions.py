"""Entering and leaving a space: the bookkeeping that several submodels share."""

from sim.model import accounting as flow
from sim.model import quantities as q
from sim.model.categories import N_FIELDS, NONE, UNFUNDED
from sim.model.compiled import compiled, inlined
from sim.model.kinds import Record, Whole, Word
from sim.model.randomness import DIRECTORY, GOLDEN, mix, place_of, salt
from sim.model.returns import end_financings
from sim.model.state import EMPTY, NO_DESK, SEEKING, TENANT, LifeTables, Lists

DIRECTORY_TRIES = 64
FIELD_BITS = 3  # of eight fields in the number of a desk


@inlined
def enter(
    startup: Record,
    dossier: Record,
    row: int,
    space: Record,
    space_row: int,
    lists: Lists,
    years: int,
    month: int,
) -> None:
    """Make a seeker a tenant of a space."""
    startup.status, startup.space, startup.entered = TENANT, space_row, month
    space.tenants += 1
    space.tenants_by_field[startup.field] += 1
    space.tenants_by_talent[startup.tercile] += 1
    space.tally[q.ADMITTED] += 1.0
    if dossier.served_year != month // 12:
        space.tally[q.SERVED] += 1.0
    if startup.admitted == NONE:
        space.admitted_ever += 1
        startup.admitted, dossier.first_space = month, space_row
        startup.stratum = stratum(
            int(space.cell_founded), month // 12, int(startup.tercile), int(startup.field), years
        )
    address = write_address(lists.directory, startup.key, row)
    startup.address = address
    if address != NONE:
        lists.desks[address] = desk(space_row, startup.field)


@compiled
def stratum(cell: int, year: int, tercile: int, field: int, years: int) -> int:
    """Stratum of the funding life table: first space's cell, entry year, talent, field."""
    return ((cell * years + year) * q.TALENT_TERCILES + tercile) * N_FIELDS + field


@compiled
def desk(space_row: int, field: int) -> int:
    """Where a tenant sits, as screens see it: above 0, with its space and its field.

    >>> space_of_desk(desk(41, 3)), field_of_desk(desk(41, 3))
    (42, 3)
    """
    return (space_row + 1) << FIELD_BITS | field


@compiled
def space_of_desk(place: int) -> int:
    """Row of a desk's space plus one; 0 of ``NO_DESK``."""
    return place >> FIELD_BITS


@compiled
def field_of_desk(place: int) -> int:
    """Field of a desk's tenant."""
    return place & (N_FIELDS - 1)


@inlined
def write_address(directory: Whole, key: Word, row: int) -> int:
    """Enter a tenant in the directory; its address is a pure function of its key but for clashes.

    Returns NONE in the unlikely case that ``DIRECTORY_TRIES`` addresses are all taken.
    """
    base = key + salt(DIRECTORY, -1, 0)
    for _ in range(DIRECTORY_TRIES):
        base += GOLDEN
        address = place_of(mix(base), directory.shape[0])
        if directory[address] == NONE:
            directory[address] = row
            return address
    return NONE


@inlined
def vacate(
    startup: Record, space: Record, end: int, lists: Lists, book: Record, month: int
) -> None:
    """Take a tenant out of its space; the caller says what becomes of it."""
    space.tenants -= 1
    space.tenants_by_field[startup.field] -= 1
    space.tenants_by_talent[startup.tercile] -= 1
    if startup.address != NONE:
        lists.directory[startup.address], lists.desks[startup.address] = NONE, NO_DESK
    spell = min(month - startup.entered, q.MAX_DURATION)
    book.tenancies[space.cell_founded, spell, end] += 1
    startup.space = NONE


@compiled
def join_queue(row: int, seekers: Whole, book: Record) -> None:
    """Put a startup at the end of the queue of seekers."""
    seekers[book.seekers] = row
    book.seekers += 1


@compiled
def seek_again(
    startup: Record, dossier: Record, row: int, seekers: Whole, book: Record, month: int
) -> None:
    """Put a displaced startup at the end of the queue of seekers."""
    join_queue(row, seekers, book)
    startup.status = SEEKING
    dossier.waited, dossier.host = 0, NONE
    dossier.served_year = month // 12


@inlined
def leave(
    startup: Record,
    dossier: Record,
    row: int,
    end: int,
    outcome: int,
    free_rows: Whole,
    book: Record,
    life: LifeTables,
    month: int,
) -> None:
    """Take a startup out of the model; its cash is the caller's business."""
    if startup.stage != UNFUNDED:
        end_financings(dossier, outcome, life.returns, month)
    elif startup.admitted != NONE:
        end_unfunded_spell(startup, end, life.funding, month)
    startup.status = EMPTY
    free_rows[book.free_rows] = row
    book.free_rows += 1


@compiled
def end_unfunded_spell(startup: Record, end: int, funding: Whole, month: int) -> None:
    """Enter the end of an unfunded spell in the life table of first funding."""
    spell = min(month - startup.admitted, q.MAX_DURATION)
    funding[startup.stratum, spell, end] += 1


@compiled
def liquidate(startup: Record, book: Record) -> None:
    """Settle the cash of a venture that failed or gave up."""
    if startup.cash >= 0.0:
        book.ledger[flow.STARTUP_LIQUIDATION] += startup.cash
    else:
        book.ledger[flow.UNPAID_BILLS] -= startup.cash
    startup.cash = 0.0

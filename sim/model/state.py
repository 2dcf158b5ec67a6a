"""The state: one record an agent (``sim.model.agents``), lists of rows, tables and the book.

A space keeps its row for ever; a startup's row is used again after it has left. Draws go by
``key``, picks by address; where agents act by row, the ODD says so.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.model import quantities as q
from sim.model.accounting import FLOWS
from sim.model.categories import CELLS, N_FIELDS, SERVICE_TYPES, STAGES
from sim.model.conditions import Conditions
from sim.model.mechanisms import Mechanisms
from sim.model.parameters import Parameters
from sim.model.searches import Searches

MOST_LOOKS, MOST_MONTHS = 32, 1024  # bounds of search_size and of the horizon
DRAWN_AT_ONCE = 256  # startups whose months are drawn together: they stay in the nearest cache
SIMILARITY_BINS = 20  # of s and v in the measure of homogenisation
BERTH_BITS = 6  # of the number of a berth in its entry
BERTHS = 1 << BERTH_BITS  # addresses of four slots each that one space has at most
EMPTY, SEEKING, TENANT = range(3)
NO_BERTH, NO_DESK = 0, 0  # of an empty address: place 0 in tables by space, which draws nobody
BOOK = np.dtype(
    [
        ("open_spaces", "i8"),  # length of the list of open spaces
        ("spaces_used", "i8"),  # rows used so far
        ("startups_used", "i8"),
        ("free_rows", "i8"),  # length of the list of startup rows to use again
        ("seekers", "i8"),  # length of the list of seekers
        ("pitches", "i8"),  # length of the list of tenants that see their seed fund
        ("pool", "f8", (len(q.POOL_QUANTITIES),)),  # this month's record
        ("ledger", "f8", (len(FLOWS),)),  # kCNY this month
        ("public_cost", "f8", (len(q.COST_LEVERS),)),  # kCNY this month
        # Room for this month's tables, so that no kernel allocates.
        ("shocks", "f8", (DRAWN_AT_ONCE,)),
        ("fates", "f8", (DRAWN_AT_ONCE,)),
        ("pitch_draws", "f8", (DRAWN_AT_ONCE,)),
        ("look_salts", "u8", (MOST_LOOKS,)),
        ("age_classes", "i8", (MOST_MONTHS,)),
        ("hazards", "f8", (len(q.AGE_CLASSES),)),
        ("sales_at_one", "f8", (2 * len(STAGES),)),
        ("burns", "f8", (2 * len(STAGES),)),
        ("types", "f8", (len(SERVICE_TYPES),)),
        ("fields", "f8", (N_FIELDS,)),
        ("focus_bins", "f8", (SIMILARITY_BINS,)),
        ("service_bins", "f8", (SIMILARITY_BINS,)),
        # Life tables of the whole run; see ``LifeTables``.
        ("tenancies", "i8", (len(CELLS), q.MAX_DURATION + 1, len(q.TENANCY_ENDS))),
        ("hazard_months", "i8", (q.HAZARD_BINS, q.HAZARD_BINS, q.TALENT_TERCILES)),
        ("hazard_failures", "i8", (q.HAZARD_BINS, q.HAZARD_BINS, q.TALENT_TERCILES)),
    ],
    align=True,
)


class Lists(NamedTuple):
    """Rows in a stated order; how many count is in the book."""

    open_spaces: NDArray[np.int32]  # ascending
    seekers: NDArray[np.int32]  # those who have searched longest first
    entrants: NDArray[np.int32]  # of seekers who have found a space, in the order of choosing
    chosen: NDArray[np.int32]  # rows of the spaces that they enter
    pitches: NDArray[np.int32]  # of tenants, ascending
    leavers: NDArray[np.int32]  # of tenants whose tenancy ends this month, ascending
    free_rows: NDArray[np.int32]  # of startups that have left; the last is used again first
    ends: NDArray[np.int8]  # how it ends, as in ``quantities.TENANCY_ENDS``
    directory: NDArray[np.int32]  # (addresses,) row of the tenant at an address, or NONE
    desks: NDArray[np.int32]  # (addresses,) its space and field as ``desk``, or NO_DESK
    closing: NDArray[np.int8]  # (spaces + 1,) 1 of those that close this month
    draws: NDArray[np.float64]  # (spaces + 1,) chance that a screen takes up who it hits there


# Which of them have a row for each space (and one that is nobody's) and for each startup; the
# others go by address.
BY_SPACE = ("open_spaces", "closing", "draws")
BY_STARTUP = ("seekers", "entrants", "chosen", "pitches", "leavers", "free_rows", "ends")


class Vacancies(NamedTuple):
    """Fixed addresses of berths (four slots each) that looks propose from."""

    berths: NDArray[np.int32]  # of everywhere, then a stretch for each field; as ``berth_entry``
    stretch: NDArray[np.int64]  # (fields + 1,) where each stretch begins
    salts: NDArray[np.uint64]  # (64,) of berths


class Luck(NamedTuple):
    """Luck of fields, the same in all scenarios of a seed."""

    founders: NDArray[np.float64]  # (months, fields) share among founders times demand
    capital: NDArray[np.float64]  # (months, fields) the field's supply of capital, 1 on average


class LifeTables(NamedTuple):
    """Exact counts of months at risk and of ends.

    Those of fixed shape are in the book: ``tenancies`` (cells, durations, ends) of spaces as
    founded, ``hazard_months`` and ``hazard_failures`` (s bins, v bins, terciles) of tenants.
    """

    funding: NDArray[np.int32]  # (strata, durations, ends) startups until first funding
    age_months: NDArray[np.int64]  # (years, age classes) months of teams and firms
    age_failures: NDArray[np.int64]  # (years, age classes)
    space_months: NDArray[np.int64]  # (2, cells, ages) at risk by present and founding cell
    space_closures: NDArray[np.int64]  # (2, cells, ages)
    returns: NDArray[np.int32]  # (years, rounds, durations, ends) financings until their end


class Records(NamedTuple):
    """What a run leaves behind, beside the life tables."""

    totals: NDArray[np.float64]  # (months, groups, quantities) sums over spaces
    pool: NDArray[np.float64]  # (months, pool quantities)
    ledger: NDArray[np.float64]  # (months, flows) kCNY
    cash: NDArray[np.float64]  # (months, 3) kCNY of the sectors with cash
    opening: NDArray[np.float64]  # (3,) kCNY
    public_cost: NDArray[np.float64]  # (months, cost levers) kCNY


class World(NamedTuple):
    """Everything that a month reads and writes."""

    seed: np.uint64  # word of the seed
    label_seed: np.uint64  # word of the seed of labels; another one only in tests
    parameters: Parameters  # one record of the same names
    mechanisms: Mechanisms  # one record of the same names
    now: Conditions  # one record of the same names: this month's conditions
    schedule: NDArray[np.void]  # one record a month, fields ``conditions.NAMES``
    spaces: NDArray[np.void]  # of SPACE
    startups: NDArray[np.void]  # of STARTUP
    dossiers: NDArray[np.void]  # of DOSSIER, row by row with startups
    offers: NDArray[np.void]  # of OFFER, (spaces + 1,): place 0 offers nothing
    signals: NDArray[np.void]  # of SIGNAL, (spaces,)
    investors: NDArray[np.void]  # of INVESTOR
    book: NDArray[np.void]  # one record, of BOOK
    lists: Lists
    vacancies: Vacancies
    searches: Searches  # room for this month's; nothing in it lasts
    logs: NDArray[np.float64]  # logarithms of whole numbers
    luck: Luck
    life: LifeTables
    records: Records

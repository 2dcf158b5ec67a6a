"""The state: one record an agent, in record arrays; units in the comments.

``spaces[row].cash`` reads and writes one field, ``spaces["cash"]`` is the column of all.
Records rather than a struct of many arrays because Numba counts references of every array
in a struct at every call: see ``docs/decisions/0001-records.md``.

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

SPACE = np.dtype(
    [
        # What tenants and seekers meet this month (set by match, incubate and invest).
        ("charge", "f8"),  # rent and fee, kCNY/tenant/month
        ("speed", "f8", (N_FIELDS,)),  # pace of tenants of each field over their own
        ("risk", "f8", (q.TALENT_TERCILES,)),  # factor on the hazard, by talent
        ("tenants", "i4"),
        ("payers", "i4"),  # tenants that pay rent and fee this month
        ("service", "f8"),  # service level that tenants and investors see, 0 to 1
        ("signal_sd", "f8"),  # noise of investors' signals
        ("signal_cut", "f8", (2,)),  # signal at which early and venture investors act
        ("key", "u8"),
        ("specialisation", "f8"),  # s, 0 to 1
        ("slots", "i4"),
        ("operator", "i1"),
        ("field", "i1"),
        ("cell_founded", "i1"),  # observers' label
        ("cell_now", "i1"),  # observers' label
        ("recognition", "i1"),
        ("service_type", "i1"),
        ("enterprise", "i1"),  # run by a legal enterprise: 0 or 1
        ("private", "i1"),  # run privately: 0 or 1
        ("district", "i1"),
        ("delisted", "i1"),  # once delisted, never listed again: 0 or 1
        ("missed_reports", "i1"),  # in a row
        ("founded", "i4"),  # month; -1 before the start
        ("closed", "i4"),  # month; NONE while open
        ("lease_until", "i4"),  # month
        ("months_insolvent", "i4"),
        ("admitted_ever", "i4"),
        ("successes_ever", "i4"),  # first fundings and graduations
        ("tenant_months_ever", "i4"),  # observers' count
        ("failures_ever", "i4"),  # of tenants; observers' count
        ("ident", "i8"),
        ("service_orientation", "f8"),  # a, 0 to 1
        ("service_level", "f8"),  # v, 0 to 1
        ("price_level", "f8"),  # m, 0.7 to 1.2
        ("rent", "f8"),  # kCNY/tenant/month
        ("fee", "f8"),  # kCNY/tenant/month
        ("reputation", "f8"),  # share
        ("rent_dependence", "f8"),  # r, 0 to 1
        ("cash", "f8"),  # kCNY
        ("seed_fund", "f8"),  # kCNY
        ("owner_commitment", "f8"),  # w, kCNY/slot/month
        ("owner_gains", "f8"),  # projects gained by the owner, fading over a year
        ("tenants_by_field", "i4", (N_FIELDS,)),
        ("tenants_by_talent", "i4", (q.TALENT_TERCILES,)),
        ("score", "f8"),  # for national recognition, this year
        ("rent_year", "f8", (12,)),  # kCNY, last twelve months
        ("fees_year", "f8", (12,)),  # kCNY
        ("earnings_year", "f8", (12,)),  # kCNY, revenue with subsidy less cost
        ("tally", "f8", (q.N_QUANTITIES,)),  # this month's record
    ],
    align=True,
)

# What seekers see of a space, kept small because looks meet spaces at random.
OFFER = np.dtype(
    [
        ("open_slots", "i4"),
        ("field", "i1"),
        ("specialisation", "f8"),
        ("key", "u8"),
        ("least_talent", "f8"),  # talent that is admitted
        ("repulsion", "f8", (2,)),  # exp(-utility / scale) for other- and same-field seekers
    ],
    align=True,
)

MOST_LOOKS, MOST_MONTHS = 32, 1024  # bounds of search_size and of the horizon
SIMILARITY_BINS = 20  # of s and v in the measure of homogenisation
BERTH_BITS = 6  # of the number of a berth in its entry
BERTHS = 1 << BERTH_BITS  # addresses of four slots each that one space has at most
EMPTY, SEEKING, TENANT = range(3)
NO_BERTH, NO_DESK = 0, 0  # of an empty address: place 0 in tables by space, which draws nobody
# What a tenant's month touches, kept small because all of it passes through the processor's
# cache every month; what only events touch is in the dossier of the same row.
STARTUP = np.dtype(
    [
        ("key", "u8"),
        ("progress", "f8"),  # x; a firm is registered from 0.3 on
        ("pace", "f8"),  # progress/month without help
        ("cash", "f8"),  # kCNY
        ("talent", "f8"),  # z
        ("space", "i4"),  # row or NONE
        ("entered", "i2"),  # month of the present tenancy
        ("registered", "i2"),  # month; NONE while a team
        ("last_round", "i2"),  # month
        ("status", "i1"),  # EMPTY, SEEKING or TENANT
        ("field", "i1"),
        ("stage", "i1"),
        ("tercile", "i1"),  # of talent
    ],
    align=True,
)
ROUNDS = len(STAGES) - 1  # that one startup has at most: each leads to a higher stage
DOSSIER = np.dtype(
    [
        ("ident", "i8"),
        ("raised", "f8"),  # kCNY from independent investors and the guidance fund
        ("seed_raised", "f8"),  # kCNY from seed funds
        ("seed_space", "i4"),  # row of the space whose fund invested
        ("first_space", "i4"),  # row; NONE before
        ("host", "i4"),  # row of the space that brought a spin-off, or NONE
        ("stratum", "i4"),  # of the funding life table
        ("address", "i4"),  # in the directory of tenants
        ("next_free", "i4"),  # row of the next free startup, of a free one
        ("founded", "i2"),  # month
        ("admitted", "i2"),  # month of the first tenancy; NONE before
        ("served_year", "i2"),  # last year counted as served before displacement
        ("waited", "i2"),  # months of search
        ("rounds", "i2", (ROUNDS,)),  # month of the round that led to each stage, or NONE
    ],
    align=True,
)

INVESTOR = np.dtype(
    [
        ("key", "u8"),
        ("capital", "f8"),  # kCNY callable
        ("commitments", "f8"),  # kCNY not yet callable
        ("kind", "i1"),
        ("field", "i1"),  # NO_FIELD if none
    ],
    align=True,
)

BOOK = np.dtype(
    [
        ("open_spaces", "i8"),  # length of the list of open spaces
        ("spaces_used", "i8"),  # rows used so far
        ("startups_used", "i8"),
        ("first_free", "i8"),  # first free startup row, or NONE; the rest hang on it
        ("free_rows", "i8"),  # how many hang there
        ("seekers", "i8"),  # length of the list of seekers
        ("pitches", "i8"),  # length of the list of tenants that see their seed fund
        ("pool", "f8", (len(q.POOL_QUANTITIES),)),  # this month's record
        ("ledger", "f8", (len(FLOWS),)),  # kCNY this month
        ("public_cost", "f8", (len(q.COST_LEVERS),)),  # kCNY this month
        # Room for this month's tables, so that no kernel allocates.
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
    pitches: NDArray[np.int32]  # of tenants, ascending
    leavers: NDArray[np.int32]  # of tenants whose tenancy ends this month, ascending
    ends: NDArray[np.int8]  # how it ends, as in ``quantities.TENANCY_ENDS``
    directory: NDArray[np.int32]  # (addresses,) row of the tenant at an address, or NONE
    desks: NDArray[np.int32]  # (addresses,) its space and field as ``desk``, or NO_DESK
    screened: NDArray[np.int32]  # (investors,) row of who a screen of this round hit, or NONE
    draws: NDArray[np.float64]  # (spaces + 1,) chance that a screen takes up who it hits there


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
    investors: NDArray[np.void]  # of INVESTOR
    book: NDArray[np.void]  # one record, of BOOK
    lists: Lists
    vacancies: Vacancies
    logs: NDArray[np.float64]  # logarithms of whole numbers
    luck: Luck
    life: LifeTables
    records: Records

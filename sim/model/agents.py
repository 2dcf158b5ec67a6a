"""Agents as records, and what they see of each other; units in the comments.

``spaces[row].cash`` reads and writes one field, ``spaces["cash"]`` is the column of all.
Records rather than a struct of many arrays because Numba counts references of every array
in a struct at every call: see ``docs/decisions/0001-records.md``. What is used together stands
together, in the lines that a processor fetches at once: ``docs/decisions/0027-plain-loops.md``.
"""

import numpy as np

from sim.model import quantities as q
from sim.model.categories import N_FIELDS, STAGES
from sim.model.lines import LINE, whole_lines

SPACE = whole_lines(
    [
        # Two lines of 64 bytes that every tenant's month reads (set by match and incubate).
        ("charge", "f8"),  # rent and fee, kCNY/tenant/month
        ("risk", "f8", (q.TALENT_TERCILES,)),  # factor on the hazard, by talent
        ("payers", "i4"),  # tenants that pay rent and fee this month
        ("tenants", "i4"),
        ("key", "u8"),
        ("slots", "i4"),
        ("operator", "i1"),
        ("field", "i1"),
        ("cell_founded", "i1"),  # observers' label
        ("cell_now", "i1"),  # observers' label
        ("service", "f8"),  # service level that tenants and investors see, 0 to 1
        ("speed", "f8", (N_FIELDS,)),  # pace of tenants of each field over their own
        # A line that entries and ends of tenancies write, then this month's record.
        ("tenants_by_field", "i4", (N_FIELDS,)),
        ("tenants_by_talent", "i4", (q.TALENT_TERCILES,)),
        ("admitted_ever", "i4"),
        ("owner_gains", "f8"),  # projects gained by the owner, fading over a year
        ("successes_ever", "i4"),  # first fundings and graduations
        ("closed", "i4"),  # month; NONE while open
        ("tally", "f8", (q.N_QUANTITIES,)),  # this month's record
        # The rest.
        ("specialisation", "f8"),  # s, 0 to 1
        ("recognition", "i1"),
        ("service_type", "i1"),
        ("enterprise", "i1"),  # run by a legal enterprise: 0 or 1
        ("private", "i1"),  # run privately: 0 or 1
        ("district", "i1"),
        ("delisted", "i1"),  # once delisted, never listed again: 0 or 1
        ("missed_reports", "i1"),  # in a row
        ("founded", "i4"),  # month; -1 before the start
        ("lease_until", "i4"),  # month
        ("months_insolvent", "i4"),
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
        ("score", "f8"),  # for national recognition, this year
        ("rent_year", "f8", (12,)),  # kCNY, last twelve months
        ("fees_year", "f8", (12,)),  # kCNY
        ("earnings_year", "f8", (12,)),  # kCNY, revenue with subsidy less cost
    ]
)

# Lines of a space that a tenant's month reads, and those that the ends of a tenancy write.
MONTH_LINES, TENANCY_LINES = (0, 1), (0, 2, 3, 4)
SPACE_LINES = SPACE.itemsize // LINE

# What seekers see of a space, kept small because looks meet spaces at random.
OFFER = whole_lines(
    [
        ("open_slots", "i4"),
        ("slots", "i2"),
        ("field", "i1"),
        ("odds", "i8", (2,)),  # that a look proposed from everywhere, from the own field is kept
        ("key", "u8"),
        ("least_talent", "f8"),  # talent that is admitted
        ("repulsion", "f8", (2,)),  # exp(-utility / scale) for other- and same-field seekers
    ]
)

# What investors see of the tenants of a space, kept small for the same reason.
SIGNAL = np.dtype(
    [
        ("noise", "f8"),  # standard deviation
        ("cut", "f8", (2,)),  # signal at which early and venture investors act
    ],
    align=True,
)

# What a tenant's month touches, kept small because all of it passes through the processor's
# cache every month; what only events touch is in the dossier of the same row.
STARTUP = whole_lines(
    [
        ("key", "u8"),
        ("progress", "f8"),  # x; a firm is registered from 0.3 on
        ("pace", "f8"),  # progress/month without help
        ("cash", "f8"),  # kCNY
        ("talent", "f8"),  # z
        ("space", "i4"),  # row or NONE
        ("stratum", "i4"),  # of the funding life table
        ("address", "i4"),  # in the directory of tenants
        ("admitted", "i2"),  # month of the first tenancy; NONE before
        ("entered", "i2"),  # month of the present tenancy
        ("registered", "i2"),  # month; NONE while a team
        ("last_round", "i2"),  # month
        ("status", "i1"),  # EMPTY, SEEKING or TENANT
        ("field", "i1"),
        ("stage", "i1"),
        ("tercile", "i1"),  # of talent
    ]
)
ROUNDS = len(STAGES) - 1  # that one startup has at most: each leads to a higher stage
DOSSIER = whole_lines(
    [
        ("ident", "i8"),
        ("raised", "f8"),  # kCNY from independent investors and the guidance fund
        ("seed_raised", "f8"),  # kCNY from seed funds
        ("seed_space", "i4"),  # row of the space whose fund invested
        ("first_space", "i4"),  # row; NONE before
        ("host", "i4"),  # row of the space that brought a spin-off, or NONE
        ("founded", "i2"),  # month
        ("served_year", "i2"),  # last year counted as served before displacement
        ("waited", "i2"),  # months of search
        ("rounds", "i2", (ROUNDS,)),  # month of the round that led to each stage, or NONE
    ]
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

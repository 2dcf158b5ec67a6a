"""Who pays whom: the transaction-flow matrix, and the identities that hold in every run.

Each flow has one payer and one payee, so the matrix closes by construction; what can go
wrong is that a sector's cash in the state moves without a flow. ``cash_errors`` recomputes
it from the recorded stocks.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

SECTORS = (
    "founders",
    "startups",
    "spaces",
    "owners",
    "investors",
    "government",
    "landlords",
    "economy",
)


class Flow(NamedTuple):
    """One kind of payment."""

    payer: str
    payee: str
    meaning: str


FLOWS = {
    "own_money": Flow("founders", "startups", "founders' money at the start"),
    "startup_liquidation": Flow("startups", "founders", "cash left in failed ventures"),
    "unpaid_bills": Flow("economy", "startups", "debts of failed ventures written off"),
    "taken_along": Flow("startups", "economy", "cash of ventures that leave the province's spaces"),
    "burn": Flow("startups", "economy", "wages and costs of ventures"),
    "venture_revenue": Flow("economy", "startups", "sales of ventures"),
    "rent": Flow("startups", "spaces", "rents"),
    "fees": Flow("startups", "spaces", "service fees"),
    "tickets": Flow("investors", "startups", "independent investors' tickets"),
    "co_tickets": Flow("government", "startups", "guidance fund's part of tickets"),
    "seed_tickets": Flow("spaces", "startups", "seed funds' tickets"),
    "capital_calls": Flow("economy", "investors", "callable commitments"),
    "exits_market": Flow("economy", "investors", "investors' proceeds at graduation"),
    "exits_host": Flow("owners", "investors", "investors' proceeds at acquisition"),
    "distributions": Flow("investors", "economy", "proceeds passed on to funders"),
    "stakes_market": Flow("economy", "spaces", "spaces' stakes and seed funds at graduation"),
    "stakes_host": Flow("owners", "spaces", "spaces' stakes and seed funds at acquisition"),
    "founding_capital": Flow("owners", "spaces", "cash and seed fund at founding"),
    "owner_support": Flow("owners", "spaces", "losses borne by owners"),
    "space_liquidation": Flow("spaces", "owners", "cash and seed fund of closed spaces"),
    "space_write_offs": Flow("economy", "spaces", "debts of closed spaces written off"),
    "lease": Flow("spaces", "landlords", "leases"),
    "lease_relief": Flow("government", "landlords", "leases paid by the government"),
    "service_cost": Flow("spaces", "economy", "staff and service"),
    "pivot_cost": Flow("spaces", "economy", "cost of changing the model"),
    "operating_subsidy": Flow("government", "spaces", "operating subsidies"),
    "grants": Flow("government", "spaces", "recognition, specialisation and anchor grants"),
    "programmes": Flow("government", "economy", "vouchers, campaigns, displacement support"),
}
(
    OWN_MONEY,
    STARTUP_LIQUIDATION,
    UNPAID_BILLS,
    TAKEN_ALONG,
    BURN,
    VENTURE_REVENUE,
    RENT,
    FEES,
    TICKETS,
    CO_TICKETS,
    SEED_TICKETS,
    CAPITAL_CALLS,
    EXITS_MARKET,
    EXITS_HOST,
    DISTRIBUTIONS,
    STAKES_MARKET,
    STAKES_HOST,
    FOUNDING_CAPITAL,
    OWNER_SUPPORT,
    SPACE_LIQUIDATION,
    SPACE_WRITE_OFFS,
    LEASE,
    LEASE_RELIEF,
    SERVICE_COST,
    PIVOT_COST,
    OPERATING_SUBSIDY,
    GRANTS,
    PROGRAMMES,
) = range(len(FLOWS))

# Sectors whose cash is state, in the order of ``Records.cash``.
SECTORS_WITH_CASH = ("startups", "spaces", "investors")


def flow_matrix() -> NDArray[np.float64]:
    """Sign of each flow for each sector.

    Returns
    -------
    ndarray of float, shape (flows, sectors)
        -1 for the payer, +1 for the payee; every row sums to zero.
    """
    matrix = np.zeros((len(FLOWS), len(SECTORS)))
    for row, flow in enumerate(FLOWS.values()):
        matrix[row, SECTORS.index(flow.payer)] -= 1.0
        matrix[row, SECTORS.index(flow.payee)] += 1.0
    return matrix


def cash_errors(
    ledger: NDArray[np.float64], cash: NDArray[np.float64], opening: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Change of each sector's cash in the state less its row of the ledger.

    Parameters
    ----------
    ledger : ndarray, shape (months, flows), kCNY
    cash : ndarray, shape (months, 3), kCNY
        Month-end cash of ``SECTORS_WITH_CASH``.
    opening : ndarray, shape (3,), kCNY
        Cash before the first month.

    Returns
    -------
    ndarray, shape (months, 3), kCNY
        Zero up to rounding: below 0.001 kCNY, one yuan.
    """
    columns = [SECTORS.index(name) for name in SECTORS_WITH_CASH]
    received = ledger @ flow_matrix()[:, columns]
    change: NDArray[np.float64] = np.diff(np.vstack([opening, cash]), axis=0)
    return change - received

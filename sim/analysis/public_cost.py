"""What the government spends, by lever and by policy of the scenario.

The books keep public cost by lever. Policies on one lever add up, so that a month's cost of the
lever is divided among them as their values in that month are. A policy that cuts pays nothing:
it lowers what the others on its lever pay. What it saves shows against another scenario.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np

from sim.analysis.observed import Observed, Values
from sim.model.quantities import COST_LEVERS
from sim.results.arrays import numbers
from sim.scenario.schedule import share_in_force
from sim.scenario.schema import Policy

# A grant pays no more than the move that it is for: its cost does not follow its value.
NOT_PROPORTIONAL = frozenset({"specialisation_grant"})


class Payer(NamedTuple):
    """A policy that costs money, or a lever whose cost cannot be told apart by policy."""

    lever: str
    policy: str  # empty: all policies on the lever together
    cost: Values  # kCNY, shape (replicates, months)


def curves(observed: Observed) -> dict[str, Values]:
    """Public cost of each lever, kCNY, shape (months,), named ``public_cost:LEVER``."""
    columns = [f"public_cost_{lever}" for lever in COST_LEVERS]
    table = observed.part.table("ledger", columns)
    # The first row of the books only opens them.
    return {_name(lever): numbers(table, f"public_cost_{lever}")[1:] for lever in COST_LEVERS}


def payers(costs: Mapping[str, Values], policies: Mapping[str, Policy]) -> Iterator[Payer]:
    """Divide public cost among policies, lever by lever; nothing is left over.

    Parameters
    ----------
    costs : mapping of str to ndarray, shape (replicates, months)
        Curves of the evidence.
    policies : mapping of str to Policy
        Of the scenario.
    """
    for lever in COST_LEVERS:
        cost = costs[_name(lever)]
        values = _values(policies, lever, cost.shape[1])
        together = np.sum(list(values.values()), axis=0) if values else np.zeros(cost.shape[1])
        overlap = any(((value > 0) & (value < together)).any() for value in values.values())
        unexplained = cost[:, together == 0].any()
        if unexplained or (overlap and lever in NOT_PROPORTIONAL):
            yield Payer(lever, "", cost)
            continue
        for name, value in values.items():
            share = np.divide(value, together, out=np.zeros_like(value), where=together > 0)
            yield Payer(lever, name, cost * share)


def _values(policies: Mapping[str, Policy], lever: str, months: int) -> dict[str, Values]:
    """Values by month of the policies that add to a lever, the earliest first."""
    adding = [
        name for name, policy in policies.items() if policy.lever == lever and policy.value > 0
    ]
    adding.sort(key=lambda name: (policies[name].start or 0, name))
    return {name: policies[name].value * share_in_force(policies[name], months) for name in adding}


def _name(lever: str) -> str:
    return f"public_cost:{lever}"

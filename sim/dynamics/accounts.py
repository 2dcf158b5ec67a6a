"""Stocks, flows and the identity that ties them: stock end = stock start + inflows - outflows.

Stocks are counted from the state at the end of each month, flows where they happen, so that the
identity is a check and not a definition.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

OUTSIDE = ""  # source or target of what comes from, or goes to, beyond the system


class Flow(NamedTuple):
    """What moves from one stock to another, or to and from the outside."""

    name: str
    source: str
    target: str


class System(NamedTuple):
    """Stocks of one kind of thing and every way in which they change."""

    name: str
    unit: str
    stocks: tuple[str, ...]
    flows: tuple[Flow, ...]

    def matrix(self) -> NDArray[np.float64]:
        """Sign of each flow for each stock.

        Returns
        -------
        ndarray, shape (flows, stocks)
            -1 where it leaves, +1 where it arrives.

        Examples
        --------
        >>> System("", "", ("a", "b"), (Flow("move", "a", "b"), Flow("in", OUTSIDE, "a"))).matrix()
        array([[-1.,  1.],
               [ 1.,  0.]])
        """
        signs = np.zeros((len(self.flows), len(self.stocks)))
        for row, flow in enumerate(self.flows):
            for end, sign in ((flow.source, -1.0), (flow.target, 1.0)):
                if end in self.stocks:
                    signs[row, self.stocks.index(end)] += sign
        return signs


class Accounts(NamedTuple):
    """A system over the months of a run."""

    system: System
    opening: NDArray[np.float64]  # (stocks,) before the first month
    stocks: NDArray[np.float64]  # (months, stocks) at the end of each month
    flows: NDArray[np.float64]  # (months, flows) over each month

    def imbalance(self) -> NDArray[np.float64]:
        """Change of each stock less its flows: zero, for money up to rounding.

        Returns
        -------
        ndarray, shape (months, stocks), in the system's unit
        """
        change = np.diff(np.vstack([self.opening, self.stocks]), axis=0)
        imbalance: NDArray[np.float64] = change - self.flows @ self.system.matrix()
        return imbalance

    def stock(self, name: str) -> NDArray[np.float64]:
        """A stock at the end of each month, shape (months,)."""
        return self.stocks[:, self.system.stocks.index(name)]

    def flow(self, name: str) -> NDArray[np.float64]:
        """A flow over each month, shape (months,)."""
        names = [flow.name for flow in self.system.flows]
        return self.flows[:, names.index(name)]

    def over(self, first: int, until: int) -> "Accounts":
        """Accounts of the months from ``first`` up to, not including, ``until``, as one period."""
        opening = self.stocks[first - 1] if first > 0 else self.opening
        stocks = self.stocks[until - 1 : until]
        flows = self.flows[first:until].sum(axis=0, keepdims=True)
        return Accounts(self.system, opening, stocks, flows)


Books = Mapping[str, Accounts]  # the accounts of one run by the name of the system

"""What a plan varies, how its points are chosen, which series it keeps."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple, get_args

from sim.experiments.distributions import Distribution

Method = Literal[
    "grid", "random", "latin_hypercube", "sobol", "saltelli", "morris", "posterior", "table"
]
METHODS: tuple[Method, ...] = get_args(Method)


class Factor(NamedTuple):
    """What a plan varies, or holds at one value.

    Attributes
    ----------
    name : str
        As the plan writes it; also the column of its values.
    role : {"uncertainty", "lever"}
        What nobody chooses, or what policy does.
    distribution : Distribution
    levels : tuple of float
        Of a grid.
    kind : {"number", "whole", "switch"}
    policy : mapping, optional
        Lever, dates and ramp of the policy that a value is of.
    """

    name: str
    role: Literal["uncertainty", "lever"]
    distribution: Distribution
    levels: tuple[float, ...] = ()
    kind: Literal["number", "whole", "switch"] = "number"
    policy: Mapping[str, Any] | None = None

    @property
    def fixed(self) -> bool:
        """Whether it has one value only: it keeps its place in a Sobol sequence."""
        low, high = self.distribution.ends
        return low == high

    def setting(self, value: float) -> dict[str, Any]:
        """What the scenario is told, as ``Scenario.with_set`` takes it."""
        if self.kind != "number":
            return {self.name: bool(value) if self.kind == "switch" else int(value)}
        if self.policy is None:
            return {self.name: value}
        return {f"policies.plan_{self.name}": {**self.policy, "value": value}}


class Design(NamedTuple):
    """How points are chosen.

    Attributes
    ----------
    points : int
        Of ``saltelli`` base points, of ``morris`` trajectories; of ``grid`` and ``table`` nothing.
    levels : int
        Of the lattice of ``morris``.
    second_order : bool
        Whether ``saltelli`` also gives indices of pairs.
    rows : sequence
        Of ``table``: a value for each factor.
    draws : sequence of mapping
        Of ``posterior``: parameters by name.
    """

    method: Method
    points: int = 0
    levels: int = 4
    second_order: bool = False
    rows: Sequence[tuple[float, ...]] = ()
    draws: Sequence[Mapping[str, float]] = ()


class SeriesWanted(NamedTuple):
    """Series that are kept of each run; none without indicators."""

    indicators: tuple[str, ...] = ()
    groups: tuple[str, ...] = ("all",)
    every: Literal["year", "month"] = "year"

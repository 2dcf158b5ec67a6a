"""What the collector keeps: an indicator of a group of spaces in the month lived last."""

from typing import TYPE_CHECKING, NamedTuple

from sim.results.groups import PARTS
from sim.results.indicators import INDICATORS, Recorded
from sim.results.indicators.kinds import LOOKING_BACK
from sim.scenario.problems import nearest

if TYPE_CHECKING:
    from sim.mesa_model.model import MakerspaceModel

COLLECTED = (
    "spaces",
    "spaces[model:specialised]",
    "spaces[model:rent_dependent]",
    "spaces_closed",
    "tenants",
    "newly_funded",
)


class Reported(NamedTuple):
    """An indicator of a group of spaces."""

    indicator: str
    group: str


def named(name: str) -> Reported:
    """Read what is to be collected: ``tenants``, or ``tenants[model:specialised]``.

    Raises
    ------
    ValueError
        If nothing is called that.
    """
    indicator, _, group = name.partition("[")
    return checked(indicator, group.removesuffix("]") or "all")


def checked(indicator: str, group: str) -> Reported:
    """Refuse what series.parquet has no name for."""
    for name, known in ((indicator, INDICATORS), (group, PARTS)):
        if name not in known:
            near = nearest(name, list(known))
            also = f"; did you mean '{near[0]}'?" if near else ""
            raise ValueError(f"nothing to collect is called '{name}'{also}")
    return Reported(indicator, group)


def value_of(reported: Reported, model: "MakerspaceModel") -> float:
    """Compute an indicator of the month lived last."""
    kind, now = INDICATORS[reported.indicator].kind, model.months_lived
    months = slice(0 if isinstance(kind, LOOKING_BACK) else now - 1, now)
    records = model.world.records
    sliced = records._replace(
        totals=records.totals[months],
        pool=records.pool[months],
        public_cost=records.public_cost[months],
    )
    return float(kind.values(Recorded(sliced, (reported.group,)))[-1, 0])

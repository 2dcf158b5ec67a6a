"""Tables of one replicate, made from its world when they are asked for.

Who measures a run and lets it go needs a few arrays, which the world has: they need not pass
through a table.
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from sim.model.state import World
from sim.results.arrays import Axes
from sim.results.columns import Replicate
from sim.results.indicators import INDICATORS, Recorded
from sim.results.life_tables import counts_of
from sim.results.reduce import Tables, table_of
from sim.results.tables import Part


class OfWorld(Part):
    """Tables and arrays of a world at its horizon.

    Parameters
    ----------
    world : World
    scenario : str
        Name of the scenario.
    replicate : Replicate
    """

    def __init__(self, world: World, scenario: str, replicate: Replicate) -> None:
        self._world, self._keys = world, (scenario, replicate)
        self._made: Tables = {}

    def table(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        """Return a table by its name in ``TABLES``, or some of its columns."""
        if name not in self._made:
            self._made[name] = table_of(self._world, name, *self._keys)
        table = self._made[name]
        return table if columns is None else table.select(list(columns))

    def indicators(self, names: Sequence[str]) -> dict[str, NDArray[np.float64]]:
        """Return indicators of all groups, as ``series.parquet`` would have them."""
        found = {}
        for name in names:
            values = INDICATORS[name].kind.values(self._recorded)
            found[name] = np.rint(values) if INDICATORS[name].whole else values
        return found

    def life_table(self, name: str, axes: Axes) -> NDArray[np.float64]:
        """Return a life table as an array."""
        there = counts_of(self._world, name)
        if list(axes.items()) != list(there.whole.items()):  # a part of it, or another order
            return super().life_table(name, axes)
        return there.counts.astype(np.float64)

    @cached_property
    def _recorded(self) -> Recorded:
        return Recorded(self._world.records)

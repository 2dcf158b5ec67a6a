"""What is kept of a world straight after its run."""

from collections.abc import Callable

import pyarrow as pa

from sim.model.state import World
from sim.results.columns import Replicate
from sim.results.ledger import ledger_table
from sim.results.life_tables import life_tables
from sim.results.series import series_table
from sim.results.spaces import spaces_table

_MAKERS: dict[str, Callable[[World, str, Replicate], pa.Table]] = {
    "series": lambda world, *keys: series_table(world.records, *keys),
    "spaces": spaces_table,
    "life_tables": life_tables,
    "ledger": lambda world, *keys: ledger_table(world.records, *keys),
}
TABLES = tuple(_MAKERS)
Tables = dict[str, pa.Table]


def table_of(world: World, name: str, scenario: str, replicate: Replicate) -> pa.Table:
    """Make one of the ``TABLES`` of a world at its horizon."""
    return _MAKERS[name](world, scenario, replicate)


def reduced(world: World, scenario: str, replicate: Replicate) -> Tables:
    """Reduce a world at its horizon to the tables of a run folder.

    Returns
    -------
    dict of str to Table
        By the names in ``TABLES``.
    """
    return {name: table_of(world, name, scenario, replicate) for name in TABLES}

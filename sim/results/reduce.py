"""What is kept of a world straight after its run."""

import pyarrow as pa

from sim.model.state import World
from sim.results.columns import Replicate
from sim.results.ledger import ledger_table
from sim.results.life_tables import life_tables
from sim.results.series import series_table
from sim.results.spaces import spaces_table

TABLES = ("series", "spaces", "life_tables", "ledger")
Tables = dict[str, pa.Table]


def reduced(world: World, scenario: str, replicate: Replicate) -> Tables:
    """Reduce a world at its horizon to the tables of a run folder.

    Returns
    -------
    dict of str to Table
        By the names in ``TABLES``.
    """
    return {
        "series": series_table(world.records, scenario, replicate),
        "spaces": spaces_table(world, scenario, replicate),
        "life_tables": life_tables(world, scenario, replicate),
        "ledger": ledger_table(world.records, scenario, replicate),
    }

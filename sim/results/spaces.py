"""``spaces.parquet``: one row a space."""

import numpy as np
import pyarrow as pa

from sim.model.categories import (
    CELLS,
    FIELDS,
    MODEL_OF_CELL,
    MODELS,
    NONE,
    OPERATORS,
    RECOGNITIONS,
    SERVICE_TYPES,
)
from sim.model.state import World
from sim.results.columns import (
    COUNT,
    FLAG,
    MONTH,
    REAL,
    WHOLE,
    WORD,
    Column,
    Replicate,
    month,
    table,
    word,
)

COLUMNS = (
    Column("space", WHOLE, "", "Ident: the same space in another scenario of the same seed."),
    Column("operator", WORD, "", "Who runs it."),
    Column("service_type", WORD, "", "Service type."),
    Column("field", WORD, "", "Field of industry."),
    Column("district", COUNT, "", "Pilot cluster, 0 to 33, for maps only."),
    Column("founded", MONTH, "", "Month of founding; December 2014 if alive at the start."),
    Column("closed", MONTH, "", "Month of closure; missing if open at the horizon."),
    Column("model_at_founding", WORD, "", "Business model at founding."),
    Column("model_at_end", WORD, "", "Business model at closure or at the horizon."),
    Column("cell_at_founding", WORD, "", "Cell of the 2 x 2 of focus and rent at founding."),
    Column("cell_at_end", WORD, "", "Cell of the 2 x 2 at closure or at the horizon."),
    Column("slots", COUNT, "slots", "Slots at closure or at the horizon."),
    Column("recognition", WORD, "", "Recognition at the horizon."),
    Column("enterprise", FLAG, "", "Whether a legal enterprise runs it."),
    Column("private", FLAG, "", "Whether it is run privately."),
    Column("specialisation", REAL, "index 0-1", "Specialisation at closure or at the horizon."),
    Column("rent_dependence", REAL, "share", "Rent dependence at closure or at the horizon."),
    Column("tenant_months", COUNT, "startup-months", "Tenants at month's end, over all months."),
    Column("tenant_failures", COUNT, "startups", "Tenants that failed, over all months."),
)
_MODEL_OF_CELL = np.array(MODEL_OF_CELL)


def spaces_table(world: World, scenario: str, replicate: Replicate) -> pa.Table:
    """List all spaces of a run, in the order of founding and ident."""
    used = world.spaces[: int(world.book["spaces_used"][0])]
    rows = used[np.lexsort((used["ident"], used["founded"]))]
    cell_founded, cell_now = rows["cell_founded"], rows["cell_now"]
    values = {
        "space": rows["ident"],
        "operator": word(rows["operator"], OPERATORS),
        "service_type": word(rows["service_type"], SERVICE_TYPES),
        "field": word(rows["field"], FIELDS),
        "district": pa.array(rows["district"].astype(np.int32), mask=rows["district"] < 0),
        "founded": month(rows["founded"]),
        "closed": month(rows["closed"], missing=rows["closed"] == NONE),
        "model_at_founding": word(_MODEL_OF_CELL[cell_founded], MODELS),
        "model_at_end": word(_MODEL_OF_CELL[cell_now], MODELS),
        "cell_at_founding": word(cell_founded, CELLS),
        "cell_at_end": word(cell_now, CELLS),
        "slots": rows["slots"],
        "recognition": word(rows["recognition"], RECOGNITIONS),
        "enterprise": rows["enterprise"] == 1,
        "private": rows["private"] == 1,
        "specialisation": rows["specialisation"],
        "rent_dependence": rows["rent_dependence"],
        "tenant_months": rows["tenant_months_ever"],
        "tenant_failures": rows["failures_ever"],
    }
    return table(COLUMNS, values, scenario, replicate)

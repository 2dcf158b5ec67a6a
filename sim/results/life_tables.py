"""``life_tables.parquet``: exact counts of months at risk and of ends, in one long table.

Each row counts cases of a stratum with a duration and an end; combinations that did not
happen are left out. Months at risk stand as an end of their own, ``at_risk``.

``returns`` follows every financing to its end. All financings of a startup return the same
multiple, since proceeds are divided by what was put in; the space's stake is taken off first.
"""

from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from sim.model import quantities as q
from sim.model.categories import CELLS, FIELDS, STAGES, UNFUNDED
from sim.model.conditions import FIRST_YEAR
from sim.model.state import World
from sim.results.columns import COUNT, WHOLE, WORD, Column, Replicate, table, word

TABLES = {
    "funding": "startups from first admission to first funding or another end, by first space",
    "tenancy": "tenancies from entry to their end, by the class at founding of the space",
    "space_by_model_now": "spaces by age: months at risk by the class at the start of the month",
    "space_by_model_at_founding": "spaces founded in the run by age, by class at founding",
    "startup_age": "teams and firms: months at risk and failures by calendar year",
    "tenant_hazard": "tenants: months at risk and failures by specialisation, service and talent",
    "returns": "financings (tickets) by year and stage: months to their end, and what came back",
}
TALENTS = ("low", "middle", "high")
AT_RISK = "at_risk"
FUNDED_STAGES = STAGES[UNFUNDED + 1 :]
_ENDS_OF_STARTUPS = dict.fromkeys((*q.FUNDING_ENDS, *q.TENANCY_ENDS, *q.RETURN_ENDS))
ENDS = (*_ENDS_OF_STARTUPS, "closed", AT_RISK)
COLUMNS = (
    Column("table", WORD, "", "Which table: " + "; ".join(f"{k}: {v}" for k, v in TABLES.items())),
    Column("cell", WORD, "", "Cell of the 2 x 2 of focus and rent."),
    Column("year", COUNT, "", "Calendar year of entry, of the financing, or of the month at risk."),
    Column("talent", WORD, "", "Third of talent."),
    Column("field", WORD, "", "Field of industry of the startup."),
    Column("age_class", WORD, "", "Team, or firm by years since registration."),
    Column("stage", WORD, "", "Stage of the startup after the financing."),
    Column("specialisation_bin", COUNT, "", "Fifth of the scale of specialisation, from 0."),
    Column("service_bin", COUNT, "", "Fifth of the scale of service, from 0."),
    Column("duration", COUNT, "months", "Duration or age; in tables of startups 60 is 60 or more."),
    Column(
        "end",
        WORD,
        "",
        "How it ended; open: still at risk at the horizon. Of financings: failed, nothing came "
        "back; sold_..., by what came back over what was put in; kept, graduated without a sale; "
        "left, moved out or gave up.",
    ),
    Column("count", WHOLE, "cases", "Cases, or months where the end is at_risk."),
)
_NAMES = {
    "table": tuple(TABLES),
    "cell": CELLS,
    "talent": TALENTS,
    "field": FIELDS,
    "age_class": q.AGE_CLASSES,
    "stage": FUNDED_STAGES,
    "end": ENDS,
}
_TABLE = {name: code for code, name in enumerate(TABLES)}
_END = {name: code for code, name in enumerate(ENDS)}
_MISSING = -1
Codes = dict[str, NDArray[Any]]


class Counts(NamedTuple):
    """A life table as an array."""

    axes: tuple[str, ...]  # columns of ``COLUMNS``, the last one the end
    ends: tuple[str, ...]
    counts: NDArray[Any]

    @property
    def whole(self) -> dict[str, Any]:
        """What ``Part.life_table`` is asked for who wants all of it: names or (first, length)."""
        found: dict[str, Any] = {}
        for axis, length in zip(self.axes, self.counts.shape, strict=True):
            found[axis] = _NAMES.get(axis, (FIRST_YEAR if axis == "year" else 0, length))
        return found | {"end": self.ends}


def life_tables(world: World, scenario: str, replicate: Replicate) -> pa.Table:
    """Gather all life tables of a run."""
    pieces = [_rows(name, counts_of(world, name)) for name in TABLES]
    values: dict[str, Any] = {}
    for column in COLUMNS:
        codes = np.concatenate([piece[column.name] for piece in pieces])
        values[column.name] = _as_column(column, codes)
    return table(COLUMNS, values, scenario, replicate)


def counts_of(world: World, name: str) -> Counts:
    """One of the ``TABLES`` of a world."""
    life, book = world.life, world.book[0]
    if name == "funding":  # its strata are cell, entry year, talent and field
        shape = (len(CELLS), -1, q.TALENT_TERCILES, len(FIELDS), *life.funding.shape[1:])
        axes = ("cell", "year", "talent", "field", "duration", "end")
        return Counts(axes, q.FUNDING_ENDS, life.funding.reshape(shape))
    if name == "tenancy":
        return Counts(("cell", "duration", "end"), q.TENANCY_ENDS, book["tenancies"])
    if name == "returns":
        return Counts(("year", "stage", "duration", "end"), q.RETURN_ENDS, life.returns)
    if name == "startup_age":
        ages = np.stack([life.age_months, life.age_failures], axis=-1)
        return Counts(("year", "age_class", "end"), (AT_RISK, "failed"), ages)
    if name == "tenant_hazard":
        hazard = np.stack([book["hazard_months"], book["hazard_failures"]], axis=-1)
        bins = ("specialisation_bin", "service_bin")
        return Counts((*bins, "talent", "end"), (AT_RISK, "failed"), hazard)
    code = ("space_by_model_now", "space_by_model_at_founding").index(name)
    both = np.stack([life.space_months[code], life.space_closures[code]], axis=-1)
    return Counts(("cell", "duration", "end"), (AT_RISK, "closed"), both)


def _rows(name: str, of: Counts) -> Codes:
    """List the cells of a table of counts that are not zero."""
    axes, ends, counts = of
    flat = np.flatnonzero(counts != 0)  # of truths: several times faster than of numbers
    places = np.unravel_index(flat, counts.shape)
    codes: Codes = {axis: place.astype(np.int32) for axis, place in zip(axes, places, strict=True)}
    codes["end"] = np.array([_END[end] for end in ends], np.int32)[codes["end"]]
    if "year" in codes:
        codes["year"] = codes["year"] + FIRST_YEAR
    codes["table"] = np.full(flat.size, _TABLE[name], np.int32)
    codes["count"] = counts.ravel()[flat].astype(np.int64)
    missing = np.full(flat.size, _MISSING, np.int32)
    return {column.name: codes.get(column.name, missing) for column in COLUMNS}


def _as_column(column: Column, codes: NDArray[Any]) -> Any:
    if column.name in _NAMES:
        return word(codes, _NAMES[column.name])
    return pa.array(codes, type=column.type, mask=codes == _MISSING)

"""What the page tells of one space."""

from typing import Any

from sim.live.branch import Branch
from sim.live.replies import Reply, error
from sim.live.words import FIELDS, RECOGNITIONS, SPACE_FACTS
from sim.model.categories import (
    FIELDS as FIELD_NAMES,
)
from sim.model.categories import (
    MODEL_OF_CELL,
    MODELS,
    NONE,
    OPERATORS,
    SERVICE_TYPES,
)
from sim.model.categories import RECOGNITIONS as RECOGNITION_NAMES
from sim.results.groups import label_of
from sim.scenario.language import PERCENT, Bilingual
from sim.scenario.months import month_name


def space(branch: Branch, which: str, row: int) -> Reply:
    """Tell of a space that is open in the month shown, or closed in it."""
    if row >= int(branch.world.book[0]["spaces_used"]):
        return error("no_space")
    record = branch.world.spaces[row]
    if record["closed"] not in (NONE, branch.month):
        return error("no_space")
    told = [
        {"label": SPACE_FACTS[key]._asdict(), "value": value._asdict()}
        for key, value in _values(record).items()
    ]
    return {"type": "space", "branch": which, "row": row, "month": branch.month, "facts": told}


def _values(record: Any) -> dict[str, Bilingual]:
    tenants = {"tenants": int(record["tenants"]), "slots": int(record["slots"])}
    values = {
        "model": _group(MODELS[MODEL_OF_CELL[record["cell_now"]]]),
        "operator": _group(OPERATORS[record["operator"]]),
        "service_type": _group(SERVICE_TYPES[record["service_type"]]),
        "field": FIELDS[FIELD_NAMES[record["field"]]],
        "founded": _month(int(record["founded"])),
        "tenants": SPACE_FACTS["tenants_of"].filled(**tenants),
        "service": _share(record["service_level"]),
        "focus": _share(record["specialisation"]),
        "rent": _share(record["rent_dependence"]),
        "recognition": RECOGNITIONS[RECOGNITION_NAMES[record["recognition"]]],
    }
    closed = int(record["closed"])
    return values if closed == NONE else values | {"closed": _month(closed)}


def _group(name: str) -> Bilingual:
    label = label_of(name)
    return Bilingual(label.en, label.zh)


def _month(month: int) -> Bilingual:
    return SPACE_FACTS["before"] if month < 0 else Bilingual(*[month_name(month)] * 2)


def _share(value: float) -> Bilingual:
    return PERCENT.filled(number=round(100 * float(value)))

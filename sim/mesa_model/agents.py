"""Spaces and investors as Mesa agents: their attributes read the engine's arrays."""

from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import mesa
import numpy as np

from sim.model import categories as c
from sim.model.agents import INVESTOR, SPACE

if TYPE_CHECKING:
    from sim.mesa_model.model import MakerspaceModel

NAMES_OF = {
    "operator": c.OPERATORS,
    "service_type": c.SERVICE_TYPES,
    "field": c.FIELDS,
    "recognition": c.RECOGNITIONS,
    "kind": c.INVESTOR_KINDS,
}


class _Counters(WeakKeyDictionary["MakerspaceModel", Iterator[int]]):
    """Counters of idents by model; Mesa's own keep every model of a batch in memory."""

    def __getitem__(self, model: "MakerspaceModel") -> Iterator[int]:
        return self.setdefault(model, count(1))


class EcosystemAgent(mesa.Agent):
    """A row of the engine's arrays, read only.

    Attributes
    ----------
    row : int
        Its place in the array, the same for life.
    """

    records: str  # name of the array in the world
    _ids = _Counters()

    def __init__(self, model: "MakerspaceModel", row: int) -> None:
        super().__init__(model)
        self.row = row

    def _read(self, name: str) -> Any:
        value = getattr(self.model.world, self.records)[self.row][name]
        if name in NAMES_OF:
            return NAMES_OF[name][value] if value >= 0 else None
        return value.copy() if isinstance(value, np.ndarray) else value.item()


def _reads_of(dtype: np.dtype[Any]) -> dict[str, property]:
    """Make a read-only property of each field of a record."""

    def read(name: str) -> property:
        return property(lambda agent: agent._read(name), doc=f"Field ``{name}`` of the state.")

    return {name: read(name) for name in dtype.names or ()}


class SpaceAgent(EcosystemAgent):
    """A makerspace that is open; its attributes are the fields of ``sim.model.agents.SPACE``."""

    records = "spaces"

    @property
    def business_model(self) -> str:
        """Observers' label: specialised, rent_dependent or diversified."""
        return c.MODELS[c.MODEL_OF_CELL[self._read("cell_now")]]


class InvestorAgent(EcosystemAgent):
    """An independent investor; its attributes are the fields of ``sim.model.agents.INVESTOR``."""

    records = "investors"


for _agent, _record in ((SpaceAgent, SPACE), (InvestorAgent, INVESTOR)):
    for _name, _property in _reads_of(_record).items():
        setattr(_agent, _name, _property)

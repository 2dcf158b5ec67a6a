"""An independent investor as an agent (ODD, section 2)."""

from typing import TYPE_CHECKING

import mesa

if TYPE_CHECKING:
    from benchmarks.reference.model import Province


class Investor(mesa.Agent):
    model: "Province"

    def __init__(self, province: "Province", key: int, kind: int, field: int | None) -> None:
        super().__init__(province)
        self.key, self.kind, self.field = key, kind, field
        self.commitments = 0.0
        self.capital = 0.0

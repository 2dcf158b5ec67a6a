"""What analysis reads of one replicate: arrays by month and class, from its tables."""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.model import quantities as q
from sim.model.categories import CELLS, FIELDS, MODEL_OF_CELL, MODELS, OPERATORS
from sim.model.conditions import FIRST_YEAR
from sim.results.arrays import MISSING, codes, month_numbers
from sim.results.groups import GROUPS
from sim.results.life_tables import TALENTS
from sim.results.tables import Part

Values = NDArray[np.float64]
OPEN = MISSING  # month of closure of a space that is open


class Spaces(NamedTuple):
    """Spaces of a run, one entry each."""

    founded: NDArray[np.int64]  # month; negative if alive at the start
    closed: NDArray[np.int64]  # month or OPEN
    cell: NDArray[np.int64]  # at founding, position in CELLS
    operator: NDArray[np.int64]  # position in OPERATORS
    enterprise: NDArray[np.bool_]
    private: NDArray[np.bool_]

    @property
    def model(self) -> NDArray[np.int64]:
        """Business model at founding, position in MODELS."""
        return np.array(MODEL_OF_CELL)[self.cell]

    def alive(self, month: int) -> NDArray[np.bool_]:
        """Whether each space is open at the end of a month."""
        return (self.founded <= month) & ((self.closed == OPEN) | (self.closed > month))


class Observed:
    """One replicate.

    Parameters
    ----------
    part : Part
        Its tables.
    scale : float
        Size of the province over Jiangsu's.
    """

    def __init__(self, part: Part, scale: float = 1.0) -> None:
        self.part, self.scale = part, scale
        self._columns: dict[str, Values] = {}

    @cached_property
    def months(self) -> int:
        """Length of the run."""
        return len(self.series("spaces"))

    @property
    def years(self) -> int:
        """Calendar years, the last perhaps not whole."""
        return -(-self.months // 12)

    def series(self, indicator: str, group: str = "all") -> Values:
        """Indicator of a group, shape (months,)."""
        self.read_together((indicator,))
        return self._columns[indicator][:, GROUPS.index(group)]

    def read_together(self, indicators: Sequence[str]) -> None:
        """Read indicators at once: one by one, each would open the table anew."""
        wanted = [name for name in dict.fromkeys(indicators) if name not in self._columns]
        if wanted:
            self._columns |= self.part.indicators(wanted)

    @cached_property
    def spaces(self) -> Spaces:
        """Spaces of the run."""
        names = ("founded", "closed", "cell_at_founding", "operator", "enterprise", "private")
        table = self.part.table("spaces", names)
        return Spaces(
            month_numbers(table, "founded"),
            month_numbers(table, "closed"),
            codes(table, "cell_at_founding", CELLS),
            codes(table, "operator", OPERATORS),
            table["enterprise"].to_numpy(),
            table["private"].to_numpy(),
        )

    @cached_property
    def funding(self) -> Values:
        """Startups by first space, entry, duration and end.

        Returns
        -------
        ndarray, shape (cells, years, talents, fields, durations, ends)
            Durations in months up to ``MAX_DURATION``, which is that or more.
        """
        axes = {
            "cell": CELLS,
            "year": (FIRST_YEAR, self.years),
            "talent": TALENTS,
            "field": FIELDS,
            "duration": (0, q.MAX_DURATION + 1),
            "end": q.FUNDING_ENDS,
        }
        return self.part.life_table("funding", axes)

    @cached_property
    def funding_cases(self) -> Values:
        """Startups as in ``funding``, whatever their end; shape (..., durations)."""
        return over_ends(self.funding)

    @cached_property
    def startup_ages(self) -> Values:
        """Months at risk and failures, shape (years, age classes, 2)."""
        axes = {
            "year": (FIRST_YEAR, self.years),
            "age_class": q.AGE_CLASSES,
            "end": ("at_risk", "failed"),
        }
        return self.part.life_table("startup_age", axes)


def by_model(by_cell: Values) -> Values:
    """Sum over the cells of each business model; cells are the first axis."""
    of_cell = np.array(MODEL_OF_CELL)
    return np.stack([by_cell[of_cell == model].sum(axis=0) for model in range(len(MODELS))])


def over_ends(counts: Values) -> Values:
    """Sum over the last axis, end by end: so short an axis is slow to sum at once."""
    total: Values = sum(np.moveaxis(counts, -1, 0)[1:], start=counts[..., 0])
    return total


def over(above: float, below: float) -> float:
    """Ratio; NaN over nothing.

    >>> over(3.0, 4.0), over(3.0, 0.0)
    (0.75, nan)
    """
    return float(above / below) if below > 0 else float("nan")

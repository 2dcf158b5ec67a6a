"""What analysis reads of one replicate: arrays by month and class, from its tables."""

from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from sim.model import quantities as q
from sim.model.categories import CELLS, FIELDS, MODEL_OF_CELL, MODELS
from sim.model.conditions import FIRST_YEAR
from sim.results.groups import GROUPS
from sim.results.tables import Part

Values = NDArray[np.float64]
_ORIGIN = np.datetime64(f"{FIRST_YEAR}-01", "M")
OPEN = -1  # month of closure of a space that is open


class Spaces(NamedTuple):
    """Spaces of a run, one entry each."""

    founded: NDArray[np.int64]  # month; negative if alive at the start
    closed: NDArray[np.int64]  # month or OPEN
    cell: NDArray[np.int64]  # at founding, position in CELLS
    operator: NDArray[np.str_]
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
        return self.part.table("series", ["group"]).num_rows // len(GROUPS)

    def series(self, indicator: str, group: str = "all") -> Values:
        """Indicator of a group, shape (months,)."""
        if indicator not in self._columns:
            column = self.part.table("series", [indicator])[indicator]
            numbers = column.to_numpy().astype(np.float64)
            self._columns[indicator] = numbers.reshape(-1, len(GROUPS))
        return self._columns[indicator][:, GROUPS.index(group)]

    @cached_property
    def spaces(self) -> Spaces:
        """Spaces of the run."""
        names = ("founded", "closed", "cell_at_founding", "operator", "enterprise", "private")
        table = self.part.table("spaces", names)
        return Spaces(
            _months(table["founded"]),
            _months(table["closed"]),
            _codes(table["cell_at_founding"], CELLS),
            np.array(table["operator"].to_pylist()),
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
        rows = self._life_table("funding")
        shape = (len(CELLS), -(-self.months // 12), q.TALENT_TERCILES, len(FIELDS))
        counts = np.zeros((*shape, q.MAX_DURATION + 1, len(q.FUNDING_ENDS)))
        place = (
            _codes(rows["cell"], CELLS),
            rows["year"].to_numpy() - FIRST_YEAR,
            _codes(rows["talent"], ("low", "middle", "high")),
            _codes(rows["field"], FIELDS),
            rows["duration"].to_numpy(),
            _codes(rows["end"], q.FUNDING_ENDS),
        )
        np.add.at(counts, place, rows["count"].to_numpy())
        return counts

    @cached_property
    def startup_ages(self) -> Values:
        """Months at risk and failures, shape (years, age classes, 2)."""
        rows = self._life_table("startup_age")
        counts = np.zeros((-(-self.months // 12), len(q.AGE_CLASSES), 2))
        place = (
            rows["year"].to_numpy() - FIRST_YEAR,
            _codes(rows["age_class"], q.AGE_CLASSES),
            _codes(rows["end"], ("at_risk", "failed")),
        )
        np.add.at(counts, place, rows["count"].to_numpy())
        return counts

    def _life_table(self, name: str) -> pa.Table:
        rows = self.part.table("life_tables")
        return rows.filter(pa.compute.equal(rows["table"], name))


def by_model(by_cell: Values) -> Values:
    """Sum over the cells of each business model; cells are the first axis."""
    return np.stack([by_cell[np.array(MODEL_OF_CELL) == model].sum(axis=0) for model in _MODELS])


_MODELS = range(len(MODELS))


def month_number(year: int, month: int = 1) -> int:
    """Number of a month; January 2015 is 0.

    >>> month_number(2017, 12)
    35
    """
    return (year - FIRST_YEAR) * 12 + month - 1


def _months(column: pa.ChunkedArray) -> NDArray[np.int64]:
    dates = column.to_numpy()
    numbers = (dates.astype("datetime64[M]") - _ORIGIN).astype(np.int64)
    return np.where(np.isnat(dates), OPEN, numbers)


def _codes(column: Any, names: tuple[str, ...]) -> NDArray[np.int64]:
    """Positions of a column of names in a list of them."""
    column = column.combine_chunks()
    if isinstance(column, pa.ChunkedArray):  # an empty table has no chunk to combine
        column = pa.array([], pa.dictionary(pa.int32(), pa.string()))
    lookup = np.array([names.index(name) if name in names else -1 for name in _words(column)])
    return lookup[np.asarray(column.indices)] if len(column) else np.zeros(0, np.int64)


def _words(column: pa.DictionaryArray) -> list[str]:
    words: list[str] = column.dictionary.to_pylist()
    return words

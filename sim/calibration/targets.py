"""The figures of ``calibration/jiangsu_2017.yaml``, and how each enters the likelihood."""

from collections.abc import Collection
from functools import lru_cache
from typing import Any, Literal, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from sim.calibration.reading import Reader, evidence_keys, rows_of
from sim.experiments.calibration_files import calibration_file
from sim.scenario.language import Bilingual, Language
from sim.scenario.problems import nearest, shown

FILE = "jiangsu_2017.yaml"
KINDS = ("produced", "by construction", "soft", "not modelled")
COUNTED = ("spaces", "startups", "persons", "events", "sessions", "clusters", "1")  # unnamed units
UNITS_ZH = {"% per year": "%/年", "kCNY/month": "千元/月", "100 million CNY": "亿元"}
NEEDED = ("label", "unit", "figure", "kind", "measured", "evidence")
KEYS = (*NEEDED, "within", "error", "holds", "scale", "why")
RANGE_HOLDS = 0.9  # of a normal, where a figure is a range


class Target(NamedTuple):
    """A figure of the record."""

    label: Bilingual
    unit: str
    low: float  # minus infinity where the record says "at most"
    high: float  # infinity where the record says "at least"
    kind: str
    source: str
    measured: str = ""
    within: float | Literal["Poisson"] | None = None  # %
    error: float | None = None  # standard deviation on its scale; None: not fitted
    scale: Literal["linear", "log"] = "linear"
    why: str = ""

    @property
    def is_bound(self) -> bool:
        """Whether the record says "at least" or "at most"."""
        return bool(np.isinf(self.low) or np.isinf(self.high))

    def distance(self, value: float) -> float:
        """How far a value is from the figure or the nearer end of its range, %.

        >>> target = Target(Bilingual("", ""), "", 2.0, 4.0, "soft", "")
        >>> target.distance(5.0), target.distance(3.0), target.distance(1.0)
        (25.0, 0.0, -50.0)
        """
        nearest = min(max(value, self.low), self.high)
        if nearest == value:
            return 0.0
        return 100 * (value - nearest) / abs(nearest)

    def met(self, median: float) -> bool | None:
        """Whether the median of an ensemble comes as near as asked; None where nothing is asked."""
        if self.kind == "not modelled":
            return None
        if self.within == "Poisson":
            from scipy.stats import poisson

            low, high = poisson.interval(0.9, self.low)
            return bool(low <= median <= high)
        if self.within is not None:
            return abs(self.distance(median)) <= self.within
        return self.low <= median <= self.high if self.low < self.high else None

    def overlaps(self, low: float, high: float) -> bool:
        """Whether an interval of the model holds the figure, or part of its range."""
        return low <= self.high and high >= self.low

    def residual(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """How many errors of the record the model's values are off; bounds only count if broken."""
        there = self._on_scale(np.asarray(values, dtype=float))
        if self.is_bound:
            low, high = self._on_scale(np.array([self.low, self.high]))
            gap = np.minimum(there - low, 0.0) + np.maximum(there - high, 0.0)
            return np.asarray(gap / self.error)
        low, high = self._on_scale(np.array([self.low, self.high]))
        return np.asarray((there - (low + high) / 2) / self.error)

    def _on_scale(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        if self.scale == "linear":
            return values
        with np.errstate(divide="ignore"):
            return np.log(np.maximum(values, 1e-9))


@lru_cache
def targets() -> dict[str, Target]:
    """Read the targets, in the order of the table."""
    return rows_of(str(calibration_file(FILE)), _target)


def fitted() -> dict[str, Target]:
    """Targets that enter the likelihood."""
    return {key: target for key, target in targets().items() if target.error is not None}


def require_measures(measured: Collection[str]) -> None:
    """Refuse fitted figures that nothing measures.

    Raises
    ------
    ScenarioError
        With their places in the file.
    """

    def refuse(reader: Reader, key: str, value: Any) -> None:
        if key in fitted() and key not in measured:
            close = nearest(key, tuple(measured))
            reader.refuse((key,), "unmeasured", at_key=True, key=key, nearest=close)

    rows_of(str(calibration_file(FILE)), refuse)


def unit_text(unit: str, language: Language) -> str:
    """Unit to name beside a label; empty where it goes without saying.

    >>> unit_text("spaces", "en"), unit_text("100 million CNY", "zh")
    ('', '亿元')
    """
    if unit in COUNTED:
        return ""
    return UNITS_ZH.get(unit, unit) if language == "zh" else unit


def _target(reader: Reader, key: str, value: Any) -> Target | None:
    said = reader.keys((key,), value, KEYS, NEEDED)
    if any(name not in said for name in NEEDED):
        return None
    kind = reader.name((key, "kind"), said["kind"], "kind", KINDS)
    bounds = reader.figure((key, "figure"), said["figure"])
    scale = reader.name((key, "scale"), said.get("scale", "linear"), "scale", ("linear", "log"))
    if scale == "log" and any(end <= 0 for end in bounds if np.isfinite(end)):
        reader.refuse((key, "figure"), "not_positive", value=shown(said["figure"]))
        scale = "linear"  # so that the rest of the row is read too
    error = _error(reader, key, said, bounds, scale)
    if error is not None and kind in KINDS[1::2]:
        reader.refuse((key, "error"), "never_fitted", at_key=True, kind=kind)
    within = said.get("within")
    if "within" in said and within != "Poisson":
        within = reader.bounded((key, "within"), within, 0, 1000)
    return Target(
        reader.both((key, "label"), said["label"]),
        reader.text((key, "unit"), said["unit"]),
        *bounds,
        kind,
        reader.name((key, "evidence"), said["evidence"], "evidence", evidence_keys()),
        reader.text((key, "measured"), said["measured"]),
        within,
        error,
        cast("Any", scale),
        reader.text((key, "why"), said["why"]) if "why" in said else "",
    )


def _error(
    reader: Reader, key: str, said: dict[str, Any], bounds: tuple[float, float], scale: str
) -> float | None:
    path, given = (key, "error"), said.get("error")
    if "holds" in said and given != "range":
        reader.refuse((key, "holds"), "not_without", at_key=True, key="holds", other="error: range")
    if "error" not in said:
        return None
    if given != "range":
        if "scale" not in said:
            reader.refuse(path, "needs_scale", at_key=True)
        return reader.bounded(path, given, 1e-6, 1e6)
    if not np.all(np.isfinite(bounds)) or bounds[0] == bounds[1]:
        reader.refuse(path, "needs_range")
        return None
    from scipy.special import ndtri

    holds = reader.bounded((key, "holds"), said.get("holds", str(RANGE_HOLDS)), 0.01, 0.999)
    low, high = np.log(bounds) if scale == "log" else bounds
    reach = ndtri(0.5 + holds / 2)  # 1.645 standard deviations for 90 %
    return float((high - low) / 2 / reach)

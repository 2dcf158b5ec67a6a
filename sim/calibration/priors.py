"""Priors: what was thought of each parameter before any figure was looked at.

The sampler works with normal scores: a parameter at quantile u of its prior has the score
with that quantile of the standard normal, so that all priors together are one standard normal
and every point of it is a possible set of parameters.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from sim.calibration.reading import Reader, evidence_keys, rows_of
from sim.experiments.calibration_files import calibration_file
from sim.experiments.distributions import Uniform
from sim.scenario.declared import PARAMETERS
from sim.scenario.problems import nearest, shown

FILE = "priors.yaml"
KEYS = ("low", "high", "role", "source", "scale")
ASSUMPTION = "assumption"  # the source of a prior that no evidence bounds
Scores = NDArray[np.float64]  # normal scores, shape (points, parameters)


class Prior(NamedTuple):
    """Prior of a parameter: uniform, in its value or in the logarithm of it."""

    low: float
    high: float
    role: Literal["free", "drawn"]  # the targets were chosen to fix it, or no figure does
    source: str
    scale: Literal["linear", "log"] = "linear"

    def value(self, quantile: float) -> float:
        """Value at a quantile.

        >>> Prior(1.0, 100.0, "free", "", "log").value(0.5)
        10.0
        """
        return Uniform(self.low, self.high, log=self.scale == "log").value(quantile)

    def quantiles(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Quantiles of values.

        >>> Prior(1.0, 100.0, "free", "", "log").quantiles(np.array([10.0]))
        array([0.5])
        """
        if self.scale == "log":
            found: NDArray[np.float64] = np.log(values / self.low) / np.log(self.high / self.low)
            return found
        return (values - self.low) / (self.high - self.low)


@lru_cache
def priors() -> dict[str, Prior]:
    """Read the priors, by the keys of parameters.

    >>> priors()["match.weight_fit"][:2]
    (0.3, 2.0)
    """
    return rows_of(str(calibration_file(FILE)), _prior)


def _prior(reader: Reader, key: str, value: Any) -> Prior | None:
    name = reader.name((key,), key, "parameter", tuple(PARAMETERS), at_key=True)
    said = reader.keys((key,), value, KEYS, KEYS[:4])
    if not name or any(each not in said for each in KEYS[:4]):
        return None
    declared = PARAMETERS[name]
    ends = [
        reader.bounded((key, each), said[each], declared.low, declared.high)
        for each in ("low", "high")
    ]
    if ends[0] >= ends[1]:
        reader.refuse((key,), "empty_range", at_key=True, low=said["low"], high=said["high"])
    scale = reader.name((key, "scale"), said.get("scale", "linear"), "scale", ("linear", "log"))
    if scale == "log" and ends[0] <= 0:
        reader.refuse((key, "low"), "not_positive", value=said["low"])
    role = reader.name((key, "role"), said["role"], "role", ("free", "drawn"))
    source = _source(reader, key, said["source"])
    return Prior(ends[0], ends[1], cast("Any", role), source, cast("Any", scale))


def _source(reader: Reader, key: str, value: Any) -> str:
    text, names = reader.text((key, "source"), value), (ASSUMPTION, *evidence_keys())
    if text and not any(
        text == name or text.startswith((f"{name}:", f"{name} (")) for name in names
    ):
        close = nearest(re.split(r":| \(", text)[0], names)
        reader.refuse((key, "source"), "no_such_source", value=shown(text), nearest=close)
    return text


def values_of(scores: Scores) -> list[dict[str, float]]:
    """Parameter values at points given by their normal scores."""
    from scipy.special import ndtr

    named = list(priors().items())
    return [
        {key: prior.value(u) for (key, prior), u in zip(named, point, strict=True)}
        for point in ndtr(scores)
    ]


def scores_of(draws: Sequence[Mapping[str, float]]) -> Scores:
    """Normal scores of parameter values; the inverse of :func:`values_of`."""
    from scipy.special import ndtri

    columns = [
        prior.quantiles(np.array([draw[key] for draw in draws])) for key, prior in priors().items()
    ]
    edge = 1e-6  # rounding may put a value on the edge of its prior
    return np.asarray(ndtri(np.clip(np.column_stack(columns), edge, 1 - edge)))

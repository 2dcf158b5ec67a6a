"""Sensitivity of an outcome to parameters: Sobol indices and Morris's elementary effects.

SALib estimates them from the mean over replicates. That mean still carries luck. Luck of its
own at every point lowers first-order indices and raises total ones, up to the share of luck for
a parameter that does nothing. The indices *of the expected outcome* use products of different
replicates alone, in which independent luck cancels; they need two replicates.
"""

import warnings
from collections.abc import Sequence
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.analysis.point_values import Luck, Values

RESAMPLES, LEVEL, DEVIATIONS = 200, 0.95, 1.959964
LEAST_BASE_POINTS, LEAST_TRAJECTORIES = 16, 4
PAIRS = ("S2", "S2_conf")  # of SALib


class Index(NamedTuple):
    """An index with its 95 % interval."""

    value: float
    low: float
    high: float


class SobolIndices(NamedTuple):
    """Shares of the variance that go with a parameter.

    Attributes
    ----------
    first, total : Index
        By the parameter alone; with all its interactions.
    expected_first, expected_total : Index
        Of the expected outcome, luck taken out; NaN with one replicate.
    """

    factor: str
    first: Index
    total: Index
    expected_first: Index
    expected_total: Index


class PairIndex(NamedTuple):
    """Share of the variance that goes with two parameters together and with neither alone."""

    factor: str
    other: str
    share: Index


class MorrisEffects(NamedTuple):
    """Elementary effects of a parameter: changes of the outcome over the parameter's range.

    Attributes
    ----------
    mean_absolute : Index
        Mu star, whose size ranks parameters.
    mean : float
        Mu: near mu star if the outcome only rises, near minus mu star if it only falls.
    spread : float
        Sigma: large beside mu star where other parameters matter, or the outcome bends.
    """

    factor: str
    mean_absolute: Index
    mean: float
    spread: float


def rows_of_a_block(factors: int, second_order: bool) -> int:
    """Rows that belong to one base point of Saltelli's design."""
    return (2 if second_order else 1) * factors + 2


def whole_blocks(there: NDArray[np.bool_], rows: int) -> NDArray[np.bool_]:
    """Which base points, or trajectories, have all their rows.

    >>> whole_blocks(np.array([True, True, True, False]), 2).tolist()
    [True, False]
    """
    return np.asarray(there.reshape(-1, rows).all(axis=1))


def sobol_indices(
    names: Sequence[str], values: Values, second_order: bool = False, seed: int = 1
) -> list[SobolIndices]:
    """Estimate first and total indices from a Saltelli design.

    Parameters
    ----------
    values : ndarray, shape (base points, rows of a block, replicates)
        In the order of ``designs.saltelli``; no NaN.
    seed : int
        Of the bootstrap, above 0.

    Returns
    -------
    list of SobolIndices
        NaN throughout if the outcome does not vary.
    """
    outcome, unknown = values.mean(axis=2), Index(*[float("nan")] * 3)
    if not varies(outcome):
        return [SobolIndices(name, *[unknown] * 4) for name in names]
    found = _analysed(names, outcome, second_order, seed)
    expected = [(unknown, unknown)] * len(names)
    if values.shape[2] > 1:
        expected = _of_expected_outcome(values, len(names), seed)
    return [
        SobolIndices(
            name,
            _index(found["S1"][place], found["S1_conf"][place]),
            _not_negative(_index(found["ST"][place], found["ST_conf"][place])),
            *expected[place],
        )
        for place, name in enumerate(names)
    ]


def pair_indices(names: Sequence[str], values: Values, seed: int = 1) -> list[PairIndex]:
    """Estimate second-order indices from a Saltelli design that has them.

    Parameters
    ----------
    values : ndarray, shape (base points, 2 factors + 2, replicates)
        No NaN.
    """
    found = _analysed(names, values.mean(axis=2), True, seed)
    return [
        PairIndex(names[one], names[other], _index(*(found[key][one, other] for key in PAIRS)))
        for one, other in combinations(range(len(names)), 2)
    ]


def _analysed(names: Sequence[str], outcome: Values, second_order: bool, seed: int) -> Any:
    from SALib.analyze import sobol

    return sobol.analyze(
        _problem(names),
        outcome.ravel(),
        calc_second_order=second_order,
        num_resamples=RESAMPLES,
        conf_level=LEVEL,
        seed=seed,
    )


def varies(outcome: Values) -> bool:
    """Whether an outcome differs between points by more than rounding."""
    return bool(np.ptp(outcome) > 1e-9 * max(1.0, float(np.abs(outcome).max())))


def _of_expected_outcome(values: Values, factors: int, seed: int) -> list[tuple[Index, Index]]:
    """Estimate the indices of SALib from products of different replicates.

    Each is a ratio of means over base points, whose interval comes from resampling those.
    """
    ends = values[:, [0, -1]]
    values = values - ends.mean(axis=(0, 1))
    first, last = values[:, 0], values[:, -1]
    variance = (_product(first, first) + _product(last, last)) / 2
    chosen = np.random.default_rng(seed).integers(len(values), size=(RESAMPLES, len(values)))
    found = []
    for place in range(factors):
        moved = values[:, 1 + place]
        alone = _product(last, moved - first)
        with_others = _product(moved - first, moved - first) / 2
        found.append((_ratio(alone, variance, chosen), _ratio(with_others, variance, chosen)))
    return found


def _product(one: Values, other: Values) -> Values:
    """Mean product of different replicates, at each base point."""
    replicates = one.shape[1]
    every = one.sum(axis=1) * other.sum(axis=1)
    return (every - (one * other).sum(axis=1)) / (replicates * (replicates - 1))


def _ratio(above: Values, below: Values, chosen: NDArray[np.int64]) -> Index:
    if below.mean() <= 0:  # nothing but luck
        return Index(*[float("nan")] * 3)
    resampled = above[chosen].mean(axis=1) / below[chosen].mean(axis=1)
    half = DEVIATIONS * float(resampled[np.isfinite(resampled)].std(ddof=1))
    return _index(float(above.mean() / below.mean()), half)


def morris_effects(
    names: Sequence[str], quantiles: Values, values: Values, levels: int, seed: int = 1
) -> list[MorrisEffects]:
    """Estimate elementary effects from Morris's trajectories.

    Parameters
    ----------
    quantiles : ndarray, shape (trajectories, factors + 1, factors)
    values : ndarray, shape (trajectories, factors + 1, replicates)
        No NaN.
    """
    from SALib.analyze import morris

    with warnings.catch_warnings():  # of parameters that do nothing: resamples without variance
        warnings.simplefilter("ignore", RuntimeWarning)
        found = morris.analyze(
            _problem(names),
            np.ascontiguousarray(quantiles.reshape(-1, len(names))),
            values.mean(axis=2).ravel(),
            num_resamples=RESAMPLES,
            conf_level=LEVEL,
            num_levels=levels,
            seed=seed,
        )
    return [
        MorrisEffects(
            name,
            _not_negative(_index(found["mu_star"][place], found["mu_star_conf"][place])),
            float(found["mu"][place]),
            float(found["sigma"][place]),
        )
        for place, name in enumerate(names)
    ]


def effect_of_luck(luck: Luck, levels: int) -> float:
    """Mean absolute elementary effect that luck alone gives a parameter that does nothing.

    With common seeds a parameter that no rule reads has none; this is the most there can be.
    """
    move = levels / (2 * (levels - 1))
    return float(np.sqrt(4 * luck.luck / np.pi) / move)


def _index(value: float, half: float) -> Index:
    return Index(float(value), float(value - half), float(value + half))


def _not_negative(index: Index) -> Index:
    return index._replace(low=max(index.low, 0.0))


def _problem(names: Sequence[str]) -> dict[str, object]:
    return {"num_vars": len(names), "names": list(names), "bounds": [[0.0, 1.0]] * len(names)}

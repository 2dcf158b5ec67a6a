"""The story of a run: periods in which one group of loops drives most, a sentence for each."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.dynamics.dominance.drive import DRIVEN, Drive
from sim.dynamics.dominance.groups import OTHERS, Group
from sim.dynamics.dominance.links import Floats
from sim.dynamics.dominance.loops import dominant
from sim.scenario.language import Bilingual, phrase
from sim.scenario.months import month_name

WINDOW = 13  # months over which shares are averaged: one month near an inflexion says little
SHORTEST = 12  # months of a period
CLEAR = 0.25  # share from which on a group stands out
_MOST = phrase(
    "{first} to {last}, {quantity} {before} to {after}: {label}{name}, {share} % of what loops do. "
    "{sentence}"
)
_NONE = phrase(
    "{first} to {last}, {quantity} {before} to {after}: no loop stands out; the largest is "
    "{label}{name} with {share} %. {sentence}"
)
_OUTSIDE = phrase(" {share} % of the change comes from conditions and policies.")
_NAME = phrase(" ({name})")


class Period(NamedTuple):
    """Months in a row in which the same group of loops is the largest of those with a name.

    Attributes
    ----------
    first, last : int
        Months since January 2015.
    share : float
        Mean of its shares over these months.
    outside : float
        Mean share of what comes from outside.
    before, after : float
        The quantity at the beginning and at the end.
    dominant : tuple of Group
        The smallest set of groups that make up half of what loops do, the largest first.
    """

    first: int
    last: int
    group: Group
    share: float
    outside: float
    before: float
    after: float
    dominant: tuple[Group, ...]


def leading(drive: Drive) -> NDArray[np.int64]:
    """Return the place in ``drive.groups`` of the largest named group in each month, averaged."""
    named = np.array([group not in OTHERS for group in drive.groups])
    smooth = np.array([averaged(row) for row in drive.shares])
    return np.argmax(np.where(named[:, None], smooth, -1.0), axis=0)


def periods(drive: Drive) -> list[Period]:
    """Divide a run into periods; those shorter than a year join the neighbour more like them.

    There are none where no loop is ever active, as in a run of a month.
    """
    if all(group in OTHERS for group in drive.groups):
        return []
    smooth = np.array([averaged(row) for row in drive.shares])
    runs = _runs(leading(drive))
    while len(runs) > 1 and min(last - first for first, last, _ in runs) + 1 < SHORTEST:
        at = min(range(len(runs)), key=lambda place: runs[place][1] - runs[place][0])
        first, last, _ = runs[at]
        near = [place for place in (at - 1, at + 1) if 0 <= place < len(runs)]
        into = max(near, key=lambda place: smooth[runs[place][2], first : last + 1].mean())
        runs[at] = (first, last, runs[into][2])
        runs = _joined(runs)
    return [
        Period(
            first,
            last,
            drive.groups[place],
            float(drive.shares[place, first : last + 1].mean()),
            float(drive.outside[first : last + 1].mean()),
            float(drive.level[first]),
            float(drive.level[last + 1]),
            tuple(
                drive.groups[number]
                for number in dominant(drive.shares[:, first : last + 1].mean(axis=1))
            ),
        )
        for first, last, place in runs
    ]


def told(period: Period, through: str) -> Bilingual:
    """Return the sentence of a period."""
    group = period.group
    sentence = _MOST if period.share >= CLEAR else _NONE
    said = sentence.filled(
        first=month_name(period.first),
        last=month_name(period.last),
        label=group.label,
        name=_NAME.filled(name=group.name) if group.name[1:].isdigit() else "",
        share=round(100 * period.share),
        before=f"{period.before:,.0f}",
        after=f"{period.after:,.0f}",
        quantity=Bilingual(DRIVEN[through].en.lower(), DRIVEN[through].zh),
        sentence=group.sentence,
    )
    if period.outside < 0.05:
        return said
    outside = _OUTSIDE.filled(share=round(100 * period.outside))
    return Bilingual(said.en + outside.en, said.zh + outside.zh)


def averaged(row: Floats) -> Floats:
    """Centred means over ``WINDOW`` months; at the ends over those that there are."""
    sums = np.concatenate([[0.0], np.cumsum(row)])
    months = np.arange(len(row))
    first = np.maximum(months - WINDOW // 2, 0)
    last = np.minimum(months + WINDOW // 2 + 1, len(row))
    means: Floats = (sums[last] - sums[first]) / (last - first)
    return means


def _runs(places: NDArray[np.int64]) -> list[tuple[int, int, int]]:
    """First month, last month and value of each run of equal values.

    >>> _runs(np.array([2, 2, 0]))
    [(0, 1, 2), (2, 2, 0)]
    """
    ends = np.flatnonzero(np.diff(places)).tolist()
    firsts, lasts = [0, *(end + 1 for end in ends)], [*ends, len(places) - 1]
    return [(first, last, int(places[first])) for first, last in zip(firsts, lasts, strict=True)]


def _joined(runs: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    joined = runs[:1]
    for first, last, place in runs[1:]:
        if place == joined[-1][2]:
            joined[-1] = (joined[-1][0], last, place)
        else:
            joined.append((first, last, place))
    return joined

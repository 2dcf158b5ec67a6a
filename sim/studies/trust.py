"""Trust checks of a calibration, and the pages that tell of them."""

from collections.abc import Callable, Sequence
from typing import Literal

from sim.calibration.fit import Size, fit
from sim.calibration.priors import priors
from sim.calibration.rounds import Calibration
from sim.calibration.trust import (
    HELD_OUT,
    LEVELS,
    Coverage,
    rank_check,
    recovery_check,
    shifts,
)
from sim.studies.fit_page import pages

Check = Literal["ranks", "recovery", "stability"]
Tick = Callable[[int], None]
OTHER_SEED = 100_000  # added to the seed for the second fit of the stability check


def runs_of(kind: Check, size: Size, fits: int) -> int:
    """Runs that a check asks for, those that may be there already among them."""
    later = sum(size.rounds[1:])
    return {
        "ranks": size.rounds[0],
        "recovery": 2 * size.rounds[0] * fits + later * fits,
        "stability": 2 * sum(size.rounds),
    }[kind]


def check(kind: Check, calibration: Calibration, size: Size, fits: int, tick: Tick) -> str:
    """Make a check; returns its page in Markdown."""
    if kind == "stability":
        return _stability(calibration, size, tick)
    if kind == "recovery":
        found, _ = recovery_check(calibration, size, fits, tick)
        about = f"{fits} whole sequential fits to simulated truths ({_rounds(size)} runs each)"
        return _coverage_page("Recovery of known parameters", about, found)
    prior = fit(calibration, Size(size.rounds[:1], 1), tick).prior
    found = rank_check(prior, calibration.seed)
    about = f"{HELD_OUT} runs of the first round held out, each fitted from the others"
    return _coverage_page("Ranks of known parameters", about, found)


def _coverage_page(title: str, about: str, found: Coverage) -> str:
    half, most = LEVELS
    even, halves, mosts = found.uniform(), found.by_parameter(half), found.by_parameter(most)
    rows = [(key, halves[key], mosts[key], even[key]) for key in priors()]
    return (
        pages()
        .get_template("trust.md.j2")
        .render(
            title=title,
            about=about,
            truths=found.ranks.shape[0],
            overall=[(level, found.share(level)) for level in LEVELS],
            rows=rows,
            least=min(even.values()),
            tests=len(even),
        )
    )


def _stability(calibration: Calibration, size: Size, tick: Tick) -> str:
    one = fit(calibration, size, tick)
    other = fit(calibration._replace(seed=calibration.seed + OTHER_SEED), size, tick)
    moved = shifts(one.posterior, other.posterior)
    return (
        pages()
        .get_template("stability.md.j2")
        .render(
            rounds=_rounds(size),
            seeds=(calibration.seed, calibration.seed + OTHER_SEED),
            rows=moved.items(),
            most=max(abs(shift) for shift, _ in moved.values()),
            ratios=(min(r for _, r in moved.values()), max(r for _, r in moved.values())),
        )
    )


def _rounds(size: Size) -> str:
    counts: Sequence[int] = size.rounds
    return " + ".join(str(count) for count in counts)

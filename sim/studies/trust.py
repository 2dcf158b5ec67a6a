"""Trust checks of a calibration, and the pages that tell of them."""

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from sim.calibration.alarms import Alarm, alarms, chance_of_least, named_for_sure, tests_of
from sim.calibration.fit import Size, fit
from sim.calibration.priors import priors
from sim.calibration.rounds import Calibration, Runs, scores_in
from sim.calibration.targets import fitted
from sim.calibration.trust import (
    LEVELS,
    MOVED_AT_MOST,
    RATIO_AT_MOST,
    Coverage,
    held_if,
    rank_check,
    recovery_check,
    shifts,
)
from sim.experiments.calibration_files import calibration_file, read_calibration
from sim.results.files import read_columns
from sim.results.manifest import file_hash
from sim.studies.fit_folder import DESIGN, MANIFEST
from sim.studies.fit_page import Made, pages

Check = Literal["ranks", "recovery", "stability"]
Tick = Callable[[int], None]
FITS = 5  # whole fits of the recovery check, unless asked otherwise
OTHER_SEED = 100_000  # added to the seed for the second fit of the stability check


class Sample(NamedTuple):
    """Truths of one kind, and what they say."""

    title: str
    about: str
    found: Coverage

    @property
    def alarms(self) -> list[Alarm]:
        """Tests that fail."""
        return alarms(self.found)

    def alarms_of(self, kind: str) -> list[Alarm]:
        """Tests of single parameters that fail in one way."""
        return [each for each in self.alarms if each.kind == kind and each.parameter]

    @property
    def rows(self) -> list[tuple[str, list[float], float, float, list[Alarm]]]:
        """Parameter, shares held by level, how far posteriors stand off, p of ranks, alarms."""
        shares = [self.found.by_parameter(level) for level in LEVELS]
        displaced, even, failed = self.found.displaced(), self.found.uniform(), self.alarms
        return [
            (
                key,
                [share[key] for share in shares],
                displaced[key],
                even[key],
                [each for each in failed if each.parameter == key],
            )
            for key in priors()
        ]

    @property
    def least(self) -> list[tuple[float, str, int, float, int]]:
        """Level, parameter held least, how often, chance of one so bad; most that is alarming."""
        return [
            (
                level,
                min(shares := self.found.by_parameter(level), key=lambda key: shares[key]),
                int(self.found.held[level].sum(axis=0).min()),
                chance_of_least(self.found, level),
                named_for_sure(self.found, level),
            )
            for level in LEVELS
        ]

    @property
    def tests(self) -> int:
        """Number of tests."""
        return tests_of(self.found)


def runs_of(kind: Check, size: Size, fits: int) -> int:
    """Runs that a check asks for, those that may be there already among them."""
    later = sum(size.rounds[1:])
    return {
        "ranks": size.rounds[0],
        "recovery": 2 * size.rounds[0] * fits + later * fits,
        "stability": 2 * sum(size.rounds),
    }[kind]


def check(
    kind: Check, calibration: Calibration, made: Made, fits: int, tick: Tick, anew: bool = False
) -> str:
    """Make a check; returns its page in Markdown.

    Parameters
    ----------
    made : Made
        How the calibration comes about that is checked.
    anew : bool
        Whether it has been made here: then its own runs are taken for the ranks. Otherwise the
        stored design is, if the same command made it.
    """
    asked = f" --fits {fits}" if kind == "recovery" and fits != FITS else ""
    page = made._replace(command=f"{made.command} --check {kind}{asked}")
    if kind == "stability":
        return _stability_page(calibration, page, tick)
    if kind == "recovery":
        found, _ = recovery_check(calibration, made.size, fits, tick)
        return recovery_page(found, page)
    if not anew and is_stored(made):
        prior = stored_design()
        tick(prior.size)
        page = page._replace(rules=str(read_calibration(MANIFEST)["rules"]))
        return ranks_page(prior, page, f"stored in `calibration/{DESIGN}`")
    prior = fit(calibration, Size(made.size.rounds[:1], 1), tick).prior
    return ranks_page(prior, page, "made for the check")


def is_stored(made: Made) -> bool:
    """Whether ``calibration/`` holds the first round of just this calibration."""
    about = read_calibration(MANIFEST)
    hashed = file_hash(calibration_file("priors.yaml"))
    return (
        about["command"] == made.command
        and about["rounds"][0] == made.size.rounds[0]
        and about["inputs"]["calibration/priors.yaml"] == hashed
        and set(fitted()) <= set(read_columns(calibration_file(DESIGN)))
    )


def stored_design() -> Runs:
    """Read the first round of the calibration that every ensemble uses."""
    stored = read_columns(calibration_file(DESIGN))
    columns = {name: column.astype(float) for name, column in stored.items()}
    return Runs(scores_in(columns), columns)


def ranks_page(prior: Runs, made: Made, origin: str) -> str:
    """Hold runs of a first round out, and tell what became of them."""
    found = rank_check(prior, made.seed)
    near = Sample(
        "Near the record",
        f"all {found.near.truths:,} runs that the fit itself accepts from this round",
        found.near,
    )
    whole = Sample("The whole prior", f"{found.whole.truths:,} runs taken at random", found.whole)
    template = pages().get_template("ranks.md.j2")
    return template.render(made=made, origin=origin, samples=[near, whole], runs=prior.size)


def recovery_page(found: Coverage, made: Made) -> str:
    """Tell what became of whole fits to simulated truths."""
    rounds = _rounds(made.size)
    sample = Sample("Recovery", f"whole sequential fits ({rounds} runs each)", found)
    template = pages().get_template("recovery.md.j2")
    return template.render(made=made, sample=sample, rounds=rounds)


def _stability_page(calibration: Calibration, made: Made, tick: Tick) -> str:
    one = fit(calibration, made.size, tick)
    other = fit(calibration._replace(seed=calibration.seed + OTHER_SEED), made.size, tick)
    moved = shifts(one.posterior, other.posterior)
    template = pages().get_template("stability.md.j2")
    return template.render(
        made=made,
        rounds=_rounds(made.size),
        seeds=(calibration.seed, calibration.seed + OTHER_SEED),
        moved=moved,
        unstable=[key for key, each in moved.items() if not each.is_stable],
        allowed=(MOVED_AT_MOST, RATIO_AT_MOST),
        held=(held_if(MOVED_AT_MOST), held_if(0.0, 1 / RATIO_AT_MOST)),
    )


def _rounds(size: Size) -> str:
    counts: Sequence[int] = size.rounds
    return " + ".join(str(count) for count in counts)

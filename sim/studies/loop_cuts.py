"""Runs with a loop cut, beside the same runs with it, and what they say to the twin's scores."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sim.analysis.loop_cuts import CutEffect, cut_effects, largest, matters
from sim.calibration.draws import Source
from sim.dynamics.dominance.drive import DRIVEN, Drive
from sim.dynamics.dominance.groups import OTHERS, SPINOFFS, Group
from sim.dynamics.dominance.periods import CLEAR, averaged
from sim.dynamics.structure import LOOPS
from sim.dynamics.structure.cuts import OFF, cut_by, cut_of
from sim.model.conditions import FIRST_YEAR
from sim.scenario import Scenario
from sim.scenario.language import COMMA, Bilingual, phrase
from sim.studies.compare_api import compare

CUT_BY = {loop.name: cut for loop in LOOPS if (cut := cut_of(loop))} | {SPINOFFS.name: "spinoffs"}
_SPACES = phrase("spaces")
_BOTH = phrase("{loop}: up to {share} % on the twin ({when}). {cut}")
_TWIN = phrase("{loop}: up to {share} % on the twin ({when}), yet among the agents {cut}")
_AGENTS = phrase("{loop}: never more than {share} % on the twin, yet {cut}")
_CHANGES = phrase(
    "without it ({switch}) there are {change} % {stock} at the end of {year} (mean of {pairs} "
    "pairs, 90 % interval {low} to {high}).{also}"
)
_NOTHING = phrase(
    "nothing certain and large changes without it ({switch}): {stock} at most {change} % "
    "({year}, 90 % interval {low} to {high}).{also}"
)
_OFF = phrase("{switch} off")
_ALSO = phrase(" This cuts {loops} too.")
_SMALL = phrase("Small both ways: {loops}.")
_UNCUT = phrase("No switch cuts these among the agents: {loops}.")


class Verdict(NamedTuple):
    """What both ways say of a group of loops and a quantity."""

    group: Group
    through: str
    share: float  # largest of its averaged shares on the twin
    month: int  # in which it is
    effect: CutEffect | None  # largest among the agents; None if nothing cuts it


def cut_loops(
    scenario: Scenario,
    replicates: int | None = None,
    seed: int | None = None,
    parameters: Source | None = None,
    workers: int | None = None,
    tick: Callable[[], None] = lambda: None,
) -> list[CutEffect]:
    """Run a scenario with each loop cut in turn, on the same draws and seeds.

    Parameters
    ----------
    replicates, seed, parameters, workers, tick
        As for ``sim.compare``.
    """
    cuts = carriers(scenario)
    without = [scenario.with_set(OFF[cut]) for cut in cuts]
    compared = compare(
        [scenario, *without],
        replicates=replicates,
        seed=seed,
        parameters=parameters,
        workers=workers,
        tick=tick,
    )
    return cut_effects(compared.members, cuts)


def carriers(scenario: Scenario) -> list[str]:
    """Return what can be turned off in a scenario, each once."""
    now = scenario.resolved()
    every = dict.fromkeys(CUT_BY.values())
    return [cut for cut in every if scenario.with_set(OFF[cut]).resolved() != now]


def verdicts(drives: Mapping[str, Drive], effects: Sequence[CutEffect]) -> list[Verdict]:
    """Put both ways side by side, for the quantity on which a loop is larger on the twin."""
    known = {each.cut for each in effects}
    found: dict[str, Verdict] = {}
    for through, drive in drives.items():
        for group, shares in zip(drive.groups, drive.shares, strict=True):
            if group in OTHERS:
                continue
            smooth = averaged(shares)
            cut = CUT_BY.get(group.name, "")
            effect = largest(effects, cut, through) if cut in known else None
            month = int(smooth.argmax())
            verdict = Verdict(group, through, float(smooth[month]), month, effect)
            if group.name not in found or verdict.share > found[group.name].share:
                found[group.name] = verdict
    return sorted(found.values(), key=lambda each: -each.share)


def said(found: Sequence[Verdict]) -> Iterator[Bilingual]:
    """Say where both ways agree, and where they do not."""
    small, uncut = [], []
    for each in found:
        if each.effect is None:
            uncut.append(named(each.group))
        elif each.share < CLEAR and not matters(each.effect):
            small.append(named(each.group))
        else:
            yield _one(each, each.effect)
    for sentence, loops in ((_SMALL, small), (_UNCUT, uncut)):
        if loops:
            yield sentence.filled(loops=_listed(loops))


def _one(verdict: Verdict, effect: CutEffect) -> Bilingual:
    felt = matters(effect)
    share, clear = round(100 * verdict.share), verdict.share >= CLEAR
    cut = (_CHANGES if felt else _NOTHING).filled(
        switch=_switch(effect.cut),
        also=_also(verdict.group, effect.cut),
        stock=_SPACES if verdict.through == "spaces" else _lower(DRIVEN["tenants"]),
        change=f"{100 * effect.relative:+.1f}",
        year=effect.year,
        pairs=effect.pairs,
        low=f"{100 * effect.monte_carlo_low_90 / effect.level:+.1f}",
        high=f"{100 * effect.monte_carlo_high_90 / effect.level:+.1f}",
    )
    if felt and clear:
        cut = Bilingual(cut.en[0].upper() + cut.en[1:], cut.zh)
    sentence = _AGENTS if not clear else _BOTH if felt else _TWIN
    when = FIRST_YEAR + verdict.month // 12
    return sentence.filled(loop=named(verdict.group), share=share, when=when, cut=cut)


def _switch(cut: str) -> Bilingual:
    """Name what is turned off.

    >>> _switch("herding").en, _switch("close.review").en
    ('herding off', 'close.review = 0')
    """
    ((key, value),) = OFF[cut].items()
    if isinstance(value, bool):
        return _OFF.filled(switch=cut)
    return Bilingual(*2 * (f"{key} = {value:g}",))


def _also(group: Group, cut: str) -> Bilingual:
    """Say which other loops a switch cuts."""
    others = [loop.name for loop in cut_by(cut) if loop.name != group.name]
    if not others:
        return Bilingual("", "")
    return _ALSO.filled(loops=_listed([Bilingual(name, name) for name in others]))


def named(group: Group) -> Bilingual:
    """Label of a group, with its code if it has one."""
    if not group.name[1:].isdigit():
        return group.label
    return Bilingual(f"{group.name} {group.label.en}", f"{group.name} {group.label.zh}")


def _listed(names: Sequence[Bilingual]) -> Bilingual:
    return Bilingual(COMMA.en.join(n.en for n in names), COMMA.zh.join(n.zh for n in names))


def _lower(label: Bilingual) -> Bilingual:
    return Bilingual(label.en.lower(), label.zh)

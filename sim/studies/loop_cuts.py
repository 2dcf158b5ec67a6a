"""Runs with a loop cut, beside the same runs with it, and what they say to the twin's scores."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sim.analysis.loop_cuts import SHIFT, STOCKS, CutEffect, cut_effects, largest, matters
from sim.analysis.totals import TOTALS as TOTAL_LABELS
from sim.calibration.draws import Source
from sim.dynamics.dominance.drive import DRIVEN, Drive
from sim.dynamics.dominance.groups import GROUPS, OTHERS, SPINOFFS, Group
from sim.dynamics.dominance.links import Floats
from sim.dynamics.dominance.periods import CLEAR, averaged
from sim.dynamics.structure import LOOPS
from sim.dynamics.structure.cuts import OFF, cut_by, cut_of
from sim.model.conditions import FIRST_YEAR
from sim.scenario import Scenario
from sim.scenario.language import COMMA, Bilingual, phrase
from sim.studies.compare_api import compare

CUTS = {cut: tuple(loop.name for loop in cut_by(cut)) for loop in LOOPS if (cut := cut_of(loop))}
CUTS["service_cutting"] = tuple(loop.name for loop in cut_by("service_cutting"))
CUTS["spinoffs"] = (SPINOFFS.name,)
TOTALS = ("spaces", "tenants")
_BOTH = phrase(
    "{loops} ({switch}): up to {share} % of what loops do to {quantity} on the twin, in {when}; "
    "{cut}"
)
_TWIN = phrase(
    "{loops} ({switch}): up to {share} % of what loops do to {quantity} on the twin, in {when}, "
    "yet {cut}"
)
_AGENTS = phrase("{loops} ({switch}): never more than {share} % on the twin, yet {cut}")
_CHANGES = phrase("cut among the agents: {changes}.")
_NOTHING = phrase("cut among the agents hardly anything changes: {changes}.")
_CHANGE = phrase("{stock} {change} % at the end of {year} (90 % interval {low} to {high})")
_OFF = phrase("{switch} off")
_SMALL = phrase("Small both ways: {loops}.")
_UNCUT = phrase("No switch cuts these among the agents: {loops}.")


class Verdict(NamedTuple):
    """What both ways say of the loops that a switch cuts.

    Attributes
    ----------
    through : str
        Quantity on which the loops are largest on the twin.
    share : float
        The largest of their averaged shares together, and the month in which it is.
    total, model : CutEffect
        Largest change among the agents: of spaces or tenants, and of spaces of a model.
    """

    cut: str
    groups: tuple[Group, ...]
    through: str
    share: float
    month: int
    total: CutEffect
    model: CutEffect

    @property
    def clear(self) -> bool:
        """Whether the loops stand out on the twin."""
        return self.share >= CLEAR

    @property
    def felt(self) -> bool:
        """Whether a cut is felt among the agents."""
        return matters(self.total) or (matters(self.model) and abs(self.model.relative) >= SHIFT)


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
    return [cut for cut in CUTS if scenario.with_set(OFF[cut]).resolved() != now]


def verdicts(drives: Mapping[str, Drive], effects: Sequence[CutEffect]) -> list[Verdict]:
    """Put both ways side by side, switch by switch, those that are largest on the twin first."""
    found = []
    for cut in dict.fromkeys(each.cut for each in effects):
        shares = {through: _shares(drive, CUTS[cut]) for through, drive in drives.items()}
        through = max(shares, key=lambda name: float(shares[name].max()))
        models = [stock for stock in STOCKS if stock not in TOTALS]
        found.append(
            Verdict(
                cut,
                tuple(GROUPS[name] for name in CUTS[cut]),
                through,
                float(shares[through].max()),
                int(shares[through].argmax()),
                largest(effects, cut, TOTALS),
                largest(effects, cut, models),
            )
        )
    return sorted(found, key=lambda each: -each.share)


def _shares(drive: Drive, names: Sequence[str]) -> Floats:
    rows = [group.name in names for group in drive.groups]
    return averaged(drive.shares[rows].sum(axis=0))


def said(drives: Mapping[str, Drive], effects: Sequence[CutEffect]) -> Iterator[Bilingual]:
    """Say where both ways agree, and where they do not."""
    found = verdicts(drives, effects)
    for each in found:
        if each.clear or each.felt:
            yield _one(each)
    small = [_named(each.groups) for each in found if not (each.clear or each.felt)]
    known = {group for each in found for group in each.groups} | {*OTHERS}
    there = dict.fromkeys(group for drive in drives.values() for group in drive.groups)
    for sentence, loops in (
        (_SMALL, small),
        (_UNCUT, [_named([g]) for g in there if g not in known]),
    ):
        if loops:
            yield sentence.filled(loops=_listed(loops))


def _one(verdict: Verdict) -> Bilingual:
    effects = [verdict.total] if matters(verdict.total) or not verdict.felt else []
    if matters(verdict.model) and abs(verdict.model.relative) >= SHIFT:
        effects.append(verdict.model)
    changes = _listed([_change(each) for each in effects])
    cut = (_CHANGES if verdict.felt else _NOTHING).filled(changes=changes)
    sentence = _AGENTS if not verdict.clear else _BOTH if verdict.felt else _TWIN
    return sentence.filled(
        loops=_named(verdict.groups),
        switch=_switch(verdict.cut),
        share=round(100 * verdict.share),
        quantity=_lower(DRIVEN[verdict.through]),
        when=FIRST_YEAR + verdict.month // 12,
        cut=cut,
    )


def _change(effect: CutEffect) -> Bilingual:
    def percent(number: float) -> str:
        return f"{100 * number / effect.level:+.1f}"

    return _CHANGE.filled(
        stock=_lower(TOTAL_LABELS[f"{effect.stock}"].about.label),
        change=percent(effect.mean_difference),
        year=effect.year,
        low=percent(effect.monte_carlo_low_90),
        high=percent(effect.monte_carlo_high_90),
    )


def _switch(cut: str) -> Bilingual:
    """Name what is turned off.

    >>> _switch("herding").en, _switch("close.review").en
    ('herding off', 'close.review = 0')
    """
    ((key, value),) = OFF[cut].items()
    if isinstance(value, bool):
        return _OFF.filled(switch=cut)
    return Bilingual(*2 * (f"{key} = {value:g}",))


def _named(groups: Sequence[Group]) -> Bilingual:
    """Labels of groups; of several with codes the codes alone."""
    if len(groups) == 1:
        (group,) = groups
        code = f"{group.name} " if group.name[1:].isdigit() else ""
        return Bilingual(code + group.label.en, code + group.label.zh)
    names = [group.name for group in groups]
    return Bilingual(", ".join(names), "、".join(names))


def _listed(names: Sequence[Bilingual]) -> Bilingual:
    return Bilingual(COMMA.en.join(n.en for n in names), COMMA.zh.join(n.zh for n in names))


def _lower(label: Bilingual) -> Bilingual:
    return Bilingual(label.en.lower(), label.zh)

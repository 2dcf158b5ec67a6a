"""What can be attributed, on how many replicates, and what is refused."""

from collections.abc import Sequence

from sim.analysis.attribution_outcomes import ATTRIBUTED, Mode
from sim.calibration.draws import Source
from sim.experiments.plan import SEEDS_PER_DRAW, Plan
from sim.scenario import Scenario
from sim.scenario.problems import nearest
from sim.studies.attribute_runs import design_id, draws_of
from sim.studies.attribute_texts import REFUSALS
from sim.studies.compare_members import Refusal
from sim.studies.study import planned

REPLICATES: dict[Mode, int] = {"gap": 20, "effect": 12}  # minutes on two cores, either way
MANY_DRAWS = ("posterior", "prior")  # sources that ask what calibration leaves open


class AttributeRefusal(Refusal):
    """Something that cannot be attributed; one sentence in either language."""

    sentences = REFUSALS


def plan_for(
    scenario: Scenario,
    against: Scenario | None,
    replicates: int | None,
    seed: int | None,
    parameters: Source | None,
) -> Plan:
    """Plan the replicates: what is given here, else what an attribution takes by default."""
    number = REPLICATES["effect" if against else "gap"] if replicates is None else replicates
    return planned(scenario, number, seed, parameters)


def outcomes_from(names: Sequence[str], mode: Mode) -> tuple[str, ...]:
    """Return outcomes by name.

    Raises
    ------
    AttributeRefusal
        If there is no such outcome.
    """
    there = ATTRIBUTED[mode]
    for name in names:
        if name in there:
            continue
        names_there = ", ".join(there)
        if name in ATTRIBUTED["effect"]:
            raise AttributeRefusal("only_against", name=name, names=names_there)
        close = nearest(name, list(there))
        raise AttributeRefusal("unknown_outcome", name=name, nearest=close, names=names_there)
    return tuple(dict.fromkeys(names))


def check(scenarios: Sequence[Scenario], plan: Plan, mode: Mode, outcomes: Sequence[str]) -> None:
    """Hold scenarios, replicates and outcomes against what an attribution needs.

    Raises
    ------
    AttributeRefusal
        With the first thing that is lacking.
    """
    number = len(plan.replicates)
    if number < 2:
        raise AttributeRefusal("replicates", number=number)
    if plan.source in MANY_DRAWS and len(set(draws_of(plan).tolist())) < 2:
        least = SEEDS_PER_DRAW + 1
        raise AttributeRefusal("one_draw", number=number, least=least)
    if len(scenarios) > 1:
        one, two = scenarios
        names = {"name": two.name, "first": one.name}
        if one.months != two.months:
            both = min(one, two, key=lambda each: each.months).end
            raise AttributeRefusal("horizon", **names, end=two.end, first_end=one.end, both=both)
        if one.scale != two.scale:
            scales = {"scale": f"{two.scale:g}", "first_scale": f"{one.scale:g}"}
            raise AttributeRefusal("scale", **names, **scales)
        if design_id(one) == design_id(two):
            raise AttributeRefusal("same", name=one.name, against=two.name)
    for name in outcomes:
        months = ATTRIBUTED[mode][name].months
        if scenarios[0].months < months:
            about = {"name": scenarios[0].name, "end": scenarios[0].end}
            raise AttributeRefusal("too_short", **about, outcome=name, months=months)

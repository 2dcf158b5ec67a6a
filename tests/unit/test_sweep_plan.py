"""Plan files: what they say, how they grow, and every mistake with its place at once."""

from pathlib import Path

import pytest

from sim.experiments.factors import METHODS
from sim.experiments.points import seed_of
from sim.experiments.sweep_plan import SweepPlan
from sim.scenario import ScenarioError
from sim.studies.sweep_file import read_plan

EXAMPLES = Path(__file__).resolve().parents[2] / "scenarios" / "plans"
BASE = "uncertainties: {match.weight_fit: [0.3, 2], close.grace_months: [3, 9]}\n"


@pytest.fixture
def plan(tmp_path):
    def read(text: str, name: str = "a_plan") -> SweepPlan:
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
        return read_plan(tmp_path / f"{name}.yaml")

    return read


@pytest.fixture
def refused(plan):
    def read(text: str) -> tuple[list[tuple[int | None, int | None]], str]:
        with pytest.raises(ScenarioError) as caught:
            plan(text)
        places = [(each.line, each.column) for each in caught.value.problems]
        assert all(each.text("zh") != each.text("en") for each in caught.value.problems)
        return places, str(caught.value)

    return read


def keys(plan: SweepPlan) -> list[str]:
    return [job.key for job in plan.jobs("version")]


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_examples_are_sound(file):
    found = read_plan(file)
    assert found.size == len(keys(found)) == len(set(keys(found)))


def test_every_point_is_run_in_every_scenario_with_every_seed(plan):
    found = plan(
        "scenarios: [baseline, no_policy]\nset: {scale: 0.1}\nreplicates: 3\nseed: 7\n"
        "levers: {lease_relief: {values: [0, 10 %], from: 2019-01}}\ndesign: {method: grid}"
    )
    jobs = list(found.jobs("version"))
    assert len(jobs) == found.size == 12
    assert [job.seed for job in jobs[:3]] == [7, 8, 9]  # the same luck at all points
    assert {job.scenario for job in jobs} == {"baseline", "no_policy"}
    assert jobs[-1].values == {"lease_relief": 0.1}
    policy = {"lever": "lease_relief", "from": "2019-01", "value": 0.1}
    assert jobs[-1].settings == {"policies.plan_lease_relief": policy}
    assert {each.scale for each in found.scenarios.values()} == {0.1}


def test_seeds_of_their_own_follow_the_values(plan):
    own = BASE + "seeds: own\nreplicates: 2\ndesign: {method: random, points: 4}"
    seeds = [job.seed for job in plan(own).jobs("version")]
    assert len(set(seeds)) == 8


def test_another_seed_gives_a_grid_other_luck_of_its_own(plan):
    own = "uncertainties: {match.weight_fit: {values: [0.5, 1]}}\n"
    own += "seeds: own\nreplicates: 2\ndesign: {method: grid}\n"
    unsaid, first, second = (plan(own + seed) for seed in ("", "seed: 1", "seed: 2"))
    assert keys(unsaid) == keys(first)
    assert not set(keys(first)) & set(keys(second))
    values = {"match.weight_fit": 0.5}
    assert next(unsaid.jobs("version")).seed == seed_of(values)  # as stores have it


GROWN = {
    "random": ("method: random, points: 5", "method: random, points: 9"),
    "latin_hypercube": (
        "method: latin_hypercube, points: 6",
        "method: latin_hypercube, points: 24",
    ),
    "sobol": ("method: sobol, points: 4", "method: sobol, points: 16"),
    "saltelli": ("method: saltelli, points: 2", "method: saltelli, points: 4"),
    "morris": ("method: morris, trajectories: 2", "method: morris, trajectories: 3"),
}


@pytest.mark.parametrize("method", GROWN)
def test_a_grown_plan_begins_with_its_old_runs(method, plan):
    small, large = (plan(f"{BASE}design: {{{design}}}") for design in GROWN[method])
    assert small.points == large.points[: len(small.points)]
    assert keys(small) == keys(large)[: small.size]
    assert large.size > small.size


def test_grown_posterior_plans_replicates_and_grids_find_their_old_runs(plan):
    lever = "levers: {lease_relief: {values: [%s]}}\nreplicates: %d\ndesign: {method: %s}"
    small = plan(lever % ("0, 0.1", 1, "posterior, points: 4"))
    large = plan(lever % ("0, 0.1", 2, "posterior, points: 9"))
    assert set(keys(small)) < set(keys(large))
    assert small.points == large.points[:4]
    assert len(small.points[0].draw) > 20
    small, large = (plan(lever % (v, 1, "grid")) for v in ("0, 0.1", "0, 0.1, 0.3"))
    assert set(keys(small)) < set(keys(large))


def test_another_factor_moves_no_value_and_a_held_one_keeps_its_place(plan):
    design = "design: {method: sobol, points: 8}"
    before = plan(BASE + design).points
    added = plan(BASE + "levers: {lease_relief: [0, 0.3]}\n" + design).points
    for old, new in zip(before, added, strict=True):
        assert {key: new.values[key] for key in old.values} == old.values
    held = plan(BASE.replace("match.weight_fit: [0.3, 2]", "match.weight_fit: 1") + design)
    assert [each.name for each in held.varied] == ["close.grace_months"]
    for old, new in zip(before, held.points, strict=True):
        assert new.values["close.grace_months"] == old.values["close.grace_months"]
        assert new.values["match.weight_fit"] == 1.0


def test_what_decides_numbers_is_in_the_key_and_nothing_else(plan):
    text = BASE + "design: {method: random, points: 2}\n"
    first = plan(text)
    assert keys(first) == keys(plan("outcomes: [spaces]\n" + text, "another_name"))
    assert not set(keys(first)) & {job.key for job in first.jobs("another version")}
    for change in ("set: {scale: 0.5}\n", "scenarios: [no_policy]\n", "seed: 2\n"):
        assert not set(keys(first)) & set(keys(plan(change + text)))


def test_a_table_gives_its_rows(plan, tmp_path):
    table = tmp_path / "points.csv"
    table.write_text(
        "\ufeffclose.grace_months,mechanisms.herding,lease_relief\r\n3,on,10 %\r\n6,off,0.2\r\n",
        encoding="utf-8",
    )
    found = plan(
        "levers: {lease_relief: {from: 2020-01}}\ndesign: {method: table, file: points.csv}"
    )
    assert [list(point.values.values()) for point in found.points] == [[3, 1, 0.1], [6, 0, 0.2]]
    assert found.factors[2].setting(0.1)["policies.plan_lease_relief"]["from"] == "2020-01"


def test_problems_of_a_table_name_its_lines_and_columns(plan, tmp_path):
    table = tmp_path / "points.csv"
    asked = "design: {method: table, file: points.csv}"
    table.write_text("close.grace_month,lease_relief\n3,0\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match=r"points.csv:1:1: .*did you mean close.grace_months"):
        plan(asked)
    table.write_text("close.grace_months,lease_relief\n300,0\n3,x\n3\n", encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        plan(asked)
    assert [(each.line, each.column) for each in caught.value.problems] == [(2, 1), (3, 2), (4, 1)]


MISTAKES = """\
scenarios: [baselin, no_policy]
set: {scal: 3}
uncertainties:
  match.weight_fi: [0, 1]
  close.grace_months: [9, 3]
  close.base_exit: [0, 5]
  mechanisms.herding: [0, 1]
  incubate.peer_gain: {low: 0, high: 1, steps: 3}
levers:
  specialisation_grant: {low: 0, high: 9, from: 2023-01, until: 2019-01}
design: {method: saltelli, points: 100, trajectories: 3}
replicates: 0
seeds: commn
outcomes: [funded_2]
series: {indicators: [tenant], every: week}
sede: 1
"""


def test_all_mistakes_are_told_at_once_with_their_places(refused):
    places, text = refused(MISTAKES)
    assert [line for line, _ in places] == [1, 2, 4, 5, 6, 7, 8, 10, 11, 11, 12, 13, 14, 15, 15, 16]
    assert places[:4] == [(1, 13), (2, 13), (4, 3), (5, 23)]
    for name in ("baseline?", "scale?", "match.weight_fit or", "funded_24 or", "tenants?", "seed?"):
        assert f"did you mean {name}" in text


IMPOSSIBLE = {
    "": "nothing in the file",
    "design: {method: sobol, points: 4}": "nothing varies",
    BASE + "design: {method: grid}": "a grid needs values",
    BASE + "design: {method: sobol, points: 12}": "take 8 or 16",
    BASE + "design: {method: morris, trajectories: 3, levels: 5}": "an even number of levels",
    BASE + "design: {method: posterior, points: 4}": "comes from the posterior draw",
    "design: {method: posterior, points: 999999}": "would repeat some",
    BASE + "replicates: 100000\ndesign: {method: random, points: 1000000}": "at most 20,000,000",
    BASE + "design: {method: table, file: nowhere.csv}": "nowhere.csv",
    "levers: {lease_relief: [0, 30]}\ndesign: {method: sobol, points: 4}": "the scenario baseline "
    "cannot be: 30.0 is out of range",
    "uncertainties: {policies.nobody.value: [0, 1]}\ndesign: {method: random, points: 4}": "nobody",
    "uncertainties: {close.review: prior}\ndesign: {method: random, points: 4}": "has no prior",
}


@pytest.mark.parametrize("text", IMPOSSIBLE)
def test_impossible_plans_are_refused(text, refused):
    assert IMPOSSIBLE[text] in refused(text)[1]


def test_a_plan_that_comes_with_the_program_has_a_name():
    assert read_plan("levers_and_luck") == read_plan(EXAMPLES / "levers_and_luck.yaml")
    with pytest.raises(ScenarioError, match="did you mean levers_and_luck"):
        read_plan("levers_and_lack.yaml")


@pytest.mark.parametrize("page", ["clusters.md", "clusters.zh.md"])
def test_the_plan_of_the_page_is_sound_and_names_every_method(page, plan):
    text = (EXAMPLES.parents[1] / "docs" / page).read_text(encoding="utf-8")
    shown = text.partition("```yaml\n")[2].partition("```")[0]
    assert plan(shown).size == 2 * 256 * 4
    assert all(f"| `{method}` |" in text for method in METHODS)

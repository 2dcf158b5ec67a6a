"""Public cost by policy, and what a further million yuan goes with."""

import math
from functools import lru_cache

import numpy as np
import pytest

from sim import compare
from sim.analysis.comparison import Member
from sim.analysis.money import (
    ALL_YEARS,
    AVERAGE_COLUMNS,
    COST_COLUMNS,
    AverageCost,
    YearCost,
    totals_of,
)
from sim.analysis.money_compared import COST, GAIN_COLUMNS, OUTCOMES, Gain, fieller, gains
from sim.analysis.money_texts import MONEY_TEXTS, reading
from sim.analysis.public_cost import payers
from sim.model.quantities import COST_LEVERS
from sim.scenario.language import LANGUAGES, Bilingual
from sim.scenario.schema import Policy
from sim.studies.compare_api import Comparison
from tests.runs import small_scenario

MONTHS = 24
ALONE = np.full(12, -1)


@lru_cache
def small_money() -> Comparison:
    base = small_scenario("2019-12", 0.1)
    dear = base.with_policy("operating_subsidy", "0.4 kCNY/slot/month", start="2017-01")
    vouchers = base.with_policy("mentor_vouchers", 1.0, start="2017-01")
    return compare([base, dear, vouchers], replicates=10, seed=3, workers=1)


def costs_of(lever: str, monthly: float = 12.0) -> dict[str, np.ndarray]:
    costs = {f"public_cost:{name}": np.zeros((2, MONTHS)) for name in COST_LEVERS}
    costs[f"public_cost:{lever}"] += monthly
    return costs


def policy(lever: str, value: float, start="2015-01", until=None, ramp=0) -> Policy:
    dates = {"from": start, **({"until": until} if until else {})}
    return Policy.model_validate({"lever": lever, "value": value, "ramp": ramp, **dates})


def divided(lever: str, **policies: Policy) -> dict[str, np.ndarray]:
    return {
        each.policy: each.cost[0] for each in payers(costs_of(lever), policies) if each.cost.any()
    }


def test_policies_on_one_lever_share_its_cost_as_they_share_its_value():
    found = divided(
        "operating_subsidy",
        first=policy("operating_subsidy", 0.1),
        second=policy("operating_subsidy", 0.3, start="2016-01", ramp=2),
    )
    assert (found["first"][:12] == 12).all()
    assert found["first"][12] == pytest.approx(12 * 0.1 / 0.25)
    assert found["second"][12] == pytest.approx(12 * 0.15 / 0.25)
    assert found["second"][13:] == pytest.approx(9.0)


def test_a_cut_pays_nothing_and_nothing_is_left_over():
    found = divided(
        "operating_subsidy",
        first=policy("operating_subsidy", 0.1),
        second=policy("operating_subsidy", 0.3),
        cut=policy("operating_subsidy", -0.2, start="2015-07"),
    )
    assert set(found) == {"first", "second"}
    assert found["first"] + found["second"] == pytest.approx(12.0)
    assert found["first"] == pytest.approx(3.0)


def test_grants_that_do_not_follow_their_value_are_not_told_apart():
    lever = "specialisation_grant"
    one, two = policy(lever, 300.0, until="2015-12"), policy(lever, 100.0, "2016-01")
    assert set(divided(lever, one=one, two=two)) == {"one", "two"}  # one after the other
    both = divided(lever, one=one, two=policy(lever, 100.0, "2015-07"))
    assert set(both) == {""}
    assert both[""].sum() == 12 * MONTHS


def test_rows_of_policies_and_years_add_up():
    comparison = small_money()
    for label, member in zip(comparison.labels, comparison.members, strict=True):
        rows = comparison.costs[label]
        *policies, together = totals_of(rows)
        spent = member.curves[COST][:, -1]
        assert together.mean == pytest.approx(spent.mean())
        assert together.mean == pytest.approx(sum(row.mean for row in policies))
        assert [together.low_90, together.high_90] == pytest.approx(
            np.quantile(spent, (0.05, 0.95))
        )
        years = [row for row in rows if row.lever == ALL_YEARS and row.year != ALL_YEARS]
        assert [row.year for row in years] == [str(year) for year in range(2015, 2020)]
        assert together.mean == pytest.approx(sum(row.mean for row in years))
    names = [(row.policy, row.label_en) for row in totals_of(comparison.costs["baseline-2"])]
    assert ("operating_subsidy", "Operating subsidy, from 2017-01") in names
    assert ("recognition_grant_2015", "Recognition grant") in names


def test_an_average_is_a_ratio_of_means():
    study = small_money().studies[0]
    rows = {row.outcome: row for row in study.averages}
    cost = study.evidence.curves[COST][:, -1]
    funded = study.evidence.curves["funded_cumulative"][:, -1]
    row = rows["funded_cumulative"]
    assert row.average_million_cny == pytest.approx(cost.mean() / funded.mean())
    assert row.median == pytest.approx(np.median(cost / funded))
    assert row.low_90 < row.average_million_cny < row.high_90
    assert 0 < row.monte_carlo_error < row.average_million_cny


def test_gains_are_paired_and_their_ratio_is_that_of_the_means():
    comparison = small_money()
    first, dear = comparison.members[:2]
    for row in comparison.gains[: len(OUTCOMES)]:
        cost = (dear.curves[COST] - first.curves[COST])[:, -1]
        change = (dear.curves[row.outcome] - first.curves[row.outcome])[:, -1]
        assert row.cost_difference == pytest.approx(cost.mean())
        assert row.outcome_difference == pytest.approx(change.mean())
        assert row.cost_low_90 > 0
        assert row.verdict in ("buys", "costs_more", "dominated")
        if row.verdict != "dominated":
            assert row.per_million == pytest.approx(change.mean() / cost.mean())
            assert row.per_million_low_90 < row.per_million < row.per_million_high_90


@pytest.mark.parametrize(
    ("cost", "change", "verdict"),
    [
        (-10, 5, "dominates"),
        (10, -5, "dominated"),
        (10, 5, "buys"),
        (-10, -5, "saves"),
        (10, 0, "costs_more"),
        (-10, 0, "costs_less"),
        (0, 5, "gains"),
        (0, -5, "loses"),
        (0, 0, "unclear"),
    ],
)
def test_a_ratio_is_given_only_where_it_means_something(cost, change, verdict):
    noise = np.array([-1.0, 1.0] * 6)
    (row, *_) = gains(
        [member("first", ALONE, 0.0, 0.0), member("other", ALONE, cost, change, noise)]
    )
    assert row.verdict == verdict
    given = verdict in ("buys", "saves", "costs_more", "costs_less")
    assert (row.per_million is not None) == given
    assert (row.per_million_low_90 is not None) == given


def test_the_same_cost_and_a_single_draw_give_no_ratio():
    noise = np.array([-1.0, 1.0] * 6)
    same, other = member("first", ALONE, 0.0, 0.0), member("other", ALONE, 0.0, 3.0)
    assert {row.verdict for row in gains([same, other])} == {"same_cost"}
    one_draw = np.zeros(12, np.int64)
    pair = [member("first", one_draw, 0.0, 0.0), member("other", one_draw, 9.0, 3.0, noise)]
    assert {row.verdict for row in gains(pair)} == {"unknown"}
    assert {row.per_million for row in gains(pair)} == {None}


def member(label, draws, cost, change, noise=0.0) -> Member:
    values = {name: change + np.zeros(12) + noise for name in OUTCOMES} | {COST: cost + noise}
    curves = {name: np.zeros((12, 3)) + np.reshape(each, (-1, 1)) for name, each in values.items()}
    return Member(label, Bilingual(label, label), label, draws, {}, curves)


def test_fieller_covers_the_ratio_as_often_as_it_says():
    random = np.random.default_rng(20261123)
    inside, bounded = 0, 0
    for _ in range(1000):
        cost = random.normal(3.0, 4.0, 12)
        change = 2.0 * cost + random.normal(0.0, 5.0, 12)
        low, high = fieller(change, cost, ALONE)
        # Where it is not bounded, the set of ratios is the rest of the line, or all of it.
        inside += low <= 2.0 <= high if math.isfinite(low) else covers(change, cost)
        bounded += math.isfinite(low)
    assert 500 < bounded < 950
    assert inside / 1000 == pytest.approx(0.9, abs=0.03)


def covers(change: np.ndarray, cost: np.ndarray, ratio: float = 2.0) -> bool:
    from scipy.stats import ttest_1samp

    return ttest_1samp(change - ratio * cost, 0.0).pvalue >= 0.1


def test_seeds_of_one_draw_add_nothing_where_they_say_the_same():
    cost, change = np.array([3.0, 4.0, 5.0, 7.0]), np.array([1.0, 3.0, 2.0, 5.0])
    once = fieller(change, cost, np.arange(4))
    twice = fieller(np.repeat(change, 2), np.repeat(cost, 2), np.repeat(np.arange(4), 2))
    assert twice == pytest.approx(once)
    assert once[0] < change.mean() / cost.mean() < once[1]


def test_fewer_spaces_are_not_called_worse():
    numbers = dict.fromkeys(Gain._fields, 0.0) | {"verdict": "loses"}
    spaces, funded = (
        reading(Gain(**{**numbers, "outcome": name}), "en")
        for name in ("spaces", "funded_cumulative")
    )
    assert spaces.startswith("fewer of them")
    assert funded.startswith("loses")


def test_every_column_and_verdict_is_explained():
    for row, meanings in (
        (YearCost, COST_COLUMNS),
        (AverageCost, AVERAGE_COLUMNS),
        (Gain, GAIN_COLUMNS),
    ):
        assert row._fields == tuple(meanings)
    verdicts = Gain.__annotations__["verdict"].__args__
    assert set(verdicts) <= set(MONEY_TEXTS)
    for verdict in verdicts:
        assert verdict in GAIN_COLUMNS["verdict"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["frontier", "public_cost"])
def test_figures_of_money_name_scenarios_and_policies(name, lang):
    figure = small_money().plot(name, lang=lang)
    words = {text.get_text() for legend in figure.legends for text in legend.get_texts()}
    wanted = {
        "frontier": {
            "en": {"Option 1: baseline-2", "Option 2: baseline-3"},
            "zh": {"方案一：baseline-2", "方案二：baseline-3"},
        }[lang],
        "public_cost": {"导师服务券" if lang == "zh" else "Mentor vouchers"},
    }
    assert wanted[name] <= words

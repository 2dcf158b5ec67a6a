"""What drives desks and tenants: on the twin, among the agents, in figure, tables and sentences."""

import csv
import json
from itertools import pairwise

import numpy as np
import pytest
from rich.console import Console

from sim.analysis.loop_cuts import STOCKS, CutEffect, cut_effects, largest, matters
from sim.dynamics.dominance import link_scores
from sim.dynamics.dominance.declared import QUANTITIES
from sim.dynamics.dominance.drive import DRIVEN, drives
from sim.dynamics.dominance.groups import (
    AGEING,
    FLOORS,
    GROUPS,
    OTHERS,
    SPINOFFS,
    TURNOVER,
    group_of,
)
from sim.dynamics.dominance.periods import SHORTEST, leading, periods, told
from sim.dynamics.equations import simulate
from sim.dynamics.structure import LINKS, LOOPS, VARIABLES
from sim.dynamics.structure.cuts import OFF, cut_by, cut_of
from sim.dynamics.twin import twin
from sim.scenario import load_scenario
from sim.studies.dominance_command import DominanceRequest, dominance_command
from sim.studies.loop_cuts import CUTS, carriers, said


@pytest.fixture(scope="module")
def baseline():
    return load_scenario("baseline")


@pytest.fixture(scope="module")
def found(baseline):
    return drives(baseline)


@pytest.fixture(scope="module")
def links(baseline):
    model = twin(baseline)
    return link_scores(model, simulate(model), QUANTITIES)


def test_declared_variables_are_the_quantities_of_the_twin():
    assert {each.name for each in QUANTITIES} == {*VARIABLES}
    parts = [part for each in QUANTITIES for part in each.parts]
    assert len(parts) == len({*parts})


def test_the_twin_has_declared_links_with_the_declared_sign(links):
    agreeing, against = [], []
    for each in LINKS:
        scores = links[each.cause, each.effect]
        moving = scores[np.abs(scores) > 1e-6]
        if each.sign == 0 or moving.size < 24:
            continue
        share = float((np.sign(moving) == each.sign).mean())
        (agreeing if share > 0.9 else against).append((each.cause, each.effect, round(share, 2)))
    # Where models move apart a sum may go one way and most of its parts the other.
    assert len(agreeing) >= 30, (agreeing, against)
    assert len(against) <= 4, against


def test_shares_are_whole_and_have_their_place_in_time(found, baseline):
    assert [*found] == [*DRIVEN]
    for drive in found.values():
        assert drive.shares.shape == (len(drive.groups), baseline.months)
        assert drive.shares.sum(axis=0) == pytest.approx(1.0)
        assert (drive.outside >= 0.0).all()
        assert (drive.outside <= 1.0).all()
        assert all(drive.through in loop.variables for loop in drive.loops.loops)


def test_a_switched_off_mechanism_has_no_loop(baseline):
    off = drives(baseline.with_set({"mechanisms.spinoffs": False, "mechanisms.herding": False}))
    for drive in off.values():
        assert {"spinoffs", "B1"}.isdisjoint(group.name for group in drive.groups)


def test_most_loops_have_a_name(found):
    desks = found["spaces"]
    other = sum(
        shares.mean()
        for group, shares in zip(desks.groups, desks.shares, strict=True)
        if group in OTHERS
    )
    assert other < 0.35


@pytest.mark.parametrize("loop", LOOPS, ids=lambda loop: loop.name)
def test_a_declared_loop_goes_by_its_own_name(loop):
    found = group_of(loop.variables, loop.polarity)
    assert found.name == loop.name or found in (TURNOVER, FLOORS)
    assert GROUPS[loop.name].polarity == loop.polarity


def test_kinds_of_loops_that_none_is_declared_of():
    assert group_of(("closures", "spaces"), -1) is TURNOVER
    assert group_of(("age", "closures", "spaces"), -1) is AGEING
    assert group_of(("spaces", "vacancy"), -1) is FLOORS
    assert group_of(("spaces", "tenants", "vacancy"), +1) is SPINOFFS
    assert group_of(("capital", "fundings", "seed_funds"), +1) in OTHERS


def test_periods_cover_the_run_and_name_the_largest(found, baseline):
    for through, drive in found.items():
        story = periods(drive)
        assert story[0].first == 0
        assert story[-1].last == baseline.months - 1
        for one, other in pairwise(story):
            assert other.first == one.last + 1
            assert one.group is not other.group
        assert all(each.last - each.first + 1 >= SHORTEST for each in story)
        months = leading(drive)
        agree = [
            drive.groups[months[m]] is each.group
            for each in story
            for m in range(each.first, each.last + 1)
        ]
        assert np.mean(agree) > 0.8
        for each in story:
            means = drive.shares[:, each.first : each.last + 1].mean(axis=1)
            half = [means[drive.groups.index(group)] for group in each.dominant]
            assert sum(half) >= 0.5 > sum(half[:-1])
            sentence = told(each, through)
            assert each.group.label.en in sentence.en
            assert each.group.label.zh in sentence.zh


@pytest.mark.parametrize("until", ["2015-01", "2015-02", "2015-09"])
def test_short_runs_have_a_short_story_or_none(until):
    short = load_scenario("baseline").with_set({"run.until": until})
    for through, drive in drives(short).items():
        story = periods(drive)
        assert len(story) <= 1
        assert all(each.last == short.months - 1 and told(each, through).en for each in story)


def test_herding_begins_the_story_of_desks(found):
    """The wave of 2015 to 2017 is what the founding rule makes of vacancy."""
    first = periods(found["spaces"])[0]
    assert first.group.name == "B1"
    assert first.share > 0.25


def test_what_cuts_a_loop_is_one_of_its_links():
    for loop in LOOPS:
        if cut := cut_of(loop):
            assert loop in cut_by(cut)
            assert cut in OFF
    assert cut_of(next(each for each in LOOPS if each.name == "B8")) == ""


def test_only_what_is_on_can_be_cut():
    assert {*carriers(load_scenario("neutral"))} == {"close.review", "close.grace_months"}
    assert {*carriers(load_scenario("baseline"))} == {*CUTS}


def effect(cut, stock, year, relative, error):
    level = 100.0
    middle = level * relative
    ends = middle - level * error, middle + level * error
    return CutEffect(cut, stock, year, 10, level, middle, *ends, *ends)


def test_both_ways_are_put_side_by_side(found):
    quiet = [effect(cut, stock, 2018, 0.001, 0.01) for cut in CUTS for stock in STOCKS]
    loud = [
        effect("herding", "spaces", 2020, -0.3, 0.05),
        effect("price_competition", "spaces_diversified", 2019, 0.2, 0.02),
    ]
    assert largest(quiet + loud, "herding", ["spaces", "tenants"]) is loud[0]
    assert matters(loud[0])
    assert not matters(quiet[0])
    sentences = [each.en for each in said(found, quiet + loud)]
    herding = next(each for each in sentences if each.startswith("B1"))
    assert "spaces alive -30.0 % at the end of 2020 (90 % interval -35.0 to -25.0)" in herding
    hosts = next(each for each in sentences if each.startswith("Hosts"))
    assert "yet cut among the agents hardly anything changes" in hosts
    prices = next(each for each in sentences if each.startswith("B4"))
    assert "never more than" in prices
    assert "+20.0 %" in prices
    assert any(each.startswith("No switch cuts") and "Turnover" in each for each in sentences)


def test_a_small_level_does_not_make_a_large_effect():
    early = effect("herding", "spaces", 2015, 0.5, 0.01)._replace(level=1.0)
    late = effect("herding", "spaces", 2020, 0.1, 0.01)
    assert largest([early, late], "herding", ["spaces"]) is late


def test_differences_are_paired_by_year():
    class Pair:
        draws = np.arange(4)
        replicates = 4

        def __init__(self, plus):
            names = (
                "spaces",
                "tenants",
                "stock:specialised",
                "stock:rent_dependent",
                "stock:diversified",
            )
            curve = np.arange(4.0)[:, None] + np.arange(24.0)[None, :]
            self.curves = dict.fromkeys(names, curve + plus)

    rows = cut_effects([Pair(0.0), Pair(2.0)], ["herding"])
    assert {each.year for each in rows} == {2015, 2016}
    assert all(each.mean_difference == 2.0 and each.certain for each in rows)
    assert next(each.level for each in rows if each.year == 2016) == pytest.approx(24.5)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_command_writes_figure_tables_and_sentences(tmp_path, language, capsys):
    screen, log = Console(), Console(stderr=True)
    request = DominanceRequest("baseline", language, out=tmp_path, as_json=True)
    assert dominance_command(request, screen, log) == 0
    data = json.loads(capsys.readouterr().out)
    (folder,) = (tmp_path / "dominance").iterdir()
    assert {each.name for each in folder.iterdir()} == {
        "loop_scores.csv",
        "group_shares.csv",
        "periods.csv",
        f"dominance-{language}.png",
        f"dominance-{language}.svg",
    }
    with (folder / "loop_scores.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["month"] == "2018-06"]
    for through in DRIVEN:
        shares = [abs(float(row["relative_score"])) for row in rows if row["through"] == through]
        assert sum(shares) == pytest.approx(1.0, abs=1e-4)
    assert {each["through"] for each in data["periods"]} == {*DRIVEN}


def test_with_agents_the_command_also_cuts_loops(tmp_path, capsys):
    settings = ("scale=0.1", "run.until=2016-12")
    request = DominanceRequest("baseline", "en", True, 2, 1, settings, "default", 1, tmp_path)
    assert dominance_command(request, Console(width=200), Console(stderr=True, quiet=True)) == 0
    assert "where both ways disagree" in capsys.readouterr().out
    (path,) = tmp_path.glob("dominance/*/loop_cuts.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["cut"] for row in rows} == {*CUTS}
    assert {row["stock"] for row in rows} == {*STOCKS}
    assert {row["year"] for row in rows} == {"2015", "2016"}
    changed = {row["cut"] for row in rows if float(row["mean_difference"]) != 0.0}
    assert {"herding", "service_cutting"} <= changed

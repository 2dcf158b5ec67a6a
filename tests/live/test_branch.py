"""Branches: going back and on changes no bit, and a move changes nothing before it."""

import numpy as np
import pytest

import sim
from sim.calibration.draws import best_point
from sim.live.branch import Branch
from sim.live.facts import step_of
from sim.live.moves import Move, moved
from sim.live.saved import saved
from sim.model.schedule import simulate
from sim.results.columns import Replicate
from sim.results.reduce import reduced
from sim.scenario import ScenarioError, load_scenario
from sim.scenario.declared import LEVERS
from sim.scenario.notices import notices

SEED, MOVE = 3, ("rent_multiplier", 1.5)


@pytest.fixture(scope="module")
def uninterrupted(province_at_best):
    scenario = province_at_best
    return simulate(
        scenario.parameters, scenario.mechanisms, scenario.schedule, SEED, scenario.scale
    )


@pytest.fixture
def branch(province_at_best):
    return Branch(province_at_best, SEED)


def differing_months(one, other):
    """Months in which any record of two worlds differs."""
    found = set()
    for name in ("totals", "pool", "ledger", "cash", "public_cost"):
        rows = getattr(one.records, name) != getattr(other.records, name)
        found |= set(np.flatnonzero(rows.any(axis=tuple(range(1, rows.ndim)))))
    return sorted(found)


def agents(world):
    """All bytes of agents in use, and of the life tables."""
    book = world.book[0]
    parts = [
        world.spaces[: book.spaces_used],
        world.startups[: book.startups_used],
        world.dossiers[: book.startups_used],
        world.investors,
        *world.life,
    ]
    return [np.asarray(part).tobytes() for part in parts]


def test_stopping_at_any_month_changes_no_bit(branch, uninterrupted):
    for month in (5, 6, 40, 41, 191):
        branch.seek(month)
        assert branch.month == month
    assert differing_months(branch.world, uninterrupted) == []


def test_going_back_and_on_changes_no_bit(branch, province_at_best):
    branch.seek(191)
    for month in (100, 99, 40, 36, 35, 34, 0, 180, 60, 191):
        branch.seek(month)
        assert branch.month == month
    straight = Branch(province_at_best, SEED)
    straight.step(191)
    assert differing_months(branch.world, straight.world) == []
    assert agents(branch.world) == agents(straight.world)


def test_a_move_leaves_the_past_and_changes_the_future(branch, uninterrupted):
    branch.seek(50)
    branch.act(*MOVE)
    assert branch.levers()[MOVE[0]] == MOVE[1]
    branch.seek(191)
    changed = differing_months(branch.world, uninterrupted)
    assert changed[0] == 51
    assert len(changed) > 100
    scenario = branch.scenario
    again = simulate(
        scenario.parameters, scenario.mechanisms, scenario.schedule, SEED, scenario.scale
    )
    assert differing_months(branch.world, again) == []


def test_a_move_holds_to_the_horizon_whatever_the_scenario_planned(branch):
    branch.seek(6)
    branch.act("operating_subsidy", 3.0)  # the most; the baseline adds 0.28 from 2016 on
    subsidy = branch.scenario.schedule["operating_subsidy"]
    assert subsidy[6] == branch.base.schedule["operating_subsidy"][6]
    assert set(subsidy[7:]) == {3.0}


def test_moves_of_a_month_replace_each_other_and_those_ahead_are_dropped(branch):
    branch.seek(50)
    assert branch.act("audit", 0.3) == 0
    assert branch.act("audit", 0.4) == 0
    branch.seek(60)
    branch.act(*MOVE)
    assert [tuple(move) for move in branch.moves] == [
        (51, "audit", 0.4),
        (61, "rent_multiplier", 1.5),
    ]
    branch.seek(55)
    assert len(branch.moves) == 2  # looking back drops nothing
    assert branch.act("audit", 0.5) == 1
    assert [move.month for move in branch.moves] == [51, 56]


def test_undo_gives_back_every_bit(branch, uninterrupted):
    branch.seek(50)
    branch.act(*MOVE)
    branch.seek(150)
    assert branch.undo().lever == MOVE[0]
    assert (branch.month, branch.moves) == (150, ())
    branch.seek(191)
    assert differing_months(branch.world, uninterrupted) == []
    assert branch.undo() is None


def test_two_branches_without_a_move_are_the_same_and_share_snapshots(province_at_best):
    yardstick = Branch(province_at_best, SEED)
    ours = Branch(province_at_best, SEED, yardstick)
    for branch in (yardstick, ours):
        branch.seek(100)
    assert differing_months(yardstick.world, ours.world) == []
    assert all(ours.snapshots[month] is yardstick.snapshots[month] for month in (35, 71))
    ours.act(*MOVE)
    for branch in (yardstick, ours):
        branch.seek(191)
    assert differing_months(yardstick.world, ours.world)[0] == 101
    assert ours.snapshots[71] is yardstick.snapshots[71]
    assert ours.snapshots[107] is not yardstick.snapshots[107]


def test_what_is_out_of_range_is_refused_and_leaves_the_branch(branch):
    with pytest.raises(ScenarioError):
        branch.act("audit", 1.5)
    assert branch.moves == ()
    branch.seek(191)
    with pytest.raises(ScenarioError):
        branch.act("audit", 0.5)  # no month is left


@pytest.mark.parametrize("name", ["baseline", "subsidy_cut"])
def test_a_saved_session_runs_to_the_same_bits(tmp_path, name):
    loaded = load_scenario(name).with_set({"scale": 0.05} if name == "baseline" else {})
    loaded = loaded.with_horizon("2020-12") if name == "baseline" else loaded
    branch = _played(loaded)
    file = saved(loaded, branch.moves, SEED)
    path = tmp_path / file.name
    path.write_text(file.text, encoding="utf-8")
    assert ("extends: subsidy_cut" in file.text) == (name == "subsidy_cut")
    results = sim.ensemble(load_scenario(path))
    replicate = Replicate(0, 0, SEED)
    seen = reduced(branch.world, "seen", replicate)["series"].to_pandas()
    ran = results.series.reset_index(drop=True)
    for column in ("spaces", "tenants", "newly_funded", "invested_kcny", "public_cost_kcny"):
        np.testing.assert_array_equal(seen[column].to_numpy(float), ran[column].to_numpy(float))
    assert len(ran) > 0


def test_a_saved_session_says_units_and_draws_no_notice(tmp_path):
    moves = [Move(50, name, value_within(lever)) for name, lever in LEVERS.items()]
    file = saved(load_scenario("baseline"), (Move(20, "audit", 0.3), *moves), SEED)
    path = tmp_path / file.name
    path.write_text(file.text, encoding="utf-8")
    assert "value: 30 %" in file.text
    loaded = load_scenario(path)
    assert [str(each) for each in notices(loaded)] == []
    meant = moved(load_scenario("baseline"), (Move(20, "audit", 0.3), *moves))
    assert {name: policy.value for name, policy in loaded.policies.items()} == {
        name: policy.value for name, policy in meant.policies.items()
    }


def value_within(lever):
    """A value that a slider may have, not the default."""
    steps = round(0.7 * (lever.high - lever.low) / step_of(lever))
    return round(lever.low + steps * step_of(lever), 9)


def _played(loaded):
    branch = Branch(loaded.with_parameters(best_point()), SEED)
    for month, lever, value in ((20, "operating_subsidy", 0.1), (50, *MOVE)):
        branch.seek(month)
        branch.act(lever, value)
    branch.seek(branch.last)
    return branch

"""Financings are followed to their end: none lost, none twice, and the money is the ledger's."""

import numpy as np
import pytest

from sim.model import accounting as flow
from sim.model import quantities as q
from sim.model.agents import DOSSIER, ROUNDS
from sim.model.categories import LATER, NONE, SEED, SERIES_A, STAGES, UNFUNDED
from sim.model.exits import pay_exit
from sim.model.lines import blank
from sim.model.returns import class_of_return, end_financings, forget_rounds, note_round
from sim.model.state import EMPTY, TENANT
from tests.properties.compared import groups_total
from tests.properties.worlds import all_levers, baseline, lived_with

WORLDS = {
    "levers": all_levers(96, seed=3, scale=0.15),
    "baseline": baseline(120, seed=4, scale=0.2).setting(close__base_exit=0.01),
    "short": baseline(7, seed=6),
}
PROCEEDS = (flow.EXITS_MARKET, flow.EXITS_HOST, flow.STAKES_MARKET, flow.STAKES_HOST)
CLASSES = {"sold_below_1": 0, "sold_1_to_5": 1, "sold_5_to_10": 5, "sold_10_or_more": 10}


@pytest.fixture(scope="module", params=WORLDS)
def world(request):
    return WORLDS[request.param].world()


def test_every_deal_is_followed_by_the_year_in_which_it_was_closed(world):
    deals = groups_total(world, q.DEALS)
    by_year = [deals[start : start + 12].sum() for start in range(0, len(deals), 12)]
    assert np.array_equal(world.life.returns.sum(axis=(1, 2, 3)), by_year)
    assert sum(by_year) > 0


def test_financings_of_those_still_there_are_open_and_no_others(world):
    used = world.book[0].startups_used
    there = world.startups["status"][:used] != EMPTY
    rounds = world.dossiers["rounds"][:used][there]
    still = world.life.returns[..., q.RETURN_OPEN].sum(axis=(0, 2))
    assert np.array_equal(still, (rounds != NONE).sum(axis=0))
    stages = world.startups["stage"][:used][there]
    latest = np.where(rounds != NONE, np.arange(1, ROUNDS + 1), UNFUNDED).max(axis=1)
    assert np.array_equal(latest, stages)


def test_a_round_to_the_seed_stage_is_a_first_one(world):
    followed = world.life.returns.sum(axis=(0, 2, 3))
    newly = groups_total(world, q.NEWLY_FUNDED).sum()
    assert followed[SEED - SEED] <= newly <= followed.sum()


def test_ends_and_durations_are_those_of_every_startup_watched_month_by_month():
    """Rebuilt from outside: stages as they rise, and the months in which startups vanish."""
    run = baseline(84, seed=9, scale=0.05).setting(close__base_exit=0.01)
    months, known = len(run.schedule), {}
    rebuilt = np.zeros((7, ROUNDS, q.MAX_DURATION + 1, 2), int)  # open or ended

    def stages(world):
        used = world.book[0].startups_used
        there = world.startups["status"][:used] != EMPTY
        idents = world.dossiers["ident"][:used][there].tolist()
        return dict(zip(idents, world.startups["stage"][:used][there].tolist(), strict=True))

    def see_rounds(world, month):
        for ident, stage in stages(world).items():
            known.setdefault(ident, {UNFUNDED: month}).setdefault(stage, month)

    def see_ends(world, month):
        there = stages(world)
        for ident in [ident for ident in known if ident not in there]:
            close(known.pop(ident), month, ended=1)

    def close(seen, month, ended):
        for stage, since in seen.items():
            if stage != UNFUNDED:
                spell = min(month - since, q.MAX_DURATION)
                rebuilt[since // 12, stage - SEED, spell, ended] += 1

    world = lived_with(run, {"invest": see_rounds, "observe": see_ends})
    for seen in known.values():
        close(seen, months - 1, ended=0)
    table = world.life.returns
    assert np.array_equal(table[..., q.RETURN_OPEN], rebuilt[..., 0])
    assert np.array_equal(table[..., : q.RETURN_OPEN].sum(axis=-1), rebuilt[..., 1])
    assert rebuilt[..., 1].sum() > 200


def test_what_came_back_is_what_the_ledger_paid():
    """In months in which one funded startup left, its return is read off the flows of money."""
    before, found = {}, []

    def paid(world):
        stakes = world.spaces["tally"][:, q.REVENUE_STAKES].sum()
        return sum(world.book[0].ledger[each] for each in PROCEEDS) - stakes

    def remember(world, _):
        before["there"] = world.startups["status"] == TENANT
        before["paid"], before["table"] = paid(world), world.life.returns.sum(axis=(0, 1, 2))

    def compare(world, _):
        gone = before["there"] & (world.startups["status"] != TENANT)
        gone &= world.startups["stage"] != UNFUNDED
        if gone.sum() != 1:
            return
        dossier = world.dossiers[gone]
        raised = (dossier["raised"] + dossier["seed_raised"])[0]
        entered = world.life.returns.sum(axis=(0, 1, 2)) - before["table"]
        proceeds = paid(world) - before["paid"]
        found.append((entered, (dossier["rounds"] != NONE).sum(), proceeds / raised))

    for seed in range(12, 20):
        lived_with(baseline(144, seed, scale=0.01), {"match": remember, "incubate": compare})
    sales = 0
    for entered, financings, multiple in found:
        (end,) = np.flatnonzero(entered)
        assert entered[end] == financings
        if multiple > 0.0:
            lowest = [name for name, least in CLASSES.items() if multiple >= least][-1]
            assert q.RETURN_ENDS[end] == lowest
            sales += 1
        else:
            assert q.RETURN_ENDS[end] in ("failed", "kept", "left")
    assert 10 < sales < len(found) - 10


@pytest.mark.nojit
def test_three_rounds_of_one_startup_by_hand():
    dossier, returns = blank(1, DOSSIER)[0], np.zeros((8, ROUNDS, 61, 8), np.int32)
    forget_rounds(dossier)
    end_financings(dossier, q.RETURN_FAILED, returns, 5)
    assert returns.sum() == 0  # nothing was raised
    for stage, month in ((SEED, 11), (SERIES_A, 23), (LATER, 40)):
        note_round(dossier, stage, month)
    end_financings(dossier, q.SOLD_1_TO_5, returns, 75)
    expected = [(0, 0, 60), (1, 1, 52), (3, 2, 35)]  # 64 months count as 60
    assert [tuple(place) for place in np.argwhere(returns[..., q.SOLD_1_TO_5])] == expected
    assert returns.sum() == len(expected) == len(STAGES) - 1


@pytest.mark.nojit
def test_a_venture_round_that_skips_the_seed_stage_is_one_financing():
    dossier, returns = blank(1, DOSSIER)[0], np.zeros((2, ROUNDS, 61, 8), np.int32)
    forget_rounds(dossier)
    note_round(dossier, SERIES_A, 3)
    end_financings(dossier, q.RETURN_LEFT, returns, 15)
    assert returns[0, SERIES_A - SEED, 12, q.RETURN_LEFT] == returns.sum() == 1


@pytest.mark.nojit
@pytest.mark.parametrize("seed_space", [0, 1])
def test_an_exit_by_hand_returns_the_same_to_all_who_put_in(seed_space):
    """Whether the seed fund is still there to take its share, or investors take all."""
    world = baseline(1, seed=2, scale=0.02).start()
    spaces, book = world.spaces, world.book[0]
    spaces[1].closed = 0
    startup, dossier = world.startups[0], world.dossiers[0]
    dossier.raised, dossier.seed_raised, dossier.seed_space = 300.0, 100.0, seed_space
    seen = set()
    for key in range(1, 200):
        startup.key = np.uint64(key * 0x9E3779B97F4A7C15 % 2**64)
        book.ledger[:] = 0.0
        space = spaces[2]
        space.tally[q.REVENUE_STAKES] = 0.0
        end = pay_exit(startup, dossier, space, spaces, book, 0.05, True)
        stake = space.tally[q.REVENUE_STAKES]
        back = sum(book.ledger[each] for each in PROCEEDS) - stake
        assert np.isclose(stake / (back + stake), 0.05)
        assert end == class_of_return(back / 400.0)
        seen.add(q.RETURN_ENDS[end])
    assert seen == set(CLASSES)


@pytest.mark.parametrize("world", ["levers", "baseline"], indirect=True)
def test_most_graduates_are_kept_and_every_end_happens(world):
    ends = dict(zip(q.RETURN_ENDS, world.life.returns.sum(axis=(0, 1, 2)), strict=True))
    assert ends["kept"] > sum(ends[name] for name in CLASSES)
    assert min(ends.values()) > 0

"""Looks and screens made by the block find what each would find alone, one proposal at a time."""

import numpy as np
import pytest

from sim.model.berths import (
    BERTH_SLOTS,
    BERTH_TRIES,
    berth_entry,
    number_of_slot,
    offer_of_slot,
    post_vacancies,
    slot_of_berth,
)
from sim.model.categories import NO_FIELD, NONE
from sim.model.initialise import create_world
from sim.model.looks import LOOK_TRIES, NOWHERE, OWN_BIT, look_again, look_ahead
from sim.model.randomness import GOLDEN, LOOK, SCREEN, mix, place_of, salt, unit_low
from sim.model.schedule import live
from sim.model.screens import SCREEN_TRIES, screen
from sim.model.searches import BLOCK
from sim.model.state import NO_BERTH
from sim.model.transitions import field_of_desk, space_of_desk
from tests.properties.worlds import baseline

MONTHS, LOOKS, DIRECTED = 30, 6, 2
pytestmark = pytest.mark.filterwarnings("ignore:overflow encountered:RuntimeWarning")


@pytest.fixture
def world():
    run = baseline(MONTHS + 1, seed=9, scale=0.1)
    begun = create_world(run.parameters, run.mechanisms, run.schedule, run.seed, run.scale)
    world = live(begun, 0, MONTHS)
    post(world)
    return world


def post(world):
    post_vacancies(world.offers, world.lists, world.book[0], world.vacancies, world.searches)


def proposals(start, tries):
    word = np.uint64(start)
    for _ in range(tries):
        word = np.uint64(word + GOLDEN)
        yield np.uint64(mix(word))


def look_alone(world, startup, k, directed):
    """Slot that a look finds, in the words of ODD 7.4, or NOWHERE."""
    berths, stretch = world.vacancies.berths, world.vacancies.stretch
    base = np.uint64(startup.key + np.uint64(salt(LOOK, MONTHS, k)))
    for bits in proposals(base, LOOK_TRIES):
        own = directed and bool(bits & OWN_BIT)
        start, end = (
            (stretch[startup.field], stretch[startup.field + 1]) if own else (0, stretch[0])
        )
        slot = slot_of_berth(int(berths[start + place_of(bits, int(end - start))]), bits)
        offer = world.offers[offer_of_slot(slot)]
        chance = offer.odds[int(own)] / 2**32 if directed else 1.0  # s, or 1 - s
        if number_of_slot(slot) < offer.open_slots and unit_low(bits) < chance:
            return slot
    return NOWHERE


def found_ahead(world, seekers):
    salts = np.array([salt(LOOK, MONTHS, k) for k in range(LOOKS)], np.uint64)
    look_ahead(
        world.startups,
        seekers,
        world.offers,
        world.vacancies,
        world.searches,
        salts,
        LOOKS,
        DIRECTED,
    )
    return salts, world.searches.found[: len(seekers) * LOOKS].copy()


def found_alone(world, seekers):
    return [
        look_alone(world, world.startups[row], k, k < DIRECTED)
        for row in seekers
        for k in range(LOOKS)
    ]


@pytest.fixture
def seekers(world):
    """As many as fill a block; who looks does not matter, so anybody does."""
    rows = np.flatnonzero(world.startups["key"])[: BLOCK // LOOKS].astype(np.int32)
    assert len(rows) == BLOCK // LOOKS
    return rows


def test_looks_of_many_seekers_find_what_each_finds_alone(world, seekers):
    world.offers["open_slots"][::3] = 0  # some spaces are full, so that looks are long
    post(world)
    _, found = found_ahead(world, seekers)
    assert found.tolist() == found_alone(world, seekers)
    assert len(set(found.tolist())) > 100


def test_looks_that_find_nothing_end_nowhere(world, seekers):
    world.offers["open_slots"] = 0
    post(world)
    _, found = found_ahead(world, seekers[:5])
    assert set(found.tolist()) == {NOWHERE}


def test_only_looks_whose_slot_is_taken_change(world, seekers):
    """What was looked up ahead holds while slots are taken, as ``match`` takes it to."""
    salts, found = found_ahead(world, seekers)
    taken = np.random.default_rng(5).permutation(len(world.offers))[::2]
    world.offers["open_slots"][taken] -= np.minimum(world.offers["open_slots"][taken], 3)
    now = found_alone(world, seekers)
    gone = 0
    for number, slot in enumerate(found):
        if number_of_slot(slot) < world.offers[offer_of_slot(slot)].open_slots:
            assert slot == now[number]
            continue
        gone += 1
        startup, k = world.startups[seekers[number // LOOKS]], number % LOOKS
        base = np.uint64(startup.key + salts[k])
        again = look_again(startup, world.offers, world.vacancies, base, k < DIRECTED)
        assert again == now[number]
    assert gone > 20


def berths_one_by_one(world):
    """The tables of berths in the words of ODD 4: spaces by row, berths ascending."""
    stretch, table = world.vacancies.stretch, np.full_like(world.vacancies.berths, NO_BERTH)
    for row in world.lists.open_spaces[: world.book[0]["open_spaces"]]:
        offer = world.offers[row + 1]
        for berth in range(-(-int(offer.open_slots) // BERTH_SLOTS)):
            vacant = min(int(offer.open_slots) - BERTH_SLOTS * berth, BERTH_SLOTS)
            entry = berth_entry(int(row), berth, vacant)
            base = np.uint64(offer.key + world.vacancies.salts[berth])
            own = stretch[offer.field : offer.field + 2]
            for start, end in ((0, stretch[0]), own):
                for bits in proposals(base - GOLDEN, BERTH_TRIES):
                    address = start + place_of(bits, int(end - start))
                    if table[address] == NO_BERTH:
                        table[address] = entry
                        break
    return table


@pytest.mark.parametrize("slots", [0, 3, 128])
def test_berths_stand_where_they_would_one_by_one(world, slots):
    """Also with more than one block of them, and more than there are addresses."""
    if slots:
        world.offers["open_slots"][1:] = slots
        world.offers["open_slots"][5:9] = 0
        post(world)
    posted = sum(-(-int(offer.open_slots) // BERTH_SLOTS) for offer in opened(world))
    assert posted > (BLOCK if slots == 128 else 50)
    assert world.vacancies.berths.tolist() == berths_one_by_one(world).tolist()


def opened(world):
    return world.offers[world.lists.open_spaces[: world.book[0]["open_spaces"]] + 1]


def screen_alone(world, number, other_field, keep_to_field):
    """Address that a screen finds, in the words of ODD 7.6, or NONE."""
    k, place = divmod(number, len(world.investors))
    investor = world.investors[place]
    desks, draws = world.lists.desks, world.lists.draws
    focus = investor.field if keep_to_field else NO_FIELD
    base = np.uint64(investor.key + np.uint64(salt(SCREEN, MONTHS, k)))
    for bits in proposals(base, SCREEN_TRIES):
        address = place_of(bits, len(desks))
        other = focus not in (NO_FIELD, field_of_desk(int(desks[address])))
        weight = draws[space_of_desk(int(desks[address]))] * (other_field if other else 1.0)
        if unit_low(bits) < weight:
            return address
    return NONE


@pytest.mark.parametrize("keep_to_field", [True, False])
@pytest.mark.parametrize("first", [0, 17, 100])
def test_screens_of_a_block_find_what_each_finds_alone(world, first, keep_to_field):
    """Blocks end anywhere among the rounds and the investors."""
    number = 200
    assert number < BLOCK
    screen(world.investors, world.lists, world.searches, 0.3, keep_to_field, MONTHS, first, number)
    alone = [screen_alone(world, first + each, 0.3, keep_to_field) for each in range(number)]
    assert world.searches.found[:number].tolist() == alone
    assert len(set(alone)) > 100


def test_screens_of_nobody_find_nobody(world):
    world.lists.draws[:] = 0.0
    screen(world.investors, world.lists, world.searches, 0.3, True, MONTHS, 0, 50)
    assert set(world.searches.found[:50].tolist()) == {NONE}


def test_columns_of_a_loop_do_not_overlap(world):
    """What ``columnwise`` may take for granted."""
    arrays = [*world.searches, *world.vacancies, world.lists.desks, world.lists.draws, world.offers]
    for place, one in enumerate(arrays):
        assert not any(np.may_share_memory(one, other) for other in arrays[:place])

"""One word serves several draws: its parts are uniform and know nothing of each other."""

import math

import numpy as np
import pytest
from scipy import stats

from sim.model import randomness as r
from sim.model.berths import SLOT_BITS
from sim.model.looks import OWN_BIT
from sim.model.randomness import place_of
from sim.model.ventures import split
from tests.unit.words import agents, parts_of, places_of, plain, proposals_of, salt_of, words

SIZE, SURE = 400_000, 1e-5
# Addresses of the tables of vacancies and of tenants, small and large.
SIZES = (8192, 49152, 2816, 384, 1024, 1000, 4915)


def independent(one, other, bins: int = 16):
    """Chi-squared test of a table of two parts, each from 0 to 1."""
    counts = np.histogram2d(one, other, bins=bins, range=((0, 1), (0, 1)))[0]
    assert stats.chisquare(counts.ravel()).pvalue > SURE
    assert abs(np.corrcoef(one, other)[0, 1]) < 5.0 / math.sqrt(len(one))


@pytest.fixture(scope="module")
def bits():
    return words(agents(SIZE), r.INCUBATE, 31, 0)


@pytest.fixture(scope="module")
def proposals():
    """Proposals of many looks: steps of the golden ratio from each key."""
    return proposals_of(agents(SIZE // 20) + salt_of(r.LOOK, 31, 0), 20)


def test_the_three_parts_of_a_months_word_are_uniform_and_independent(bits):
    parts = parts_of(bits)
    for part in parts:
        assert part.min() > 0.0
        assert part.max() < 1.0
        assert stats.kstest(part, "uniform").pvalue > SURE
    for one in range(3):
        for other in range(one):
            independent(parts[one], parts[other])
            independent((parts[one] * 997) % 1.0, parts[other])


def test_the_three_parts_are_all_64_bits():
    """Each bit of a word moves one part and no other."""
    whole = split(np.uint64(0))
    moved = np.zeros(3, int)
    for bit in range(64):
        parts = split(np.uint64(1 << bit))
        changed = [part != before for part, before in zip(parts, whole, strict=True)]
        assert sum(changed) == 1
        moved[changed.index(True)] += 1
    assert moved.tolist() == [26, 22, 16]


@pytest.mark.parametrize("size", SIZES)
def test_places_are_uniform(proposals, size):
    places = places_of(proposals, size)
    assert places.min() >= 0
    assert places.max() < size
    assert stats.chisquare(np.bincount(places, minlength=size)).pvalue > SURE


@pytest.mark.nojit
def test_places_at_the_ends():
    for size in (1, 2, 49152, 2**31 - 1):
        assert place_of(np.uint64(0), size) == 0
        assert place_of(np.uint64(2**64 - 1), size) == size - 1


@pytest.mark.parametrize("size", SIZES)
def test_acceptance_knows_nothing_of_the_address(proposals, size):
    place = (places_of(proposals, size) + 0.5) / size
    accept = plain(r.unit_low)(proposals)
    for part in (place, (place * 64) % 1.0):  # places of a table need not fill its bins evenly
        counts = np.histogram2d(part, accept, bins=16, range=((0, 1), (0, 1)))[0]
        counts = counts[counts.sum(axis=1) > 0]
        assert stats.chi2_contingency(counts).pvalue > SURE


def test_slot_table_and_acceptance_of_a_look_are_independent(proposals):
    slot = (proposals & SLOT_BITS).astype(float) / (int(SLOT_BITS) + 1) + 0.01
    own = ((proposals & OWN_BIT) != 0).astype(float) * 0.5 + 0.01
    accept = plain(r.unit_low)(proposals)
    place = (places_of(proposals, 8192) + 0.5) / 8192
    for one, other in ((slot, accept), (own, accept), (slot, place), (own, place), (slot, own)):
        counts = np.histogram2d(one, other, bins=(4, 16), range=((0, 1), (0, 1)))[0]
        counts = counts[counts.sum(axis=1) > 0][:, counts.sum(axis=0) > 0]
        assert stats.chi2_contingency(counts).pvalue > SURE
    assert abs(own.mean() - 0.26) < 5.0 * 0.25 / math.sqrt(len(own))


def test_successive_proposals_of_a_look_are_independent(proposals):
    place = (places_of(proposals, 8192) + 0.5) / 8192
    for lag in (1, 2, 5):
        ahead = place.reshape(-1, 20)[:, lag:].ravel()
        independent(place.reshape(-1, 20)[:, :-lag].ravel(), ahead)

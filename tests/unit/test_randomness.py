"""Addressed random numbers: known answers, uniform, uncorrelated, right counts."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sim.model import randomness as r
from sim.model.randomness import mix, normal_at_most, poisson, standard_normal
from tests.unit.words import GOLDEN, agents, pairs, plain, proposals_of, salt_of, units, words

KNOWN = {  # outputs of the published SplitMix64
    0: (
        0xE220A8397B1DCDAF,
        0x6E789E6AA1B965F4,
        0x06C45D188009454F,
        0xF88BB8A8724C81EC,
        0x1B39896A51A8749B,
    ),
    1234567: (
        0x599ED017FB08FC85,
        0x2C73F08458540FA5,
        0x883EBCE5A3F27C77,
        0x3FBEF740E9177B3F,
        0xE3B8346708CB5ECD,
    ),
}
SIZE = 200_000
SURE = 1e-5  # a true hypothesis is refused once in a hundred thousand tests


@pytest.mark.nojit
@pytest.mark.parametrize("seed", KNOWN)
def test_known_answers_of_splitmix64(seed):
    state = np.uint64(seed)
    for expected in KNOWN[seed]:
        state += GOLDEN
        assert int(mix(state)) == expected


def test_mix_is_a_bijection_of_a_sample():
    assert len(np.unique(proposals_of(agents(1), 1_000_000))) == 1_000_000


STREAMS = {
    "agents of one cohort": lambda: words(agents(SIZE), r.LOOK, 5, 0),
    "months of one agent": lambda: np.concatenate(
        [words(agents(SIZE // 400), r.INCUBATE, month, 0) for month in range(400)]
    ),
    "repeated draws of one agent": lambda: np.concatenate(
        [words(agents(SIZE // 100), r.LOOK, 7, k) for k in range(100)]
    ),
    "seeds": lambda: np.concatenate(
        [words(agents(1, seed=seed), r.TASTE, 3, 0) for seed in range(20_000)]
    ),
    "pairs": lambda: words(
        pairs(np.repeat(agents(500), 400), np.tile(agents(400, source=r.ENTRANT), 500)),
        *(r.TASTE, 9, 0),
    ),
    "proposals of one look": lambda: proposals_of(agents(1), SIZE),
}


@pytest.mark.parametrize("name", STREAMS)
def test_streams_are_uniform(name):
    bits = STREAMS[name]()
    for draw in (r.unit, r.unit_low):
        assert stats.kstest(plain(draw)(bits), "uniform").pvalue > SURE, draw
    for shift in range(0, 64, 8):
        counts = np.bincount((bits >> np.uint64(shift)).astype(np.uint8), minlength=256)
        assert stats.chisquare(counts).pvalue > SURE, f"byte from bit {shift}"
    ones = [np.mean((bits >> np.uint64(bit)) & np.uint64(1)) for bit in range(64)]
    assert np.abs(np.array(ones) - 0.5).max() < 5.0 * 0.5 / math.sqrt(len(bits))


@pytest.mark.parametrize("name", STREAMS)
def test_streams_have_no_serial_correlation(name):
    u = plain(r.unit)(STREAMS[name]())
    for lag in (1, 2, 3, 7, 12, 64):
        uncorrelated(u[:-lag], u[lag:])


def uncorrelated(one, other):
    """Correlation of values, of their squares and of their halves, within five deviations."""
    for rule in (lambda u: u, lambda u: (u - 0.5) ** 2, lambda u: (u * 1024) % 1.0):
        assert abs(np.corrcoef(rule(one), rule(other))[0, 1]) < 5.0 / math.sqrt(len(one))
    table = np.histogram2d(one, other, bins=16, range=((0, 1), (0, 1)))[0]
    assert stats.chisquare(table.ravel()).pvalue > SURE


def test_agents_are_uncorrelated():
    pool = units(agents(SIZE), r.INCUBATE, 20, 0)
    for other in (agents(SIZE, source=r.HOST), agents(SIZE, month=21), agents(SIZE, seed=2)):
        uncorrelated(pool, units(other, r.INCUBATE, 20, 0))


def test_months_decisions_and_repeats_are_uncorrelated():
    keys = agents(SIZE)
    first = units(keys, r.INCUBATE, 20, 0)
    for address in ((r.INCUBATE, 21, 0), (r.LOOK, 20, 0), (r.TASTE, 20, 0), (r.INCUBATE, 20, 1)):
        uncorrelated(first, units(keys, *address))
    uncorrelated(units(keys, r.STARTUP_TALENT, -1, 0), units(keys, r.STARTUP_CASH, -1, 0))


def test_pairs_are_uncorrelated_with_their_members_and_their_mirror():
    startups, spaces = agents(SIZE), agents(SIZE, source=r.ENTRANT)
    pair = pairs(startups, spaces)
    mirror = pairs(spaces, startups)
    u = units(pair, r.TASTE, 4, 0)
    for other in (startups, spaces, mirror):
        uncorrelated(u, units(other, r.TASTE, 4, 0))


def test_every_salt_is_another():
    decisions = range(1, 41)
    salts = {int(salt_of(d, m, k)) for d in decisions for m in range(-1, 432, 3) for k in range(20)}
    assert len(salts) == len(decisions) * 145 * 20


def test_decisions_have_different_numbers():
    sources = {"POOL", "HOST", "INITIAL", "ENTRANT", "ANCHOR", "INVESTORS", "ENVIRONMENT"}
    numbers = {n: v for n, v in vars(r).items() if n.isupper() and type(v) is int}
    of_sources = [numbers.pop(name) for name in sources]
    assert len(set(of_sources)) == len(of_sources)
    assert len(numbers) > 30
    assert len(set(numbers.values())) == len(numbers)


def test_avalanche():
    """One bit of an ident, a month or k turns half of the bits of the word."""
    keys = np.arange(2_000, dtype=np.int64)
    for bit in range(44):
        turned = agents(idents=keys) ^ agents(idents=keys ^ (1 << bit))
        shares = [np.mean((turned >> np.uint64(place)) & np.uint64(1)) for place in range(64)]
        assert np.abs(np.array(shares) - 0.5).max() < 6.0 * 0.5 / math.sqrt(len(keys))
    base = [(d, m, k) for d in range(1, 35) for m in range(0, 60, 5) for k in range(5)]
    for step in ((0, 1, 0), (0, 0, 1), (1, 0, 0)):
        turned = []
        for address in base:
            moved = (part + more for part, more in zip(address, step, strict=True))
            turned.append((int(salt_of(*address)) ^ int(salt_of(*moved))).bit_count())
        assert abs(np.mean(turned) - 32.0) < 5.0 * 4.0 / math.sqrt(len(turned))


@given(st.floats(1e-12, 1 - 1e-12))
def test_standard_normal_is_the_quantile(u):
    expected = stats.norm.ppf(u)
    assert standard_normal(u) == pytest.approx(expected, rel=3e-9, abs=3e-9)


def test_standard_normal_is_monotone_and_symmetric():
    grid = np.linspace(1e-6, 1.0 - 1e-6, 20_001)
    values = np.array([standard_normal(u) for u in grid])
    assert np.all(np.diff(values) > 0.0)
    assert np.allclose(values, -values[::-1], atol=1e-8)


def test_the_bound_of_a_normal_is_never_passed_and_near():
    """Else an investor would turn down a tenant whose signal reaches the bar."""
    edges = np.arange(1, 256) / 256
    inside = np.concatenate([np.linspace(1e-9, 1.0 - 1e-9, 20_001), edges, np.nextafter(edges, 0)])
    over = np.array([normal_at_most(u) - standard_normal(u) for u in inside])
    assert np.all(over > 0.0)
    assert np.median(over) < 0.01
    assert normal_at_most(1.0) == math.inf  # to which a word of ones alone is rounded


rates = st.one_of(st.floats(0.0, 30.0), st.floats(0.0, 1000.0), st.floats(380.0, 20_000.0))
chances = st.floats(1e-9, 1.0 - 1e-9)


@given(u=chances, rate=rates)
def test_poisson_is_the_quantile(u, rate):
    """The smallest count whose distribution function reaches u; rounding may move one count."""
    count = poisson(u, rate)
    assert stats.poisson.cdf(count, rate) >= u - 1e-9
    assert count == 0 or stats.poisson.cdf(count - 1, rate) < u + 1e-9


@given(u=chances, rate=rates, more=st.floats(0.0, 500.0))
def test_poisson_never_falls_when_its_rate_rises(u, rate, more):
    assert poisson(u, rate) <= poisson(u, rate + more)


@given(u=chances, rate=rates)
def test_poisson_never_falls_by_a_hair(u, rate):
    near = rate
    for _ in range(3):
        near = math.nextafter(near, math.inf)
        assert poisson(u, rate) <= poisson(u, near)


def test_poisson_is_monotone_where_its_method_changes():
    for u in np.linspace(1e-9, 1.0 - 1e-9, 401):
        counts = [poisson(u, rate) for rate in (399.0, 399.999999999, 400.0, 400.000000001, 401.0)]
        assert counts == sorted(counts)


@pytest.mark.parametrize("rate", [0.3, 4.0, 60.0, 1057.0, 20_000.0])
def test_poisson_counts_have_the_right_mean_and_variance(rate):
    u = plain(r.unit)(words(agents(40_000), r.STARTUP_COUNT, 3, 0))
    counts = np.array([poisson(each, rate) for each in u])
    error = math.sqrt(rate / len(counts))
    assert abs(counts.mean() - rate) < 5.0 * error
    assert abs(counts.var() / rate - 1.0) < 5.0 * math.sqrt((2.0 + 1.0 / rate) / len(counts))

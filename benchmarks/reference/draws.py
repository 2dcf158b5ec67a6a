"""Addressed random numbers (ODD, section 4): words are Python integers modulo 2 ** 64."""

import math
from collections.abc import Iterator
from functools import lru_cache

from sim.model.randomness import standard_normal

MASK = 2**64 - 1
LOW = 2**32 - 1
GOLDEN = 0x9E3779B97F4A7C15
PAIR = 0xD6E8FEB86659FD93


def mix(word: int) -> int:
    """Output function of SplitMix64.

    >>> hex(mix(GOLDEN))
    '0xe220a8397b1dcdaf'
    """
    word = ((word ^ (word >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    word = ((word ^ (word >> 27)) * 0x94D049BB133111EB) & MASK
    return word ^ (word >> 31)


def seed_word(seed: int) -> int:
    return mix((seed + GOLDEN) & MASK)


def ident_of(source: int, parent: int, month: int, place: int) -> int:
    """Ident of an agent born in a month (-1 for what is there before the start)."""
    return (source << 56) + (parent << 36) + ((month + 1) << 24) + place


def key_of(seed: int, ident: int) -> int:
    """Key of an agent, from the word of the seed and its ident."""
    return mix(seed ^ mix((ident + GOLDEN) & MASK))


def pair_of(key: int, other: int) -> int:
    """Key of a pair; the order of the two matters."""
    return key ^ ((other * PAIR) & MASK)


@lru_cache(maxsize=100_000)
def salt_of(decision: int, month: int, k: int) -> int:
    return mix((((decision << 40) + ((month + 1) << 20) + k) * GOLDEN) & MASK)


def word(key: int, decision: int, month: int, k: int = 0) -> int:
    """The random word of a key for a decision."""
    return mix((key + salt_of(decision, month, k)) & MASK)


def proposals(key: int, decision: int, month: int, k: int, most: int) -> Iterator[int]:
    """Proposals 1 to ``most`` of a key for a decision."""
    state = key + salt_of(decision, month, k)
    for _ in range(most):
        state = (state + GOLDEN) & MASK
        yield mix(state)


def unit(bits: int) -> float:
    """A number between 0 and 1 from a word."""
    return ((bits >> 11) + 0.5) * 2.0**-53


def unit_low(bits: int) -> float:
    """A number between 0 and 1 from the lower half of a word."""
    return ((bits & LOW) + 0.5) * 2.0**-32


def place_of(bits: int, size: int) -> int:
    """A place from 0 to ``size`` - 1 from the upper half of a word."""
    return ((bits >> 32) * size) >> 32


def uniform(key: int, decision: int, month: int, k: int = 0) -> float:
    return unit(word(key, decision, month, k))


def normal(key: int, decision: int, month: int, k: int = 0) -> float:
    return standard_normal(uniform(key, decision, month, k))


def exponential(key: int, decision: int, month: int, k: int = 0) -> float:
    return -math.log(uniform(key, decision, month, k))


def pick(shares: tuple[float, ...], u: float) -> int:
    """The first position whose running sum of share over total is at least u."""
    whole = 0.0
    for share in shares:
        whole += share
    running = 0.0
    for position, share in enumerate(shares):
        running += share / whole
        if running >= u:
            return position
    return len(shares) - 1

"""Many words at once, by the model's own rules in a loop."""

from collections.abc import Callable
from typing import Any

import numba
import numpy as np

from sim.model import randomness as r
from sim.model.randomness import agent_key, mix, pair_key, place_of, word
from sim.model.ventures import split

GOLDEN = np.uint64(0x9E3779B97F4A7C15)


def plain(rule: Callable[..., Any]) -> Callable[..., Any]:
    """A rule as Python wrote it, which takes whole arrays."""
    return getattr(rule, "py_func", rule)


@numba.njit
def fill_keys(seed: Any, idents: Any, keys: Any) -> None:
    """Keys of agents."""
    for place in range(len(idents)):
        keys[place] = agent_key(seed, idents[place])


@numba.njit
def fill_pairs(one: Any, other: Any, keys: Any) -> None:
    """Keys of pairs."""
    for place in range(len(keys)):
        keys[place] = pair_key(one[place], other[place])


@numba.njit
def fill_words(keys: Any, salt: Any, out: Any) -> None:
    """Words of keys at one salt."""
    for place in range(len(keys)):
        out[place] = word(keys[place], salt)


@numba.njit
def fill_proposals(bases: Any, steps: Any, out: Any) -> None:
    """Successive proposals from each base, as looks, screens and addresses make them."""
    for place in range(len(bases)):
        base = bases[place]
        for step in range(steps):
            base += GOLDEN
            out[place * steps + step] = mix(base)


@numba.njit
def fill_places(bits: Any, size: Any, out: Any) -> None:
    """Positions in a table."""
    for place in range(len(bits)):
        out[place] = place_of(bits[place], size)


@numba.njit
def fill_parts(bits: Any, out: Any) -> None:
    """The three draws of a tenant's month."""
    for place in range(len(bits)):
        out[0, place], out[1, place], out[2, place] = split(bits[place])


def salt_of(decision: int, month: int, k: int) -> np.uint64:
    """The salt of an address."""
    return np.uint64(r.salt(decision, month, k))


def agents(
    size: int = 0,
    source: int = r.POOL,
    month: int = 4,
    seed: int = 1,
    idents: np.ndarray | None = None,
) -> np.ndarray:
    """Keys of a cohort of agents, or of these idents."""
    if idents is None:
        idents = r.make_ident(source, 0, month, 0) + np.arange(size, dtype=np.int64)
    keys = np.empty(len(idents), np.uint64)
    fill_keys(np.uint64(r.seed_word(seed)), idents, keys)
    return keys


def pairs(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Keys of ordered pairs."""
    keys = np.empty(len(one), np.uint64)
    fill_pairs(one, other, keys)
    return keys


def words(keys: np.ndarray, decision: int, month: int, k: int) -> np.ndarray:
    """The word of each key at one address."""
    out = np.empty(len(keys), np.uint64)
    fill_words(keys, salt_of(decision, month, k), out)
    return out


def units(keys: np.ndarray, decision: int, month: int, k: int) -> np.ndarray:
    """The uniform draw of each key at one address."""
    return plain(r.unit)(words(keys, decision, month, k))


def proposals_of(bases: np.ndarray, steps: int) -> np.ndarray:
    """Successive proposals from each base."""
    out = np.empty(len(bases) * steps, np.uint64)
    fill_proposals(bases, steps, out)
    return out


def places_of(bits: np.ndarray, size: int) -> np.ndarray:
    """Positions in a table."""
    out = np.empty(len(bits), np.int64)
    fill_places(bits, size, out)
    return out


def parts_of(bits: np.ndarray) -> np.ndarray:
    """The three draws of a tenant's month, shape (3, words)."""
    out = np.empty((3, len(bits)))
    fill_parts(bits, out)
    return out

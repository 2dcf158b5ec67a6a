"""Addressed random numbers: a draw is a pure function of who, what and when.

No generator is shared and nothing is consumed: a draw is named by (seed, decision,
agent or pair, month, k). A run with one agent more therefore gives everybody else
the same draws, and a policy cannot disturb the luck of those it does not reach.

The mixer is the output function of SplitMix64 (Steele, Lea and Flood 2014), which
is a bijection of 64-bit words. Every agent carries a ``key``, mixed once from the seed
and its ident; every (decision, month, k) has a ``salt``, mixed once for a loop; a draw
mixes their sum. One word serves as two 32-bit draws where a loop needs both.
"""

import math
from statistics import NormalDist

import numpy as np

from sim.model.compiled import compiled
from sim.model.kinds import Word

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_LEFT, _RIGHT = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_S27, _S30, _S31, _S32 = np.uint64(27), np.uint64(30), np.uint64(31), np.uint64(32)
_S11, _LOW32 = np.uint64(11), np.uint64(0xFFFFFFFF)
_PAIR = np.uint64(0xD6E8FEB86659FD93)  # odd, so that (a, b) and (b, a) differ
_TO_UNIT53, _TO_UNIT32 = 1.0 / 9007199254740992.0, 1.0 / 4294967296.0

# Decisions: append only, numbers never change hands. Retired: 5, 25, 34.
FIELD_SHOCK, SPACE_COUNT, SPACE_LABELS, SPACE_MEANS = 1, 2, 3, 4
STARTUP_COUNT, STARTUP_TALENT, STARTUP_CASH, STARTUP_FIELD, SPINOFF_COUNT = 6, 7, 8, 9, 10
LOOK, TASTE, INCUBATE, EXIT_MULTIPLE, SCREEN, SIGNAL, TICKET = 11, 12, 13, 14, 15, 16, 17
IMITATE, PIVOT, REPORT, NOMINATE, BASE_CLOSURE, REVIEW, DISPLACE = 18, 19, 20, 21, 22, 23, 24
INVESTOR_FOCUS, SEED_SIGNAL, ANCHOR_COUNT, AUDIT, BERTH, DIRECTORY = 26, 27, 28, 29, 30, 31
SEED_TICKET, SPACE_CASH = 32, 33

# Sources of agents, the first part of an ident.
POOL, HOST, INITIAL, ENTRANT, ANCHOR, INVESTORS, ENVIRONMENT = 1, 2, 3, 4, 5, 6, 7


@compiled
def mix(word: Word) -> Word:
    """Output function of SplitMix64: a bijection of 64-bit words.

    >>> hex(mix(GOLDEN))  # first output of SplitMix64 seeded with 0
    '0xe220a8397b1dcdaf'
    """
    word = (word ^ (word >> _S30)) * _LEFT
    word = (word ^ (word >> _S27)) * _RIGHT
    return word ^ (word >> _S31)


@compiled
def seed_word(seed: int) -> Word:
    """Word of a seed (a whole number from 0 to 2**63 - 1)."""
    return mix(np.uint64(seed) + GOLDEN)


@compiled
def make_ident(source: int, parent: int, month: int, place: int) -> int:
    """Ident of an agent: source (4 bits), parent (20), cohort month + 1 (12), place (24).

    Nothing in it depends on who else was created in this run.
    """
    return (source << 56) | ((parent & 0xFFFFF) << 36) | ((month + 1) << 24) | place


@compiled
def parent_number(ident: int) -> int:
    """A space's 20 bits within the idents of its spin-offs: anchor or not, month, place."""
    place = (ident & 0x3FF) | (((ident >> 56) == ANCHOR) << 10)
    return (((ident >> 24) & 0x1FF) << 11) | place


@compiled
def agent_key(seed: Word, ident: int) -> Word:
    """Key of an agent, mixed once from the seed's word and its ident."""
    return mix(seed ^ mix(np.uint64(ident) + GOLDEN))


@compiled
def pair_key(key: Word, other: Word) -> Word:
    """Key of an ordered pair of agents."""
    return key ^ (other * _PAIR)


@compiled
def salt(decision: int, month: int, k: int) -> Word:
    """Word of a decision in a month (from -1); k numbers repeated draws (below 2**20)."""
    address = (decision << 40) | ((month + 1) << 20) | k
    return mix(np.uint64(address) * GOLDEN)


@compiled
def word(key: Word, decision_salt: Word) -> Word:
    """The 64 random bits of a key at a salt."""
    return mix(key + decision_salt)


@compiled
def unit(bits: Word) -> float:
    """A number strictly between 0 and 1 from all 64 bits of a word."""
    return (np.float64(bits >> _S11) + 0.5) * _TO_UNIT53


@compiled
def unit_low(bits: Word) -> float:
    """A number strictly between 0 and 1 from the lower 32 bits of a word."""
    return (np.float64(bits & _LOW32) + 0.5) * _TO_UNIT32


@compiled
def low_half(bits: Word) -> int:
    """Return the lower 32 bits of a word as a whole number."""
    return int(np.int64(bits & _LOW32))


@compiled
def odds(chance: float) -> int:
    """Of the 2**32 lower halves of words, how many fall below a chance from 0 to 1.

    ``low_half(bits) < odds(chance)`` is ``unit_low(bits) < chance``, for every word: a loop that
    asks thousands of times the same chance compares whole numbers.

    >>> odds(0.0), odds(0.5) == 2**31, odds(1.0) == 2**32
    (0, True, True)
    """
    return int(math.ceil(chance / _TO_UNIT32 - 0.5))


@compiled
def place_of(bits: Word, size: int) -> int:
    """A position from 0 to size - 1 (size below 2**31) from the upper 32 bits of a word."""
    return int(np.int64(((bits >> _S32) * np.uint64(size)) >> _S32))


@compiled
def uniform(seed: Word, decision: int, ident: int, month: int, k: int) -> float:
    """Uniform draw addressed by seed, decision, agent, month and k.

    >>> round(float(uniform(seed_word(1), LOOK, 5, 3, 0)), 6)
    0.503904
    """
    return unit(word(agent_key(seed, ident), salt(decision, month, k)))


@compiled
def standard_normal(u: float) -> float:
    """Standard normal quantile of u in (0, 1), relative error below 1.2e-9.

    Rational approximation of P. J. Acklam (2003); no logarithm for 95 % of draws.

    >>> round(standard_normal(0.975), 6)
    1.959964
    """
    if 0.02425 <= u <= 0.97575:
        q = u - 0.5
        r = q * q
        numerator = -3.969683028665376e01
        numerator = numerator * r + 2.209460984245205e02
        numerator = numerator * r - 2.759285104469687e02
        numerator = numerator * r + 1.383577518672690e02
        numerator = numerator * r - 3.066479806614716e01
        numerator = numerator * r + 2.506628277459239e00
        denominator = -5.447609879822406e01
        denominator = denominator * r + 1.615858368580409e02
        denominator = denominator * r - 1.556989798598866e02
        denominator = denominator * r + 6.680131188771972e01
        denominator = denominator * r - 1.328068155288572e01
        return numerator * q / (denominator * r + 1.0)
    tail = u if u < 0.5 else 1.0 - u
    q = math.sqrt(-2.0 * math.log(tail))
    numerator = -7.784894002430293e-03
    numerator = numerator * q - 3.223964580411365e-01
    numerator = numerator * q - 2.400758277161838e00
    numerator = numerator * q - 2.549732539343734e00
    numerator = numerator * q + 4.374664141464968e00
    numerator = numerator * q + 2.938163982698783e00
    denominator = 7.784695709041462e-03
    denominator = denominator * q + 3.224671290700398e-01
    denominator = denominator * q + 2.445134137142996e00
    denominator = denominator * q + 3.754408661907416e00
    quantile = numerator / (denominator * q + 1.0)
    return quantile if u < 0.5 else -quantile


# The quantile at the end of each of 256 bins of u, with room for the approximation's error.
_BINS = 256
_BIN_TOPS = np.array(
    [NormalDist().inv_cdf(b / _BINS) + 1e-6 for b in range(1, _BINS)] + 2 * [np.inf]
)


@compiled
def normal_at_most(u: float) -> float:
    """A bound that ``standard_normal(u)`` does not pass, for a load instead of a quotient.

    >>> [round(normal_at_most(u), 3) for u in (0.2, 0.5, 0.975)]
    [-0.831, 0.01, 1.987]
    """
    return float(_BIN_TOPS[int(u * _BINS)])


@compiled
def exponential(u: float) -> float:
    """Exponential draw of mean 1."""
    return -math.log(u)


@compiled
def _saddle_point(k: float, rate: float) -> float:
    """Poisson probability of k >= 1 by Loader's (2000) saddle-point expansion."""
    v = (k - rate) / (k + rate)
    if abs(v) < 0.1:  # k log(k/rate) - k + rate without cancellation, by its series in v
        deviance = (k - rate) * v
        term, odd = 2.0 * k * v, 3.0
        while odd < 60.0:
            term *= v * v
            deviance += term / odd
            odd += 2.0
    else:
        deviance = k * math.log(k / rate) + rate - k
    square = k * k
    stirling = (1 / 12 - (1 / 360 - (1 / 1260 - 1 / (1680 * square)) / square) / square) / k
    return math.exp(-stirling - deviance) / math.sqrt(2.0 * math.pi * k)


@compiled
def poisson(u: float, rate: float) -> int:
    """Poisson count of mean ``rate`` at quantile u: inverse distribution.

    For one u the count never falls when the rate rises, so the cohort of a lower rate is
    contained in that of a higher one. Right up to rates of 20,000 and beyond (tested).

    >>> [poisson(0.5, rate) for rate in (0.0, 0.5, 3.0, 20000.0)]
    [0, 0, 3, 20000]
    """
    if rate <= 0.0:
        return 0
    if rate < 400.0:
        count, probability = 0, math.exp(-rate)
    else:  # below this start lies less than 1e-16
        count = int(rate - 9.0 * math.sqrt(rate))
        probability = _saddle_point(np.float64(count), rate)
    total = probability
    while total < u and (count < rate or probability > 1e-30):
        count += 1
        probability *= rate / count
        total += probability
    return count

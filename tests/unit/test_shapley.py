"""Shapley values: hand games, and the four properties that no other split has together."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sim.analysis.shapley import DoesNotAddUp, additions, shapley, weights

WORTH = st.floats(-1e6, 1e6)


@st.composite
def games(draw, players: int | None = None):
    number = players or draw(st.integers(1, 6))
    return draw(arrays(np.float64, 2**number, elements=WORTH))


def close(found, expected):
    return np.allclose(found, expected, rtol=0, atol=1e-7 * max(1.0, np.abs(expected).max()))


def test_airport_game():
    # A runway for the largest plane: 1 is shared by three, 1 more by two, 1 more borne by one.
    cost = np.array([0, 1, 2, 2, 3, 3, 3, 3], dtype=float)
    assert shapley(cost) == pytest.approx([1 / 3, 1 / 3 + 1 / 2, 1 / 3 + 1 / 2 + 1])


def test_council_with_a_veto():
    # Five players, the first two needed and one of the other three: 27/60, 27/60, 1/30 each.
    number = np.arange(32)
    wins = ((number & 0b11) == 0b11) & (number >> 2 > 0)
    assert shapley(wins.astype(float)) == pytest.approx([27 / 60, 27 / 60, 1 / 30, 1 / 30, 1 / 30])


@given(games())
def test_parts_add_up(game):
    assert close(shapley(game).sum(), game[-1] - game[0])


@given(st.integers(1, 6).flatmap(lambda n: st.tuples(games(n), games(n))))
def test_games_that_are_added_have_parts_that_are_added(both):
    one, other = both
    assert close(shapley(one + other), shapley(one) + shapley(other))


@given(games(5), st.integers(0, 5))
def test_who_adds_nothing_gets_exactly_nothing(game, idle):
    number = np.arange(64)
    without = (number >> idle + 1 << idle) | (number & (1 << idle) - 1)
    assert shapley(game[without])[idle] == 0.0


@given(games(4))
def test_players_that_are_alike_get_alike(game):
    number = np.arange(16)
    swapped = (number & 0b1100) | ((number & 1) << 1) | (number >> 1 & 1)
    alike = (game + game[swapped]) / 2
    assert close(shapley(alike)[0], shapley(alike)[1])


@given(games())
def test_average_over_all_orders(game):
    from itertools import permutations

    players = game.size.bit_length() - 1
    if players > 4:
        return
    totals, orders = np.zeros(players), list(permutations(range(players)))
    for order in orders:
        there = 0
        for player in order:
            totals[player] += game[there | 1 << player] - game[there]
            there |= 1 << player
    assert close(shapley(game), totals / len(orders))


def test_six_players_have_weights_that_sum_to_one_over_the_coalitions():
    _, others = additions(np.zeros(64), 3)
    assert weights(6)[others].sum() == pytest.approx(1.0)
    assert others.size == 32


def test_a_missing_value_is_no_value():
    with pytest.raises(DoesNotAddUp):
        shapley(np.array([0.0, np.nan, 1.0, 2.0]))

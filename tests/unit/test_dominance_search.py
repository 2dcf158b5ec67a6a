"""Which loops are found: all, the strongest, or the shortest.

Pages are those of Eberlein and Schoenberg (2020), "Finding the Loops that Matter", arXiv
2006.08425.
"""

import numpy as np
import pytest

from sim.dynamics.dominance import CausalLink, LinkScores, find_loops, link_scores, loop_scores
from sim.dynamics.dominance.shortest import shortest_loops, strong_links
from sim.dynamics.dominance.strongest import strongest_loops
from sim.dynamics.equations import Auxiliary, EquationModel, Flow, Stock, simulate


@pytest.fixture(scope="module")
def arms_race():
    """P. 2: A wants parity with B and 90 % of C, and so on, taken as the mean of the two.

    The time of adjustment is not printed; it moves the curves in time alone.
    """
    targets = {"a": "(b + 0.9 * c) / 2", "b": "(a + 1.1 * c) / 2", "c": "(1.1 * a + 0.9 * b) / 2"}
    start = {"a": "50", "b": "100", "c": "150"}
    return EquationModel(
        "arms race",
        tuple(
            variable
            for name, target in targets.items()
            for variable in (
                Stock(name, "1", start[name], (f"change_{name}",)),
                Auxiliary(f"target_{name}", "1", target),
                Flow(f"change_{name}", "1/month", f"(target_{name} - {name}) / 5"),
            )
        ),
        100,
    )


def test_the_long_loops_win_the_arms_race(arms_race):
    """Pp. 3-5 and figure 3: eight loops; corrections first, then about 57 and 42 %."""
    links = link_scores(arms_race, simulate(arms_race))
    found = loop_scores(links, find_loops(links))
    visits = ["".join(name for name in each.variables if len(name) == 1) for each in found.loops]
    shares = dict(zip(visits, found.relative, strict=True))
    assert sorted(shares) == ["a", "ab", "abc", "ac", "acb", "b", "bc", "c"]
    assert shares["a"][1] + shares["b"][1] + shares["c"][1] < -0.75
    assert shares["acb"][50:] == pytest.approx(0.57, abs=0.03)
    assert shares["abc"][50:] == pytest.approx(0.42, abs=0.03)


def test_the_strongest_path_search_finds_the_loops_of_the_arms_race(arms_race):
    links = link_scores(arms_race, simulate(arms_race))
    assert find_loops(links, most=0) == find_loops(links)


def test_the_strongest_path_search_misses_what_the_paper_says_it_does():
    """Figure 7, p. 9: from a it finds a, d, c (100), not a, b, c (1000)."""
    printed = {
        ("a", "d"): 100.0,
        ("a", "b"): 10.0,
        ("b", "c"): 10.0,
        ("c", "b"): 10.0,
        ("c", "a"): 10.0,
        ("d", "c"): 0.1,
    }
    sizes = np.array([*printed.values()])[:, None]

    def from_stock(name):
        links = LinkScores(tuple(CausalLink(*link) for link in printed), sizes, (name,))
        return strongest_loops(links)

    assert from_stock("a") == [("a", "d", "c")]
    assert ("b", "c", "a") in from_stock("b")


def some_links(sizes):
    matrix = np.array([*sizes.values()], dtype=float)[:, None]
    return LinkScores(tuple(CausalLink(*link) for link in sizes), matrix, ("a",))


def test_the_shortest_loops_leave_out_detours():
    links = some_links(
        {("a", "b"): 1, ("b", "a"): 1, ("b", "c"): 1, ("c", "a"): 1, ("c", "d"): 1, ("d", "a"): 1}
    )
    every = {loop.variables for loop in find_loops(links)}
    assert every == {("a", "b"), ("a", "b", "c"), ("a", "b", "c", "d")}
    assert {loop.variables for loop in shortest_loops(links, "a")} == every
    across = some_links({**dict.fromkeys(links.links, 1), ("b", "d"): 1})
    assert ("a", "b", "c", "d") in {loop.variables for loop in find_loops(across)}
    short = {loop.variables for loop in shortest_loops(across, "a")}
    assert {("a", "b"), ("a", "b", "c"), ("a", "b", "d")} <= short
    assert {loop.variables for loop in shortest_loops(across, "c")} <= short


def test_links_that_say_next_to_nothing_make_no_loops():
    links = some_links({("a", "b"): 1, ("b", "a"): 1, ("a", "a"): 0.001, ("outside", "b"): 5})
    assert strong_links(links) == (("a", "b"), ("b", "a"))
    assert [loop.variables for loop in shortest_loops(links, "a")] == [("a", "b")]

"""Loops that Matter: what must hold of scores in any model."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.dynamics.dominance import find_loops, link_scores, loop_scores
from sim.dynamics.equations import Auxiliary, EquationModel, Flow, Series, Stock, simulate


def scores_of(model):
    links = link_scores(model, simulate(model))
    return links, loop_scores(links, find_loops(links))


def one_stock(inflow, outflow="0", start="10", months=40, more=()):
    flows = Flow("inflow", "1/month", inflow), Flow("outflow", "1/month", outflow)
    return EquationModel(
        "one", (Stock("x", "1", start, ("inflow",), ("outflow",)), *flows, *more), months
    )


@pytest.mark.parametrize(
    ("inflow", "outflow", "share"), [("x / 10", "0", 1.0), ("0", "x / 10", -1.0)]
)
def test_a_loop_alone_has_all_of_the_change(inflow, outflow, share):
    _, loops = scores_of(one_stock(inflow, outflow))
    assert len(loops.loops) == 1
    assert loops.relative[0, 1:] == pytest.approx(share)
    assert loops.values[0, 1:] == pytest.approx(share)
    assert loops.relative[0, 0] == 0.0


def test_nothing_is_said_of_what_does_not_change():
    links, loops = scores_of(one_stock("x / 10", "x / 10"))
    assert not links.values.any()
    assert not loops.relative.any()


def test_rounding_near_an_equilibrium_is_not_change():
    links, _ = scores_of(one_stock("1", "x / 3", months=200))
    assert links["x", "outflow"][1] == pytest.approx(1.0)
    assert not links.values[:, -1].any()


def test_a_chain_of_links_scores_as_one_equation():
    """P1, appendix B: the product along the chain is the score of the whole."""
    whole = one_stock("x / 5", "exp(-x / 30) * y", more=(Auxiliary("y", "1", "x / 9"),))
    chain = one_stock(
        "x / 5",
        "shrunk * y",
        more=(
            Auxiliary("part", "1", "x / 30"),
            Auxiliary("shrunk", "1/month", "exp(-part)"),
            Auxiliary("y", "1", "x / 9"),
        ),
    )
    (links, _), (chained, _) = scores_of(whole), scores_of(chain)
    assert chained["x", "part"][1:] == pytest.approx(1.0)
    assert chained["part", "shrunk"][1:] == pytest.approx(-1.0)
    product = chained["x", "part"] * chained["part", "shrunk"] * chained["shrunk", "outflow"]
    assert product == pytest.approx(links["x", "outflow"])
    assert (product[1:] < 0).all()


def test_flows_apart_or_as_one_net_flow_score_alike():
    """What the correction of 2023 is for."""
    apart = one_stock("0.3 * x ** 0.8", "0.02 * x ** 1.3")
    net = EquationModel(
        "net",
        (
            Stock("x", "1", "10", ("net",)),
            Flow("net", "1/month", "inflow - outflow"),
            Auxiliary("inflow", "1/month", "0.3 * x ** 0.8"),
            Auxiliary("outflow", "1/month", "0.02 * x ** 1.3"),
        ),
        40,
    )
    (_, one), (_, other) = scores_of(apart), scores_of(net)
    assert one.relative == pytest.approx(other.relative)


def test_loops_that_share_no_stock_are_compared_apart():
    model = EquationModel(
        "two",
        (
            Stock("x", "1", "10", ("grow",)),
            Flow("grow", "1/month", "x / 10"),
            Stock("y", "1", "10", ("follow",), ("leave",)),
            Flow("follow", "1/month", "x / 5"),
            Flow("leave", "1/month", "y / 3"),
        ),
        20,
    )
    _, loops = scores_of(model)
    assert len({loop.partition for loop in loops.loops}) == len(loops.loops) == 2
    assert np.abs(loops.relative[:, 1:]) == pytest.approx(1.0)


def test_what_comes_from_outside_is_in_no_loop():
    pushed = one_stock(
        "push * x", "x / 5", more=(Series("push", "1/month", (0.1,) * 20 + (0.4,) * 21),)
    )
    links, loops = scores_of(pushed)
    assert {link.cause for link in links.links if link.cause not in links.stocks} == {
        "inflow",
        "outflow",
        "outside",
    }
    assert np.abs(loops.relative[:, 1:]).sum(axis=0) == pytest.approx(1.0)


NAMES = "abcd"
weights = st.floats(-0.4, 0.4).map(lambda share: round(share, 2))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(weights, min_size=4, max_size=4), min_size=4, max_size=4),
    st.lists(st.floats(1.0, 100.0), min_size=4, max_size=4),
)
def test_of_any_model_shares_are_finite_and_whole_and_signs_are_those_of_the_links(rows, start):
    model = EquationModel(
        "any",
        tuple(
            variable
            for name, row, at in zip(NAMES, rows, start, strict=True)
            for variable in (
                Stock(name, "1", repr(at), (f"flow_{name}",)),
                Flow(
                    f"flow_{name}",
                    "1/month",
                    " + ".join(
                        f"{weight!r} * {each}" for weight, each in zip(row, NAMES, strict=True)
                    ),
                ),
            )
        ),
        12,
    )
    links, loops = scores_of(model)
    assert np.isfinite(links.values).all()
    assert np.isfinite(loops.relative).all()
    for partition in {loop.partition for loop in loops.loops}:
        rows_of = [loop.partition == partition for loop in loops.loops]
        whole = np.abs(loops.relative[rows_of]).sum(axis=0)
        active = (loops.signs[rows_of] != 0).any(axis=0)
        assert whole == pytest.approx(np.where(active, 1.0, 0.0))
    expected = dict(zip(NAMES, rows, strict=True))
    for loop, signs in zip(loops.loops, loops.signs, strict=True):
        stocks = [name for name in loop.variables if name in expected]
        following = stocks[1:] + stocks[:1]
        product = np.prod(
            [np.sign(expected[b][NAMES.index(a)]) for a, b in zip(stocks, following, strict=True)]
        )
        assert {*signs.tolist()} <= {0, int(product)}
    assert {*find_loops(links, most=0)} <= {*loops.loops}

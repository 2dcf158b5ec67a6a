"""What makes loops fast and changes no result: plain indices, whole lines, whole numbers."""

import numba
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sim.model import quantities as q
from sim.model.agents import (
    DOSSIER,
    MONTH_LINES,
    OFFER,
    SPACE,
    SPACE_LINES,
    STARTUP,
    TENANCY_LINES,
)
from sim.model.compiled import KERNEL_OPTIONS
from sim.model.growth import doubled, enlarged
from sim.model.initialise import create_world
from sim.model.lines import LINE, blank
from sim.model.randomness import low_half, odds, unit_low
from sim.model.state import BY_SPACE, BY_STARTUP
from tests.properties.worlds import baseline

MOST = 2**32


def entry(array, row, column):
    return array[row, column]


def set_entry(array, row):
    array[row] = 1.0


@pytest.mark.skipif(bool(numba.config.DISABLE_JIT), reason="nothing is compiled")
@pytest.mark.parametrize(
    ("rule", "arguments"),
    [
        (entry, (numba.float64[:, ::1], numba.int64, numba.int32)),
        (set_entry, (numba.float64[::1], numba.int8)),
    ],
)
def test_an_index_is_used_as_it_stands(rule, arguments):
    def asks_for_the_sign(options):
        kernel = numba.njit(**options)(rule)
        kernel.compile(arguments)
        (code,) = kernel.inspect_llvm().values()
        return "icmp slt" in code or "ashr" in code

    plain = {name: value for name, value in KERNEL_OPTIONS.items() if name != "cache"}
    usual = {name: value for name, value in plain.items() if name != "pipeline_class"}
    assert asks_for_the_sign(usual), "the test sees nothing"
    assert not asks_for_the_sign(plain)


def lines_of(field: str, entries: range | None = None) -> set[int]:
    kind, start = SPACE.fields[field][:2]
    one = kind.base.itemsize
    places = [start] if entries is None else [start + one * each for each in entries]
    return {place // LINE for place in places}


def test_lines_fetched_early_are_those_that_are_used():
    assert (STARTUP.itemsize, DOSSIER.itemsize, OFFER.itemsize) == (LINE, LINE, LINE)
    assert SPACE.itemsize == SPACE_LINES * LINE
    month = set().union(*(lines_of(name) for name in ("charge", "risk", "payers", "speed")))
    assert month == set(MONTH_LINES)
    flows = range(q.ADMITTED, q.SERVED + 1)
    used = lines_of("tenants") | lines_of("tally", flows)
    for field in ("tenants_by_field", "tenants_by_talent", "admitted_ever", "owner_gains"):
        used |= lines_of(field)
    assert used == set(TENANCY_LINES)


def test_tables_begin_with_a_line_and_keep_it_when_they_grow():
    run = baseline(2, seed=5, scale=0.02)
    world = create_world(run.parameters, run.mechanisms, run.schedule, run.seed, run.scale)
    for table in (world.spaces, world.startups, world.dossiers, world.offers, blank(3, SPACE)):
        assert table.ctypes.data % LINE == 0
        assert doubled(table).ctypes.data % LINE == 0


@given(chance=st.floats(0.0, 1.0), near=st.integers(-2, 2), half=st.integers(0, MOST - 1))
@example(chance=0.5 / MOST, near=0, half=0)
@example(chance=1.0, near=-1, half=MOST - 1)
def test_odds_decide_as_the_chance_does(chance, near, half):
    limit = odds(chance)
    assert 0 <= limit <= MOST
    for low in (half, min(max(limit + near, 0), MOST - 1)):
        bits = np.uint64(low) | np.uint64(0xABCDEF << 32)
        assert low_half(bits) == low
        assert (low_half(bits) < limit) == (unit_low(bits) < chance)


def test_every_list_has_its_length_and_keeps_it_when_rows_double():
    run = baseline(2, seed=5, scale=0.02)
    begun = create_world(run.parameters, run.mechanisms, run.schedule, run.seed, run.scale)
    for world in (begun, enlarged(begun)):
        spaces, startups = len(world.spaces), len(world.startups)
        addresses = len(begun.lists.directory)
        for name, rows in world.lists._asdict().items():
            if name in BY_SPACE:
                assert spaces <= len(rows) <= spaces + 2, name
            else:
                assert len(rows) == (startups if name in BY_STARTUP else addresses), name
        assert len(world.lists.closing) > spaces
        assert len(world.lists.draws) > spaces

"""Frames and charts hold what the branches and the files of a run hold."""

import struct

import numpy as np
import pytest

from sim.live.branch import Branch
from sim.live.charts import SERIES, series
from sim.live.frames import frame


def test_a_frame_holds_what_the_branches_hold(province_at_best):
    a = Branch(province_at_best, 1)
    b = Branch(province_at_best, 1, a)
    b.seek(30)
    b.act("rent_multiplier", 2.0)
    for branch in (a, b):
        branch.seek(60)
    packed = frame(7, a, b)
    number, month, *sizes = struct.unpack_from("<4I", packed)
    assert (number, month) == (7, 60)
    at = 16
    for branch, size in zip((a, b), sizes, strict=True):
        spaces = branch.world.spaces[: int(branch.world.book[0]["spaces_used"])]
        shown = (spaces["closed"] == -1) | (spaces["closed"] == 60)
        assert size == shown.sum()
        rows = np.frombuffer(packed, "<u2", size, at)
        tenants = np.frombuffer(packed, "<u2", size, at + 2 * size)
        models, clusters, flags = (
            np.frombuffer(packed, "u1", size, at + (4 + place) * size) for place in range(3)
        )
        assert (rows == np.flatnonzero(shown)).all()
        assert (tenants == spaces["tenants"][shown]).all()
        assert (clusters == spaces["district"][shown]).all()
        assert set(models) <= {0, 1, 2}
        assert ((flags & 1 > 0) == (spaces["founded"][shown] == 60)).all()
        assert ((flags & 2 > 0) == (spaces["closed"][shown] == 60)).all()
        newly = branch.records.totals[60, :4, 12].sum()
        assert (flags & 4).any() or newly == 0
        at += -(-7 * size // 4) * 4
    values = np.frombuffer(packed, "<f4", 2 * len(SERIES), at)
    assert len(packed) == at + 8 * len(SERIES)
    wanted = np.concatenate([series(branch.records, 60)[:, -1] for branch in (a, b)])
    np.testing.assert_array_equal(values, wanted.astype("<f4"))
    assert (wanted[:12] != wanted[12:]).any()


def test_charts_are_what_the_files_say(province_at_best):
    from sim.results.columns import Replicate
    from sim.results.reduce import reduced

    branch = Branch(province_at_best, 1)
    branch.seek(191)
    found = dict(zip(SERIES, series(branch.records, 191), strict=True))
    table = reduced(branch.world, "baseline", Replicate(0, 0, 1))["series"].to_pandas()
    specialised = table[table["group"] == "model:specialised"].reset_index(drop=True)
    assert (found["stock.specialised"] == specialised["spaces"]).all()
    closed = specialised["spaces_closed"].rolling(12, min_periods=1).sum()
    assert (found["closures.specialised"] == closed).all()
    funded = specialised["newly_funded"].rolling(12, min_periods=1).sum()
    tenants = specialised["tenants"].rolling(12, min_periods=1).sum()
    rate = found["funding_rate.specialised"]
    np.testing.assert_allclose(rate[20:], (1200 * funded / tenants)[20:])
    born = table[table["group"] == "founded_as:specialised"].reset_index(drop=True)
    spaces = branch.world.spaces[: int(branch.world.book[0]["spaces_used"])]
    focused = np.isin(spaces["cell_founded"], (2, 3))
    still = 100 * (focused & (spaces["closed"] == -1)).sum() / focused.sum()
    assert found["open_share.specialised"][-1] == pytest.approx(still)
    assert len(born) == 192

"""Exploring: copies that are lived aside, years told as they come, and nothing held afterwards."""

import gc
import threading
import weakref

import numpy as np
import pytest

from sim.experiments.snapshots import aside, lived
from sim.live import explore
from sim.live import messages as m
from sim.live.branch import Branch
from sim.live.session import Session
from sim.live.workshop import Workshop
from tests.live.serving import shelf

MONTH, LAST = 60, 191


@pytest.fixture
def workshop():
    made = Workshop()
    yield made
    made.close()


class Heard:
    """Replies of a session that come later, and when the one waited for has come."""

    def __init__(self):
        self.replies, self.came = [], threading.Condition()

    def __call__(self, replies):
        with self.came:
            self.replies += replies
            self.came.notify_all()

    def explored(self, **wanted):
        """Wait for what has been explored, and return it."""
        with self.came:
            assert self.came.wait_for(lambda: self._found(wanted), 60)
            return self._found(wanted)[-1]

    def _found(self, wanted):
        told = [each for each in self.replies if each["type"] == "explored"]
        return [each for each in told if all(each[key] == value for key, value in wanted.items())]


@pytest.fixture
def session(workshop):
    heard = Heard()
    made = Session(shelf(), ("baseline",), 1, workshop, heard)
    made.handle(m.Seek(type="seek", month=MONTH))
    made.heard = heard
    yield made
    made.close()


def test_a_world_lived_aside_has_the_records_of_the_branch_and_leaves_it_alone(province_at_best):
    branch, other = Branch(province_at_best, 3), Branch(province_at_best, 3)
    for each in (branch, other):
        each.seek(MONTH)
    copy = lived(aside(branch.world, MONTH), MONTH + 1, LAST + 1)
    for each in (branch, other):
        each.seek(LAST)
    for name, rows in branch.records._asdict().items():
        assert np.array_equal(rows, getattr(copy.records, name)), name
        assert np.array_equal(rows, getattr(other.records, name)), name


def test_the_years_known_so_far_are_the_beginning_of_the_whole(session, monkeypatch):
    monkeypatch.setattr(explore, "PART_SECONDS", 0.0)
    session.handle(m.Explore(type="explore", on=True))
    session.heard.explored(of=1, stage="first")
    session.set_lever("rent_multiplier", 1.7)
    whole = session.heard.explored(of=2, stage="first")
    parts = [each for each in session.heard.replies if each.get("stage") == "part"]
    assert {each["of"] for each in parts} == {2}, "the yardstick must be known first"
    untils = [each["until"] for each in parts]
    assert MONTH < untils[0] < LAST
    assert untils == sorted(set(untils))
    assert whole["until"] == LAST
    for part in parts:
        for name, both in part["series"].items():
            known = both["b"]["median"]
            assert known == whole["series"][name]["b"]["median"][: part["until"] + 1]
            assert both["a"] == whole["series"][name]["a"]


def test_a_closed_session_is_let_go_without_a_search_for_cycles(workshop):
    heard = Heard()
    session = Session(shelf(), ("baseline",), 1, workshop, heard)
    session.handle(m.Explore(type="explore", on=True))
    heard.explored(of=1, stage="first")
    gone = weakref.ref(session)
    gc.disable()
    try:
        session.close()
        for pool in (workshop.first, workshop.bands):  # their threads are done with it
            pool.shutdown(wait=True)
        del session
        assert gone() is None
    finally:
        gc.enable()

"""Kernels of rules that nobody runs any more go, those that may be wanted again stay."""

import os
import time

import pytest

from sim.experiments import kernels

DAY = 86_400


@pytest.fixture
def folders(tmp_path, monkeypatch):
    """Folders of rules by the days since they were run, and one of the rules at hand."""
    for days in (0, 1, 29, 31, 100, 300):
        folder = tmp_path / f"{days}-py311-numba0.61"
        (folder / "schedule").mkdir(parents=True)
        (folder / "schedule" / "schedule.nbc").write_bytes(b"kernel")
        os.utime(folder, (time.time() - days * DAY,) * 2)
    monkeypatch.setattr(kernels, "cache_folder", lambda: str(tmp_path / "0-py311-numba0.61"))
    return tmp_path


def ages(folder):
    return sorted(int(each.name.split("-")[0]) for each in folder.iterdir())


def test_what_was_not_used_for_long_is_removed(folders):
    kernels.remove_unused()
    assert ages(folders) == [0, 1, 29]


def test_the_newest_stay_whatever_their_age(folders, monkeypatch):
    monkeypatch.setattr(kernels, "KEPT", 5)
    kernels.remove_unused()
    assert ages(folders) == [0, 1, 29, 31, 100]


def test_what_was_used_lately_stays_however_many_there_are(folders, monkeypatch):
    monkeypatch.setattr(kernels, "KEPT", 0)
    monkeypatch.setattr(kernels, "UNUSED_DAYS", 200)
    (
        folders / ".77-300-py311-numba0.61"
    ).mkdir()  # of a process that was killed while it removed it
    os.utime(folders / ".77-300-py311-numba0.61", (0, 0))
    kernels.remove_unused()
    assert ages(folders) == [0, 1, 29, 31, 100]

"""Locks: a removed lock is not held, and a file system without locks is said to be one."""

import errno
import os
import shutil
import threading
import time

import pytest

from sim.results import lock
from sim.results.folder import RunFolder
from sim.results.lock import held, is_held

POSIX = pytest.mark.skipif(os.name == "nt", reason="open files cannot be removed there")


@POSIX
def test_who_waited_for_a_removed_lock_holds_the_one_that_has_its_name(tmp_path):
    path, waiting, through = tmp_path / "work" / "lock", threading.Event(), threading.Event()
    done = threading.Event()

    def second() -> None:
        with held(path, waiting.set):
            through.set()
            done.wait(20)

    thread = threading.Thread(target=second)
    with held(path, lambda: None):
        thread.start()
        assert waiting.wait(20)
        shutil.rmtree(path.parent)
    assert through.wait(20)
    try:
        assert is_held(path)
    finally:
        done.set()
        thread.join()
    assert not is_held(path)


@POSIX
def test_the_lock_is_the_last_thing_that_a_sweep_removes(tmp_path, monkeypatch):
    folder = RunFolder(tmp_path, "baseline", "abc")
    folder.path.mkdir(parents=True)
    (folder.path / "manifest.json").write_text('{"run": "abc"}', encoding="utf-8")
    there, remove = [], shutil.rmtree

    def watched(path, **others) -> None:
        there.append((folder.work / "lock").is_file())
        remove(path, **others)

    with folder.reserved(lambda: None):
        (folder.work / "parts" / "00000").mkdir(parents=True)
        monkeypatch.setattr(shutil, "rmtree", watched)
    assert there == [True, True]
    assert not folder.work.exists()


@pytest.mark.parametrize("code", [errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP])
def test_a_file_system_without_locks_is_named_and_not_waited_for(tmp_path, monkeypatch, code):
    def refused(descriptor: int) -> None:
        raise OSError(code, os.strerror(code))

    path = tmp_path / "lock"
    path.touch()
    monkeypatch.setattr(lock, "_take", refused)
    monkeypatch.setattr(time, "sleep", lambda seconds: pytest.fail("it waits"))
    with pytest.raises(OSError, match="lock") as told, held(path, lambda: None):
        pass
    assert (told.value.errno, told.value.filename) == (code, str(path))
    with pytest.raises(OSError, match="lock"):
        is_held(path)

"""What commands say while they run where no terminal shows a bar."""

from io import StringIO

import pytest
from rich.console import Console

from sim.studies import progress
from sim.studies.progress import LONGEST_SILENCE, SHORTEST_SILENCE, replicates_bar


@pytest.fixture
def said(monkeypatch):
    """Lines said while so many runs end, each so many seconds after the last."""

    def run(runs, seconds, language="en", quiet=False, first=0.0):
        clock = [0.0]
        monkeypatch.setattr(progress.time, "monotonic", lambda: clock[0])
        log = Console(file=StringIO(), width=200)
        with replicates_bar(log, language, 0, runs, quiet) as bar:
            bar.name("baseline")
            clock[0] += first
            for _ in range(runs):
                clock[0] += seconds
                bar.tick()
            bar.stop()
        return log.file.getvalue().splitlines()

    return run


def test_lines_come_at_the_start_and_at_every_tenth(said):
    lines = said(100, SHORTEST_SILENCE)
    assert lines[0] == "Replicates: 100 to run ..."
    assert lines[1] == "Replicates: 1 of 100"
    assert "11 of 100, about 4:27 left" in lines[2]
    assert [line.split(":")[1].split()[0] for line in lines[2:]] == [
        str(n) for n in range(11, 92, 10)
    ]


def test_what_comes_before_the_first_run_is_in_no_estimate(said):
    lines = said(20, 4.0, first=40.0)
    assert lines[1:3] == [
        "Replicates: 1 of 20",
        "Replicates: 3 of 20, about 1:08 left (minutes:seconds)",
    ]


def test_a_bar_tells_its_speed_from_the_second_run_on(monkeypatch):
    clock = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: clock[0])
    log = Console(file=StringIO(), width=200, force_terminal=True)
    with replicates_bar(log, "en", 0, 12, False) as bar:
        shown = []
        for clock[0] in (40.0, 40.2, 42.0):  # compiled first; two threads at once
            bar.tick()
            shown.append(bar._bar.tasks[0].fields["pace"])
    assert shown == ["", "", "1.0 runs/s, about 0:09 left"]


def test_no_silence_lasts_when_runs_are_slow(said):
    lines = said(1000, LONGEST_SILENCE / 2)
    assert len(lines) == pytest.approx(500, abs=3)


def test_a_fast_command_says_one_line_and_a_quiet_one_nothing(said):
    assert len(said(20, 0.1)) == 1
    assert said(20, 60.0, quiet=True) == []


def test_a_slow_start_with_nothing_kept_says_no_speed(monkeypatch):
    clock = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: clock[0])
    log = Console(file=StringIO(), width=200)
    with replicates_bar(log, "en", 0, 10, False) as bar:
        clock[0] = 2 * LONGEST_SILENCE
        bar.tick(0)
    assert len(log.file.getvalue().splitlines()) == 1


def test_lines_come_in_chinese(said):
    lines = said(10, 60.0, language="zh")
    assert "待运行 10 次" in lines[0]
    assert lines[1].endswith("已完成 1 / 10")
    assert "已完成 2 / 10，约剩 8:00" in lines[2]

"""Budgets of sessions: ten at once, memory of one, and what is freed when one ends."""

import itertools
import statistics
import threading
import time
from contextlib import ExitStack

from websockets.exceptions import ConnectionClosed

from benchmarks.live.server import Server, running
from sim.benchmark.rows import Row
from sim.live.server import IDLE_SECONDS
from sim.live.socket import IDLE
from tests.live.talk import Page, page

SESSIONS, FEW = 10, 4
MONTH, LAST = 60, 191
SHORT_IDLE = 2.0  # seconds


def many_rows(server: Server, seconds: float) -> list[Row]:
    """Play ten sessions at once at the speed that a page begins with."""
    frames: list[list[float]] = [[] for _ in range(SESSIONS)]
    together = threading.Barrier(SESSIONS)

    def watch(number: int) -> None:
        with page(server) as mine:
            diverged(mine, MONTH)
            together.wait()
            mine.say(type="play")
            until = time.perf_counter() + seconds
            while (now := time.perf_counter()) < until:
                if isinstance(mine.hear(), tuple):
                    frames[number].append(now)

    watchers = [threading.Thread(target=watch, args=(number,)) for number in range(SESSIONS)]
    began = server.processor_seconds()
    for each in watchers:
        each.start()
    for each in watchers:
        each.join()
    spent = server.processor_seconds() - began
    rates = [(len(each) - 1) / (each[-1] - each[0]) for each in frames]
    gaps = [max(later - earlier for earlier, later in itertools.pairwise(each)) for each in frames]
    told = f"{SESSIONS} at once, 12 asked for; median {statistics.median(rates):.1f}"
    return [
        Row("sessions_rate", min(rates), "months/s", ">= 10", f"slowest of {told}"),
        Row("sessions_gap_ms", 1000 * max(gaps), "ms", "<= 1000", "longest stillness of any"),
        Row("sessions_cpu", spent, "s", "", "server, openings too"),
    ]


def memory_rows(server: Server) -> list[Row]:
    """Memory of sessions whose futures differ from the second year on, and what stays of it."""
    _lifetime(server, FEW)  # with the first ones the server itself grows, and its shared threads
    time.sleep(1)
    before, threads = server.megabytes(), server.threads()
    most = _lifetime(server, FEW)
    left = _settled(server, threads) - before
    return [
        Row(
            "session_mb", (most - before) / FEW, "MB", "<= 100", f"mean of {FEW}, all months lived"
        ),
        Row("closed_mb", left, "MB", "<= 25", f"left of {FEW} sessions after their tabs closed"),
        Row("closed_threads", server.threads() - threads, "", "<= 0", "left of them"),
    ]


def _lifetime(server: Server, sessions: int) -> float:
    """Open sessions, live all months in both futures, close; returns megabytes before that."""
    with ExitStack() as stack:
        for mine in [stack.enter_context(page(server)) for _ in range(sessions)]:
            diverged(mine, 12)
            mine.say(type="seek", month=LAST)
            mine.until_frame(LAST)
        return server.megabytes()


def idle_rows() -> list[Row]:
    """Let a session be idle on a server that has little patience."""
    with running(SHORT_IDLE) as server:
        for _ in range(2):  # with the first one threads begin that all sessions share
            with page(server) as mine:
                mine.open()
                time.sleep(0.5)
        time.sleep(0.5)
        return [_idle_row(server)]


def _idle_row(server: Server) -> Row:
    threads = server.threads()
    with page(server) as mine:
        mine.open()
        mine.acknowledges = False
        began = time.perf_counter()
        try:
            while True:
                mine.hear()
        except ConnectionClosed as end:
            took, code = time.perf_counter() - began, end.rcvd.code if end.rcvd else 0
        _settled(server, threads)
        left = server.threads() - threads
    told = f"as set; of {SHORT_IDLE:.0f} s: closed ({code}) after {took:.1f} s, {left} threads left"
    kept = (
        IDLE_SECONDS / 60 if code == IDLE and took < 2 * SHORT_IDLE and left <= 0 else float("inf")
    )
    return Row("idle_minutes", kept, "min", "<= 30", told)


def diverged(mine: Page, month: int) -> None:
    """Open a session, go to a month and move a lever there."""
    mine.open()
    mine.say(type="seek", month=month)
    mine.until_frame(month)
    mine.say(type="lever", lever="specialisation_grant", value=1500)
    mine.until_type("status", month=month)


def _settled(server: Server, threads: int) -> float:
    """Wait until threads of closed sessions have ended, two seconds at most; returns megabytes."""
    until = time.perf_counter() + 2
    while server.threads() > threads and time.perf_counter() < until:
        time.sleep(0.05)
    return server.megabytes()

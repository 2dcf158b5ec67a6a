"""The same seed and scenario give the same bits: threads, processes, rooms, stretches of months."""

import multiprocessing
import os
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from sim.model.growth import enlarged
from sim.model.observe import count_open_spells
from sim.model.schedule import live
from sim.model.state import World
from tests.properties.compared import digest, evidence
from tests.properties.worlds import Run, all_levers

ROOT = Path(__file__).resolve().parents[2]
WITHOUT_COMPILATION = "NUMBA_DISABLE_JIT"
TINY = {"months": 18, "seed": 21, "scale": 0.02}


def digest_of(seed: int) -> str:
    """Digest of one run, for other threads and processes."""
    return digest(all_levers(60, seed, scale=0.1).world())


def print_tiny_digest() -> None:
    """What the other half of the test of compilation runs."""
    print(digest(all_levers(**TINY).world()))


@pytest.mark.parametrize("threads", [1, 2, 4])
def test_threads_give_the_same_bits(threads):
    seeds = list(range(30, 38))
    alone = [digest_of(seed) for seed in seeds]
    with ThreadPoolExecutor(threads) as pool:
        together = list(pool.map(digest_of, seeds * 3))
    assert together == alone * 3
    assert len(set(alone)) == len(alone)


def test_processes_give_the_same_bits():
    seeds = [30, 31, 32]
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        elsewhere = list(pool.map(digest_of, seeds))
    assert elsewhere == [digest_of(seed) for seed in seeds]


def trimmed(world: World) -> World:
    """The same world with room for hardly anyone: its arrays must grow again and again."""
    spaces, startups, lists = world.book[0].spaces_used, 1, world.lists
    return world._replace(
        spaces=world.spaces[:spaces].copy(),
        startups=world.startups[:startups].copy(),
        dossiers=world.dossiers[:startups].copy(),
        lists=lists._replace(
            open_spaces=lists.open_spaces[:spaces].copy(),
            seekers=lists.seekers[:startups].copy(),
            pitches=lists.pitches[:startups].copy(),
        ),
    )


def lived(run: Run, world: World, stretches: list[int]) -> World:
    """Live a world through the ends of several stretches of months."""
    month = 0
    for end in stretches:
        world = live(world, month, end)
        month = end
    last = month - 1
    count_open_spells(world.spaces, world.startups, world.dossiers, world.book[0], world.life, last)
    assert month == len(run.schedule)
    return world


def test_growth_of_arrays_changes_nothing():
    run = all_levers(48, seed=22, scale=0.3)
    small, large = trimmed(run.start()), enlarged(enlarged(enlarged(run.start())))
    grown = lived(run, small, [48])
    assert len(grown.startups) < len(large.startups)
    assert len(grown.startups) > 1000 * len(small.startups)
    expected = run.world()
    for world in (grown, lived(run, large, [48])):
        found = {**evidence(world)}
        for name, page in evidence(expected).items():
            assert np.array_equal(page, found[name], equal_nan=True), name


def test_stretches_of_months_change_nothing():
    run = all_levers(48, seed=23)
    assert digest(lived(run, run.start(), [1, 2, 13, 31, 48])) == digest(run.world())


def test_a_run_leaves_its_schedule_and_the_next_run_alone():
    run = all_levers(24, seed=24)
    before = run.schedule.tobytes()
    first = digest(run.world())
    assert digest(run.world()) == first
    assert run.schedule.tobytes() == before


@pytest.mark.nojit
def test_compiled_and_uncompiled_give_the_same_bits():
    """This process against another with compilation off where here it is on, or the reverse."""
    here = os.environ.get(WITHOUT_COMPILATION, "0") not in ("", "0")
    environment = {**os.environ, WITHOUT_COMPILATION: "0" if here else "1"}
    code = f"from {__name__} import print_tiny_digest; print_tiny_digest()"
    other = subprocess.run(
        [sys.executable, "-W", "ignore::RuntimeWarning", "-c", code],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert other.returncode == 0, other.stderr[-2000:]
    assert other.stdout.strip() == digest(all_levers(**TINY).world())

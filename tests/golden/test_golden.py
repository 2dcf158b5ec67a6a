"""The baseline's numbers stay what they are until a named command says why they change.

On the platform where they were written they are the same to the bit; elsewhere yearly
numbers may move a little, for rounding can turn a single choice.
"""

import subprocess
import sys

import pytest

from tests.golden.table import FOLDER, LOG, TABLE, numbers, platform_key, read, world

ELSEWHERE, SMALL = 0.02, 5.0  # relative; counts this small may move by as much
REMEDY = 'if a rule was meant to change: python -m tests.golden --update --reason "..."'


@pytest.fixture(scope="module")
def found():
    return numbers(world())


def test_the_golden_numbers_exist_with_their_reasons():
    assert TABLE.is_file(), REMEDY
    assert LOG.read_text(encoding="utf-8").count("\n- ") >= 1


def test_the_baseline_is_golden(found):
    held = read()
    assert held["numbers"].keys() == found.keys(), REMEDY
    exact = held["platform"] == platform_key()
    for name, column in found.items():
        expected = held["numbers"][name]
        if exact:
            assert column == expected, f"{name}: {REMEDY}"
        else:
            near = pytest.approx(expected, rel=ELSEWHERE, abs=SMALL)
            assert column == near, f"{name}, written on {held['platform']}: {REMEDY}"


def test_a_change_is_noticed(found):
    expected = read()["numbers"]
    for name, column in expected.items():
        changed = [value * 1.1 + 10.0 for value in column]
        assert changed != pytest.approx(found[name], rel=ELSEWHERE, abs=SMALL), name


def test_no_update_without_a_reason():
    before = TABLE.read_bytes()
    for arguments in (["--update"], ["--update", "--reason", " "]):
        done = subprocess.run(
            [sys.executable, "-m", "tests.golden", *arguments],
            cwd=FOLDER.parents[1],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 2
        assert "--reason" in done.stderr
    assert TABLE.read_bytes() == before

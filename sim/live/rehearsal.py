"""``makersim live --check``: the evening before, see that all is ready on this machine."""

import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

from rich.console import Console

from sim.calibration.draws import best_point
from sim.experiments.kernels import compile_model
from sim.live.branch import Branch
from sim.live.command import LiveRequest
from sim.live.command_words import CHECKS, TEXTS
from sim.live.files import INDEX, PHONE, page_files
from sim.live.room_page import drawn
from sim.live.serving import PortTakenError, listening, local_address, shelf_of
from sim.scenario import Scenario
from sim.scenario.language import Bilingual

CHECK_FAILED = 1
SLOW = 20.0  # months a second that a page should reach, both branches counted
_MEASURED = 96  # months


class Checked(NamedTuple):
    """What one check found."""

    well: bool
    text: Bilingual


def rehearse(request: LiveRequest, screen: Console, log: Console) -> int:
    """Check all, say each result, and what to do about those that failed.

    Returns
    -------
    int
        Exit code: 0 all is ready, 1 something is not.

    Raises
    ------
    ScenarioError
        With everything that is wrong with a scenario.
    """
    shelf, names = shelf_of(request.scenarios or ("baseline",))
    every: list[Callable[[], Iterator[Checked]]] = [
        lambda: _compiled(shelf[names[0]]),
        _files,
        lambda: _port(request),
        _fonts,
        lambda: _network(request),
        lambda: _speed(shelf[names[-1]]),
    ]
    well = True
    for check in every:
        for found in check():
            well = well and found.well
            mark = "✓" if found.well else "✗"
            screen.print(f"{mark} {found.text.text(request.language)}")
    (screen if well else log).print(TEXTS["ready" if well else "unready"].text(request.language))
    return 0 if well else CHECK_FAILED


def _compiled(scenario: Scenario) -> Iterator[Checked]:
    began = time.perf_counter()
    compile_model(scenario)
    seconds = time.perf_counter() - began
    yield Checked(True, CHECKS["compiled"].filled(seconds=f"{seconds:.0f}"))


def _files() -> Iterator[Checked]:
    try:
        missing = {INDEX, PHONE} - page_files().keys()
    except OSError as problem:
        missing = {str(problem.filename)}
    if missing:
        yield Checked(False, CHECKS["files_missing"].filled(names=", ".join(sorted(missing))))
    else:
        yield Checked(True, CHECKS["files"])


def _port(request: LiveRequest) -> Iterator[Checked]:
    try:
        with listening(request.port, request.lan) as taken:
            yield Checked(True, CHECKS["port"].filled(port=taken.getsockname()[1]))
    except PortTakenError:
        yield Checked(False, TEXTS["port_taken"].filled(port=request.port or ""))


def _fonts() -> Iterator[Checked]:
    from sim.analysis.figures.fonts import fonts_for

    well = fonts_for("zh").language == "zh"
    yield Checked(well, CHECKS["fonts" if well else "no_fonts"])


def _network(request: LiveRequest) -> Iterator[Checked]:
    address = local_address()
    if address is None:
        yield Checked(not request.lan, CHECKS["no_network"])
        return
    yield Checked(True, CHECKS["network"].filled(address=address))
    drawn(f"http://{address}")
    yield Checked(True, CHECKS["code"])


def _speed(scenario: Scenario) -> Iterator[Checked]:
    base = scenario.with_parameters(best_point())
    branch = Branch(base, 1)
    began = time.perf_counter()
    branch.step(_MEASURED)
    rate = branch.month / (time.perf_counter() - began) / 2
    text = CHECKS["speed" if rate >= SLOW else "slow"].filled(rate=f"{rate:.0f}")
    yield Checked(rate >= SLOW, text)

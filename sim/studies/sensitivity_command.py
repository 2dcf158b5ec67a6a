"""What ``makersim sensitivity`` does: indices on screen, tables and figures beside the runs."""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rich import box
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from sim.analysis.sensitivity import Index, MorrisEffects, SobolIndices
from sim.studies.sensitivity_api import OutcomeSensitivity, Sensitivity
from sim.studies.sensitivity_tables import NOTE, indices_frame, over_time_frame, pairs_frame
from sim.studies.sheets import records_of
from sim.studies.sweep_points import averaged, sweep_of
from sim.studies.terminal import exit_code, show_folder


class SensitivityRequest(NamedTuple):
    """An analysis as asked for on the command line."""

    plan: str
    outcomes: Sequence[str] = ()
    scenario: str | None = None
    against: str | None = None
    without_undefined: bool = False
    out: Path = Path("outputs")
    quiet: bool = False
    as_json: bool = False


def sensitivity_command(request: SensitivityRequest, screen: Console, log: Console) -> int:
    """Analyse a sweep.

    Returns
    -------
    int
        Exit code: 0 done, 2 bad input, 130 interrupted.

    Raises
    ------
    ScenarioError
        With everything that is wrong with the plan.
    """

    def work() -> None:
        sweep = sweep_of(request.plan, request.out)
        chosen = (request.outcomes, request.scenario, request.against, request.without_undefined)
        sensitivity = Sensitivity(sweep, *chosen)
        shown = Group(*(_shown(sensitivity, each) for each in sensitivity.found))
        if not (request.quiet or request.as_json):
            screen.print(shown)
            if sensitivity.method == "saltelli":
                screen.print(Text(NOTE, style="dim"))
            log.print("Drawing ...")
        path = sensitivity.save()
        data = _as_data(sensitivity, path) if request.as_json else None
        show_folder(screen, path, "en", request.quiet, data)

    return exit_code(work, log, "en", request.out)


def _shown(sensitivity: Sensitivity, of: OutcomeSensitivity) -> Group:
    what = "trajectories" if sensitivity.method == "morris" else "base points"
    said = f"{of.blocks} {what}, {averaged(sensitivity.points.plan.replicates)}"
    left = of.incomplete + of.undefined
    said += f"; {left} left out ({of.incomplete} incomplete, {of.undefined} undefined)" * bool(left)
    title = f"{of.label}: {sensitivity.points.label}"
    return Group(Text(title, style="bold"), Text(f"{said}. {luck_said(of.luck.share)}"), _table(of))


def luck_said(share: float) -> str:
    """Say how much of the variance is luck.

    >>> luck_said(0.123)
    'Luck is 12 % of the variance over points.'
    """
    if math.isnan(share):
        return "With one replicate luck cannot be told from parameters."
    return f"Luck is {100 * share:.0f} % of the variance over points."


def _table(of: OutcomeSensitivity) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    table.add_column("parameter", overflow="fold")
    morris = isinstance(of.of[0], MorrisEffects)
    heads = ("absolute", "95 %", "mean", "spread") if morris else ("first", "95 %", "total", "95 %")
    for head in (*heads, *(() if morris else ("first\nno luck", "total\nno luck"))):
        table.add_column(head, justify="right", no_wrap=True)
    rows: list[SobolIndices | MorrisEffects] = sorted(of.of, key=lambda each: -_size(each))
    for each in rows:
        table.add_row(each.factor, *_cells(each))
    return table


def _size(each: SobolIndices | MorrisEffects) -> float:
    value = each.mean_absolute.value if isinstance(each, MorrisEffects) else each.total.value
    return value if math.isfinite(value) else -1.0


def _cells(each: SobolIndices | MorrisEffects) -> list[str]:
    if isinstance(each, MorrisEffects):
        return [*_interval(each.mean_absolute), f"{each.mean:+.3g}", f"{each.spread:.3g}"]
    expected = [each.expected_first.value, each.expected_total.value]
    return [
        *_interval(each.first),
        *_interval(each.total),
        *(f"{value:.2f}" if math.isfinite(value) else "–" for value in expected),
    ]


def _interval(index: Index) -> list[str]:
    if not math.isfinite(index.value):
        return ["–", ""]
    return [f"{index.value:.2f}", f"[{index.low:.2f}, {index.high:.2f}]"]


def _as_data(sensitivity: Sensitivity, path: Path) -> dict[str, Any]:
    return {
        **sensitivity.points.about(),
        "method": sensitivity.method,
        "folder": str(path),
        "indices": records_of(indices_frame(sensitivity)),
        "pairs": records_of(pairs_frame(sensitivity)),
        "over_time": records_of(over_time_frame(sensitivity)),
    }

"""What ``makersim discover`` does: a box on screen, tables and figures beside the runs."""

import math
from pathlib import Path
from typing import Any, NamedTuple

from rich import box as boxes
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from sim.studies.discover_api import BoxSearch
from sim.studies.discover_tables import NOTE, percent, sides_frame, trajectory_frame
from sim.studies.sheets import records_of
from sim.studies.sweep_points import sweep_of
from sim.studies.terminal import exit_code, show_folder


class DiscoverRequest(NamedTuple):
    """A search as asked for on the command line."""

    plan: str
    where: str
    scenario: str | None = None
    against: str | None = None
    density: float | None = None
    without_undefined: bool = False
    out: Path = Path("outputs")
    quiet: bool = False
    as_json: bool = False


def discover_command(request: DiscoverRequest, screen: Console, log: Console) -> int:
    """Find the box where a condition holds.

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
        if not request.quiet:
            log.print("Looking for boxes, and checking them on points not seen ...")
        search = BoxSearch(sweep, *request[1:6])
        if not (request.quiet or request.as_json):
            screen.print(_shown(search))
        path = search.save()
        data = _as_data(search, path) if request.as_json else None
        show_folder(screen, path, "en", request.quiet, data)

    return exit_code(work, log, "en", request.out)


def _shown(search: BoxSearch) -> Group:
    found = search.found
    parts: list[Any] = [Text(f"Where {search.condition}", style="bold")]
    parts += [Text(f"{name}: {label}") for name, label in search.outcome_labels.items()]
    if search.left_out:
        parts.append(Text(f"{search.left_out} points are left out."))
    parts += [Text(""), Text(search.sentence)]
    if found.chosen.sides:
        parts.append(_table(search))
    return Group(*parts, Text(NOTE, style="dim"))


def _table(search: BoxSearch) -> Table:
    table = Table(box=boxes.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    table.add_column("parameter", overflow="fold")
    for head in ("box", "whole range", "quasi-p", "found again"):
        table.add_column(head, justify="right", no_wrap=True)
    for side in search.found.chosen.sides:
        chances = [c for c in (side.chance_low, side.chance_high) if not math.isnan(c)]
        table.add_row(
            side.factor,
            f"{side.low:.3g} to {side.high:.3g}",
            f"{side.lowest:.3g} to {side.highest:.3g}",
            ", ".join(f"{chance:.2g}" for chance in chances),
            percent(search.found.check.again[side.factor]),
        )
    return table


def _as_data(search: BoxSearch, path: Path) -> dict[str, Any]:
    found = search.found
    return {
        **search.points.about(),
        "where": str(search.condition),
        "folder": str(path),
        "points": found.points,
        "cases": found.cases,
        "left_out": search.left_out,
        "sentence": search.sentence,
        "coverage": found.chosen.coverage,
        "density": found.chosen.density,
        "mass": found.chosen.mass,
        "check": {"coverage": found.check.coverage, "density": found.check.density},
        "box": records_of(sides_frame(search)),
        "trajectory": records_of(trajectory_frame(search)),
    }

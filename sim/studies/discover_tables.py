"""Tables, figures and sentences of scenario discovery."""

import math
from typing import TYPE_CHECKING

import pandas as pd

from sim.analysis.discovery import Side
from sim.results.files import write_bytes, write_text
from sim.studies.sheets import sheet_of, write_sheets
from sim.studies.sweep_points import averaged

if TYPE_CHECKING:
    from pathlib import Path

    from sim.analysis.figures.discovery_figure import Said
    from sim.analysis.figures.draw import Figure
    from sim.studies.discover_api import BoxSearch

SIDES = {
    "parameter": "what the plan varies",
    "low": "lower end of the box",
    "high": "upper end of the box",
    "lowest": "lowest value of all points",
    "highest": "highest value of all points",
    "chance_low": "quasi-p-value of the lower end; none where the box reaches the lowest value",
    "chance_high": "quasi-p-value of the upper end; likewise",
    "again": "share of boxes found on random halves of the points that restrict it too",
}
BOXES = {
    "box": "number, from the whole space inwards",
    "chosen": "whether it is the one that is told of",
    "coverage": "share of all cases that is inside",
    "density": "share of the points inside that are cases",
    "mass": "share of all points that is inside",
    "points": "points inside",
    "restricted": "number of parameters restricted",
}
NOTE = (
    "Cases are points where the condition holds, outcomes averaged over replicates first. The box "
    "is the one with the highest harmonic mean of coverage and density, unless a density was "
    "asked for; then parameters whose ends may all be chance (quasi-p-value above 0.05) are "
    "dropped. A box promises more on the points that it was found on than elsewhere: five times, "
    "a box was found on a random half of the points and measured on the other half."
)


def sides_frame(search: "BoxSearch") -> pd.DataFrame:
    """Ranges of the chosen box."""
    found = search.found
    rows = [[*side, found.check.again[side.factor]] for side in found.chosen.sides]
    return pd.DataFrame(rows, columns=list(SIDES))


def trajectory_frame(search: "BoxSearch") -> pd.DataFrame:
    """All boxes, from the whole space inwards."""
    found = search.found
    rows = [
        [number, box is found.chosen, *box[:4], len(box.sides)]
        for number, box in enumerate(found.boxes)
    ]
    return pd.DataFrame(rows, columns=list(BOXES))


def sentence(search: "BoxSearch") -> str:
    """Say what was found."""
    found = search.found
    box, check, share = found.chosen, found.check, found.cases / found.points
    whole = (
        f"{search.condition} holds at {found.cases:,} of {found.points:,} points "
        f"({percent(share)}, {search.points.label})"
    )
    if not box.sides:
        return f"{whole}, and no part of the parameter space stands out."
    ranges = " and ".join(range_said(side) for side in box.sides)
    return (
        f"{whole}. Where {ranges}, it holds at {percent(box.density)}: "
        f"{percent(box.coverage)} of all its points lie in this {percent(box.mass)} of the "
        "space. Boxes found on half of the points hold on the other half at "
        f"{percent(check.density)}."
    )


def percent(share: float) -> str:
    """Say a share in percent.

    >>> percent(0.136)
    '14 %'
    """
    return f"{100 * share:.0f} %"


def range_said(side: Side) -> str:
    """Say the range of a parameter.

    >>> range_said(Side("close.review", 0.1, 0.2, 0.0, 0.2, 0.01, math.nan))
    'close.review is 0.1 or more'
    """
    if math.isnan(side.chance_high):
        return f"{side.factor} is {side.low:.3g} or more"
    if math.isnan(side.chance_low):
        return f"{side.factor} is {side.high:.3g} or less"
    return f"{side.factor} is {side.low:.3g} to {side.high:.3g}"


def said(search: "BoxSearch") -> "Said":
    """Texts of the figures."""
    from sim.analysis.figures.discovery_figure import Said

    found, plan = search.found, search.points.plan
    box = found.chosen
    short = (
        f"{found.cases:,} of {found.points:,} points "
        f"({percent(found.cases / found.points)}); in the box {percent(box.density)}, with "
        f"{percent(box.coverage)} of all.\nOn points that boxes were not found on: "
        f"{percent(found.check.density)}, with {percent(found.check.coverage)} of all."
    )
    left = f" {search.left_out} points left out." if search.left_out else ""
    footer = (
        f"{search.points.source}, {averaged(plan.replicates)}; PRIM by the EMA Workbench.{left}"
    )
    return Said(str(search.condition), short, footer)


def box_figure(search: "BoxSearch") -> "Figure":
    """Draw the points and the box over pairs of parameters; the trade-off if there is no box."""
    from sim.analysis.figures import discovery_figure as figures

    if not search.found.chosen.sides:
        return figures.tradeoff_figure(search.found, said(search))
    return figures.box_figure(search.found, search.factors, search.holds, said(search))


def write(search: "BoxSearch") -> "Path":
    """Write boxes and ranges as tables, the sentence and the figures."""
    from sim.analysis.figures import discovery_figure as figures
    from sim.analysis.figures.encoding import STUDY_DPI, files_of
    from sim.analysis.figures.fonts import fonts_for

    path = search.path
    path.mkdir(parents=True, exist_ok=True)
    sheets = {
        "box": sheet_of(sides_frame(search), SIDES),
        "trajectory": sheet_of(trajectory_frame(search), BOXES),
    }
    write_sheets(path, "discover", sheets, [("note", NOTE)])
    write_text(path / "sentence.txt", sentence(search) + "\n")
    drawn = {"tradeoff": figures.tradeoff_figure(search.found, said(search))}
    if search.found.chosen.sides:
        drawn["box"] = box_figure(search)
    for stem, figure in drawn.items():
        for name, content in files_of(figure, stem, fonts_for("en"), STUDY_DPI):
            write_bytes(path / name, content)
    return path

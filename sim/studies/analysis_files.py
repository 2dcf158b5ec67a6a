"""Files that analyses of a sweep leave, told once for the page on outputs."""

from collections.abc import Mapping
from typing import NamedTuple

from sim.studies.discover_tables import BOXES, SIDES
from sim.studies.sensitivity_tables import PAIRS, meanings_of


class File(NamedTuple):
    """A table, what it holds and what its columns mean."""

    title: str
    about: str
    columns: Mapping[str, str]


FILES = (
    File(
        "sensitivity.csv of a Sobol design",
        "One row an outcome and parameter, in `analysis/sensitivity...` of a sweep's folder, where "
        "`makersim sensitivity` writes; sensitivity.xlsx holds all tables with the meanings of "
        "their columns, `figures/` a figure of each outcome (SVG and PNG).",
        meanings_of("saltelli"),
    ),
    File(
        "sensitivity.csv of a Morris design",
        "The same file where the plan's design is `morris`.",
        meanings_of("morris"),
    ),
    File(
        "sensitivity_over_time.csv",
        "Only of plans that keep series: one row a series, month, group and parameter. After these "
        "columns come those of sensitivity.csv; the outcome is the series.",
        {"month": "first month of the year or month", "group": "group of spaces"},
    ),
    File(
        "sensitivity_pairs.csv",
        "Only of Sobol designs with `second_order: true`: a row an outcome and pair of parameters.",
        PAIRS,
    ),
    File(
        "box.csv of scenario discovery",
        "The chosen box, one row a parameter that it restricts, in `analysis/discover-...` of a "
        "sweep's folder, where `makersim discover` writes. sentence.txt says it in words, "
        "discover.xlsx holds both tables, and beside them are the figures `tradeoff` and, if "
        "there is a box, `box` (SVG and PNG).",
        SIDES,
    ),
    File(
        "trajectory.csv of scenario discovery",
        "All boxes, from the whole space inwards.",
        BOXES,
    ),
)

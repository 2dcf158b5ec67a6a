"""Outcomes of a run by name: what a sweep keeps of each, and what can be asked of it.

``spaces`` and the like are totals of the province at the last month; ``funded_24:specialised``
is an outcome of a business model or cell; ``gap:funded_24`` specialised less rent-dependent
within the run; ``check_2017:mentors`` the model's side of a figure of the record.
"""

import math
from functools import cache
from typing import NamedTuple

from sim.analysis.catalogue import OUTCOMES
from sim.analysis.check_2017 import MEASURES
from sim.analysis.comparison_indicators import HORIZON, compared, group_label
from sim.analysis.evidence import GAP as GAP_GROUP
from sim.analysis.evidence import Key, figures_of
from sim.analysis.observed import Observed
from sim.analysis.totals import HEADLINE_TOTALS, TOTALS, curves
from sim.calibration.targets import targets, unit_text
from sim.model.categories import CELLS, MODELS
from sim.results.tables import Part
from sim.scenario.language import Bilingual

GAP, CHECK = "gap", "check_2017"
CELLED = ("survival_mean_60_raw", "funded_12_raw", "funded_24_raw", "funded_36_raw")
HEADLINE = (
    *HEADLINE_TOTALS,
    "survival_mean_60:specialised",
    "survival_mean_60:rent_dependent",
    "gap:survival_mean_60",
    "funded_24:specialised",
    "funded_24:rent_dependent",
    "gap:funded_24",
    "closure_rate:all",
    "gap:closure_rate",
    "shakeout_peak_rate",
    "shakeout_depth_alive",
)

# Sources that decide what an outcome of a given world is: with them and the rules hangs a store.
SOURCES = (
    "analysis/check_2017.py",
    "analysis/evidence.py",
    "analysis/funding.py",
    "analysis/observed.py",
    "analysis/run_outcomes.py",
    "analysis/shakeout.py",
    "analysis/survival.py",
    "analysis/totals.py",
    "results/arrays.py",
    "results/groups.py",
    "results/indicators",
    "results/life_tables.py",
    "results/of_world.py",
    "results/series.py",
    "results/spaces.py",
    "results/tables.py",
)


class Named(NamedTuple):
    """An outcome as it is listed."""

    label: Bilingual
    group: Bilingual
    unit: Bilingual


def outcomes_of(part: Part, scale: float = 1.0) -> dict[str, float]:
    """Measure one run.

    Parameters
    ----------
    scale : float
        Size of the province over Jiangsu's.

    Returns
    -------
    dict of str to float
        Every name of :func:`catalogue`; NaN where the run is too short or a class is empty.
    """
    observed = Observed(part, scale)
    found = {name: float(values[-1]) for name, values in curves(observed).items()}
    for key, value in figures_of(observed).items():
        found[_name(*key)] = float(value)
    return {name: found.get(name, math.nan) for name in catalogue()}


def _name(section: str, indicator: str, group: str) -> str:
    if section in (GAP, CHECK):
        return f"{section}:{indicator}"
    if section == HORIZON:
        return indicator
    # Of a shakeout there is one in a province; closure_rate has models beside the whole.
    return indicator if not OUTCOMES[indicator].gap else f"{indicator}:{group}"


@cache
def catalogue() -> dict[str, Named]:
    """List all outcomes, in the order of columns.

    >>> list(catalogue())[:2], catalogue()["gap:funded_24"].unit.en
    (['spaces', 'spaces_recorded'], 'percentage points')
    """
    keys = [Key(HORIZON, name, "all") for name in TOTALS]
    for name, each in OUTCOMES.items():
        keys += [Key("outcomes", name, group) for group in _groups(name)]
        keys += [Key(GAP, name, GAP_GROUP)] if each.gap else []
    found = {}
    for key in keys:
        about = compared(key)
        found[_name(*key)] = Named(about.label, group_label(key), about.unit)
    for name, target in targets().items():
        if name in MEASURES:
            key = Key(CHECK, name, "all")
            unit = Bilingual(unit_text(target.unit, "en"), unit_text(target.unit, "zh"))
            found[_name(*key)] = Named(target.label, group_label(key), unit)
    return found


def _groups(name: str) -> tuple[str, ...]:
    if not OUTCOMES[name].gap:
        return ("all",)
    if name == "closure_rate":
        return ("all", *MODELS)
    return (*MODELS, *CELLS) if name in CELLED else MODELS

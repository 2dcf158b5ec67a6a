"""Tables and figures of a sensitivity analysis."""

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pandas as pd

from sim.analysis.sensitivity import Index, MorrisEffects, SobolIndices
from sim.results.files import write_bytes
from sim.studies.sheets import sheet_of, write_sheets
from sim.studies.sweep_points import averaged, file_name

if TYPE_CHECKING:
    from pathlib import Path

    from sim.analysis.figures.draw import Figure
    from sim.studies.sensitivity_api import OutcomeSensitivity, Sensitivity

INTERVAL = "its 95 % interval, from resampling {blocks}"
BEGIN = {
    "scenario": "scenario, or scenario less the one it is held against",
    "outcome": "name of the outcome, as makersim sweep --outcomes lists them",
    "parameter": "what the plan varies",
}
SOBOL = {
    "first": "share of the variance that goes with the parameter alone",
    "total": "share that goes with it and all its interactions",
    "first_without_luck": "first index of the expected outcome, luck taken out; needs 2 replicates",
    "total_without_luck": "total index of the expected outcome, luck taken out; likewise",
}
MORRIS = {"mean_absolute": "mean absolute change of the outcome over the parameter's range (mu*)"}
MORRIS_REST = {
    "mean": "mean change (mu): near plus or minus mu* where the outcome only rises or falls",
    "spread": "standard deviation of the changes (sigma): interactions, or a bent curve",
    "effect_of_luck": "mean absolute change that luck alone gives at most",
}
END = {
    "blocks": "base points (Sobol) or trajectories (Morris) used",
    "incomplete": "left out: runs failed or not there",
    "undefined": "left out: no value of the outcome",
    "replicates": "runs averaged at each point",
    "luck_share": "share of the variance over points that other seeds would give anew",
}
PAIRS = BEGIN | {
    "other": "the parameter that it is paired with",
    "share": "share of the variance that goes with both together and with neither alone",
    "share_low_95": "low end of its 95 % interval, from resampling base points",
    "share_high_95": "high end of it",
}
NOTE = (
    "Indices are of the mean over replicates. Luck of its own at every point lowers first indices "
    "and raises total ones, up to the share of luck for a parameter that does nothing; columns "
    "without luck use products of different replicates alone."
)


def meanings(sensitivity: "Sensitivity") -> dict[str, str]:
    """Columns of sensitivity.csv with their meanings."""
    return meanings_of(sensitivity.method)


def meanings_of(method: str) -> dict[str, str]:
    """Columns of sensitivity.csv with their meanings, of a design: ``saltelli`` or ``morris``."""
    morris = method == "morris"
    blocks = "trajectories" if morris else "base points"
    found = dict(BEGIN)
    for name, meaning in (MORRIS if morris else SOBOL).items():
        found[name] = meaning
        for end in ("low", "high"):
            found[f"{name}_{end}_95"] = f"{end} end of {INTERVAL.format(blocks=blocks)}"
    return found | (MORRIS_REST if morris else {}) | END


def indices_frame(sensitivity: "Sensitivity") -> pd.DataFrame:
    """A row for each outcome and parameter."""
    rows = [row for each in sensitivity.found for row in _rows(sensitivity, each)]
    return pd.DataFrame(rows, columns=list(meanings(sensitivity)))


def pairs_frame(sensitivity: "Sensitivity") -> pd.DataFrame:
    """A row for each outcome and pair of parameters; empty without ``second_order``."""
    label = sensitivity.points.label
    rows = [
        [label, of.outcome, each.factor, each.other, *each.share]
        for of in sensitivity.found
        for each in of.pairs
    ]
    return pd.DataFrame(rows, columns=list(PAIRS))


def over_time_frame(sensitivity: "Sensitivity") -> pd.DataFrame:
    """A row for each series, month and parameter; empty if the plan keeps no series."""
    rows: list[dict[str, Any]] = []
    for (_, group), at in sensitivity.over_time.items():
        for month, each in at.items():
            begin = {"month": month.strftime("%Y-%m"), "group": group}
            rows += [begin | row for row in _rows(sensitivity, each)]
    return pd.DataFrame(rows, columns=["month", "group", *meanings(sensitivity)])


def _rows(sensitivity: "Sensitivity", of: "OutcomeSensitivity") -> Iterator[dict[str, Any]]:
    end = {
        "effect_of_luck": of.effect_of_luck,
        **{key: getattr(of, key) for key in ("blocks", "incomplete", "undefined")},
        "replicates": sensitivity.points.plan.replicates,
        "luck_share": of.luck.share,
    }
    for each in of.of:
        begin = {"scenario": sensitivity.points.label, "outcome": of.outcome}
        yield {**begin, "parameter": each.factor, **_numbers(each), **end}


def _numbers(each: SobolIndices | MorrisEffects) -> dict[str, float]:
    if isinstance(each, MorrisEffects):
        own = {"mean": each.mean, "spread": each.spread}
        return _ends("mean_absolute", each.mean_absolute) | own
    return (
        _ends("first", each.first)
        | _ends("total", each.total)
        | _ends("first_without_luck", each.expected_first)
        | _ends("total_without_luck", each.expected_total)
    )


def _ends(name: str, index: Index) -> dict[str, float]:
    return {name: index.value, f"{name}_low_95": index.low, f"{name}_high_95": index.high}


def figure(sensitivity: "Sensitivity", outcome: str) -> "Figure":
    """Draw the indices of an outcome."""
    from sim.analysis.figures import sensitivity_figure as figures

    of = next(each for each in sensitivity.found if each.outcome == outcome)
    plan = sensitivity.points.plan
    blocks = f"{of.blocks} {'trajectories' if sensitivity.method == 'morris' else 'base points'}"
    design = f"{blocks}, {averaged(plan.replicates)}; lines are 95 % intervals."
    footer = f"{sensitivity.points.source}. {_left_out(of)}"
    title = of.label[0].upper() + of.label[1:]
    if sensitivity.method == "morris":
        subtitle = f"Morris's elementary effects: changes over a parameter's range.\n{design}"
        unit = "change of the outcome over the whole range of the parameter"
        caption = figures.Caption(title, subtitle, footer, unit)
        return figures.morris_figure(of.effects, of.effect_of_luck, caption)
    subtitle = f"Sobol indices: shares of the variance over all points.\n{design}"
    caption = figures.Caption(title, subtitle, footer, "share of the variance")
    return figures.sobol_figure(of.indices, of.luck.share, caption)


def over_time_figure(sensitivity: "Sensitivity", key: tuple[str, str]) -> "Figure":
    """Draw the indices of a series over time."""
    from sim.analysis.figures import sensitivity_figure as figures

    at, plan = sensitivity.over_time[key], sensitivity.points.plan
    last = list(at.values())[-1]
    caption = figures.Caption(
        f"Sobol indices over time: {key[0]}, {key[1]}",
        f"{last.blocks} base points, {averaged(plan.replicates)}; bands are 95 % intervals.",
        f"{sensitivity.points.source}. {_left_out(last)}",
        "share of the variance",
    )
    return figures.over_time_figure({m: each.indices for m, each in at.items()}, caption)


def _left_out(of: "OutcomeSensitivity") -> str:
    luck = of.luck.share
    said = "" if math.isnan(luck) else f"Share of luck in the variance: {100 * luck:.0f} %. "
    if of.incomplete or of.undefined:
        said += f"Left out: {of.incomplete} incomplete, {of.undefined} without a value."
    return said


def write(sensitivity: "Sensitivity") -> "Path":
    """Write sensitivity.csv and .xlsx and the figures into the folder of the analysis."""
    from sim.analysis.figures.encoding import STUDY_DPI, files_of
    from sim.analysis.figures.fonts import fonts_for

    path = sensitivity.path
    figures = path / "figures"
    figures.mkdir(parents=True, exist_ok=True)
    sheets = {"sensitivity": sheet_of(indices_frame(sensitivity), meanings(sensitivity))}
    if sensitivity.over_time:
        extra = {"month": "first month of the year or month", "group": "group of spaces"}
        frame = over_time_frame(sensitivity)
        sheets["sensitivity_over_time"] = sheet_of(frame, extra | meanings(sensitivity))
    if len(pairs := pairs_frame(sensitivity)):
        sheets["sensitivity_pairs"] = sheet_of(pairs, PAIRS)
    write_sheets(path, "sensitivity", sheets, [("note", NOTE)])
    drawn = {file_name(name): figure(sensitivity, name) for name in sensitivity.outcomes}
    for key in sensitivity.over_time:
        drawn[file_name("-".join((*key, "over-time")))] = over_time_figure(sensitivity, key)
    for stem, each in drawn.items():
        for name, content in files_of(each, stem, fonts_for("en"), STUDY_DPI):
            write_bytes(figures / name, content)
    return path

"""The findings table: every figure with its two kinds of interval, and the record beside it."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from sim.analysis.catalogue import OUTCOMES
from sim.analysis.evidence import GAP, Evidence, Key
from sim.analysis.gaps import MODELS_GAP, Ensemble
from sim.analysis.gaps_measured import CLOSURES
from sim.analysis.intervals import Summary, summary
from sim.analysis.observed import Values
from sim.calibration.targets import targets
from sim.model.categories import MODELS
from sim.results.groups import LABELS
from sim.scenario.language import Bilingual, phrase

_PARAMETERS = {
    "posterior": phrase(
        "Parameters are draws that agree with the record of Jiangsu (calibration/fit.md)."
    ),
    "best": phrase(
        "Parameters are the best point of the calibration: how unsure it is, is not shown."
    ),
    "default": phrase("Parameters are default values: how unsure they are, is not shown."),
    "prior": phrase("Parameters are draws from the priors: they need not agree with the record."),
}
_GAP = phrase(
    " No figure of the record contrasts the two models: the gap between them is what the "
    "mechanisms imply, not a measurement."
)
NOTES = {
    source: Bilingual(said.en + _GAP.en, said.zh + _GAP.zh) for source, said in _PARAMETERS.items()
}
_GAP_LABEL = phrase("Specialised less rent-dependent")
# Closures are counted both ways, so that either says how; of all spaces there is one number.
_BY_FOUNDING = phrase("{label}, by model at founding")
_BY_MONTH = phrase("{label}, by model of the month")
_DEFINITION = (
    "Closures over space-months from January 2018, by the model at founding; the gap over runs "
    "that founded enough spaces of both models. As the report's first page counts."
)
_OF_THE_MONTH = ("closure_rate", "closure_share_over_exposure")


class Finding(NamedTuple):
    """One row of ``findings.csv``."""

    section: str  # check_2017, outcomes or gap
    indicator: str
    group: str
    label_en: str
    label_zh: str
    group_en: str
    group_zh: str
    unit: str
    replicates: int
    median: float | None
    low_90: float | None  # 90 % range of replicates
    high_90: float | None
    mean: float | None
    monte_carlo_error_of_mean: float | None
    above_zero: float | None = None  # % of replicates in which a gap is positive
    figure: str | None = None  # of the record
    distance: float | None = None  # % of the median from the figure, or its range
    kind: str | None = None  # produced, by construction or soft
    source: str | None = None
    definition: str | None = None


COLUMNS = {
    "section": "check_2017, outcomes (by model) or gap",
    "indicator": "name of the figure",
    "group": "class of spaces at founding, or all; closures by the class that the label says",
    "label_en": "the figure in English",
    "label_zh": "the figure in Chinese",
    "group_en": "the group in English",
    "group_zh": "the group in Chinese",
    "unit": "unit of all numbers of the row but above_zero and distance",
    "replicates": "replicates that have the figure",
    "median": "middle of the replicates",
    "low_90": "lower end of the 90 % range of replicates; empty with fewer than ten",
    "high_90": "upper end of the 90 % range of replicates; empty with fewer than ten",
    "mean": "mean of the replicates",
    "monte_carlo_error_of_mean": "standard error of that mean, from independent draws or seeds",
    "above_zero": "gap only: % of replicates in which it is positive",
    "figure": "check only: the recorded figure, range or lower bound",
    "distance": "check only: % by which the median misses the figure; 0 within a range",
    "kind": "check only: produced, by construction or soft (see calibration/jiangsu_2017.yaml)",
    "source": "check only: key of calibration/evidence.yaml",
    "definition": "how the figure is computed",
}


def findings(evidence: Evidence) -> list[Finding]:
    """Summarise all figures, in the order check, outcomes, gap."""
    return [
        *_checks(evidence),
        *_of_outcomes(evidence, "outcomes"),
        *_of_outcomes(evidence, "gap"),
    ]


def _checks(evidence: Evidence) -> Iterator[Finding]:
    for name, figure in targets().items():
        key = Key("check_2017", name, "all")
        if key not in evidence.values:
            continue
        found = summary(evidence.values[key], evidence.draws)
        yield _finding(key, figure.label, LABELS["all"], figure.unit, found)._replace(
            figure=figure_text(figure.low, figure.high),
            distance=_number(figure.distance(found.median)),
            kind=figure.kind,
            source=figure.source,
        )


def _of_outcomes(evidence: Evidence, section: str) -> Iterator[Finding]:
    for name, declared in OUTCOMES.items():
        for key, values in evidence.values.items():
            if key.section != section or key.indicator != name:
                continue
            label = _GAP_LABEL if key.group == GAP else LABELS[key.group]
            named = declared.label
            if name in _OF_THE_MONTH and key.group != "all":
                named = _BY_MONTH.filled(label=named)
            row = _finding(key, named, label, declared.unit.en, summary(values, evidence.draws))
            above = _above(values) if section == "gap" else None
            yield row._replace(above_zero=above, definition=declared.definition)


def closures_by_founding(runs: Ensemble) -> list[Finding]:
    """Summarise closures by model at founding; those of :func:`findings` are by present model."""
    name, declared = CLOSURES, OUTCOMES["closure_rate"]
    columns = {
        **{Key("outcomes", name, model): runs.level(name, model) for model in MODELS},
        Key("gap", name, GAP): runs.gap(name, MODELS_GAP),
    }
    rows = []
    for key, values in columns.items():
        group = _GAP_LABEL if key.group == GAP else LABELS[key.group]
        found = summary(values, runs.draws)
        named = _BY_FOUNDING.filled(label=declared.label)
        row = _finding(key, named, group, declared.unit.en, found)
        above = _above(values) if key.section == "gap" else None
        rows.append(row._replace(above_zero=above, definition=_DEFINITION))
    return rows


def _above(values: Values) -> float | None:
    there = values[np.isfinite(values)]
    return 100 * float((there > 0).mean()) if there.size else None


def _finding(key: Key, label: Any, group: Any, unit: str, found: Summary) -> Finding:
    return Finding(
        *key,
        label_en=label.en,
        label_zh=label.zh,
        group_en=group.en,
        group_zh=group.zh,
        unit=unit,
        replicates=found.replicates,
        median=_number(found.median),
        low_90=_number(found.low),
        high_90=_number(found.high),
        mean=_number(found.mean),
        monte_carlo_error_of_mean=_number(found.error),
    )


def figure_text(low: float, high: float) -> str:
    """Recorded figure as tables show it.

    >>> figure_text(607.0, 607.0), figure_text(1.2, 1.6), figure_text(1000.0, np.inf)
    ('607', '1.2 - 1.6', '>= 1,000')
    """
    if np.isinf(low):
        return f"<= {high:,.10g}"
    if np.isinf(high):
        return f">= {low:,.10g}"
    return f"{low:,.10g}" if low == high else f"{low:,.10g} - {high:,.10g}"


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None

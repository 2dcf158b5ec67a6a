"""Words of the validate command, in English and Chinese."""

from sim.analysis.validation import (
    BROKEN,
    INSIDE,
    KEPT,
    MISS,
    NO_VALUE,
    TOO_FEW,
    UNMEASURED,
)
from sim.scenario.language import phrase

VERDICTS = {
    INSIDE: phrase("inside"),
    MISS: phrase("MISS"),
    KEPT: phrase("bound kept"),
    BROKEN: phrase("MISS (bound)"),
    TOO_FEW: phrase("too few runs"),
    NO_VALUE: phrase("no value"),
    UNMEASURED: phrase("not measurable"),
}

TEXTS = {
    "title": phrase("Validation: the baseline against figures that it never saw"),
    "about": phrase("{replicates} replicates from seed {seed}, parameters: {source}."),
    "posterior": phrase("draws from the posterior of the calibration"),
    "best": phrase("the best point of the calibration"),
    "default": phrase("default values"),
    "prior": phrase("draws from the prior, NOT calibrated: no validation of the model"),
    "section_validation": phrase(
        "1. Validation: never used for an input, a prior, a target or by hand"
    ),
    "section_check": phrase(
        "2. Checks on the fit: figures that have shaped the model; agreement is no validation"
    ),
    "section_unmeasured": phrase("3. Not measurable in the model's tables"),
    "record": phrase("record"),
    "model": phrase("model"),
    "range": phrase("90 % interval"),
    "off": phrase("off by"),
    "verdict": phrase("verdict"),
    "last": phrase("last value"),
    "trend": phrase("linear trend"),
    "source": phrase("source"),
    "exact": phrase("exact"),
    "coverage": phrase(
        "{inside} of {figures} figures never used lie in their 90 % interval; a right interval "
        "holds nine in ten."
    ),
    "coverage_none": phrase(
        "No figure could be scored: an interval needs at least ten replicates."
    ),
    "narrow": phrase(
        "That is too few to be chance: intervals like these hold {low:.0f} to {high:.0f} % (90 % "
        "sure). Either the model is surer of itself than it may be, or figures of other places do "
        "not hold for Jiangsu."
    ),
    "little": phrase(
        "It proves little: with so few figures the intervals may hold {low:.0f} to {high:.0f} % "
        "(90 % sure), and figures of one place are not independent."
    ),
    "race_last": phrase("Nearer to the record than the last value: {nearer} of {forecasts}{ties}."),
    "race_trend": phrase("Nearer than a linear trend: {nearer} of {forecasts}{ties}."),
    "ties": phrase(" ({ties} tied)"),
    "no_forecast": phrase(
        "No naive forecast is possible for {number} of them: the record has no earlier point (—)."
    ),
    "reading": phrase(
        "Model: median over replicates [90 % interval]. Last value and linear trend: what earlier "
        "figures of the same record would have forecast, 0 being no change; × is the model's "
        "error over theirs, below 1 where the model is nearer. Bounds (>=, <=) do not count "
        "among the figures in intervals."
    ),
    "never": phrase(
        "Nothing may be tuned to these figures: one that has moved a value is spent and becomes "
        "a check."
    ),
    "measured": phrase("measured as"),
    "details": phrase("Notes and sources"),
    "rows": phrase("Rows"),
    "missed": phrase("Missed, of the figures never used:"),
    "miss": phrase("{label}: the record has {record}, the model {model} {interval}"),
    "how_made": phrase("How this page was made"),
    "made": phrase(
        "`{command}`; do not edit by hand. Seeds from {seed} on. Run `{run}`, rules `{rules}`."
    ),
    "made_posterior": phrase("Posterior: {sets} sets of parameters, SHA-256 `{hash}`."),
}

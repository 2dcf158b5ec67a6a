"""What a comparison looks at, each declared once: label, unit, and which way is better."""

from collections.abc import Mapping

from sim.analysis.catalogue import OUTCOMES
from sim.analysis.evidence import Key
from sim.analysis.totals import HEADLINE_TOTALS, TOTALS, Better, Compared
from sim.results.groups import LABELS
from sim.scenario.language import Bilingual, phrase

HORIZON = "horizon"  # section of the figures at the last month
DATE = "year"  # unit of outcomes that are dates

# A longer list of spaces, a date or a ratio between models is no aim in itself.
BETTER: Mapping[str, Better] = {
    **{name: "more" for name in OUTCOMES if name.startswith(("survival", "funded", "fundings"))},
    "tenant_failures_per_100_tenant_years": "less",
    "closure_rate": "less",
    "closure_rate_2016_17": "less",
    "shakeout_peak_rate": "less",
    "shakeout_depth_alive": "less",
}
MODELS_AT_END = ("spaces_specialised", "spaces_rent_dependent", "spaces_diversified")
INDICATORS = (*TOTALS, *OUTCOMES)
MAIN = (
    *HEADLINE_TOTALS,
    *MODELS_AT_END,
    "survival_mean_60",
    "funded_24",
    "closure_rate",
    "shakeout_peak_rate",
)
SHOWN_GROUPS = ("all", "specialised", "rent_dependent")
_GAP = phrase("Specialised less rent-dependent")


def compared(key: Key) -> Compared:
    """Return how comparisons speak of a figure; of a gap no direction is better.

    >>> compared(Key("gap", "funded_24", "")).unit.en
    'percentage points'
    """
    if key.section == HORIZON:
        return TOTALS[key.indicator].about
    outcome, gap = OUTCOMES[key.indicator], key.section == "gap"
    better: Better = "neither" if gap else BETTER.get(key.indicator, "neither")
    unit = _of_difference(outcome.unit) if gap else outcome.unit
    return Compared(outcome.label, unit, better, outcome.digits)


def label_of(indicator: str) -> Bilingual:
    """Label of an indicator."""
    return TOTALS[indicator].about.label if indicator in TOTALS else OUTCOMES[indicator].label


def unit_of_difference(key: Key) -> Bilingual:
    """Unit of a difference between scenarios: of two shares it is percentage points."""
    return _of_difference(compared(key).unit)


def _of_difference(unit: Bilingual) -> Bilingual:
    points = phrase("percentage points")
    if unit.en == DATE:
        return phrase("years")
    if not unit.en.startswith("%"):
        return unit
    return Bilingual(unit.en.replace("%", points.en), unit.zh.replace("%", points.zh))


def group_label(key: Key) -> Bilingual:
    """Label of the group of spaces that a figure is of."""
    label = LABELS.get(key.group)
    return Bilingual(label.en, label.zh) if label else _GAP


def chosen(key: Key, indicators: tuple[str, ...]) -> bool:
    """Whether a figure is shown and held to a precision when these indicators are asked for."""
    return key.indicator in indicators and (key.section == "gap" or key.group in SHOWN_GROUPS)

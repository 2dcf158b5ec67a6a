"""The outcomes that findings speak of, each declared once: unit, labels, definition."""

from typing import NamedTuple

from sim.scenario.language import Bilingual, phrase, phrase_in


class Outcome(NamedTuple):
    """An outcome of a run."""

    unit: Bilingual
    label: Bilingual
    definition: str
    gap: bool = True  # whether specialised less rent-dependent is a finding
    digits: int = 1


_MONTHS, _SHARE = phrase("months"), phrase("%")
_RATE = phrase("per 100 tenant-years")
_CLOSURES = phrase("% per year")
_DATE, _TIMES = phrase("year"), phrase_in("ratio", "times")
_SPACES = (
    "Spaces founded in the run, by model at founding, from founding to closure (Kaplan-Meier)."
)
_SAME_YEARS = (
    "Founding years averaged with one mix for all models; years followed for 60 months in which "
    "every model was founded."
)
_STARTUPS = (
    "Share of startups with outside or seed-fund money within {} months of first admission "
    "(Aalen-Johansen: failure, graduation, acquisition and leaving compete), by founding model "
    "of the first space; entry years followed that long."
)
_SAME_STARTUPS = "Strata of talent, field and entry year averaged with one mix for all models."


def _funded() -> dict[str, Outcome]:
    declared = {}
    for months in (12, 24, 36):
        definition = _STARTUPS.format(months)
        label = phrase("Startups funded within {months} months").filled(months=months)
        raw = phrase("{label}, not standardised").filled(label=label)
        declared[f"funded_{months}"] = Outcome(_SHARE, label, f"{definition} {_SAME_STARTUPS}")
        declared[f"funded_{months}_raw"] = Outcome(_SHARE, raw, definition)
    return declared


OUTCOMES = {
    "survival_mean_60": Outcome(
        _MONTHS,
        phrase("Mean survival within 60 months of founding"),
        f"{_SPACES} Mean restricted to 60 months. {_SAME_YEARS}",
    ),
    "survival_mean_60_raw": Outcome(
        _MONTHS,
        phrase("Mean survival within 60 months, not standardised"),
        f"{_SPACES} Mean restricted to 60 months, over all founding years.",
    ),
    "survival_share_36": Outcome(
        _SHARE,
        phrase("Spaces open 36 months after founding"),
        f"{_SPACES} {_SAME_YEARS}",
    ),
    "survival_share_60": Outcome(
        _SHARE,
        phrase("Spaces open 60 months after founding"),
        f"{_SPACES} {_SAME_YEARS}",
    ),
    **_funded(),
    "fundings_per_100_tenant_years": Outcome(
        _RATE,
        phrase("First fundings per 100 tenant-years since 2015"),
        "First fundings over tenant-months / 12, whole run, by founding model of the space where "
        "the tenant is; tenant-months include those of tenants already funded.",
    ),
    "tenant_failures_per_100_tenant_years": Outcome(
        _RATE,
        phrase("Failures of tenants per 100 tenant-years since 2015"),
        "Tenants that failed over tenant-months / 12, whole run, by founding model of the space "
        "where the tenant is.",
    ),
    "closure_rate": Outcome(
        _CLOSURES,
        phrase("Yearly closures since 2018"),
        "Closures over space-months from January 2018, by the model at the start of the month.",
    ),
    "closure_share_over_exposure": Outcome(
        _TIMES,
        phrase("Share of closures over share of spaces since 2018"),
        "A model's share of closures over its share of space-months, from January 2018; above 1 "
        "it is shaken out more than its number.",
        digits=2,
    ),
    "closure_rate_2016_17": Outcome(
        _CLOSURES,
        phrase("Yearly closures in 2016-17"),
        "Closures over space-months in 2016-17, the reference of the onset.",
        gap=False,
    ),
    "shakeout_onset": Outcome(
        _DATE,
        phrase("Onset of the shakeout"),
        "First month from 2018 from which closures in twelve centred months stay above 1.5 times "
        "the rate of 2016-17 for six months; over the replicates that have one.",
        gap=False,
    ),
    "shakeout_peak": Outcome(
        _DATE,
        phrase("Peak of closures"),
        "Month from 2018 with the highest rate of closures in twelve centred months.",
        gap=False,
    ),
    "shakeout_peak_rate": Outcome(
        _CLOSURES,
        phrase("Closures at the peak"),
        "Rate of closures in the twelve months around the peak.",
        gap=False,
    ),
    "shakeout_depth_alive": Outcome(
        _SHARE,
        phrase("Deepest fall of spaces alive"),
        "Largest fall of the number alive from an earlier peak, from 2016; none below 5 %.",
        gap=False,
    ),
    "shakeout_depth_recorded": Outcome(
        _SHARE,
        phrase("Deepest fall of the recorded list"),
        "Largest fall of the recorded list at year ends from an earlier one; none below 5 %.",
        gap=False,
    ),
}

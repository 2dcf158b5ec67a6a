"""What is attributed to mechanisms: a gap between two classes, or a policy's effect on all.

Every outcome is a mean, a share or a rate over whole classes, and so has a value in each run that
has the classes at all; onsets, medians and ratios may be missing and are left out.
"""

from typing import Literal, NamedTuple

from sim.analysis.funding import cumulative_incidence, entered_early_enough
from sim.analysis.funding import outcomes as funding_outcomes
from sim.analysis.gaps import ASKED, MODELS_GAP
from sim.analysis.gaps_measured import CLOSURES, figures_of, rate
from sim.analysis.observed import Observed
from sim.analysis.shakeout import SINCE, closures_and_exposure
from sim.analysis.survival import RESTRICTED, kaplan_meier, restricted_mean, spells
from sim.analysis.survival import outcomes as survival_outcomes
from sim.results.tables import Part
from sim.scenario.language import Bilingual, phrase

Mode = Literal["gap", "effect"]
WITHIN = 24  # months of funding
FUNDED, TENANT_FAILURES = ASKED["funding"].by_model, ASKED["tenants"].by_model


class Attributed(NamedTuple):
    """An outcome whose gap, or whose change, is attributed."""

    label: Bilingual
    unit: Bilingual  # of a difference
    digits: int
    months: int  # horizon that it needs
    one: str  # measured column
    less: str | None = None  # column that is taken off
    good: Literal["more", "less", "neither"] = "more"  # for who has it


_MONTHS_NEEDED = {"survival": 12 + RESTRICTED, "funding": 12 + WITHIN, "shakeout": SINCE + 12}
_GOOD: dict[str, Literal["more", "less", "neither"]] = {"shakeout": "less", "tenants": "less"}


def _asked(name: str, one: str, less: str | None = None) -> Attributed:
    asked = ASKED[name]
    good, months = _GOOD.get(name, "more"), _MONTHS_NEEDED.get(name, 12)
    return Attributed(asked.label, asked.unit, max(asked.digits, 2), months, one, less, good)


_GAPS = {
    name: _asked(name, f"{name}:{MODELS_GAP.one}", f"{name}:{MODELS_GAP.other}") for name in ASKED
}
_TOTALS = {
    "funded_cumulative": (
        phrase("Startups ever funded"),
        phrase("startups"),
    ),
    "tenants_hosted": (
        phrase("Startups hosted at the end"),
        phrase("startups"),
    ),
    "spaces": (
        phrase("Spaces alive at the end"),
        phrase("spaces"),
    ),
}
_EFFECTS = {
    **{name: _asked(name, f"{name}:all") for name in ASKED},
    **{
        name: Attributed(label, unit, 0 if name != "spaces" else 1, 12, name)
        for name, (label, unit) in _TOTALS.items()
    },
    **{
        f"{name}_gap": gap._replace(
            label=phrase("{label}, specialised less rent-dependent").filled(label=gap.label)
        )
        for name, gap in _GAPS.items()
    },
}
ATTRIBUTED: dict[Mode, dict[str, Attributed]] = {"gap": _GAPS, "effect": _EFFECTS}
DEFAULT: dict[Mode, tuple[str, ...]] = {
    "gap": ("survival", "funding", "shakeout"),
    "effect": ("survival", "funding", "shakeout", "funded_cumulative"),
}


def measured(part: Part, scale: float = 1.0) -> dict[str, float]:
    """Measure one run: every column that an outcome needs, NaN where a class is empty."""
    observed = Observed(part, scale)
    survival, funding = survival_outcomes(observed), funding_outcomes(observed)
    closures = figures_of(observed)
    found = _of_all(observed)
    for model in MODELS_GAP:
        found[f"survival:{model}"] = survival["survival_mean_60", model]
        found[f"funding:{model}"] = funding[FUNDED, model]
        found[f"shakeout:{model}"] = closures[CLOSURES, model]
        found[f"tenants:{model}"] = funding[TENANT_FAILURES, model]
    return found


def _of_all(observed: Observed) -> dict[str, float]:
    lives = spells(observed)
    closed, at_risk = closures_and_exposure(observed, "all")
    years = entered_early_enough(observed.months, WITHIN)
    # Summed over cells, entry years, talents and fields.
    startups = observed.funding[:, :years].sum(axis=(0, 1, 2, 3))
    failed, hosted = observed.series("failed").sum(), observed.series("tenants")
    survival = restricted_mean(kaplan_meier(lives.duration, lives.closed, RESTRICTED))
    return {
        "survival:all": survival,
        "funding:all": 100 * float(cumulative_incidence(startups)[WITHIN]),
        "shakeout:all": 1200 * float(rate(closed[SINCE:].sum(), at_risk[SINCE:].sum())),
        "tenants:all": 1200 * float(rate(failed, hosted.sum())),
        "funded_cumulative": float(observed.series("funded_cumulative")[-1]),
        "tenants_hosted": float(hosted[-1]),
        "spaces": float(observed.series("spaces")[-1]),
    }

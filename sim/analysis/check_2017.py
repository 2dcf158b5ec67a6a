"""The 2017 check: the model's side of every figure in ``calibration/jiangsu_2017.yaml``.

Counts are given per province of Jiangsu's size: a run at another ``scale`` is divided by it.
"""

from collections.abc import Callable

import numpy as np

from sim.analysis.observed import Observed, over
from sim.calibration.targets import targets
from sim.model.categories import CELLS, MODELS, OPERATORS, SERVICE_TYPES
from sim.model.quantities import AGE_CLASSES, FUNDING_ENDS
from sim.scenario.months import month_number

DECEMBER, DECEMBER_2018 = month_number(2017, 12), month_number(2018, 12)
YEAR = slice(month_number(2017), DECEMBER + 1)
LATER = slice(month_number(2018), month_number(2023))
TEAM = 0  # position in AGE_CLASSES
GROWTH_YEARS, CLOSURE_YEARS = range(2021, 2025), range(2016, 2025)


def _at(indicator: str, month: int = DECEMBER, group: str = "all") -> Callable[[Observed], float]:
    return lambda observed: observed.series(indicator, group)[month] / observed.scale


def _in_2017(indicator: str) -> Callable[[Observed], float]:
    return lambda observed: observed.series(indicator)[YEAR].sum() / observed.scale


def _sum_2017(observed: Observed, *indicators: str) -> float:
    return float(sum(observed.series(name)[YEAR].sum() for name in indicators))


def _revenue(observed: Observed, subsidy: bool = False) -> float:
    names = ["revenue_rent", "revenue_service", "revenue_stakes"]
    return _sum_2017(observed, *names, *(["revenue_subsidy"] if subsidy else []))


def _share_alive(attribute: str) -> Callable[[Observed], float]:
    def measure(observed: Observed) -> float:
        alive = observed.spaces.alive(DECEMBER)
        return 100 * over(getattr(observed.spaces, attribute)[alive].sum(), alive.sum())

    return measure


def _specialised_of(operator: str) -> Callable[[Observed], float]:
    def measure(observed: Observed) -> float:
        spaces = observed.spaces
        there = spaces.alive(DECEMBER_2018) & (spaces.operator == OPERATORS.index(operator))
        founded_so = spaces.model == MODELS.index("specialised")
        return float((there & founded_so).sum()) / observed.scale

    return measure


def _revenue_per_startup(observed: Observed) -> float:
    served = observed.series("served_year_to_date")[DECEMBER]
    return over(_revenue(observed, subsidy=True), 12 * served)


def _funded_per_year(observed: Observed) -> float:
    served = observed.series("served_year_to_date")[DECEMBER]
    return 100 * over(_sum_2017(observed, "newly_funded"), served)


def _team_share(observed: Observed) -> float:
    months = observed.startup_ages[DECEMBER // 12, :, 0]
    return 100 * over(months[TEAM], months.sum())


def _team_failures(observed: Observed) -> float:
    months, failures = observed.startup_ages[DECEMBER // 12, TEAM]
    return 1200 * over(failures, months)


def _firm_failures(age_class: str) -> Callable[[Observed], float]:
    def measure(observed: Observed) -> float:
        months, failures = observed.startup_ages[:, AGE_CLASSES.index(age_class)].sum(axis=0)
        return 1200 * over(failures, months)

    return measure


def _loss_of_recognition(observed: Observed) -> float:
    delisted = observed.series("spaces_delisted")[LATER]
    return 1200 * over(delisted.sum(), observed.series("spaces_recorded")[LATER].sum())


def _growth(year: int) -> Callable[[Observed], float]:
    def measure(observed: Observed) -> float:
        recorded = observed.series("spaces_recorded")
        end = month_number(year, 12)
        return 100 * (over(recorded[end], recorded[end - 12]) - 1)

    return measure


def _tenants_per_specialised_space(observed: Observed) -> float:
    tenants = observed.series("tenants", "model:specialised")[DECEMBER]
    return over(tenants, observed.series("spaces", "model:specialised")[DECEMBER])


def _closures_highest(observed: Observed) -> float:
    years = slice(month_number(CLOSURE_YEARS[0]), month_number(CLOSURE_YEARS[-1], 12) + 1)
    closed = observed.series("spaces_closed")[years].reshape(-1, 12).sum(axis=1)
    alive = observed.series("spaces")[years].reshape(-1, 12).mean(axis=1)
    return 100 * max(map(over, closed, alive))


def focus_hazard_ratio(observed: Observed) -> float:
    """Failures of tenants before funding, focused first spaces against others.

    Mantel-Haenszel over strata of rent dependence, talent and entry year.
    """
    cases = observed.funding_cases.sum(axis=3)  # cells, years, talents, durations
    months = cases @ np.arange(cases.shape[3])
    failures = observed.funding[..., FUNDING_ENDS.index("failed")].sum(axis=(3, 4))
    above, below = 0.0, 0.0
    for plain in range(len(CELLS) // 2):  # cells are 2 x 2: focus, then rent
        focused = plain + len(CELLS) // 2
        both = np.maximum(months[plain] + months[focused], 1.0)
        above += float((failures[focused] * months[plain] / both).sum())
        below += float((failures[plain] * months[focused] / both).sum())
    return over(above, below)


MEASURES: dict[str, Callable[[Observed], float]] = {
    "spaces_recorded": _at("spaces_recorded"),
    "startups_served": _at("served_year_to_date"),
    "funded_cumulative": _at("funded_cumulative"),
    "investment_cumulative": lambda o: _at("invested_cumulative_kcny")(o) / 1e5,
    "spaces_recorded_2018": _at("spaces_recorded", DECEMBER_2018),
    **{name: _at("spaces_recorded", group=f"type:{name}") for name in SERVICE_TYPES},
    "national_level": _at("national_level"),
    "enterprise_operated": _share_alive("enterprise"),
    "private_operated": _share_alive("private"),
    "mentors": _at("mentors"),
    "events": _in_2017("events"),
    "trainings": _in_2017("trainings"),
    "institute_specialised": _specialised_of("research_institute"),
    "university_specialised": _specialised_of("university"),
    "institute_tenants": _at("tenants", DECEMBER_2018, "operator:research_institute"),
    "university_tenants": _at("tenants", DECEMBER_2018, "operator:university"),
    "tenants_per_specialised_space": _tenants_per_specialised_space,
    "cost_over_revenue": lambda o: over(_sum_2017(o, "cost"), _revenue(o)),
    "service_share": lambda o: 100 * over(_sum_2017(o, "revenue_service"), _revenue(o)),
    "profitable_share": lambda o: 100 * o.series("profitable_share")[DECEMBER],
    "revenue_per_startup": _revenue_per_startup,
    "funded_per_year": _funded_per_year,
    "team_share": _team_share,
    "team_failures": _team_failures,
    "firm_failures_1": _firm_failures("firm_year_1"),
    "firm_failures_2": _firm_failures("firm_year_2"),
    "firm_failures_3": _firm_failures("firm_year_3"),
    "firm_failures_later": _firm_failures("firm_later"),
    "loss_of_recognition": _loss_of_recognition,
    **{f"growth_{year}": _growth(year) for year in GROWTH_YEARS},
    "closures_highest": _closures_highest,
    "focus_hazard_ratio": focus_hazard_ratio,
}
LAST_MONTH = {  # that a measure needs; December 2017 for all others
    **dict.fromkeys(
        (
            "spaces_recorded_2018",
            "institute_specialised",
            "university_specialised",
            "institute_tenants",
            "university_tenants",
        ),
        DECEMBER_2018,
    ),
    "loss_of_recognition": LATER.stop - 1,
    **{f"growth_{year}": month_number(year, 12) for year in GROWTH_YEARS},
    "closures_highest": month_number(CLOSURE_YEARS[-1], 12),
}


def outcomes(observed: Observed) -> dict[tuple[str, str], float]:
    """Model's side of the check in a replicate; missing where the run ends too early."""
    return {
        (key, "all"): float(MEASURES[key](observed))
        for key in targets()
        if key in MEASURES and observed.months > LAST_MONTH.get(key, DECEMBER)
    }

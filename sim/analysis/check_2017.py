"""The 2017 check: the model's side of every figure in ``calibration/jiangsu_2017.yaml``.

Counts are given per province of Jiangsu's size: a run at another ``scale`` is divided by it.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from sim.analysis.observed import Observed, month_number
from sim.experiments.calibration_files import read_calibration
from sim.model.categories import MODELS, OPERATORS, SERVICE_TYPES
from sim.scenario.language import Bilingual, Language

FILE = "jiangsu_2017.yaml"
DECEMBER, DECEMBER_2018 = month_number(2017, 12), month_number(2018, 12)
YEAR = slice(month_number(2017), DECEMBER + 1)
LATER = slice(month_number(2018), month_number(2023))
TEAM = 0  # position in AGE_CLASSES
COUNTED = ("spaces", "startups", "persons", "events", "sessions", "1")  # go without saying
UNITS_ZH = {"% per year": "%/年", "kCNY/month": "千元/月", "100 million CNY": "亿元"}


class Figure(NamedTuple):
    """A figure of the record."""

    label: Bilingual
    unit: str
    low: float
    high: float  # infinity where the record says "at least"
    kind: str
    source: str

    def distance(self, value: float) -> float:
        """How far a value is from the figure or the nearer end of its range, %.

        >>> figure = Figure(Bilingual("", ""), "", 2.0, 4.0, "soft", "")
        >>> figure.distance(5.0), figure.distance(3.0), figure.distance(1.0)
        (25.0, 0.0, -50.0)
        """
        nearest = min(max(value, self.low), self.high)
        return 100 * (value - nearest) / nearest


def unit_text(unit: str, language: Language) -> str:
    """Unit to name beside a label; empty where it goes without saying.

    >>> unit_text("spaces", "en"), unit_text("100 million CNY", "zh")
    ('', '亿元')
    """
    if unit in COUNTED:
        return ""
    return UNITS_ZH.get(unit, unit) if language == "zh" else unit


def figures() -> dict[str, Figure]:
    """Read the figures, in the order of the table."""
    return {key: _figure(entry) for key, entry in read_calibration(FILE).items()}


def _figure(entry: dict[str, Any]) -> Figure:
    match entry["figure"]:
        case [low, high]:
            bounds = float(low), float(high)
        case {"at_least": low}:
            bounds = float(low), np.inf
        case number:
            bounds = float(number), float(number)
    label, kind = Bilingual(**entry["label"]), entry["kind"]
    return Figure(label, entry["unit"], *bounds, kind, entry["evidence"])


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
        return 100 * float(getattr(observed.spaces, attribute)[alive].mean())

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
    return _revenue(observed, subsidy=True) / served / 12


def _funded_per_year(observed: Observed) -> float:
    served = observed.series("served_year_to_date")[DECEMBER]
    return 100 * _sum_2017(observed, "newly_funded") / served


def _team_share(observed: Observed) -> float:
    months = observed.startup_ages[DECEMBER // 12, :, 0]
    return float(100 * months[TEAM] / months.sum())


def _team_failures(observed: Observed) -> float:
    months, failures = observed.startup_ages[DECEMBER // 12, TEAM]
    return float(1200 * failures / months)


def _loss_of_recognition(observed: Observed) -> float:
    delisted = observed.series("spaces_delisted")[LATER]
    return float(1200 * delisted.sum() / observed.series("spaces_recorded")[LATER].sum())


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
    "cost_over_revenue": lambda o: _sum_2017(o, "cost") / _revenue(o),
    "service_share": lambda o: 100 * _sum_2017(o, "revenue_service") / _revenue(o),
    "profitable_share": lambda o: 100 * o.series("profitable_share")[DECEMBER],
    "revenue_per_startup": _revenue_per_startup,
    "funded_per_year": _funded_per_year,
    "team_share": _team_share,
    "team_failures": _team_failures,
    "loss_of_recognition": _loss_of_recognition,
}
NEEDS_2018 = {
    "spaces_recorded_2018",
    "institute_specialised",
    "university_specialised",
    "institute_tenants",
    "university_tenants",
}


def outcomes(observed: Observed) -> dict[tuple[str, str], float]:
    """Model's side of the check in a replicate; missing where the run ends too early."""
    return {
        (key, "all"): float(measure(observed))
        for key, measure in MEASURES.items()
        if observed.months > _last_month(key)
    }


def _last_month(key: str) -> int:
    if key == "loss_of_recognition":
        return LATER.stop - 1
    return DECEMBER_2018 if key in NEEDS_2018 else DECEMBER

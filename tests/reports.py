"""Small reports that several tests look at; each is written once."""

from dataclasses import replace
from functools import lru_cache
from typing import Any

from sim.analysis.comparison_indicators import MAIN
from sim.results.manifest import Making, manifest
from sim.scenario.language import Bilingual, Language
from sim.studies.compare_api import Comparison, compare
from sim.studies.compare_folder import about as about_comparison
from sim.studies.report.comparison_report import comparison_report
from sim.studies.report.comparison_times import Times
from sim.studies.report.run_report import run_report
from sim.studies.study import Study
from tests.runs import small_results, small_scenario

REPLICATES, UNTIL = 10, "2021-12"


def about(study: Study) -> dict[str, Any]:
    """Manifest of a run that has no folder."""
    making = Making("makersim run baseline", study.plan.source, [], study.started, 1.0, 1)
    return manifest(study.content, making)


@lru_cache
def small_study() -> Study:
    """A small baseline with ten replicates."""
    return small_results(REPLICATES, UNTIL).studies[0]


@lru_cache
def small_comparison() -> Comparison:
    """A small baseline, and the same with a grant for specialisation."""
    base = small_scenario(UNTIL)
    push = base.with_policy("specialisation_grant", value=600, start="2018-01")
    return compare([base, push], replicates=REPLICATES, seed=3, indicators=MAIN, workers=1)


@lru_cache
def small_relief() -> Comparison:
    """A small baseline, and the same with half of the lease paid for two years."""
    base = small_scenario("2023-12")
    other = base.with_policy("lease_relief", value=0.5, start="2018-01", until="2019-12")
    return compare([base, other], replicates=REPLICATES, seed=3, indicators=MAIN, workers=1)


def times_of(comparison: Comparison, language: Language = "en") -> Times:
    """The second scenario of a comparison against the first, by period."""
    studies, members = comparison.studies, comparison.members
    return Times(
        (studies[0], studies[1]),
        (members[0], members[1]),
        comparison.gains,
        ("A", "B"),
        comparison.precision,
        language,
    )


@lru_cache
def run_text(language: Language) -> str:
    """Report of the small baseline."""
    return run_report(small_study(), about(small_study()), language)


@lru_cache
def comparison_text(language: Language) -> str:
    """Report of the small comparison."""
    compared = small_comparison()
    return comparison_report(compared, about_comparison(compared, "makersim compare"), language)


def titled(title: str, question: str) -> Study:
    """The small study under another title, with another question."""
    study = small_study()
    both = {"title": Bilingual(title, title), "question": Bilingual(question, question)}
    return Study(replace(study.scenario, **both), study.plan, study.tables)

"""Sentences about effects: the intervals of paired differences choose the sentence."""

from typing import NamedTuple

from sim.analysis.comparison import Difference
from sim.analysis.evidence import Key
from sim.analysis.gaps import percent
from sim.analysis.intervals import FEWEST
from sim.scenario.language import Bilingual, Language, phrase
from sim.studies.report.amounts import Amounts


class Effect(NamedTuple):
    """A figure that the answer speaks of."""

    key: Key
    noun: Bilingual
    more: Bilingual
    less: Bilingual


EFFECTS = (
    Effect(
        Key("outcomes", "closure_rate", "all"),
        phrase("the rate at which makerspaces close from 2018 on"),
        phrase("makerspaces close more often from 2018 on"),
        phrase("makerspaces close less often from 2018 on"),
    ),
    Effect(
        Key("horizon", "funded_cumulative", "all"),
        phrase("the number of startups ever funded"),
        phrase("more startups are funded"),
        phrase("fewer startups are funded"),
    ),
    Effect(
        Key("horizon", "public_cost_per_year", "all"),
        phrase("public cost"),
        phrase("public cost is higher"),
        phrase("public cost is lower"),
    ),
)
SURE = phrase(
    "Under “{other}” {statement} than under “{first}”: by {mean} {unit} at the mean (± {half}, "
    "90 % Monte Carlo interval), and 90 % of pairs of runs lie between {low} and {high}."
)
MOSTLY = phrase(
    "Under “{other}” {statement} than under “{first}” more often than not: in {share} % of pairs "
    "of runs, by {mean} {unit} at the mean (± {half}, 90 % Monte Carlo interval). But 90 % of "
    "pairs lie between {low} and {high}, so that a single course of events may go the other way."
)
ON_AVERAGE = phrase(
    "Under “{other}” {statement} than under “{first}” on average, by {mean} {unit} "
    "(± {half}, 90 % Monte Carlo interval). In single pairs of runs it cannot be "
    "told: 90 % of them lie between {low} and {high}, and {share} % go this way."
)
UNTOLD = phrase(
    "No difference in {noun} can be told between “{other}” and “{first}”: the mean difference is "
    "{mean} {unit} (± {half}, 90 % Monte Carlo interval), and 90 % of pairs of runs lie between "
    "{low} and {high}."
)
SAME = phrase(
    "Nothing changes in {noun}: it is the same under “{other}” and “{first}” in all {pairs} pairs "
    "of runs."
)
NONE = phrase("Nothing is said of {noun}: there are {pairs} pairs of runs, and a range needs ten.")


def on_effect(effect: Effect, row: Difference, names: tuple[str, str], language: Language) -> str:
    """Say what a scenario changes in a figure.

    Parameters
    ----------
    names : (first, other)
        Titles of the scenarios.
    """
    pattern, rises = _pattern(row)
    said = Amounts(row, language)
    above, unchanged = (row.chance_more or 0.0) / 100, (row.chance_unchanged or 0.0) / 100
    share = above if rises else 1 - above - unchanged
    return pattern.text(language).format(
        first=names[0],
        other=names[1],
        noun=effect.noun.text(language),
        statement=(effect.more if rises else effect.less).text(language),
        pairs=row.pairs,
        unit=said.unit,
        mean=said.difference(row.mean_difference),
        half=said.half(row.half_width),
        low=said.difference(row.replicates_low_90),
        high=said.difference(row.replicates_high_90),
        share=percent(share),
    )


def _pattern(row: Difference) -> tuple[Bilingual, bool]:
    """Choose the sentence, and whether the difference is above zero."""
    if row.pairs and row.chance_unchanged == 100:
        return SAME, True
    low, high = row.replicates_low_90, row.replicates_high_90
    lower, upper = row.replicates_low_50, row.replicates_high_50
    ends = (row.monte_carlo_low_90, row.monte_carlo_high_90)
    if row.pairs < FEWEST or None in (low, high, lower, upper, *ends):
        return NONE, True
    assert low is not None
    assert high is not None
    assert lower is not None
    assert upper is not None
    known = bool(ends[0] is not None and ends[1] is not None and (ends[0] > 0 or ends[1] < 0))
    if low > 0 or high < 0:
        return SURE, low > 0
    if lower > 0 or upper < 0:
        return (MOSTLY if known else UNTOLD), lower > 0
    return (ON_AVERAGE if known else UNTOLD), (row.mean_difference or 0.0) > 0

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
        phrase("makerspaces close more often from 2018 on, by {size} percentage points a year"),
        phrase("makerspaces close less often from 2018 on, by {size} percentage points a year"),
    ),
    Effect(
        Key("horizon", "spaces", "all"),
        phrase("the number of makerspaces open at the end of the run"),
        phrase("more makerspaces are open at the end of the run, by {size}"),
        phrase("fewer makerspaces are open at the end of the run, by {size}"),
    ),
    Effect(
        Key("horizon", "funded_cumulative", "all"),
        phrase("the number of startups ever funded"),
        phrase("more startups are funded, by {size}"),
        phrase("fewer startups are funded, by {size}"),
    ),
    Effect(
        Key("horizon", "public_cost_cumulative", "all"),
        phrase("public cost over the whole run"),
        phrase("public cost over the whole run is higher, by {size} {unit}"),
        phrase("public cost over the whole run is lower, by {size} {unit}"),
    ),
)
SURE = phrase(
    "Compared with {first}, {statement} (± {half}, error of the mean at 90 %); 90 % of pairs of "
    "runs lie between {low} and {high}."
)
MOSTLY = phrase(
    "Compared with {first}, more often than not {statement} at the mean (± {half}, error of the "
    "mean at 90 %): so in {share} % of pairs of runs. But 90 % of pairs lie between {low} and "
    "{high}, so that a single course of events may go the other way."
)
ON_AVERAGE = phrase(
    "Compared with {first}, on average {statement} (± {half}, error of the mean at 90 %). In "
    "single pairs of runs it cannot be told: 90 % of them lie between {low} and {high}, and "
    "{share} % go this way."
)
UNTOLD = phrase(
    "Compared with {first}, no difference in {noun} can be told: the mean difference is {mean} "
    "{unit} (± {half}, error of the mean at 90 %), and 90 % of pairs of runs lie between {low} and "
    "{high}."
)
SAME = phrase(
    "Nothing changes in {noun}: it is the same as under {first} in all {pairs} pairs of runs."
)
NONE = phrase("Nothing is said of {noun}: there are {pairs} pairs of runs, and a range needs ten.")


def on_effect(effect: Effect, row: Difference, first: str, language: Language) -> str:
    """Say what a scenario changes in a figure.

    Parameters
    ----------
    first : str
        What the first scenario is called in sentences.
    """
    pattern, rises = _pattern(row)
    said = Amounts(row, language)
    above, unchanged = (row.chance_more or 0.0) / 100, (row.chance_unchanged or 0.0) / 100
    share = above if rises else 1 - above - unchanged
    size = said.difference(row.mean_difference).lstrip("+-")
    statement = (effect.more if rises else effect.less).text(language)
    return pattern.text(language).format(
        first=first,
        noun=effect.noun.text(language),
        statement=statement.format(size=size, unit=said.unit),
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
